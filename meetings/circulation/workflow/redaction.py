"""When the law demands that sealed content goes: the written procedure's own copies go with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models
from django.utils.html import escape

from dasportal.documents.models import PrintState, RecordEntry
from dasportal.documents.record import Removed
from dasportal.worker.jobs import enqueue
from meetings.models import AgendaItem, Decision, Meeting, Position, Statement
from meetings.workflow.redaction import SHORTEST, history_of, without

from ..models import Ballot, BallotVersion, Vote, VoteEvent
from .sealing import print_and_seal
from .table import locked_ballot

Words = Mapping[str, str]


def clean_ballot(removed: Removed) -> None:
    """Take the removed words out of the case, its votes, and what was noted of it on the agenda."""
    found = Ballot.objects.filter(record_entry=removed.entry.sequence).first()
    if found is None:
        return  # the entry is of something else
    ballot = locked_ballot(found)
    words = {
        old: removed.values[path]
        for path, old in removed.old.items()
        if isinstance(old, str) and len(old) >= SHORTEST
    }
    for version in ballot.versions.all():
        version.snapshot = without(version.snapshot, words)
        version.save(update_fields=["snapshot"])
    votes = Vote.objects.filter(version__ballot=ballot)
    _replace(votes, "words", words)
    _replace(VoteEvent.objects.filter(pgh_obj__in=votes.values("pk")), "words", words)
    rows = Ballot.objects.filter(pk=ballot.pk)
    for name in ("title", "outcome", "withdrawn_reason"):
        _replace(rows, name, words)
    if ballot.noted_on_id is not None:
        _clean_item(AgendaItem.objects.filter(pk=ballot.noted_on_id), words)
    _print_anew(ballot)


def _clean_item(items: models.QuerySet[AgendaItem], words: Words) -> None:
    escaped = {str(escape(old)): str(escape(new)) for old, new in words.items()}
    rows: tuple[tuple[models.QuerySet[Any], str, Words], ...] = (
        (Statement.objects.filter(item__in=items), "text", escaped),
        (Decision.objects.filter(item__in=items), "text", escaped),
        (Position.objects.filter(decision__item__in=items), "words", words),
        (items, "title", words),
        (items, "presentation", escaped),
    )
    for found, name, said in rows:
        keys = list(found.values_list("pk", flat=True))
        _replace(found, name, said)
        for earlier in history_of(found.model, name):
            _replace(earlier.filter(pgh_obj_id__in=keys), name, said)


def noted_at(entry: RecordEntry) -> list[Meeting]:
    """The meeting whose agenda tells of the decision that is sealed in this entry."""
    noted = Ballot.objects.filter(record_entry=entry.sequence, noted_on__isnull=False)
    return [row.noted_on.meeting for row in noted.select_related("noted_on__meeting__forum")]  # type: ignore[union-attr]


def _replace(rows: models.QuerySet[models.Model] | Iterable, name: str, words: Words) -> None:
    """In each of the rows: every occurrence of an old text by what now stands there."""
    for row in rows:
        text = getattr(row, name)
        for old, new in words.items():
            text = text.replace(old, new)
        if text != getattr(row, name):
            limit = getattr(row._meta.get_field(name), "max_length", None)
            type(row)._default_manager.filter(pk=row.pk).update(**{name: text[:limit]})


def _print_anew(ballot: Ballot) -> None:
    """The variant that is not sealed holds the old words: forget it, and order it again."""
    newest: BallotVersion | None = ballot.versions.order_by("number").last()
    if newest is not None:
        newest.sheets.filter(closed=False).update(
            file=None, state=PrintState.PENDING, progress=0, finished_at=None
        )
        enqueue(print_and_seal, ballot.pk)
