"""The pages of what follows a decision: what each reader is shown, and what the lists cost."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from dasportal.accounts.models import Person, RoleKind
from dasportal.mail.models import OutgoingMail
from meetings import workflow
from meetings.models import (
    AgendaItem,
    CommitteeReport,
    Delegation,
    FollowUp,
    ItemKind,
    Meeting,
    SentOnward,
)
from meetings.workflow import reminding
from tests import factories

from .conftest import case, plan
from .test_workflow_committee import SECRET, begin, end, hold_fu


@pytest.fixture(autouse=True)
def demo(settings: Any) -> None:
    settings.DEMO = True


@pytest.fixture
def session(meeting: Meeting, office: Person, member: Person) -> Meeting:
    hold_fu(office, date(2026, 2, 12), {"Takst": True, SECRET: False})
    for title, is_open in (("Sagen", True), ("Den lukkede", False)):
        case(meeting, office, title, is_open=is_open)
    begin(meeting, office)
    return meeting


def page(client: Client, person: Person, url: str) -> str:
    client.force_login(person)
    return client.get(url).text


def post(client: Client, view: str, pk: Any, **data: Any) -> str:
    return client.post(reverse(f"meetings:{view}", args=[pk]), data, follow=True).text


def test_writing_view_takes_position_delegation_onward_and_follow_up(client, session, office):
    item = session.items.get(title="Sagen")
    client.force_login(office)
    part = client.post(
        reverse("meetings:positions", args=[item.pk]),
        {"party": factories.party(factories.LÆSØ).pk, "stance": "against", "words": "Nej tak"},
        headers={"HX-Request": "true"},
    ).text
    assert "Læsø" in part and "imod" in part and "<html" not in part
    post(client, "delegate", item.pk, to=factories.fu().pk, what="At godkende taksten")
    post(client, "send_onward", item.pk, recipient="kkr", what="Til godkendelse")
    post(client, "new_follow_up", item.pk, what="Skriv", owner_text="Alle parter", due="1.4.2031")
    assert Delegation.objects.get().to_forum == factories.fu()
    assert SentOnward.objects.get().to == "KKR Nordjylland"
    assert FollowUp.objects.get().answers.count() == 12
    shown = page(client, office, reverse("meetings:minutes", args=[session.pk]))
    for words in ("(imod)", "Nej tak", "Delegeret til Forretningsudvalget", "Sendes til KKR",
                  "Alle parter, senest 1. april 2031"):  # fmt: skip
        assert words in shown, words


def test_wrong_form_comes_back_with_what_was_typed(client, session, office):
    item = session.items.get(title="Sagen")
    client.force_login(office)
    shown = post(client, "send_onward", item.pk, recipient="other", what="Et brev om pladser")
    assert "Skriv, hvem det sendes til." in shown
    assert "Et brev om pladser" in shown
    assert not SentOnward.objects.exists()


def test_rolling_back_while_writing_shows_on_fus_page(client, session, office, member):
    item = session.items.get(kind=ItemKind.FROM_COMMITTEE)
    report = CommitteeReport.objects.get(source__title="Takst")
    client.force_login(office)
    assert "Skriv" not in post(client, "committee", item.pk, all="1")
    field = f"r{report.pk}-reason"
    post(client, "committee", item.pk, roll_back=report.pk, **{field: "Beregningen er forkert"})
    source = reverse("meetings:item", args=[report.source_id])
    assert "Beregningen er forkert" in page(client, office, source)
    of_fu = factories.member(factories.fu())
    workflow.send_minutes(report.source.meeting, by=office)
    assert "Rullet tilbage" not in page(client, of_fu, source)
    end(session, office)
    workflow.send_minutes(session, by=office)
    shown = page(client, of_fu, source)
    assert "Rullet tilbage" in shown and "Beregningen er forkert" in shown


def test_members_read_fus_decisions_on_the_agenda_without_the_closed(client, session, member):
    item = session.items.get(kind=ItemKind.FROM_COMMITTEE)
    shown = page(client, member, reverse("meetings:item", args=[item.pk]))
    assert "Takst blev besluttet." in shown and "Lukket punkt" in shown
    assert SECRET not in shown


def test_office_gathers_late_decisions_and_closes_off_the_closed(client, das, office):
    hold_fu(office, date(2026, 2, 12), {"Takst": True, SECRET: False})
    meeting = plan(das, office, date(2026, 3, 5))
    item = meeting.items.get(kind=ItemKind.FROM_COMMITTEE)
    client.force_login(office)
    edit = reverse("meetings:item_edit", args=[item.pk])
    assert "Læg de lukkede i et lukket underpunkt" in client.get(edit).text
    post(client, "committee_closed", item.pk)
    assert item.children.get().is_open is False
    workflow.send_agenda(meeting, by=office)
    hold_fu(office, date(2026, 2, 26), {"Ny takst": True})
    assert "Tag 1\xa0ny beslutning med" in client.get(edit).text
    assert "1 ny beslutning er taget med" in post(client, "committee_gather", item.pk)


def test_fu_agenda_offers_what_was_delegated(client, session, office):
    item = session.items.get(title="Sagen")
    row = workflow.give_delegation(item, to=factories.fu(), what="At godkende taksten", by=office)
    fu = plan(factories.fu(), office, date(2026, 3, 19))
    client.force_login(office)
    assert "At godkende taksten" in client.get(fu.get_absolute_url()).text
    post(client, "item_from_delegation", fu.pk, delegation=row.pk)
    made = fu.items.get(title="Sagen")
    assert made.on_delegation.get().delegation == row
    post(client, "item_on_delegation", made.pk, unlink=row.pk)
    assert not made.on_delegation.exists()
    post(client, "item_on_delegation", made.pk, link=row.pk)
    assert made.on_delegation.exists()


# --- Follow-up ------------------------------------------------------------------------------------


def agreed(session: Meeting, by: Person, owner: str, title: str = "Sagen", **more) -> FollowUp:
    item = session.items.get(title=title)
    return workflow.add_follow_up(item, what=f"Opgave til {owner}", owner=owner, by=by, **more)


def test_party_answers_in_its_cell_and_sees_no_other(client, session, office, member):
    row = agreed(session, office, "Alle parter", due=date(2031, 4, 1))
    cell = row.answers.get(party__code=factories.LÆSØ)
    workflow.answer_request(cell, text="Læsøs svar", by=office, base_revision=0)
    assert "Jeres svar" in page(client, member, row.get_absolute_url())
    answer = reverse("meetings:follow_up_answer", args=[row.pk, factories.AALBORG])
    client.post(answer, {"text": "Aalborgs svar", "base_revision": "0"})
    shown = page(client, member, row.get_absolute_url())
    assert "Aalborgs svar" in shown and "Læsøs svar" not in shown
    both = page(client, office, row.get_absolute_url())
    assert "Aalborgs svar" in both and "Læsøs svar" in both and "2 af 12" in both


def test_colleagues_answer_keeps_what_was_typed(client, session, office, member):
    row = agreed(session, office, "Alle parter")
    cell = row.answers.get(party__code=factories.AALBORG)
    workflow.answer_request(cell, text="Kollegaens svar", by=office, base_revision=0)
    client.force_login(member)
    url = reverse("meetings:follow_up_answer", args=[row.pk, factories.AALBORG])
    shown = client.post(url, {"text": "Mit svar", "base_revision": "0"}).text
    assert "Læs svaret, og gem så dit" in shown and "Mit svar" in shown


@pytest.mark.parametrize(
    ("query", "found"),
    [("", {"Sekretariatet", "Aalborg", "Medlem"}), ("?status=overdue", {"Aalborg"}),
     ("?status=soon", {"Medlem"}), ("?status=done", {"Rebild"}), ("?kind=person", {"Medlem"}),
     ("?whose=mine", {"Medlem"}), ("?whose=ours", {"Aalborg"}), ("?search=sekretariatet",
     {"Sekretariatet"})],
)  # fmt: skip
def test_list_is_narrowed(client, session, office, member, query, found):
    today = timezone.localdate()
    agreed(session, office, "Sekretariatet")
    agreed(session, office, "Aalborg", due=today - timedelta(days=1))
    agreed(session, office, "Medlem", due=today + timedelta(days=3))
    workflow.finish_follow_up(agreed(session, office, "Rebild"), by=office)
    client.force_login(member)
    answer = client.get(reverse("meetings:follow_ups") + query)
    assert {row.record.owner_text for row in answer.context["table"].rows} == found
    book = client.get(reverse("meetings:follow_ups_excel") + query)
    sheet = openpyxl.load_workbook(io.BytesIO(book.content)).active
    assert {row[1] for row in sheet.iter_rows(min_row=2, values_only=True)} == found


def test_workbook_never_holds_a_formula(client, session, office):
    item = session.items.get(title="Sagen")
    workflow.add_follow_up(item, what="=1+1", owner="Rebild", by=office)
    client.force_login(office)
    book = client.get(reverse("meetings:follow_ups_excel"))
    assert openpyxl.load_workbook(io.BytesIO(book.content)).active["A2"].data_type == "s"


@pytest.mark.parametrize("view", ["follow_ups", "delegations", "onward_list"])
def test_list_costs_the_same_with_one_row_and_many(client, session, office, view):
    def more() -> None:
        for title in ("Sagen", "Den lukkede"):
            agreed(session, office, "Alle parter", title)
            item = session.items.get(title=title)
            workflow.give_delegation(item, to=factories.fu(), what="Noget", by=office)
            workflow.note_onward(item, recipient="kkr", what="Noget", by=office)

    more()
    client.force_login(office)
    url = reverse(f"meetings:{view}")
    client.get(url)
    with CaptureQueriesContext(connection) as one:
        client.get(url)
    for _ in range(3):
        more()
    with CaptureQueriesContext(connection) as many:
        client.get(url)
    assert len(many) == len(one)


# --- Reminding ------------------------------------------------------------------------------------


def told() -> dict[str, str]:
    mails = OutgoingMail.objects.filter(key__startswith="follow-up:")
    return {mail.person.name: f"{mail.subject}\n{mail.text}" for mail in mails}


def test_one_mail_a_person_says_how_much_and_nothing_of_what(session, office, member):
    today = timezone.localdate()
    agreed(session, office, "Medlem", due=today - timedelta(days=1))
    agreed(session, office, "Medlem", "Den lukkede", due=today + timedelta(days=7))
    agreed(session, office, "Alle parter", due=today)
    agreed(session, office, "Sekretariatet", due=today + timedelta(days=8))
    reminding.remind.func()
    reminding.remind.func()
    mails = told()
    assert set(mails) == {"Medlem"}
    assert "Opfølgning: 1 over fristen, 2 inden 7 dage" in mails["Medlem"]
    assert "Opgave" not in mails["Medlem"] and "Den lukkede" not in mails["Medlem"]


def test_one_is_told_again_when_something_is_new_or_a_week_has_gone(session, office, member):
    today = timezone.localdate()
    agreed(session, office, "Medlem", due=today - timedelta(days=10))

    def mails_after(days: int) -> int:
        OutgoingMail.objects.all().delete()
        day = (today - timedelta(days=days)).isoformat()
        OutgoingMail.objects.create(
            key=f"follow-up:{member.pk}:{day}", person=member, to=member.email, subject="x",
            text="x", kind="deadline", message_id=f"<{day}>",
        )  # fmt: skip
        reminding.remind.func()
        return OutgoingMail.objects.filter(key__startswith="follow-up:").count()

    assert mails_after(3) == 1
    assert mails_after(7) == 2
    agreed(session, office, "Medlem", due=today + timedelta(days=7))
    assert mails_after(1) == 2


def test_parties_that_have_answered_are_not_reminded(session, office, member):
    row = agreed(session, office, "Alle parter", due=timezone.localdate())
    cell = row.answers.get(party__code=factories.AALBORG)
    workflow.answer_request(cell, text="Ja", by=member, base_revision=0)
    læsø = factories.member(code=factories.LÆSØ, name="Læsø medlem")
    reminding.remind.func()
    assert set(told()) == {læsø.name}


def test_min_side_tells_a_reporter_what_the_party_is_asked(client, session, office):
    agreed(session, office, "Alle parter")
    agreed(session, office, "Alle parter", "Den lukkede")
    reporter = factories.holder(RoleKind.TARIFF_REPORTER, party=factories.party())
    assert page(client, reporter, "/").count("Svar: Opgave til Alle parter") == 1


def test_closed_item_says_nothing_in_the_lists(client, session, office):
    item: AgendaItem = session.items.get(title="Den lukkede")
    workflow.give_delegation(item, to=factories.fu(), what=SECRET, by=office)
    workflow.note_onward(item, recipient="kkr", what=SECRET, by=office)
    workflow.add_follow_up(item, what=SECRET, owner="Aalborg", by=office)
    end(session, office)
    workflow.send_minutes(session, by=office)
    reader = factories.holder(RoleKind.READER, forum=session.forum)
    reporter = factories.holder(RoleKind.TARIFF_REPORTER, party=factories.party())
    for person in (reader, reporter, factories.member(factories.fu())):
        for view in ("follow_ups", "delegations", "onward_list"):
            assert SECRET not in page(client, person, reverse(f"meetings:{view}"))
        assert SECRET not in page(client, person, "/")
