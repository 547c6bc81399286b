"""Sending a submission back with what was asked about its lines, and what follows each step."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from dasportal.accounts.models import Person
from dasportal.register.workflow import note_legal_bases
from tariffs.models import Submission, SubmissionVersion
from tariffs.workflow import return_submission

from ..judging import fingerprints, judge, print_of
from ..models import CommentStatus, LineComment

MOST = 500  # letters of a reason


@transaction.atomic
def send_back(submission: Submission, *, note: str, by: Person) -> Submission:
    """Send the whole back; the reason is the note and the comments that were not sent yet."""
    comments = submission.line_comments.unsent()
    return return_submission(submission, reason=collected(note, list(comments)), by=by)


def collected(note: str, comments: Sequence[LineComment]) -> str:
    """The reason in words. What it has no room for is counted: it stands at the lines anyway."""
    said = note.strip()
    for number, comment in enumerate(comments):
        left = len(comments) - number
        rest = f" Og {left} {'kommentar' if left == 1 else 'kommentarer'} mere ved linjerne."
        more = f"{said} {comment.about}: {comment.text}".strip()
        if len(more) + (len(rest) if left > 1 else 0) > MOST:
            return f"{said[: MOST - len(rest)]}{rest}".strip()
        said = more
    return said


def took_step(version: SubmissionVersion) -> None:
    """What a step of a submission means here: handed in, it is judged once; sent back, by
    whichever page, the party gets what was asked; approved, its lines tell the register what the
    offers rest on."""
    submission = version.submission
    if version.step == "submit":
        judge(submission, print_of(submission, fingerprints(submission.year)))
    elif version.step == "return":
        waiting = LineComment.objects.filter(submission=submission).unsent()
        waiting.update(status=CommentStatus.SENT, sent_at=timezone.now())
    elif version.step in ("approve", "lay"):
        rows = submission.lines.filter(legal_basis__isnull=False, valid_tariff__isnull=False)
        note_legal_bases(rows.order_by().values_list("offer", "legal_basis"))
