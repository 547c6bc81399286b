"""Saving the rich texts of an item: nothing lost, nothing silently overwritten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from dasportal.accounts.models import Person
from dasportal.accounts.transitions import NotAllowed
from dasportal.documents.richtext import sanitise

from ..guards import refuse_if_guarded
from ..models import RICH_TEXT_FIELDS, AgendaItem, Editing, TextRevision
from .decisions import decision_of
from .table import locked, open_for_agenda, open_for_minutes

DECISION_FIELD = "decision"
FIELDS = (*RICH_TEXT_FIELDS, DECISION_FIELD)
SAME_SITTING = timedelta(minutes=5)
HEARTBEAT_LASTS = timedelta(seconds=40)


@dataclass(frozen=True)
class Saved:
    revision: int
    saved_at: datetime
    html: str


class Conflict(Exception):
    """Somebody saved since the text was opened. Nothing has been stored; both texts are here."""

    def __init__(self, newest: TextRevision, base: str, mine: str) -> None:
        super().__init__("Teksten er ændret af en anden imens.")
        self.newest = newest
        self.base = base
        self.mine = mine


def current_text(item: AgendaItem, field: str) -> str:
    """The text of one of FIELDS as it stands."""
    if field == DECISION_FIELD:
        decision = getattr(item, "decision", None)
        return decision.text if decision else ""
    return str(getattr(item, field))


def revision_of(item: AgendaItem, field: str) -> int:
    """The number a save must build on; 0 before the first."""
    newest = item.revisions.filter(field=field).order_by("-number").first()
    return newest.number if newest else 0


@transaction.atomic
def save_text(item: AgendaItem, *, field: str, value: str, base_revision: int, by: Person) -> Saved:
    """Store one rich text, sanitised.

    Raises Conflict when another text was saved after `base_revision`, NotAllowed when the
    meeting's status or the person's role forbids it.
    """
    if field not in FIELDS:
        raise NotAllowed("Det felt findes ikke.")
    opened = open_for_minutes if field == DECISION_FIELD else open_for_agenda
    opened(item.meeting, by)
    fresh = AgendaItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if field != DECISION_FIELD:
        refuse_if_guarded(fresh)
    clean = sanitise(value)
    newest = fresh.revisions.filter(field=field).order_by("-number").first()
    known = newest.number if newest else 0
    if clean == current_text(fresh, field):
        return Saved(known, newest.saved_at if newest else timezone.now(), clean)
    if newest is not None and known != base_revision:
        base = fresh.revisions.filter(field=field, number=base_revision).first()
        raise Conflict(newest, base.text if base else "", clean)
    revision = _store(fresh, field, clean, newest, by)
    return Saved(revision.number, revision.saved_at, clean)


def _store(
    item: AgendaItem, field: str, text: str, newest: TextRevision | None, by: Person
) -> TextRevision:
    """Write the text and its revision. Saves of one sitting become one step of the history."""
    if newest is None and current_text(item, field):
        newest = TextRevision.objects.create(
            item=item, field=field, number=0, text=current_text(item, field), saved_by=None
        )
    if field == DECISION_FIELD:
        decision = decision_of(item)
        decision.text = text
        decision.save()
    else:
        setattr(item, field, text)
        item.save(update_fields=[field])
    number = newest.number + 1 if newest else 1
    if newest and newest.saved_by_id == by.pk and timezone.now() - newest.saved_at < SAME_SITTING:
        newest.delete()
    return TextRevision.objects.create(
        item=item, field=field, number=number, text=text, saved_by=by
    )


@transaction.atomic
def restore_text(revision: TextRevision, *, by: Person) -> Saved:
    """Bring an earlier text back, as a new revision on top; nothing in between is lost."""
    item = AgendaItem.objects.select_related("meeting").get(pk=revision.item_id)
    locked(item.meeting)
    base = revision_of(item, revision.field)
    return save_text(item, field=revision.field, value=revision.text, base_revision=base, by=by)


@transaction.atomic
def note_editing(item: AgendaItem, *, field: str, by: Person) -> list[str]:
    """Say that `by` has the field open; returns the names of the others who have, Danish order."""
    if field not in FIELDS:
        raise NotAllowed("Det felt findes ikke.")
    now = timezone.now()
    Editing.objects.update_or_create(item=item, field=field, person=by, defaults={"seen_at": now})
    others = Editing.objects.filter(item=item, field=field, seen_at__gt=now - HEARTBEAT_LASTS)
    return list(
        others.exclude(person=by).order_by("person__name").values_list("person__name", flat=True)
    )
