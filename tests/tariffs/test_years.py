"""The year's frame: ceilings carried over, what is asked, guidance, reminders."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from dasportal.accounts.transitions import NotAllowed
from dasportal.mail.models import OutgoingMail
from dasportal.register.models import LegalBasis
from tariffs import workflow
from tariffs.findings import Severity
from tariffs.models import AuditorStatement, Ceiling
from tariffs.workflow.reminding import remind_due
from tests import factories
from tests.tariffs.conftest import line, take

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture(autouse=True)
def portal(settings):
    settings.DEMO = True


def herberg():
    return LegalBasis.objects.get(code="SEL § 110")


@pytest.fixture
def year(office):
    before = workflow.open_year(2026, by=office, pl_pct=D("3.1"))
    workflow.set_ceiling(
        before, legal_basis=herberg(), amount=D(2322), price_year=2024, projected=D(2480), by=office
    )
    return workflow.open_year(2027, by=office, pl_pct=D("2.5"), deadline_on=date(2026, 10, 15))


def test_opening_a_year_carries_ceilings_over_projected(year):
    row = year.ceilings.get()
    assert (row.amount, row.price_year, row.projected) == (2322, 2024, D("2542.00"))


def test_carrying_over_again_adds_only_what_is_missing(year, office):
    assert workflow.carry_ceilings(year, by=office) == 0
    workflow.remove_ceiling(year.ceilings.get(), by=office)
    assert workflow.carry_ceilings(year, by=office) == 1


def test_ceilings_are_not_carried_without_pl(year, office):
    later = workflow.open_year(2028, by=office)
    assert not later.ceilings.exists()
    with pytest.raises(NotAllowed, match="PL"):
        workflow.carry_ceilings(later, by=office)


def test_ceilings_are_added_changed_and_removed_on_their_pages(client, year, office):
    client.force_login(office)
    data = {"legal_basis": LegalBasis.objects.get(code="SEL § 109").pk, "unit": "Døgn",
            "amount": "3.197", "price_year": "2024", "projected": "3.500", "service": "",
            "source": "Takstlofter"}  # fmt: skip
    client.post(reverse("tariffs:ceiling_new", args=[2027]), data)
    row = Ceiling.objects.get(year=year, legal_basis__code="SEL § 109")
    client.post(reverse("tariffs:ceiling", args=[2027, row.pk]), data | {"projected": "3.600"})
    row.refresh_from_db()
    assert row.projected == 3600
    page = client.get(reverse("tariffs:ceilings", args=[2027])).content.decode()
    assert "3.600" in page
    clash = data | {"legal_basis": herberg().pk}
    answer = client.post(reverse("tariffs:ceiling", args=[2027, row.pk]), clash)
    assert "allerede et loft" in answer.content.decode()
    client.post(reverse("tariffs:ceiling_remove", args=[2027, row.pk]))
    assert not Ceiling.objects.filter(pk=row.pk).exists()


def test_what_is_asked_and_the_guidance_are_set_on_the_year(client, year, office, people):
    client.force_login(office)
    data = {"deadline_on": "15. oktober 2026", "pl_pct": "2,5", "explain_pct": "2",
            "discuss_pct": "5", "tolerance": "2", "asked_fields": ["places", "audit"],
            "guidance": "<p>Brug årets skabelon.</p>"}  # fmt: skip
    client.post(reverse("tariffs:edit", args=[2027]), data)
    year.refresh_from_db()
    assert year.asked_fields == ["places", "audit"]
    made = workflow.begin(year, party=factories.party(), by=people["reporter"])
    client.force_login(people["reporter"])
    page = client.get(reverse("tariffs:submission", args=[made.pk])).content.decode()
    assert "Brug årets skabelon." in page
    assert "Læg revisorpåtegning ind" in page


# --- The auditor's statement ----------------------------------------------------------------------


def test_a_statement_that_is_asked_for_stops_until_it_is_there(client, office, people):
    workflow.open_year(2023, by=None, asked_fields=["audit"])
    draft = take([line()]).submission
    stopped = [f.code for f in workflow.findings_of(draft) if f.severity == Severity.ERROR]
    assert stopped == ["statement_missing"]
    client.force_login(people["reporter"])
    file = SimpleUploadedFile("påtegning.txt", b"Revideret.")
    client.post(reverse("tariffs:statement_add", args=[draft.pk]), {"file": file})
    assert [f.code for f in workflow.findings_of(draft) if f.severity == Severity.ERROR] == []
    row = AuditorStatement.objects.get()
    got = client.get(reverse("tariffs:statement", args=[row.pk]))
    assert got["X-Content-Type-Options"] == "nosniff"
    client.force_login(people["other"])
    assert client.get(reverse("tariffs:statement", args=[row.pk])).status_code == 404
    got.close()


def test_a_statement_nobody_asks_for_is_not_taken(people):
    workflow.open_year(2023, by=None)
    draft = take([line()]).submission
    with pytest.raises(NotAllowed, match="ikke om revisor"):
        workflow.add_statement(draft, file=None, by=people["reporter"])


# --- Reminders ------------------------------------------------------------------------------------


def reminded():
    mails = OutgoingMail.objects.filter(kind="reminder")
    return sorted(mail.person.name for mail in mails)


def test_those_who_lack_are_reminded_by_hand_once_a_day(client, year, office, people):
    client.force_login(office)
    aalborg, læsø = factories.party(), factories.party(factories.LÆSØ)
    page = reverse("tariffs:remind", args=[2027])
    assert "Læsø" in client.get(page).content.decode()
    client.post(page, {"parties": [læsø.pk]})
    assert reminded() == ["Læsø"]
    told = workflow.remind_parties(year, parties=[aalborg, læsø], by=office)
    assert told.parties == 2
    assert reminded() == ["FB", "Indberetter", "Læsø"]
    with pytest.raises(NotAllowed):
        workflow.remind_parties(year, parties=[læsø], by=people["reporter"])


@pytest.mark.parametrize(
    ("left", "told"), [(15, 0), (14, 3), (3, 0), (2, 3), (0, 3), (-1, 3), (-2, 0), (-7, 3)]
)
def test_the_portal_reminds_by_itself_on_the_days_that_are_due(year, office, people, left, told):
    deadline = timezone.localdate() + timedelta(days=left)
    workflow.change_year(year, by=office, deadline_on=deadline)
    remind_due.func()
    remind_due.func()
    assert len(reminded()) == told


def test_nobody_is_reminded_who_has_handed_in_or_of_a_closed_year(year, office, people):
    workflow.change_year(year, by=office, deadline_on=timezone.localdate())
    draft = take([line()], year=2027).submission
    workflow.submit(draft, by=people["reporter"])
    workflow.close_year(year, by=office)
    remind_due.func()
    assert reminded() == []
    workflow.reopen_year(year, by=office)
    remind_due.func()
    assert reminded() == ["Læsø"]


def test_a_reminder_says_how_far_and_nothing_else(year, office, people):
    draft = take([line(), line("Strand")], year=2027).submission
    strand = draft.lines.get(offer__name="Strand")
    workflow.save_line(draft, line=strand, by=office, values={"tariff": None})
    workflow.remind_parties(year, parties=[factories.party()], by=office)
    mail = OutgoingMail.objects.filter(kind="reminder").first()
    assert "Der mangler 1\N{NO-BREAK SPACE}linje." in mail.text
    assert reverse("tariffs:submission", args=[draft.pk]) in mail.text
    assert "Violen" not in mail.text
