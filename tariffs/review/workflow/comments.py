"""Asking about a line, and answering."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from dasportal.accounts.models import Person
from dasportal.accounts.transitions import NotAllowed
from tariffs.models import Line, Submission, SubmissionStatus

from ..models import CommentStatus, LineComment
from .table import COMMENT, locked

MOST = 1000
ASKED_WHILE = (SubmissionStatus.SUBMITTED, SubmissionStatus.ACCEPTED)


@transaction.atomic
def write_comment(line: Line, *, text: str, by: Person) -> LineComment:
    """Ask about a line that was handed in. The party sees it when the whole is sent back."""
    submission = Submission.objects.select_for_update(of=("self",)).get(pk=line.submission_id)
    COMMENT.check(submission, "write", by)
    if submission.status not in ASKED_WHILE:
        raise NotAllowed(
            "Linjer kan kommenteres, mens indberetningen er indsendt eller taget imod."
        )
    basis = f" ({line.basis})" if line.basis else ""
    return LineComment.objects.create(
        submission=submission, line=line, about=f"{line.offer}, {line.service}{basis}",
        status=CommentStatus.WRITTEN, text=_said(text, "Skriv, hvad der skal ses på."), written_by=by,
    )  # fmt: skip


@transaction.atomic
def remove_comment(comment: LineComment, *, by: Person) -> None:
    """Take back what was not sent yet."""
    fresh = locked(comment)
    COMMENT.check(fresh, "remove", by)
    fresh.delete()


@transaction.atomic
def answer_comment(comment: LineComment, *, text: str, by: Person) -> LineComment:
    """Answer beside the line, while the submission is with the party; anew, as long as it is."""
    fresh = locked(comment)
    step = COMMENT.check(fresh, "answer", by)
    if not fresh.submission.is_open_for_party:
        raise NotAllowed("Der kan svares, mens indberetningen er sendt retur til jer.")
    fresh.answer = _said(text, "Skriv et svar.")
    fresh.status = step.target or fresh.status
    fresh.answered_by, fresh.answered_at = by, timezone.now()
    fresh.save()
    return fresh


def _said(text: str, otherwise: str) -> str:
    bare = text.strip()
    if not bare:
        raise NotAllowed(otherwise)
    if len(bare) > MOST:
        raise NotAllowed(f"Skriv højst {MOST} tegn.")
    return bare
