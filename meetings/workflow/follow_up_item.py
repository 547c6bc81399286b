"""Making an agenda item of what is still open from earlier meetings."""

from __future__ import annotations

from django.db import transaction

from dasportal.accounts.models import Person
from dasportal.accounts.transitions import NotAllowed

from ..gathering import open_follow_ups
from ..models import AgendaItem, ItemKind, Meeting, Section
from .items import add_item


@transaction.atomic
def offer_follow_ups(meeting: Meeting, *, by: Person, late_reason: str = "") -> AgendaItem:
    """An »Opfølgning« item under which the forum's open follow-ups gather: they follow along
    until the agenda is sent, and stand from then on as they were. Raises NotAllowed when none is
    open, or when the agenda has the item already."""
    if meeting.items.live().filter(kind=ItemKind.FOLLOW_UP).exists():
        raise NotAllowed("Dagsordenen har allerede et opfølgningspunkt.")
    if not open_follow_ups(meeting).exists():
        raise NotAllowed("Der er ingen åben opfølgning fra tidligere møder.")
    return add_item(
        meeting,
        title="Opfølgning på tidligere beslutninger",
        by=by,
        kind=ItemKind.FOLLOW_UP,
        section=Section.INFORMATION,
        late_reason=late_reason,
    )
