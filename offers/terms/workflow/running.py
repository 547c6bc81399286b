"""Special terms in force: begun, followed up, prolonged, ended."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from dasportal.accounts.models import Person
from dasportal.accounts.transitions import NotAllowed

from ..models import AnswerStatus, NoteKind, NoticeAnswer, Proposal, TermsNote
from ..permissions import can_run_terms
from ..queries import Notice
from .deciding import freeze
from .proposing import close_course
from .table import PROPOSAL, locked_proposal


@transaction.atomic
def begin(proposal: Proposal, *, follow_up_on: date, by: Person) -> Proposal:
    """In force for those who have joined. NotAllowed where nobody has."""
    fresh = locked_proposal(proposal)
    step = PROPOSAL.check(fresh, "begin", by)
    if not fresh.answers.filter(status=AnswerStatus.JOINED).exists():
        raise NotAllowed("Ingen part har tiltrådt endnu, så der er ikke nogen at binde.")
    fresh.status, fresh.in_force_on = step.target or fresh.status, timezone.localdate()
    fresh.follow_up_on = follow_up_on
    freeze(fresh)
    close_course(fresh, "Vilkårene er i kraft.", by)
    return fresh


@transaction.atomic
def follow_up(
    proposal: Proposal, *, text: str, by: Person, next_on: date | None = None
) -> Proposal:
    """What was seen when it was followed up, and when next; without a day it is not asked again."""
    fresh = locked_proposal(proposal)
    PROPOSAL.check(fresh, "follow", by)
    if not text.strip():
        raise NotAllowed("Skriv, hvad opfølgningen viste.")
    if next_on is not None and next_on <= timezone.localdate():
        raise NotAllowed("Næste opfølgning skal ligge efter i dag.")
    _note(fresh, NoteKind.FOLLOWED, text, by)
    fresh.follow_up_on = next_on
    fresh.save()
    return fresh


@transaction.atomic
def prolong(proposal: Proposal, *, until: date, reason: str, by: Person) -> Proposal:
    fresh = locked_proposal(proposal)
    PROPOSAL.check(fresh, "prolong", by)
    if not reason.strip():
        raise NotAllowed("Skriv, hvorfor vilkårene forlænges, og hvor det er besluttet.")
    if until <= fresh.ends_on:
        raise NotAllowed("Vælg en dag efter den, vilkårene ellers ophører.")
    _note(fresh, NoteKind.PROLONGED, reason, by, until)
    fresh.ends_on = until
    freeze(fresh)
    return fresh


def _note(proposal: Proposal, kind: str, text: str, by: Person, until: date | None = None) -> None:
    TermsNote.objects.create(
        proposal=proposal, kind=kind, on=timezone.localdate(), text=text.strip(), until=until, by=by
    )


@transaction.atomic
def end(proposal: Proposal, *, on: date, reason: str, by: Person) -> Proposal:
    fresh = locked_proposal(proposal)
    step = PROPOSAL.check(fresh, "end", by)
    if not reason.strip():
        raise NotAllowed("Skriv, hvorfor vilkårene ophører.")
    if on > timezone.localdate():
        raise NotAllowed("Datoen er ikke kommet endnu.")
    fresh.status, fresh.ended_on = step.target or fresh.status, on
    fresh.ended_because, fresh.follow_up_on = reason.strip()[:300], None
    fresh.save()
    close_course(fresh, "Ophørt.", by, stopped=True)
    return fresh


@transaction.atomic
def answer_notice(notice: Notice, *, reason: str, by: Person) -> NoticeAnswer:
    """Somebody has looked at the two offers; why it is no competition, or what is done, is kept.
    Answered again it is written anew, and the history keeps what was."""
    if not can_run_terms(by):
        raise NotAllowed("Det kan kun sekretariatet.")
    if not reason.strip():
        raise NotAllowed("Skriv, hvad der er talt om, og hvad der følger.")
    made, _ = NoticeAnswer.objects.update_or_create(
        offer=notice.offer, protected=notice.protected,
        defaults={"groups": list(notice.groups), "reason": reason.strip(), "by": by,
                  "answered_on": timezone.localdate()},
    )  # fmt: skip
    return made
