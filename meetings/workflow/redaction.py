"""When the law demands that sealed content goes: the meeting's own copies of it go with it.

The record blanks its values and files. Here the same words are taken out of what was sent, of the
rows that are worked on and of their history, and the PDFs are printed anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.html import escape, format_html

from dasportal.accounts.slots import Slot
from dasportal.documents.models import PrintState, RecordEntry
from dasportal.documents.record import Removed
from dasportal.documents.richtext import RichTextField
from dasportal.mail.workflow import take_out

from .. import emails
from ..models import (
    AgendaItem,
    Attachment,
    Attendance,
    CommitteeReport,
    Decision,
    Delegation,
    EditorNote,
    FollowUp,
    FollowUpAnswer,
    FollowUpNote,
    ItemGuest,
    Meeting,
    MinutesVersion,
    Position,
    Recommendation,
    SentOnward,
    Statement,
    TextRevision,
)
from ..tasks import order
from .table import locked

# Shorter words (»Godkendt«) say nothing of anybody and stand in many places for other reasons.
SHORTEST = 12

# model: (how it is reached from the meeting, the fields that hold words of a case)
HOLDERS: dict[type[models.Model], tuple[str, tuple[str, ...]]] = {
    AgendaItem: ("meeting", ("title", "presenter", "summary", "background", "presentation")),
    Attachment: ("item__meeting", ("title", "imported_text")),
    Attendance: ("meeting", ("name", "deputy_name")),
    CommitteeReport: ("item__meeting", ("reason",)),
    Decision: ("item__meeting", ("text", "outcome_note")),
    Delegation: ("decision__item__meeting", ("what", "conditions", "reason")),
    EditorNote: ("meeting", ("text",)),
    FollowUp: ("item__meeting", ("what", "owner_text", "agreed_owner")),
    FollowUpAnswer: ("follow_up__item__meeting", ("text",)),
    FollowUpNote: ("follow_up__item__meeting", ("text",)),
    ItemGuest: ("item__meeting", ("name", "organisation")),
    Position: ("decision__item__meeting", ("words",)),
    Recommendation: ("item__meeting", ("text",)),
    SentOnward: ("decision__item__meeting", ("what", "answer", "recipient_name")),
    Statement: ("item__meeting", ("body", "text")),
    TextRevision: ("item__meeting", ("text",)),
}
RICH = {("TextRevision", "text")}  # kept as plain text, yet holding what a RichTextField held


@dataclass(frozen=True)
class Telling:
    """Where a part tells of what it has sealed itself: `meetings(entry)`, by a line on an agenda."""

    name: str
    meetings: Callable[[RecordEntry], Iterable[Meeting]]
    position: int = 50


TELLINGS: Slot[Telling] = Slot("meetings.redaction.tellings")


def clean_meeting(removed: Removed) -> None:
    """Take the removed words out of the meeting that the sealed minutes are of."""
    sealed = MinutesVersion.objects.filter(record_entry=removed.entry.sequence).first()
    if sealed is None:
        for other in told_at(removed.entry):
            _clean_sent(locked(other), words_inside(removed))
        return
    meeting = locked(sealed.meeting)
    words = words_of(removed)
    for versions in (meeting.agenda_versions, meeting.minutes_versions):
        for version in versions.all():
            version.snapshot = without(version.snapshot, words)
            version.save(update_fields=["snapshot"])
    for sent in meeting.agenda_versions.all():
        sent.changes = [
            {key: replaced(text, words) for key, text in row.items()} for row in sent.changes
        ]
        sent.save(update_fields=["changes"])
    take_out(emails.about(meeting).key, words)
    for model, (path, names) in HOLDERS.items():
        rows = model._default_manager.filter(**{path: meeting})
        for name in names:
            _clean_field(model, rows, name, words)
    _print_anew(meeting)


def told_at(entry: RecordEntry) -> list[Meeting]:
    """The meetings that tell of what is sealed in this entry, and are not sealed in it themselves."""
    return [meeting for row in TELLINGS for meeting in row.meetings(entry)]


def _clean_sent(meeting: Meeting, words: Mapping[str, str]) -> None:
    """Take the words out of what was sent of the meeting, wherever in a text they stand. What is
    sealed of it is another entry, and is redacted there."""
    unsealed = meeting.minutes_versions.filter(record_entry=None)
    for versions in (meeting.agenda_versions.all(), unsealed):
        for version in versions:
            version.snapshot = inside(version.snapshot, words)
            version.save(update_fields=["snapshot"])
    for sent in meeting.agenda_versions.all():
        sent.changes = inside(sent.changes, words)
        sent.save(update_fields=["changes"])
    take_out(emails.about(meeting).key, words)
    _print_anew(meeting)


def words_inside(removed: Removed) -> dict[str, str]:
    """As `words_of`, also as they are written in HTML."""
    words = words_of(removed)
    return words | {str(escape(old)): str(escape(new)) for old, new in words.items()}


def inside(value: Any, words: Mapping[str, str]) -> Any:
    """The snapshot with each removed text replaced wherever it stands in another."""
    if isinstance(value, dict):
        return {key: inside(inner, words) for key, inner in value.items()}
    if isinstance(value, list):
        return [inside(inner, words) for inner in value]
    return replaced(value, words) if isinstance(value, str) else value


def words_of(removed: Removed) -> dict[str, str]:
    """The removed texts that are long enough to be looked for, and what now stands there."""
    return {
        old: removed.values[path]
        for path, old in removed.old.items()
        if isinstance(old, str) and len(old) >= SHORTEST
    }


def replaced(text: str, words: Mapping[str, str]) -> str:
    """The text with each removed text within it replaced by what now stands there."""
    for old, new in words.items():
        text = text.replace(old, new)
    return text


def without(value: Any, words: Mapping[str, str]) -> Any:
    """The snapshot with each removed text replaced by what now stands there."""
    if isinstance(value, dict):
        return {key: without(inner, words) for key, inner in value.items()}
    if isinstance(value, list):
        return [without(inner, words) for inner in value]
    if isinstance(value, str) and value in words:
        markup = value.lstrip().startswith("<")
        return format_html("<p>{}</p>", words[value]) if markup else words[value]
    return value


def _clean_field(model: type[models.Model], rows: Any, name: str, words: Mapping[str, str]) -> None:
    field = model._meta.get_field(name)
    rich = isinstance(field, RichTextField) or (model.__name__, name) in RICH
    keys = list(rows.values_list("pk", flat=True))
    for old, new in words.items():
        text = str(format_html("<p>{}</p>", new)) if rich else new[: field.max_length or None]  # type: ignore[union-attr]
        rows.filter(**{name: old}).update(**{name: text})
        for history in history_of(model, name):
            history.filter(pgh_obj_id__in=keys, **{name: old}).update(**{name: text})


def history_of(model: type[models.Model], name: str) -> list[Any]:
    """The table of the model's earlier states, where the field is in it."""
    return [
        event._default_manager
        for event in apps.get_app_config("meetings").get_models()
        if getattr(event, "pgh_tracked_model", None) is model
        and name in {field.name for field in event._meta.get_fields()}
    ]


def _print_anew(meeting: Meeting) -> None:
    """PDFs that were made hold the old words: forget them, and order the same again."""
    sealed = meeting.minutes_versions.filter(file__isnull=False).values("file")
    for document in meeting.documents.filter(file__isnull=False).exclude(file__in=sealed):
        document.file, document.state, document.progress = None, PrintState.PENDING, 0
        document.save()
        order(document)
