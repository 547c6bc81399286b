"""The ways of a round, of a party's answer and of a comment. All that sets a status is a row here."""

from __future__ import annotations

from dasportal.accounts.transitions import Transition, Workflow

from ..models import AnswerStatus, ApprovalRound, CommentStatus, PartyApproval, RoundStatus
from ..permissions import (
    can_approve,
    can_comment,
    can_lead_round,
    can_withdraw_comment,
    nobody,
)

R, A, C = RoundStatus, AnswerStatus, CommentStatus
OFFICE, PARTY, PORTAL = "sekretariatet", "partens medlem eller stedfortræder", "portalen selv"

ROUND = Workflow(
    name="approval_round",
    title="Godkendelsesrunde",
    status_field="status",
    states=RoundStatus,
    transitions=(
        # name, label, from, to, who may, what is asked first, who (in words)
        Transition("open", "Send til godkendelse", (), R.OPEN, can_lead_round, None, OFFICE),
        Transition(
            "send_again", "Send ny version til godkendelse", (R.OPEN, R.CLOSED), R.OPEN,
            can_lead_round, None, OFFICE),
        Transition("extend", "Flyt fristen", (R.OPEN,), None, can_lead_round, None, OFFICE),
        Transition("close", "Afslut ved fristen", (R.OPEN,), R.CLOSED, nobody, None, PORTAL),
    ),
)  # fmt: skip

ANSWER = Workflow(
    name="party_approval",
    title="Parts godkendelse",
    status_field="status",
    states=AnswerStatus,
    transitions=(
        Transition("ask", "Bed om godkendelse", (), A.WAITING, can_lead_round, None, OFFICE),
        Transition(
            "approve", "Godkend referatet", (A.WAITING, A.STALE), A.APPROVED, can_approve,
            None, PARTY),
        Transition(
            "take_back", "Fortryd godkendelsen", (A.APPROVED, A.STALE), A.WAITING, can_approve,
            None, PARTY),
        Transition(
            "outdate", "Ændret siden godkendelsen", (A.APPROVED,), A.STALE, nobody, None, PORTAL),
        Transition(
            "restore", "Ændringen er taget tilbage", (A.STALE,), A.APPROVED, nobody, None, PORTAL),
    ),
)  # fmt: skip

COMMENT = Workflow(
    name="minutes_comment",
    title="Kommentar til referat",
    status_field="status",
    states=CommentStatus,
    transitions=(
        Transition("write", "Kommentér", (), C.OPEN, can_comment, None, PARTY),
        Transition(
            "answer", "Svar uden at rette", (C.OPEN, C.ANSWERED), C.ANSWERED, can_lead_round,
            None, OFFICE),
        Transition(
            "promise", "Ret i næste version", (C.OPEN, C.ANSWERED, C.DECLINED), C.PROMISED,
            can_lead_round, None, OFFICE),
        Transition(
            "decline", "Følg ikke, med begrundelse", (C.OPEN, C.ANSWERED, C.PROMISED), C.DECLINED,
            can_lead_round, None, OFFICE),
        Transition(
            "correct", "Rettet i ny version", (C.PROMISED,), C.CORRECTED, nobody, None, PORTAL),
        Transition(
            "withdraw", "Træk kommentaren tilbage", (C.OPEN,), C.WITHDRAWN, can_withdraw_comment,
            None, "den, der skrev den"),
    ),
)  # fmt: skip


def locked_round(round_: ApprovalRound) -> ApprovalRound:
    """The round read anew and held until the transaction ends. Must run inside one."""
    rows = ApprovalRound.objects.select_for_update(of=("self",))
    return rows.select_related("meeting__forum", "version").get(pk=round_.pk)


def locked_answer(answer: PartyApproval) -> PartyApproval:
    """The party's answer, held; its round is to be locked first."""
    rows = PartyApproval.objects.select_for_update(of=("self",))
    return rows.select_related("party", "version", "round__meeting__forum", "round__version").get(
        pk=answer.pk
    )
