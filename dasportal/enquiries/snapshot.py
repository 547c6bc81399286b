"""An enquiry and its answers in plain values: what the page of answers, PDF and workbook are made of.

    {"enquiry": {"id", "title", "kind", "intro" (HTML), "opens_on", "closes_on" (ISO), "contact"},
     "taken_at" (ISO, with zone),
     "questions": [{"key", "kind", "text", "help", "required", "unit", "decimals", "options",
                    "columns", "rows", "free_rows"}],
     "responses": [{"id", "name", "short_name", "party", "status", "status_label", "answered",
                    "late", "on_behalf", "received_from", "by", "by_title", "at" (ISO),
                    "answers": {key: value}}]}

`answered` is true for a submission that counts: an answer that a party has taken back does not.
Only what was handed in is here, never a draft.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from .models import Enquiry, Response, Submission
from .slots import kind_of

Snapshot = dict[str, Any]


@dataclass(frozen=True)
class QuestionAsked:
    """A question as it stands in a snapshot."""

    key: str
    kind: str
    text: str
    help: str
    required: bool
    unit: str
    decimals: int
    options: list[dict[str, str]]
    columns: list[dict[str, Any]]
    rows: list[str]
    free_rows: int


FIELDS = tuple(f.name for f in fields(QuestionAsked))


def questions_of(snapshot: Snapshot) -> list[QuestionAsked]:
    return [QuestionAsked(**row) for row in snapshot["questions"]]


def snapshot(enquiry: Enquiry, *, at: datetime) -> Snapshot:
    """The enquiry as it is answered at that moment. Three queries, however many answers."""
    return {
        "enquiry": {
            "id": enquiry.pk,
            "title": enquiry.title,
            "kind": kind_of(enquiry).label,
            "intro": enquiry.intro,
            "opens_on": enquiry.opens_on.isoformat() if enquiry.opens_on else "",
            "closes_on": enquiry.closes_on.isoformat() if enquiry.closes_on else "",
            "contact": enquiry.contact.name,
        },
        "taken_at": at.isoformat(),
        "questions": list(enquiry.questions.values(*FIELDS)),
        "responses": [_response(*pair) for pair in _responses(enquiry)],
    }


def _responses(enquiry: Enquiry) -> list[tuple[Response, Submission | None]]:
    """The circle in Danish order, each with what it handed in last."""
    handed_in = (
        Submission.objects.filter(response__enquiry=enquiry)
        .order_by("response_id", "-number")
        .distinct("response_id")
        .select_related("submitted_by")
    )
    newest = {row.response_id: row for row in handed_in}
    rows = enquiry.responses.select_related("party", "unit__party", "person")
    return [(row, newest.get(row.pk)) for row in rows]


def _response(row: Response, handed_in: Submission | None) -> dict[str, Any]:
    counts = handed_in if row.has_answered else None
    return {
        "id": str(row.pk),
        "name": str(row),
        "short_name": row.short_name,
        "party": str(row.party or ""),
        "status": row.status,
        "status_label": row.get_status_display(),
        "answered": counts is not None,
        "late": counts.late if counts else False,
        "on_behalf": counts.on_behalf if counts else False,
        "received_from": counts.received_from if counts else "",
        "by": counts.submitted_by.name if counts else "",
        "by_title": counts.submitted_by.title if counts else "",
        "at": counts.submitted_at.isoformat() if counts else "",
        "answers": counts.answers if counts else {},
    }
