"""Giving numbers to the items of one meeting, in its transaction."""

from __future__ import annotations

from ..models import AgendaItem, Meeting
from ..numbering import next_free, next_free_sub, running, sub_numbers


def renumber(meeting: Meeting) -> None:
    """Numbers follow the order while the meeting is planned; sent items keep theirs for ever."""
    items = list(meeting.items.in_order())
    children: dict[object, list[AgendaItem]] = {}
    for child in meeting.items.filter(parent__isnull=False).order_by("position", "created_at"):
        children.setdefault(child.parent_id, []).append(child)
    if meeting.numbers_move and not any(item.sent for item in items):
        _number_all(items, children)
    else:
        _number_new(items, children)


def _number_all(items: list[AgendaItem], children: dict[object, list[AgendaItem]]) -> None:
    for place, (item, number) in enumerate(zip(items, running(len(items)), strict=True), start=1):
        _set(item, number, place)
        below = children.get(item.pk, [])
        for sub, (child, sub_number) in enumerate(
            zip(below, sub_numbers(number, len(below)), strict=True), start=1
        ):
            _set(child, sub_number, sub)


def _number_new(items: list[AgendaItem], children: dict[object, list[AgendaItem]]) -> None:
    """Unsent items get the next free numbers in their order; what was printed is not touched."""
    taken = [item.number for item in items if item.sent]
    for item in items:
        if not item.sent:
            _set(item, next_free(taken), item.position)
            taken.append(item.number)
        sub_taken = [child.number for child in children.get(item.pk, []) if child.sent]
        for child in children.get(item.pk, []):
            if not child.sent:
                _set(child, next_free_sub(item.number, sub_taken), child.position)
                sub_taken.append(child.number)


def _set(item: AgendaItem, number: str, position: int) -> None:
    if (item.number, item.position) != (number, position):
        item.number, item.position = number, position
        item.save(update_fields=["number", "position"])
