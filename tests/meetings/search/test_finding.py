"""What is found, by whom: words in any form, and nothing that is not theirs."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dasportal.accounts.models import Person, RoleKind
from meetings import workflow
from meetings.models import Meeting
from meetings.search import queries
from meetings.search.indexing import count_words, index, refresh
from meetings.search.models import Entry, Kind, Touched, Word
from meetings.search.words import ask
from tests import factories
from tests.meetings.conftest import case, plan


def found(person: Person, asked: str, **narrowed: object) -> list[str]:
    """The titles that this person finds, best first."""
    refresh(1000)
    rows = Entry.objects.visible_to(person).settled().filter(**narrowed)
    return [hit.title for hit in queries.find(rows, ask(asked)).hits]


def write(item, by: Person, text: str, field: str = "presentation") -> None:
    base = workflow.revision_of(item, field)
    workflow.save_text(item, field=field, value=f"<p>{text}</p>", base_revision=base, by=by)


@pytest.fixture
def reader(das) -> Person:
    return factories.holder(RoleKind.READER, "Læser", forum=das)


@pytest.fixture
def sent(meeting: Meeting, office: Person) -> Meeting:
    plads = case(meeting, office, "Genbrugspladser i Nordjylland")
    write(plads, office, "Der er to pladser ved Østerskoven.")
    case(meeting, office, "Lukket forhandling om Kvisten", is_open=False)
    workflow.send_agenda(meeting, by=office)
    return meeting


@pytest.mark.parametrize(
    "asked",
    [
        "genbrugsplads",
        "genbrugspladser",
        "Genbrugspladserne",
        "plads",  # a part of the compound
        "gebrugspladser",  # misspelt
        "Østerskov",
        "nordjylland pladser",
        "»to pladser«",
        "og genbrugsplads",  # a small word that is nowhere
    ],
)
def test_a_word_is_found_in_any_form(sent: Meeting, member: Person, asked: str):
    assert found(member, asked) == ["Genbrugspladser i Nordjylland"]


@pytest.mark.parametrize("asked", ["kommunekemi", "»pladser to«", "genbrugsplads Thisted", "%", ""])
def test_what_is_not_there_is_not_found(sent: Meeting, member: Person, asked: str):
    assert found(member, asked) == []


def test_what_it_is_about_comes_before_where_it_is_mentioned(das, office: Person, member: Person):
    old = plan(das, office, date(2026, 1, 8))
    case(old, office, "Overhead")
    new = plan(das, office, date(2026, 3, 5))
    write(case(new, office, "Budget"), office, "Om overhead.")
    for meeting in (old, new):
        workflow.send_agenda(meeting, by=office)
    assert found(member, "overhead") == ["Overhead", "Budget"]


def test_case_number_finds_the_case(das, office: Person, member: Person):
    meeting = plan(das, office, date(2026, 3, 5), case_number="2025-051554")
    case(meeting, office, "En sag")
    workflow.send_agenda(meeting, by=office)
    assert "En sag" in found(member, "2025-051554")
    assert "En sag" in found(member, "051554")


def test_closed_is_found_by_those_who_sit_alone(
    sent: Meeting, member: Person, reader: Person, office: Person
):
    other = factories.member(factories.fu())
    title = "Lukket forhandling om Kvisten"
    assert found(member, "Kvisten") == [title]
    assert found(office, "Kvisten") == [title]
    assert found(reader, "Kvisten") == found(other, "Kvisten") == []
    assert found(other, "Genbrugspladser") == []


def test_sub_item_of_a_closed_item_is_closed(meeting: Meeting, office: Person, reader: Person):
    above = case(meeting, office, "Fortroligt", is_open=False)
    case(meeting, office, "Underpunkt om Viften", parent=above)
    workflow.send_agenda(meeting, by=office)
    assert found(office, "Viften") == ["Underpunkt om Viften"]
    assert found(reader, "Viften") == []


def test_drafts_are_found_by_the_secretariat_alone(sent: Meeting, office: Person, member: Person):
    item = sent.items.get(title__startswith="Genbrug")
    write(item, office, "Nu også om Hobitten.")
    assert found(office, "Hobitten") == [item.title]
    assert found(member, "Hobitten") == []
    assert found(member, "Østerskoven") == [item.title], "what was sent stands"
    workflow.send_changes(sent, by=office)
    assert found(member, "Hobitten") == [item.title]
    assert found(member, "Østerskoven") == []


def test_decision_is_found_once_the_minutes_are_sent(sent: Meeting, office: Person, member: Person):
    workflow.start_meeting(sent, by=office)
    item = sent.items.select_related("meeting").get(title__startswith="Genbrug")
    write(item, office, "Sagen blev oversendt til KKR.", "decision")
    workflow.set_outcome(item, outcome="sent_onward", note="KKR", by=office)
    assert found(member, "oversendt") == []
    assert found(office, "oversendt") == [item.title]
    for approval in sent.items.filter(kind="approve_minutes"):
        workflow.set_outcome(approval, outcome="approved", by=office)
    workflow.end_meeting(sent, by=office)
    workflow.send_minutes(sent, by=office)
    assert found(member, "oversendt", kind=Kind.DECISION) == [item.title]
    assert found(member, "oversendt", outcome="sent_onward") == [item.title]
    assert found(member, "oversendt", outcome="approved") == []


def test_a_change_is_noted_by_the_database_and_left_out_until_indexed(
    sent: Meeting, office: Person, member: Person
):
    refresh(1000)
    assert not Touched.objects.exists()
    case(sent, office, "Tillæg", late_reason="Haster")
    assert Touched.objects.exists()
    rows = Entry.objects.visible_to(member).settled()
    assert queries.find(rows, ask("genbrugsplads")).hits == []


def test_a_meeting_that_is_gone_leaves_nothing(sent: Meeting, office: Person):
    refresh(1000)
    pk = sent.pk
    Entry.objects.filter(meeting=pk).update(title="Rest")
    index(pk)
    assert not Entry.objects.filter(title="Rest").exists()


def test_words_that_nothing_holds_are_forgotten(sent: Meeting, office: Person):
    refresh(1000)
    assert Word.objects.filter(word="genbrugspladser").exists()
    item = sent.items.get(title__startswith="Genbrug")
    Entry.objects.filter(item=item).delete()
    count_words()
    assert not Word.objects.filter(word="genbrugspladser").exists()


# --- The page -------------------------------------------------------------------------------------


def page(client: Client, person: Person, **asked: str) -> str:
    client.force_login(person)
    return client.get(reverse("search:search"), asked).content.decode()


def test_page_names_no_word_that_only_stands_in_what_is_closed(
    client: Client, sent: Meeting, reader: Person, member: Person, settings
):
    settings.DEMO = True
    assert "Kvisten" in page(client, member, q="Kvistn")
    said = page(client, reader, q="Kvistn")
    assert "kvisten" not in said.lower().replace("kvistn", "")


def test_page_filters_by_forum_year_and_type(
    client: Client, sent: Meeting, member: Person, settings
):
    settings.DEMO = True
    assert "Østerskoven" in page(client, member, q="Østerskoven", forum="das", aar="2026")
    assert "ikke fundet noget" in page(client, member, q="Østerskoven", type="decision")
    assert "ikke fundet noget" in page(client, member, q="Østerskoven", part="825")


def test_page_asks_no_more_questions_for_more_hits(
    client: Client, das, office: Person, member: Person, settings
):
    settings.DEMO = True

    def asked() -> int:
        page(client, member, q="budget")
        with CaptureQueriesContext(connection) as counted:
            page(client, member, q="budget")
        return len(counted)

    first = plan(das, office, date(2026, 1, 8))
    case(first, office, "Budget 1")
    workflow.send_agenda(first, by=office)
    one = asked()
    for n in range(2, 8):
        meeting = plan(das, office, date(2026, n, 12))
        case(meeting, office, f"Budget {n}")
        workflow.send_agenda(meeting, by=office)
    refresh(1000)
    assert asked() == one


def test_related_are_earlier_items_about_the_same(das, office: Person):
    early = plan(das, office, date(2026, 1, 8))
    case(early, office, "Årsrapport for Neurocenter Østerskoven")
    for n in range(12):
        case(early, office, f"Orientering nummer {n}")
    later = plan(das, office, date(2026, 3, 5))
    item = case(later, office, "Østerskovens økonomi")
    refresh(1000)
    count_words()
    titles = [hit.title for hit in queries.related(item, office)]
    assert titles == ["Årsrapport for Neurocenter Østerskoven"]
