"""What follows of a meeting's decision, and each party's answer to it."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from dasportal.accounts.models import Person
from dasportal.accounts.transitions import NotAllowed
from meetings import workflow as meetings
from meetings.models import Outcome, Recipient
from offers.models import OfferCase, StepKind
from offers.workflow.courses import complete

from .. import emails
from ..models import Answer, AnswerStatus, Proposal, Status
from ..permissions import can_bind
from ..queries import chosen_of, consequences, whole_proposals
from .proposing import close_course
from .table import ANSWER, PROPOSAL, locked_answer, locked_proposal

APPROVES = (Outcome.APPROVED, Outcome.APPROVED_AMENDED)


def decided(case: OfferCase, by: Person) -> None:
    """In the transaction that writes the meeting's decision in. FU recommends, which its step of
    the course notes; DAS decides: the parties are asked, and what binds money goes onward."""
    if case.forum.slug != "das":
        return
    fresh = locked_proposal(Proposal.objects.get(pk=int(case.key)))
    approved = case.outcome in APPROVES
    step = PROPOSAL.check(fresh, "agree" if approved else "reject", by)
    fresh.status, fresh.case = step.target or fresh.status, case
    fresh.agreed_on = case.decided_on if approved else None
    if not approved:
        fresh.ended_on, fresh.ended_because = case.decided_on, case.decided
        fresh.save()
        close_course(fresh, f"Ikke godkendt. {case.decided}", by)
        return
    fresh.save()
    for party in fresh.parties.all():
        ANSWER.check(None, "ask", by)
        Answer.objects.get_or_create(proposal=fresh, party=party)
    _send_onward(fresh, case, by)
    emails.asked(fresh)


def _send_onward(proposal: Proposal, case: OfferCase, by: Person) -> None:
    """To KKR, and to the councils, where the terms bind money; noted on the course's step."""
    whole = whole_proposals(Proposal.objects.all()).get(pk=proposal.pk)
    chosen = chosen_of(consequences(whole))
    steps = proposal.course.steps.filter(kind=StepKind.ONWARD) if proposal.course else ()
    if chosen is None or not chosen["is_money"]:
        for row in steps:
            row.done_on, row.done_by, row.skipped = case.decided_on, by, True
            row.note = "Vilkårene binder ikke penge, så de skal ikke videre."
            row.save()
        return
    if case.item is None:
        return
    what = f"Særlige vilkår for {proposal.offer}: {proposal.title}"
    for recipient in (Recipient.KKR, Recipient.COUNCILS):
        meetings.note_onward(case.item, recipient=recipient, what=what, by=by)
    for row in steps:
        complete(
            row, on=case.decided_on or timezone.localdate(), by=by,
            note="Vilkårene binder penge. Sendes til KKR og til byråd og regionsråd.",
        )  # fmt: skip


# --- The parties ----------------------------------------------------------------------------------


def join(answer: Answer, *, on: date, source: str, by: Person, note: str = "") -> Answer:
    """The party is bound from now on. Also one that declined at first may join."""
    return _answer(answer, "join", on, source, note, by)


def decline(answer: Answer, *, on: date, source: str, by: Person, note: str = "") -> Answer:
    """The party is not bound; what it would have paid is reckoned anew for the others."""
    return _answer(answer, "decline", on, source, note, by)


@transaction.atomic
def _answer(answer: Answer, name: str, on: date, source: str, note: str, by: Person) -> Answer:
    proposal = locked_proposal(answer.proposal)
    fresh = locked_answer(answer)
    step = ANSWER.check(fresh, name, by)
    _check_open(proposal)
    if not source.strip():
        raise NotAllowed("Skriv, hvor det er besluttet, fx »Byrådet den 24. juni 2025«.")
    if on > timezone.localdate():
        raise NotAllowed("Datoen er ikke kommet endnu.")
    fresh.status, fresh.on, fresh.source = step.target or fresh.status, on, source.strip()[:200]
    fresh.note, fresh.by = note.strip(), by
    fresh.on_behalf = not can_bind(by, fresh.party)
    fresh.save()
    _all_answered(proposal, by)
    if proposal.status == Status.IN_FORCE:
        freeze(proposal)
    return fresh


def _check_open(proposal: Proposal) -> None:
    if proposal.status not in (Status.AGREED, Status.IN_FORCE):
        raise NotAllowed(f"Der kan ikke svares nu. Vilkårene er »{proposal.get_status_display()}«.")


def _all_answered(proposal: Proposal, by: Person) -> None:
    """When the last has answered, the course's last step is taken and the course ends."""
    if proposal.answers.filter(status=AnswerStatus.WAITING).exists():
        return
    joined = proposal.answers.filter(status=AnswerStatus.JOINED).count()
    words = f"{joined} af {proposal.answers.count()} parter tiltræder."
    if proposal.course is not None:
        last = proposal.course.steps.order_by("-position").first()
        if last is not None and last.kind == StepKind.NOTE:
            complete(last, on=timezone.localdate(), by=by, note=words)
    close_course(proposal, words, by)


@transaction.atomic
def reopen(answer: Answer, *, by: Person) -> Answer:
    """The answer was noted by mistake; the party is asked again. Its history keeps what was."""
    proposal = locked_proposal(answer.proposal)
    fresh = locked_answer(answer)
    step = ANSWER.check(fresh, "reopen", by)
    if proposal.status != Status.AGREED:
        raise NotAllowed("Vilkårene er i kraft, så svarene ligger fast.")
    fresh.status, fresh.on, fresh.source = step.target or fresh.status, None, ""
    fresh.note, fresh.by, fresh.on_behalf = "", None, False
    fresh.save()
    return fresh


def freeze(proposal: Proposal) -> None:
    """Save the proposal with the consequences of what it now says: what the parties are bound to."""
    whole = whole_proposals(Proposal.objects.all()).get(pk=proposal.pk)
    whole.status, whole.ends_on = proposal.status, proposal.ends_on
    proposal.snapshot = consequences(whole)
    proposal.save()
