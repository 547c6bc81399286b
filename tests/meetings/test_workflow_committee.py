"""FU's decisions gather on the next DAS agenda, are frozen when it is sent, and are noted or rolled
back. Nothing of a closed one is told in the open."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dasportal.accounts.models import Person, RoleKind
from dasportal.accounts.transitions import NotAllowed
from meetings import gathering, workflow
from meetings.models import (
    AgendaItem,
    CommitteeReport,
    FollowUp,
    ItemKind,
    Meeting,
    OwnerKind,
    ReportStatus,
)
from meetings.reading import newest
from meetings.snapshot import agenda_snapshot, flat_items, for_reader, minutes_snapshot
from tests import factories

from .conftest import case, plan

S = ReportStatus
SECRET = "Hemmeligheden"


def end(meeting: Meeting, by: Person) -> None:
    for approval in meeting.items.filter(kind="approve_minutes"):
        workflow.set_outcome(approval, outcome="postponed", by=by)
    workflow.end_meeting(meeting, by=by)


def decide(item: AgendaItem, by: Person, outcome: str = "approved", text: str = "") -> AgendaItem:
    workflow.set_outcome(item, outcome=outcome, by=by)
    words = text or f"<p>{item.title} blev besluttet.</p>"
    base = workflow.revision_of(item, "decision")
    workflow.save_text(item, field="decision", value=words, base_revision=base, by=by)
    return item


def hold_fu(by: Person, day: date, titles: dict[str, bool | None]) -> dict[str, AgendaItem]:
    """A meeting of FU that decides these cases (title: open or not)."""
    meeting = plan(factories.fu(), by, day)
    for title, is_open in titles.items():
        case(meeting, by, title, is_open=is_open)
    workflow.send_agenda(meeting, by=by)
    workflow.start_meeting(meeting, by=by)
    made = {title: decide(meeting.items.get(title=title), by) for title in titles}
    end(meeting, by)
    return made


@pytest.fixture
def decided(office: Person) -> dict[str, AgendaItem]:
    return hold_fu(office, date(2026, 2, 12), {"Takst": True, SECRET: False, "Udpegning": True})


@pytest.fixture
def briefing(decided, meeting: Meeting) -> AgendaItem:
    return meeting.items.get(kind=ItemKind.FROM_COMMITTEE)


def told(item: AgendaItem, *, minutes: bool = False) -> list[dict]:
    meeting = Meeting.objects.select_related("forum").get(pk=item.meeting_id)
    make = minutes_snapshot if minutes else agenda_snapshot
    rows = flat_items(make(meeting, version=0))
    return next(row for row in rows if row["id"] == str(item.pk))["committee"]


def titles(item: AgendaItem, **more) -> list[str]:
    return [row["title"] for row in told(item, **more)]


def begin(meeting: Meeting, by: Person) -> None:
    workflow.send_agenda(meeting, by=by)
    workflow.start_meeting(meeting, by=by)


def test_decisions_gather_in_order_with_their_source(briefing, decided) -> None:
    rows = told(briefing)
    assert [row["title"] for row in rows] == ["Takst", "Lukket punkt", "Udpegning"]
    first = rows[0]
    assert first["source"] == str(decided["Takst"].pk)
    assert first["meeting"] == "FU, 12. februar 2026"
    assert first["number"] == decided["Takst"].number
    assert first["html"] == "<p>Takst blev besluttet.</p>"
    assert first["outcome_label"] == "Godkendt"
    assert SECRET not in str(rows)


def test_formalities_postponed_and_undecided_items_are_not_reported(office, meeting) -> None:
    fu = plan(factories.fu(), office, date(2026, 2, 12))
    for title in ("Udsat", "Tom", "Trukket"):
        case(fu, office, title)
    begin(fu, office)
    workflow.set_outcome(fu.items.get(title="Udsat"), outcome="postponed", by=office)
    for kind in (ItemKind.APPROVE_AGENDA, ItemKind.ANY_OTHER):
        decide(fu.items.get(kind=kind), office, outcome="noted")
    decide(fu.items.get(title="Trukket"), office)
    workflow.withdraw_item(fu.items.get(title="Trukket"), reason="Ikke klar", by=office)
    end(fu, office)
    assert told(meeting.items.get(kind=ItemKind.FROM_COMMITTEE)) == []


def test_only_the_next_meeting_gathers(office, das, decided) -> None:
    first, second = plan(das, office, date(2031, 3, 6)), plan(das, office, date(2031, 5, 8))
    Meeting.objects.filter(forum=factories.fu()).update(date=date(2031, 2, 1))
    assert titles(first.items.get(kind=ItemKind.FROM_COMMITTEE)) != []
    assert titles(second.items.get(kind=ItemKind.FROM_COMMITTEE)) == []
    workflow.cancel_meeting(first, reason="Ferie", by=office)
    assert titles(second.items.get(kind=ItemKind.FROM_COMMITTEE)) != []


def test_what_gathers_follows_along_until_the_agenda_is_sent(
    briefing, decided, meeting, office
) -> None:
    fu = decided["Takst"].meeting
    workflow.set_outcome(decided["Takst"], outcome="rejected", by=office)
    assert told(briefing)[0]["outcome_label"] == "Ikke godkendt"
    version = workflow.send_agenda(meeting, by=office)
    workflow.set_outcome(decided["Takst"], outcome="approved", by=office)
    assert told(briefing)[0]["outcome_label"] == "Ikke godkendt"
    sent = next(i for i in version.snapshot["items"] if i["id"] == str(briefing.pk))
    assert [row["title"] for row in sent["committee"]] == ["Takst", "Lukket punkt", "Udpegning"]
    assert SECRET not in str(version.snapshot)
    assert CommitteeReport.objects.filter(item=briefing, source__meeting=fu).count() == 3


def test_later_decisions_are_taken_in_by_the_secretariat_and_sent_as_changes(
    briefing, meeting, office
) -> None:
    workflow.send_agenda(meeting, by=office)
    with pytest.raises(NotAllowed, match="ingen nye"):
        workflow.gather_again(briefing, by=office)
    hold_fu(office, date(2026, 2, 26), {"Ny takst": True})
    assert "Ny takst" not in titles(briefing)
    with pytest.raises(NotAllowed, match="ingen ændringer"):
        workflow.send_changes(meeting, by=office)
    assert workflow.gather_again(briefing, by=office) == 1
    version = workflow.send_changes(meeting, by=office)
    assert version.changes[0]["what"] == "Ændret: forretningsudvalgets beslutninger"
    assert titles(briefing)[-1] == "Ny takst"


def test_closed_decisions_are_whole_in_a_closed_sub_item_alone(
    briefing, meeting, office, member
) -> None:
    below = workflow.add_closed_briefing(briefing, by=office)
    with pytest.raises(NotAllowed, match="allerede"):
        workflow.add_closed_briefing(briefing, by=office)
    assert titles(briefing) == ["Takst", "Udpegning"]
    assert titles(below) == [SECRET]
    version = workflow.send_agenda(meeting, by=office)
    assert SECRET in str(version.snapshot)
    assert SECRET not in str(for_reader(version.snapshot, closed=False))
    reader = factories.holder(RoleKind.READER, forum=meeting.forum)
    assert SECRET not in str(newest(Meeting.objects.get(pk=meeting.pk), reader).snapshot)
    assert SECRET in str(newest(Meeting.objects.get(pk=meeting.pk), member).snapshot)


def test_a_sub_item_of_a_closed_item_of_fu_is_closed(office, meeting) -> None:
    fu = plan(factories.fu(), office, date(2026, 2, 12))
    top = case(fu, office, "Lukket emne", is_open=False)
    case(fu, office, SECRET, parent=top)
    begin(fu, office)
    decide(fu.items.get(title=SECRET), office)
    end(fu, office)
    briefing = meeting.items.get(kind=ItemKind.FROM_COMMITTEE)
    assert titles(briefing) == ["Lukket punkt"]


# --- Noting and rolling back ------------------------------------------------------------------------


@pytest.fixture
def session(briefing, meeting: Meeting, office: Person, member: Person) -> Meeting:
    begin(meeting, office)
    return meeting


def report(decided, title: str) -> CommitteeReport:
    return CommitteeReport.objects.get(source=decided[title])


def test_roll_back_marks_the_decision_and_gives_fu_a_follow_up(
    session, briefing, decided, office
) -> None:
    with pytest.raises(NotAllowed, match="hvorfor"):
        workflow.roll_back(report(decided, "Takst"), reason=" ", by=office)
    workflow.roll_back(report(decided, "Takst"), reason="Beregningen er forkert", by=office)
    row = FollowUp.objects.get()
    assert (row.owner_kind, row.owner_forum) == (OwnerKind.FORUM, factories.fu())
    assert row.item == briefing
    assert row.what == (
        f"Behandle »Takst« (punkt {decided['Takst'].number} fra FU, 12. februar 2026) igen: "
        "beslutningen er rullet tilbage"
    )
    said = told(briefing, minutes=True)[0]
    assert (said["response_label"], said["reason"]) == ("Rullet tilbage", "Beregningen er forkert")
    assert titles(briefing, minutes=True) == ["Takst", "Lukket punkt", "Udpegning"]
    workflow.note_all(briefing, by=office)
    assert report(decided, "Takst").status == S.ROLLED_BACK
    assert report(decided, "Udpegning").status == S.NOTED


def test_undone_roll_back_takes_its_follow_up_along(session, decided, office) -> None:
    workflow.roll_back(report(decided, "Takst"), reason="Forkert", by=office)
    workflow.note_report(report(decided, "Takst"), by=office)
    assert report(decided, "Takst").status == S.NOTED
    assert not FollowUp.objects.exists()
    workflow.roll_back(report(decided, "Takst"), reason="Forkert", by=office)
    workflow.begin_follow_up(FollowUp.objects.get(), by=office)
    workflow.note_report(report(decided, "Takst"), by=office)
    assert FollowUp.objects.get().status == "dropped"


def test_nothing_of_a_closed_decision_is_said_when_it_is_rolled_back_in_the_open(
    session, briefing, decided, office
) -> None:
    workflow.roll_back(report(decided, SECRET), reason=f"{SECRET} er forkert", by=office)
    assert SECRET not in FollowUp.objects.get().what
    assert SECRET not in str(told(briefing, minutes=True))
    workflow.set_outcome(briefing, outcome="noted", by=office)
    end(session, office)
    version = workflow.send_minutes(session, by=office)
    assert SECRET not in str(version.snapshot)


def test_only_while_the_minutes_are_written_and_by_the_secretariat(
    session, briefing, decided, office, member
) -> None:
    for verb in (
        lambda by: workflow.note_report(report(decided, "Takst"), by=by),
        lambda by: workflow.note_all(briefing, by=by),
        lambda by: workflow.roll_back(report(decided, "Takst"), reason="Nej", by=by),
    ):
        with pytest.raises(NotAllowed):
            verb(member)
    end(session, office)
    workflow.send_minutes(session, by=office)
    for verb in (
        lambda: workflow.note_report(report(decided, "Takst"), by=office),
        lambda: workflow.roll_back(report(decided, "Takst"), reason="Nej", by=office),
    ):
        with pytest.raises(NotAllowed, match="kan ikke ændres nu"):
            verb()


@pytest.mark.parametrize(
    ("state", "verb", "works"),
    [(S.LAID, "note", True), (S.LAID, "roll_back", True), (S.NOTED, "note", False),
     (S.NOTED, "roll_back", True), (S.ROLLED_BACK, "note", True),
     (S.ROLLED_BACK, "roll_back", False)],
)  # fmt: skip
def test_steps_by_state(session, decided, office, state, verb, works) -> None:
    row = report(decided, "Takst")
    CommitteeReport.objects.filter(pk=row.pk).update(status=state, reason="Fordi")

    def take() -> CommitteeReport:
        if verb == "note":
            return workflow.note_report(row, by=office)
        return workflow.roll_back(row, reason="Nej", by=office)

    if works:
        assert take().status == (S.NOTED if verb == "note" else S.ROLLED_BACK)
    else:
        with pytest.raises(NotAllowed, match="ikke muligt nu"):
            take()


def test_the_whole_items_outcome_notes_each_and_the_rest_waits_for_the_next(
    session, briefing, decided, office, das
) -> None:
    workflow.roll_back(report(decided, "Takst"), reason="Forkert", by=office)
    workflow.set_outcome(briefing, outcome="noted", by=office)
    end(session, office)
    states = set(CommitteeReport.objects.values_list("source__title", "status"))
    assert states == {("Takst", S.ROLLED_BACK), (SECRET, S.NOTED), ("Udpegning", S.NOTED)}
    later = plan(das, office, date(2026, 4, 9))
    assert told(later.items.get(kind=ItemKind.FROM_COMMITTEE)) == []


def test_what_the_meeting_did_not_reach_comes_back_at_the_next(
    session, decided, office, das
) -> None:
    end(session, office)
    later = plan(das, office, date(2026, 4, 9))
    rows = told(later.items.get(kind=ItemKind.FROM_COMMITTEE))
    assert [row["title"] for row in rows] == ["Takst", "Lukket punkt", "Udpegning"]


def test_a_case_that_is_on_the_agenda_itself_is_decided_there(
    decided, meeting, briefing, office, member
) -> None:
    workflow.copy_to_meeting(decided["Takst"], meeting=meeting, by=office)
    row = told(briefing)[0]
    assert row["treated_as"] == meeting.items.get(title="Takst").number
    begin(meeting, office)
    with pytest.raises(NotAllowed, match="selv på dagsordenen"):
        workflow.roll_back(report(decided, "Takst"), reason="Nej", by=office)


def test_draft_decisions_are_marked_until_their_minutes_are_sent(briefing, decided, office) -> None:
    assert told(briefing)[0]["is_draft"] is True
    workflow.send_minutes(decided["Takst"].meeting, by=office)
    assert told(briefing)[0]["is_draft"] is False


def test_gathering_costs_the_same_with_one_decision_and_many(office, das, member) -> None:
    meeting = plan(das, office, date(2026, 3, 5))
    hold_fu(office, date(2026, 2, 12), {"Sag 0": True})
    fresh = Meeting.objects.select_related("forum").get(pk=meeting.pk)
    with CaptureQueriesContext(connection) as one:
        agenda_snapshot(fresh, version=0)
    hold_fu(office, date(2026, 2, 26), {f"Sag {n}": bool(n % 2) for n in range(1, 8)})
    fresh = Meeting.objects.select_related("forum").get(pk=meeting.pk)
    with CaptureQueriesContext(connection) as many:
        assert len(gathering.waiting(meeting)) == 8
        agenda_snapshot(fresh, version=0)
    assert len(many) - 1 <= len(one) + 5  # the count above, and prefetches that found nothing


def test_gathering_is_undone_when_the_meeting_is_called_off(briefing, meeting, office, das) -> None:
    workflow.send_agenda(meeting, by=office)
    workflow.cancel_meeting(meeting, reason="Sne", by=office)
    later = plan(das, office, date(2026, 4, 9))
    assert len(told(later.items.get(kind=ItemKind.FROM_COMMITTEE))) == 3
    workflow.cancel_meeting(later, reason="Sne", by=office)
    workflow.reinstate_meeting(meeting, by=office)
    workflow.send_agenda(meeting, by=office)
    assert len(told(briefing)) == 3
