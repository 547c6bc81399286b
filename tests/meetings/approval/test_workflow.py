"""Rounds, answers and comments: who may what, and when; what a new version does to approvals."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from dasportal.accounts.transitions import NotAllowed
from dasportal.mail.models import OutgoingMail
from meetings import workflow
from meetings.approval.models import (
    AnswerStatus,
    ApprovalRound,
    Comment,
    CommentStatus,
    PartyApproval,
    PartyApprovalEvent,
    RoundStatus,
)
from meetings.approval.queries import standing
from meetings.approval.workflow import (
    ANSWER,
    COMMENT,
    ROUND,
    approve,
    close_due_rounds,
    move_deadline,
    reply,
    send_round,
    take_back,
    withdraw_comment,
    write_comment,
)
from meetings.deadlines import database_clock, last_moment
from meetings.models import AttendanceStatus, MeetingStatus, Outcome
from tests import factories
from tests.meetings.conftest import plan

from .conftest import HELD_ON, item

A, C, R = AnswerStatus, CommentStatus, RoundStatus


# --- The tables: role × status × step -------------------------------------------------------------


@pytest.fixture
def everybody(people, office):
    return {
        **people,
        "office": office,
        "administrator": factories.administrator(),
        "chair": factories.holder("chair", forum=factories.das()),
        "nobody": factories.person(),
    }


def available(table, obj, everybody) -> dict[str, set[str]]:
    found = {
        who: {t.name for t in table.available(obj, person)} for who, person in everybody.items()
    }
    return {who: steps for who, steps in found.items() if steps}


@pytest.mark.parametrize(
    ("status", "steps"),
    [(A.WAITING, {"approve"}), (A.APPROVED, {"take_back"}), (A.STALE, {"approve", "take_back"})],
)
def test_only_those_who_speak_for_the_party_answer(answer, everybody, status, steps) -> None:
    row = answer()
    row.status = status
    assert available(ANSWER, row, everybody) == {"aalborg": steps, "deputy": steps}


@pytest.mark.parametrize(
    ("status", "steps"), [(R.OPEN, {"send_again", "extend"}), (R.CLOSED, {"send_again"})]
)
def test_only_the_secretariat_leads_the_round(sent, everybody, status, steps) -> None:
    sent.status = status
    assert available(ROUND, sent, everybody) == {"office": steps}


REPLIES = {
    C.OPEN: {"answer", "promise", "decline"},
    C.ANSWERED: {"answer", "promise", "decline"},
    C.PROMISED: {"decline"},
    C.CORRECTED: set(),
    C.DECLINED: {"promise"},
    C.WITHDRAWN: set(),
}


@pytest.mark.parametrize("status", C)
def test_the_secretariat_answers_and_the_author_withdraws(
    comment, everybody, status: CommentStatus
) -> None:
    comment.status = status
    expected = {"office": REPLIES[status]} if REPLIES[status] else {}
    if status == C.OPEN:
        expected["aalborg"] = {"withdraw"}
    assert available(COMMENT, comment, everybody) == expected


# --- Sending --------------------------------------------------------------------------------------


def test_those_who_took_part_are_asked(meeting, office) -> None:
    rows = list(meeting.attendance.select_related("meeting", "party"))
    away = {"deputy_name": "", "arrived_at": None, "left_before": None}
    læsø = next(row for row in rows if row.party.code == factories.LÆSØ)
    workflow.set_attendance([(læsø, {**away, "status": AttendanceStatus.ABSENT})], by=office)
    workflow.send_minutes(meeting, by=office)
    parties = PartyApproval.objects.values_list("party__code", flat=True)
    assert set(parties) == {factories.AALBORG, factories.REGION}


def test_ten_days_to_the_end_of_the_day_unless_said_otherwise(sent) -> None:
    assert sent.closes_at == last_moment(timezone.localdate() + timedelta(days=10))


def test_the_deadline_chosen_at_sending_holds(meeting, office) -> None:
    day = timezone.localdate() + timedelta(days=4)
    workflow.send_minutes(meeting, by=office, answers={"approval_deadline": day})
    assert ApprovalRound.objects.get().closes_at == last_moment(day)


def test_a_deadline_in_the_past_sends_nothing(meeting, office) -> None:
    with pytest.raises(NotAllowed, match="Vælg en senere dag"):
        workflow.send_minutes(
            meeting, by=office, answers={"approval_deadline": factories.yesterday()}
        )
    meeting.refresh_from_db()
    assert (meeting.status, OutgoingMail.objects.filter(kind="minutes").count()) == ("held", 0)


def test_a_meeting_without_attendance_has_no_round(meeting, office) -> None:
    meeting.attendance.all().delete()
    workflow.send_minutes(meeting, by=office)
    assert not ApprovalRound.objects.exists()


def test_the_mail_asks_those_who_may_approve_and_no_others(sent, people) -> None:
    mails = {mail.person_id: mail.text for mail in OutgoingMail.objects.filter(kind="minutes")}
    asked = {key for key, text in mails.items() if "Godkend det på din parts vegne" in text}
    assert asked == {people[who].pk for who in ("aalborg", "deputy", "læsø", "region")}
    assert not any("fortrolige" in text or "Lukket sag" in text for text in mails.values())


# --- Approving ------------------------------------------------------------------------------------


def test_an_approval_is_pinned_to_exactly_what_was_shown(answer, sent, people) -> None:
    row = approve(answer(), seen=sent.full_sha256, by=people["deputy"])
    assert (row.status, row.as_deputy, row.version) == (A.APPROVED, True, sent.version)
    assert (row.full_sha256, row.open_sha256) == (sent.full_sha256, sent.open_sha256)


def test_other_words_than_those_shown_are_not_approved(answer, sent, people, correct) -> None:
    correct(Åben_sag="<p>Noget andet.</p>")
    with pytest.raises(NotAllowed, match="Der er ikke godkendt noget"):
        approve(answer(), seen=sent.full_sha256, by=people["aalborg"])
    assert answer().status == A.WAITING


def test_a_second_approval_changes_nothing(answer, sent, people) -> None:
    first = approve(answer(), seen=sent.full_sha256, by=people["aalborg"])
    second = approve(answer(), seen=sent.full_sha256, by=people["deputy"])
    assert second.approved_by == first.approved_by == people["aalborg"]
    events = PartyApprovalEvent.objects.filter(pgh_obj=first)
    assert events.filter(status=A.APPROVED).count() == 1


@pytest.mark.parametrize("who", ["læsø", "reader", "fu", "office"])
def test_nobody_approves_for_another_party(answer, sent, everybody, who) -> None:
    with pytest.raises(NotAllowed, match="partens medlem eller stedfortræder"):
        approve(answer(), seen=sent.full_sha256, by=everybody[who])


def test_nothing_is_approved_while_the_draft_is_being_corrected(
    answer, sent, people, meeting, office
) -> None:
    workflow.withdraw_minutes(meeting, by=office)
    with pytest.raises(NotAllowed, match="ved at blive rettet"):
        approve(answer(), seen=sent.full_sha256, by=people["aalborg"])


def test_an_approval_can_be_taken_back_in_time(answer, sent, people) -> None:
    approve(answer(), seen=sent.full_sha256, by=people["aalborg"])
    row = take_back(answer(), by=people["deputy"])
    assert (row.status, row.approved_by, row.full_sha256) == (A.WAITING, None, "")


# --- A new version --------------------------------------------------------------------------------


def test_a_change_makes_approvals_stale_and_asks_again(answer, sent, people, correct) -> None:
    approve(answer(), seen=sent.full_sha256, by=people["aalborg"])
    again = correct(Åben_sag="<p>Budgettet blev drøftet. Der var ikke tilslutning.</p>")
    assert answer().status == A.STALE
    mail = OutgoingMail.objects.get(key=f"minutes:{sent.meeting_id}:2:{people['aalborg'].pk}")
    assert "Se kun det, der er ændret, og godkend igen" in mail.text
    assert f"/godkendelse/{sent.meeting_id}/aendret/" in mail.text
    row = approve(answer(), seen=again.full_sha256, by=people["aalborg"])
    assert (row.status, row.version.number) == (A.APPROVED, 2)


def test_the_same_words_sent_again_carry_the_approval_over(answer, sent, people, correct) -> None:
    approve(answer(), seen=sent.full_sha256, by=people["aalborg"])
    again = correct()
    assert again.full_sha256 == sent.full_sha256
    assert (answer().status, answer().version.number) == (A.APPROVED, 1)


def test_a_change_that_is_taken_back_makes_the_approval_stand_again(
    answer, sent, people, correct
) -> None:
    approve(answer(), seen=sent.full_sha256, by=people["aalborg"])
    correct(Åben_sag="<p>Andet.</p>")
    assert answer().status == A.STALE
    correct(Åben_sag="<p>Budgettet blev drøftet. Der var tilslutning.</p>")
    assert answer().status == A.APPROVED


def test_a_change_in_a_closed_item_leaves_the_open_part_as_it_was_approved(
    answer, sent, people, correct
) -> None:
    approve(answer(), seen=sent.full_sha256, by=people["aalborg"])
    again = correct(Lukket_sag="<p>Aftalen blev udsat.</p>")
    row = answer()
    assert row.status == A.STALE
    assert row.open_sha256 == again.open_sha256
    assert row.full_sha256 != again.full_sha256


def test_an_approval_of_the_open_part_alone_survives_a_closed_change(
    answer, sent, people, correct
) -> None:
    approve(answer(), seen=sent.full_sha256, by=people["aalborg"])
    PartyApproval.objects.filter(pk=answer().pk).update(full_sha256="")
    correct(Lukket_sag="<p>Aftalen blev udsat.</p>")
    assert answer().status == A.APPROVED
    correct(Åben_sag="<p>Andet.</p>")
    assert answer().status == A.STALE


def test_a_party_that_was_not_there_after_all_is_asked_no_more(
    answer, meeting, office, sent
) -> None:
    workflow.withdraw_minutes(meeting, by=office)
    meeting.attendance.filter(party__code=factories.LÆSØ).delete()
    workflow.send_minutes(meeting, by=office)
    codes = set(PartyApproval.objects.values_list("party__code", flat=True))
    assert codes == {factories.AALBORG, factories.REGION}


# --- The deadline ---------------------------------------------------------------------------------


def set_deadline(round_: ApprovalRound, seconds: float) -> None:
    closes_at = database_clock() + timedelta(seconds=seconds)
    ApprovalRound.objects.filter(pk=round_.pk).update(closes_at=closes_at)


def test_after_the_deadline_nothing_is_taken_in(answer, sent, people, comment) -> None:
    approve(answer(factories.LÆSØ), seen=sent.full_sha256, by=people["læsø"])
    set_deadline(sent, -0.001)
    with pytest.raises(NotAllowed, match="Fristen for at godkende er udløbet"):
        approve(answer(), seen=sent.full_sha256, by=people["aalborg"])
    with pytest.raises(NotAllowed, match="udløbet"):
        take_back(answer(factories.LÆSØ), by=people["læsø"])
    with pytest.raises(NotAllowed, match="udløbet"):
        write_comment(
            sent, party=factories.party(), item_id=str(comment.item), text="For sent",
            by=people["aalborg"],
        )  # fmt: skip


def test_the_schedule_closes_once_and_tells_how_it_stands(answer, sent, people, office) -> None:
    approve(answer(), seen=sent.full_sha256, by=people["aalborg"])
    assert close_due_rounds() == 0
    set_deadline(sent, -0.001)
    assert (close_due_rounds(), close_due_rounds()) == (1, 0)
    sent.refresh_from_db()
    assert sent.status == R.CLOSED
    mail = OutgoingMail.objects.get(subject__contains="er slut")
    assert mail.person == office
    assert "godkendt skriftligt af 1 af 3 parter (Aalborg)" in mail.text
    assert "Har ikke svaret: Læsø og Region Nordjylland." in mail.text


def test_a_corrected_version_after_the_deadline_opens_the_round_again(
    answer, sent, correct, people
) -> None:
    set_deadline(sent, -0.001)
    close_due_rounds()
    again = correct(Åben_sag="<p>Andet.</p>")
    assert (again.status, again.closed_at) == (R.OPEN, None)
    assert approve(answer(), seen=again.full_sha256, by=people["aalborg"]).status == A.APPROVED


def test_the_secretariat_moves_the_deadline(sent, office, people) -> None:
    day = timezone.localdate() + timedelta(days=20)
    assert move_deadline(sent, deadline=day, by=office).closes_at == last_moment(day)
    with pytest.raises(NotAllowed, match="før i dag"):
        move_deadline(sent, deadline=factories.yesterday(), by=office)
    with pytest.raises(NotAllowed, match="sekretariatet"):
        move_deadline(sent, deadline=day, by=people["aalborg"])


def test_the_next_meeting_ends_the_round_when_it_approves(sent, office, das, answer, people):
    later = plan(das, office, HELD_ON + timedelta(days=60))
    workflow.send_agenda(later, by=office)
    workflow.start_meeting(later, by=office)
    approving = later.items.get(kind="approve_minutes")
    workflow.set_outcome(approving, outcome=Outcome.APPROVED, by=office)
    workflow.end_meeting(later, by=office)
    sent.refresh_from_db()
    assert sent.status == R.CLOSED
    assert sent.meeting.__class__.objects.get(pk=sent.meeting_id).status == (
        MeetingStatus.MINUTES_APPROVED
    )
    with pytest.raises(NotAllowed, match="udløbet"):
        approve(answer(), seen=sent.full_sha256, by=people["aalborg"])


# --- Comments -------------------------------------------------------------------------------------


@pytest.fixture
def comment(sent, meeting, people) -> Comment:
    return write_comment(
        sent, party=factories.party(), item_id=str(item(meeting, "Åben sag").pk),
        quote="Der var\n tilslutning.", text="Kun fra de fleste.", by=people["aalborg"],
    )  # fmt: skip


def test_a_comment_keeps_the_passage_and_its_place(comment, office) -> None:
    assert (comment.field, comment.quote) == ("decision", "Der var tilslutning.")
    assert comment.prefix == "Budgettet blev drøftet. "
    mail = OutgoingMail.objects.get(subject__startswith="Ny kommentar")
    assert mail.person == office
    assert "Kun fra de fleste" not in mail.text and "tilslutning" not in mail.text


def test_a_quote_that_is_not_there_is_refused(sent, meeting, people) -> None:
    with pytest.raises(NotAllowed, match="Citatet findes ikke i punktet"):
        write_comment(
            sent, party=factories.party(), item_id=str(item(meeting, "Åben sag").pk),
            quote="Aldrig sagt", text="?", by=people["aalborg"],
        )  # fmt: skip


@pytest.mark.parametrize("who", ["læsø", "reader", "fu", "office"])
def test_nobody_comments_for_another_party(sent, meeting, everybody, who) -> None:
    with pytest.raises(NotAllowed):
        write_comment(
            sent, party=factories.party(), item_id=str(item(meeting, "Åben sag").pk), text="?",
            by=everybody[who],
        )  # fmt: skip


@pytest.mark.parametrize("step", ["answer", "decline"])
def test_an_answer_and_a_refusal_need_words(comment, office, step) -> None:
    with pytest.raises(NotAllowed, match="Skriv"):
        reply(comment, step=step, text=" ", by=office)


def test_the_author_is_told_of_the_answer(comment, office, people) -> None:
    row = reply(comment, step="decline", text="Det blev sagt på mødet.", by=office)
    assert (row.status, row.replied_by) == (C.DECLINED, office)
    mail = OutgoingMail.objects.get(subject__startswith="Svar på din kommentar")
    assert mail.person == people["aalborg"]
    assert "Det blev sagt" not in mail.text


def test_a_promise_is_kept_by_the_version_that_changes_the_item(comment, office, correct) -> None:
    reply(comment, step="promise", text="", by=office)
    correct(Lukket_sag="<p>Et andet punkt.</p>")
    comment.refresh_from_db()
    assert (comment.status, comment.corrected_in) == (C.PROMISED, None)
    third = correct(Åben_sag="<p>Budgettet blev drøftet.</p>")
    comment.refresh_from_db()
    assert (comment.status, comment.corrected_in) == (C.CORRECTED, third.version)


def test_a_comment_is_withdrawn_only_before_the_answer(comment, office, people) -> None:
    reply(comment, step="answer", text="Ja.", by=office)
    with pytest.raises(NotAllowed, match="Status er »Besvaret«"):
        withdraw_comment(comment, by=people["aalborg"])


def test_the_database_refuses_a_refusal_without_words(comment) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.filter(pk=comment.pk).update(status=C.DECLINED)


# --- How it stands --------------------------------------------------------------------------------


def test_the_standing_says_who_and_what_is_open(answer, sent, people, comment) -> None:
    for code, who in ((factories.AALBORG, "aalborg"), (factories.REGION, "region")):
        approve(answer(code), seen=sent.full_sha256, by=people[who])
    now = standing(sent)
    assert now.sentence == (
        "Version 1 er godkendt skriftligt af 2 af 3 parter (Region Nordjylland og Aalborg). "
        "Har ikke svaret: Læsø. 1 kommentar er ikke afklaret."
    )


def test_the_round_is_sent_by_the_secretariat_alone(meeting, office, people, sent) -> None:
    with pytest.raises(NotAllowed, match="sekretariatet"):
        send_round(sent.version, by=people["aalborg"])
