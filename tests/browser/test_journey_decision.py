"""A year's tariffs from the agenda to version 2: put on, read on a tablet, decided but for one offer,
corrected by the party, approved by FU but for one offer, and the buyers told."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from dasportal.accounts.models import Person, RoleKind
from dasportal.mail.models import OutgoingMail
from dasportal.register.models import Offer, Purchase
from meetings import workflow as meetings
from meetings.models import AgendaItem, Meeting
from tariffs import workflow as tariffs
from tariffs.decision import workflow
from tariffs.decision.models import AppendixVersion, TariffCase
from tariffs.models import Submission
from tests import factories
from tests.browser.conftest import PASSWORD
from tests.factories import AALBORG, FREDERIKSHAVN, LÆSØ
from tests.meetings.conftest import plan
from tests.tariffs.conftest import line
from tests.tariffs.decision.conftest import THIS, reported

pytestmark = pytest.mark.browser
SINCE = date(2020, 1, 1)


@pytest.fixture
def people(portal: str, settings: Any) -> dict[str, Person]:
    settings.DEMO = True
    made = {
        name: factories.person(name, password=PASSWORD)
        for name in ("Lene Bak", "Kirsten Budolf", "Birgitte Strand", "Læsøs medlem")
    }
    fu, das = factories.fu(), factories.das()
    factories.role(made["Lene Bak"], RoleKind.SECRETARIAT, start=SINCE)
    factories.role(
        made["Kirsten Budolf"], RoleKind.TARIFF_REPORTER, party=factories.party(), start=SINCE
    )
    for forum in (das, fu):
        factories.role(
            made["Birgitte Strand"], RoleKind.MEMBER, forum=forum, start=SINCE,
            party=factories.party(FREDERIKSHAVN),
        )  # fmt: skip
    factories.role(
        made["Læsøs medlem"], RoleKind.MEMBER, forum=das, party=factories.party(LÆSØ), start=SINCE
    )
    office = made["Lene Bak"]
    tariffs.open_year(THIS, by=office, pl_pct=Decimal("2.5"))
    reported(AALBORG, office, [line(), line("Sonjavej"), line("Rosenhuset")])
    reported(FREDERIKSHAVN, office, [line("Skansen")])
    violen = Offer.objects.get(name="Violen")
    Purchase.objects.create(
        offer=violen, buyer=factories.party(LÆSØ), year=THIS, places=2, source="Test"
    )
    plan(das, office, timezone.localdate())
    return made


def test_from_the_agenda_to_version_two(people, sign_in):
    lene = people["Lene Bak"]
    office = sign_in(lene)
    put_on_agenda(office, f"/takster/{THIS}/", "DAS Social")
    send(lene)
    read_on_a_tablet(sign_in(people["Birgitte Strand"], 820))
    decide_but_for(office, lene, "Sonjavej")
    expect(office.get_by_role("heading", level=1)).to_have_text(f"Takstbilag {THIS}, version 1")
    expect(office.get_by_text("Sonjavej, 1 linje: undtaget").first).to_be_visible()
    assert TariffCase.objects.open().get().forum == factories.fu()

    party = sign_in(people["Kirsten Budolf"])
    correct(party)
    fu = plan(factories.fu(), lene, timezone.localdate())
    rest = TariffCase.objects.open().get()
    meetings.remove_item(AgendaItem.objects.get(pk=rest.item_id), by=lene)
    submission = Submission.objects.get(kind="correction")
    tariffs.accept(submission, by=lene)
    put_on_agenda(office, f"/takster/beslutning/rettelse/{submission.pk}/", "FU")
    assert fu.items.filter(title__startswith="Rettelse").exists()
    send(lene)
    decide_but_for(office, lene, "Rosenhuset")
    expect(office.get_by_role("heading", level=1)).to_have_text(f"Takstbilag {THIS}, version 2")
    expect(office.get_by_text("+", exact=False).first).to_be_visible()
    told = OutgoingMail.objects.get(person=people["Læsøs medlem"], subject__startswith="Rettede")
    assert "Violen, Botilbud: 4.701 kr. → 4.800 kr." in told.text
    assert "Rosenhuset" not in told.text
    what_applied(party)


def put_on_agenda(page: Page, address: str, forum: str) -> None:
    meeting = Meeting.objects.get(forum__short_name=forum)
    page.goto(address)
    page.get_by_role("link", name="Sæt på dagsorden").first.click()
    page.get_by_label("Møde").select_option(value=str(meeting.pk))
    page.get_by_role("button", name="Sæt på dagsorden").click()
    expect(page.get_by_text("er sat på dagsordenen")).to_be_visible()
    expect(page.get_by_text("Laves nu")).to_be_visible()


def send(lene: Person) -> Meeting:
    """The worker prints the bilag; the agenda goes out, the meeting begins and approves."""
    case = TariffCase.objects.open().exclude(item=None).get()
    workflow.print_bilag.func(case.pk)
    item = AgendaItem.objects.select_related("meeting").get(pk=case.item_id)
    meetings.send_agenda(item.meeting, by=lene)
    meetings.start_meeting(item.meeting, by=lene)
    meetings.set_outcome(item, outcome="approved", by=lene)
    meetings.save_text(
        item, field="decision", value="<p>Godkendt med en undtagelse.</p>", base_revision=0, by=lene
    )
    return item.meeting


def read_on_a_tablet(page: Page) -> None:
    item = AgendaItem.objects.get(title=f"Takstbilag {THIS}")
    page.goto(f"/moeder/punkt/{item.pk}/")
    expect(page.get_by_text("2 af 12 driftsherrer")).to_be_visible()
    expect(page.get_by_text("har ikke afleveret takster")).to_be_visible()
    expect(page.get_by_text(f"Takstbilag {THIS}").last).to_be_visible()
    wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    assert not wide


def decide_but_for(page: Page, lene: Person, offer: str) -> None:
    case = TariffCase.objects.open().exclude(item=None).get()
    page.goto(f"/moeder/punkt/{case.item_id}/referat/")
    page.get_by_role("link", name="Undtagelser og beslutning").click()
    if page.get_by_role("link", name="Aalborg", exact=True).count():
        page.get_by_role("link", name="Aalborg", exact=True).click()
    page.get_by_role("link", name=f"Undtag tilbuddet {offer}").click()
    page.get_by_label("Begrundelse").fill("Budgettet ses efter.")
    page.get_by_role("button", name="Gem undtagelsen").click()
    expect(page.get_by_text("Budgettet ses efter.")).to_be_visible()
    page.get_by_role("link", name="Skriv beslutningen ind").click()
    expect(page.get_by_text("Godkendt med en undtagelse.")).to_be_visible()
    page.get_by_role("button", name="Skriv beslutningen ind").click()
    expect(page.get_by_text("er besluttet. PDF'en laves")).to_be_visible()
    workflow.print_and_seal.func(AppendixVersion.objects.order_by("-number")[0].pk)
    page.reload()
    expect(page.get_by_text("Forseglet", exact=True)).to_be_visible()


def correct(page: Page) -> None:
    """Why and from when, which tariffs, the new figure, and the buyer that the register knows."""
    mine = Submission.objects.get(party__code=AALBORG, kind="annual")
    page.goto(f"/takster/indberetning/{mine.pk}/")
    page.get_by_role("link", name="Ret godkendte takster").click()
    page.get_by_label("Hvorfor rettes der?").fill("En nattevagt var regnet med to gange.")
    page.get_by_label("Gælder fra").fill(f"1.3.{THIS}")
    page.get_by_label("Nej").check()
    page.get_by_role("button", name="Videre til taksterne").click()
    for name in ("Violen", "Rosenhuset"):
        group = page.get_by_role("group", name=name)
        group.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Tag med i rettelsen").click()
    expect(page.get_by_text("2 takster er taget med")).to_be_visible()
    for name in ("Violen", "Rosenhuset"):
        for label, value in (("Budget", "22.321.320"), ("Takst", "4.800")):
            box = page.get_by_label(f"{label}, {name}, Botilbud")
            box.fill(value)
            page.keyboard.press("Tab")
        expect(page.get_by_text("passer", exact=True).first).to_be_visible()
    page.get_by_role("link", name="Hvorfor, fra hvornår og hvem får besked").click()
    expect(page.get_by_label("Læsø")).to_be_checked()
    page.get_by_role("button", name="Gem", exact=True).click()
    page.get_by_role("link", name="Gammelt og nyt side om side").click()
    expect(page.get_by_role("cell", name="4.800").first).to_be_visible()
    page.get_by_role("link", name="Tjek og indsend").click()
    page.get_by_role("button", name="Indsend").click()
    expect(page.get_by_text("er indsendt til sekretariatet")).to_be_visible()


def what_applied(page: Page) -> None:
    page.goto("/takster/beslutning/gaeldende/")
    page.get_by_label("Tilbud").fill("Violen")
    page.get_by_label("Dag").fill(f"28.2.{THIS}")
    page.get_by_role("button", name="Vis taksten").click()
    expect(page.get_by_role("cell", name="4.701")).to_be_visible()
