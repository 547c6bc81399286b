"""What was agreed: who has it, how it moves, and the answers of the twelve."""

from __future__ import annotations

import threading
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from dasportal.accounts.models import Person, RoleKind
from dasportal.accounts.transitions import NotAllowed
from dasportal.documents.models import StoredFile
from meetings import workflow
from meetings.models import (
    AgendaItem,
    FollowUp,
    FollowUpAnswer,
    FollowUpStatus,
    Meeting,
    OwnerKind,
    WorkingGroup,
)
from meetings.workflow import FOLLOW_UP
from tests import factories

from .conftest import case, hold, plan

S = FollowUpStatus


@pytest.fixture
def session(meeting: Meeting, office: Person, member: Person) -> Meeting:
    case(meeting, office, "Sagen")
    case(meeting, office, "Den lukkede", is_open=False)
    workflow.send_agenda(meeting, by=office)
    return workflow.start_meeting(meeting, by=office)


@pytest.fixture
def item(session: Meeting) -> AgendaItem:
    return session.items.get(title="Sagen")


def agreed(item: AgendaItem, by: Person, owner: str = "Sekretariatet", **more) -> FollowUp:
    return workflow.add_follow_up(item, what="Skriv et notat", owner=owner, by=by, **more)


def test_follow_up_needs_what_and_who(item: AgendaItem, office: Person) -> None:
    for what, owner in (("", "Sekretariatet"), ("Skriv", " ")):
        with pytest.raises(NotAllowed, match="både"):
            workflow.add_follow_up(item, what=what, owner=owner, by=office)
    made = agreed(item, office)
    assert list(FollowUp.objects.open()) == [made]


@pytest.mark.parametrize(
    ("typed", "kind", "text"),
    [
        ("sekretariatet", OwnerKind.SECRETARIAT, "Sekretariatet"),
        ("Alle parter", OwnerKind.EVERY_PARTY, "Alle parter"),
        ("Rebild Kommune", OwnerKind.PARTY, "Rebild"),
        ("region nordjylland", OwnerKind.PARTY, "Region Nordjylland"),
        ("FU", OwnerKind.FORUM, "Forretningsudvalget"),
        ("Medlem", OwnerKind.PERSON, "Medlem"),
        ("arbejdsgruppe 2", OwnerKind.GROUP, "Arbejdsgruppe 2"),
        ("Socialtilsyn Nord", OwnerKind.OTHER, "Socialtilsyn Nord"),
    ],
)
def test_owner_is_understood_from_what_is_typed(
    item: AgendaItem, office: Person, typed: str, kind: str, text: str
) -> None:
    made = agreed(item, office, typed)
    assert (made.owner_kind, made.owner_text) == (kind, text)


def test_working_group_is_noted_once(item: AgendaItem, office: Person) -> None:
    agreed(item, office, "Arbejdsgruppen om takster")
    agreed(item, office, "arbejdsgruppen om  takster")
    assert WorkingGroup.objects.count() == 1


def test_party_owner_without_its_party_is_refused_by_the_database(
    item: AgendaItem, office: Person
) -> None:
    row = agreed(item, office)
    with pytest.raises(IntegrityError), transaction.atomic():
        FollowUp.objects.filter(pk=row.pk).update(owner_kind=OwnerKind.PARTY)


# who → steps they may take from each state
OPEN_STEPS = {S.OPEN: {"begin", "finish"}, S.STARTED: {"finish"}, S.DONE: {"reopen"},
              S.DROPPED: {"reopen"}}  # fmt: skip
OFFICE_STEPS = {S.OPEN: {"begin", "finish", "drop"}, S.STARTED: {"finish", "drop"},
                S.DONE: {"reopen"}, S.DROPPED: {"reopen"}}  # fmt: skip


@pytest.mark.parametrize("state", list(S))
@pytest.mark.parametrize(
    ("owner", "actor", "may"),
    [
        ("Medlem", "office", OFFICE_STEPS),
        ("Medlem", "owner", OPEN_STEPS),
        ("Medlem", "colleague", {}),
        ("Aalborg", "owner", OPEN_STEPS),
        ("Aalborg", "colleague", OPEN_STEPS),
        ("Aalborg", "stranger", {}),
        ("DAS Social", "owner", {}),
        ("DAS Social", "chair", OPEN_STEPS),
        ("Arbejdsgruppe 1", "chair", {}),
    ],
)
def test_who_may_take_which_step(
    item: AgendaItem, office: Person, member: Person, state: str, owner: str, actor: str, may
) -> None:
    das = item.meeting.forum
    people = {
        "office": office,
        "owner": member,
        "colleague": factories.holder(RoleKind.TARIFF_REPORTER, party=factories.party()),
        "stranger": factories.member(code=factories.LÆSØ),
        "chair": factories.holder(RoleKind.CHAIR, forum=das),
    }
    row = agreed(item, office, owner)
    closed = timezone.now() if state in (S.DONE, S.DROPPED) else None
    FollowUp.objects.filter(pk=row.pk).update(status=state, closed_at=closed)
    row.refresh_from_db()
    allowed = may.get(state, set())
    assert {step.name for step in FOLLOW_UP.available(row, people[actor])} == allowed
    for step in {"begin", "finish", "drop", "reopen"} - allowed:
        with pytest.raises(NotAllowed):
            workflow.take_step(row, step, note="Nu", by=people[actor])
    for step in allowed:
        with transaction.atomic():
            after = workflow.take_step(row, step, note="Nu", by=people[actor])
            assert after.status == FOLLOW_UP.get(step).target
            assert after.notes.get().text == "Nu"
            transaction.set_rollback(True)


def test_history_tells_each_step_and_note(item: AgendaItem, office: Person) -> None:
    row = agreed(item, office)
    workflow.begin_follow_up(row, by=office)
    workflow.note_follow_up(row, text="Rykket en gang", by=office)
    workflow.finish_follow_up(row, note="Sendt", by=office)
    workflow.reopen_follow_up(row, by=office)
    said = [(note.step, note.text) for note in row.notes.all()]
    assert said == [("I gang", ""), ("", "Rykket en gang"), ("Udført", "Sendt"), ("Åben", "")]


def test_dropping_needs_a_reason(item: AgendaItem, office: Person) -> None:
    with pytest.raises(NotAllowed, match="hvorfor"):
        workflow.drop_follow_up(agreed(item, office), note=" ", by=office)


def test_what_was_agreed_stands_when_the_minutes_are_sent(
    session: Meeting, item: AgendaItem, office: Person
) -> None:
    row = agreed(item, office, due=date(2026, 4, 1))
    row = workflow.change_follow_up(
        row, what="Skriv et kort notat", owner="Rebild", due=date(2026, 5, 1), by=office
    )
    assert (row.agreed_owner, row.agreed_due) == ("Rebild", date(2026, 5, 1))
    assert not row.notes.exists()
    for approval in session.items.filter(kind="approve_minutes"):
        workflow.set_outcome(approval, outcome="approved", by=office)
    workflow.end_meeting(session, by=office)
    workflow.send_minutes(session, by=office)
    with pytest.raises(NotAllowed, match="ligger fast"):
        workflow.change_follow_up(row, what="Andet", owner="Rebild", due=None, by=office)
    row = workflow.change_follow_up(
        row, what=row.what, owner="Sekretariatet", due=date(2026, 6, 1), by=office
    )
    assert (row.owner_text, row.agreed_owner) == ("Sekretariatet", "Rebild")
    assert row.agreed_due == date(2026, 5, 1)
    assert row.notes.get().step == (
        "Fristen er flyttet fra 1. maj 2026 til 1. juni 2026. "
        "Opgaven er givet fra Rebild til Sekretariatet"
    )


def test_only_the_secretariat_changes_what_was_agreed(
    item: AgendaItem, office: Person, member: Person
) -> None:
    row = agreed(item, office, member.name)
    with pytest.raises(NotAllowed, match="Skriv en note"):
        workflow.change_follow_up(row, what="Mindre", owner=member.name, due=None, by=member)


# --- Who sees ---------------------------------------------------------------------------------------


def test_a_party_sees_what_it_has_to_do_but_nothing_of_a_closed_item(
    session: Meeting, item: AgendaItem, office: Person, member: Person
) -> None:
    closed = session.items.get(title="Den lukkede")
    told, secret = agreed(item, office, "Læsø"), agreed(closed, office, "Læsø")
    asked, quiet = agreed(item, office, "Alle parter"), agreed(closed, office, "Alle parter")
    reporter = factories.holder(RoleKind.TARIFF_REPORTER, party=factories.party(factories.LÆSØ))
    reader = factories.holder(RoleKind.READER, forum=session.forum)
    other = factories.holder(RoleKind.TARIFF_REPORTER, party=factories.party())

    def seen(person: Person) -> set[FollowUp]:
        return set(FollowUp.objects.visible_to(person))

    assert seen(reporter) == {told, asked}
    assert seen(other) == {asked}
    assert seen(reader) == {told, asked}
    assert seen(member) == {told, secret, asked, quiet}
    assert seen(factories.holder(RoleKind.EXPERT)) == set()


def test_overdue_begins_the_day_after(item: AgendaItem, office: Person) -> None:
    today = timezone.localdate()
    late = agreed(item, office, due=today - timedelta(days=1))
    now = agreed(item, office, due=today)
    soon = agreed(item, office, due=today + timedelta(days=7))
    agreed(item, office, due=today + timedelta(days=8))
    workflow.begin_follow_up(late, by=office)
    assert list(FollowUp.objects.overdue()) == [late]
    assert list(FollowUp.objects.due_until(today + timedelta(days=7))) == [now, soon]


# --- The answers of the twelve ----------------------------------------------------------------------


@pytest.fixture
def request_to_all(item: AgendaItem, office: Person) -> FollowUp:
    return agreed(item, office, "Alle parter", due=date(2026, 4, 1))


def cell(row: FollowUp, code: str = factories.AALBORG) -> FollowUpAnswer:
    return row.answers.get(party__code=code)


def test_a_request_to_all_has_a_cell_for_each_of_the_twelve(request_to_all: FollowUp) -> None:
    assert request_to_all.answers.count() == 12
    assert not request_to_all.answers.filter(answered_at__isnull=False).exists()


def test_each_party_answers_and_sees_its_own_cell(
    request_to_all: FollowUp, office: Person, member: Person
) -> None:
    læsø = factories.member(code=factories.LÆSØ)
    workflow.answer_request(cell(request_to_all), text="Ja", by=member, base_revision=0)
    with pytest.raises(NotAllowed, match="parten selv"):
        workflow.answer_request(cell(request_to_all), text="Nej", by=læsø, base_revision=1)
    rows = FollowUpAnswer.objects
    assert [a.party.code for a in rows.visible_to(læsø)] == [factories.LÆSØ]
    assert rows.visible_to(office).count() == 12
    FollowUp.objects.update(answers_shown=True)
    assert rows.visible_to(læsø).count() == 12
    assert rows.visible_to(factories.holder(RoleKind.EXPERT)).count() == 0


def test_empty_answer_is_refused_unless_there_is_a_file(
    request_to_all: FollowUp, member: Person
) -> None:
    with pytest.raises(NotAllowed, match="læg en fil ved"):
        workflow.answer_request(cell(request_to_all), text=" ", by=member, base_revision=0)
    file = StoredFile.objects.create(
        name="svar.pdf", media_type="application/pdf", size=1, sha256="0" * 64, path="00/svar"
    )
    made = workflow.answer_request(
        cell(request_to_all), text="", file=file, by=member, base_revision=0
    )
    assert made.file == file
    again = workflow.answer_request(made, text="Se filen", by=member, base_revision=1)
    assert again.file == file


def test_a_colleagues_answer_is_not_overwritten_unseen(
    request_to_all: FollowUp, member: Person
) -> None:
    colleague = factories.holder(RoleKind.DEPUTY, "Stedfortræderen", party=factories.party(),
                                 forum=request_to_all.item.meeting.forum)  # fmt: skip
    workflow.answer_request(cell(request_to_all), text="Ja", by=colleague, base_revision=0)
    with pytest.raises(NotAllowed, match="Stedfortræderen har svaret for Aalborg"):
        workflow.answer_request(cell(request_to_all), text="Nej", by=member, base_revision=0)
    assert cell(request_to_all).text == "Ja"


def test_nothing_is_answered_when_it_is_closed(request_to_all, office, member) -> None:
    workflow.finish_follow_up(request_to_all, by=office)
    with pytest.raises(NotAllowed, match="afsluttet"):
        workflow.answer_request(cell(request_to_all), text="Ja", by=member, base_revision=0)


def test_request_is_not_taken_from_parties_that_have_answered(
    request_to_all: FollowUp, office: Person, member: Person
) -> None:
    def give_to(owner: str) -> FollowUp:
        return workflow.change_follow_up(
            request_to_all, what=request_to_all.what, owner=owner, due=None, by=office
        )

    give_to("Sekretariatet")
    assert request_to_all.answers.count() == 0
    give_to("Alle parter")
    workflow.answer_request(cell(request_to_all), text="Ja", by=member, base_revision=0)
    with pytest.raises(NotAllowed, match="Parter har svaret"):
        give_to("Sekretariatet")


def test_answers_at_the_same_moment(own_database: str) -> None:
    """Twelve parties at once all come in; two of one party at once make one answer, one refusal."""
    office = factories.secretary()
    meeting = plan(factories.das(), office, date(2026, 3, 5))
    made = case(meeting, office, "Sagen")
    workflow.send_agenda(meeting, by=office)
    workflow.start_meeting(meeting, by=office)
    row = agreed(made, office, "Alle parter")
    codes = list(row.answers.values_list("party__code", flat=True))
    people = [factories.member(code=code) for code in [*codes, factories.AALBORG]]
    barrier, said = threading.Barrier(len(people)), []

    def answer(person: Person) -> None:
        mine = row.answers.get(party__in=[role.party_id for role in person.current_roles()])
        barrier.wait()
        try:
            workflow.answer_request(mine, text=person.name, by=person, base_revision=0)
            said.append("in")
        except NotAllowed:
            said.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=answer, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) == ["in"] * 12 + ["refused"]
    assert row.answers.filter(revision=1, answered_at__isnull=False).count() == 12


# --- The item made of what is open ------------------------------------------------------------------


def test_open_follow_ups_gather_on_the_next_agenda_until_it_is_sent(
    session: Meeting, item: AgendaItem, office: Person
) -> None:
    from meetings.snapshot import agenda_snapshot

    row = agreed(item, office, due=date(2026, 4, 1))
    agreed(session.items.get(title="Den lukkede"), office, "Rebild")
    workflow.finish_follow_up(agreed(item, office, "Rebild"), by=office)
    following = plan(session.forum, office, date(2026, 4, 9))
    made = workflow.offer_follow_ups(following, by=office)

    def groups() -> list[dict]:
        items = agenda_snapshot(Meeting.objects.get(pk=following.pk), version=0)["items"]
        return next(i for i in items if i["id"] == str(made.pk))["open_follow_ups"]

    first, closed = groups()
    assert first["title"] == "Sagen"
    assert [r["what"] for r in first["rows"]] == ["Skriv et notat"]
    assert (closed["title"], closed["rows"], closed["hidden"]) == ("Lukket punkt", [], 1)
    workflow.begin_follow_up(row, note="Udkastet er klar", by=office)
    assert groups()[0]["rows"][0]["note"] == "Udkastet er klar"
    assert groups()[0]["rows"][0]["status_label"] == "I gang"
    sent = workflow.send_agenda(following, by=office)
    workflow.finish_follow_up(row, by=office)
    assert groups()[0]["rows"][0]["status_label"] == "I gang"
    assert "Rebild" not in str(sent.snapshot)


def test_nothing_open_makes_no_item(meeting: Meeting, office: Person) -> None:
    with pytest.raises(NotAllowed, match="ingen åben opfølgning"):
        workflow.offer_follow_ups(meeting, by=office)


def test_minutes_say_what_was_agreed_and_not_what_was_moved_later(
    meeting: Meeting, office: Person, das, member: Person
) -> None:
    from meetings.snapshot import minutes_snapshot

    made = case(meeting, office, "Sagen")
    hold(meeting, office)
    row = agreed(made, office, due=date(2026, 4, 1))
    workflow.send_minutes(meeting, by=office)
    workflow.change_follow_up(row, what=row.what, owner="Rebild", due=None, by=office)
    items = minutes_snapshot(meeting, version=0)["items"]
    said = next(i for i in items if i["id"] == str(made.pk))["decision"]["follow_ups"]
    assert said == [{"what": "Skriv et notat", "owner": "Sekretariatet", "due": "2026-04-01"}]
