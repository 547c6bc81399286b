"""A forum's settings: its lead text and the items every agenda starts with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from dasportal.accounts.models import Forum, Person
from dasportal.accounts.transitions import NotAllowed

from ..models import StandingItem
from ..permissions import can_prepare_meetings

STANDING_FIELDS = ("kind", "section", "title", "recommendation", "summary")


def _locked_forum(forum: Forum, by: Person) -> Forum:
    if not can_prepare_meetings(by, forum):
        raise NotAllowed("Et forums indstillinger kan kun ændres af sekretariatet.")
    return Forum.objects.select_for_update().get(pk=forum.pk)


@transaction.atomic
def set_lead_text(forum: Forum, *, lead_text: str, by: Person) -> Forum:
    """What stands before the list of recommendations. Items that exist keep theirs."""
    fresh = _locked_forum(forum, by)
    fresh.lead_text = lead_text.strip()
    fresh.save(update_fields=["lead_text"])
    return fresh


@transaction.atomic
def add_standing_item(forum: Forum, *, by: Person, **fields: Any) -> StandingItem:
    """A new standing item, last. It is in every agenda made from now on."""
    fresh = _locked_forum(forum, by)
    last = fresh.standing_items.order_by("-position").first()
    return StandingItem.objects.create(
        forum=fresh, position=last.position + 1 if last else 1, **fields
    )


@transaction.atomic
def change_standing_item(standing: StandingItem, *, by: Person, **fields: Any) -> StandingItem:
    _locked_forum(standing.forum, by)
    for name in STANDING_FIELDS:
        if name in fields:
            setattr(standing, name, fields[name])
    standing.save()
    return standing


@transaction.atomic
def remove_standing_item(standing: StandingItem, *, by: Person) -> None:
    """Agendas that exist keep the item; new ones start without it."""
    _locked_forum(standing.forum, by)
    standing.delete()


@transaction.atomic
def order_standing_items(forum: Forum, *, order: Sequence[str], by: Person) -> None:
    """Put the standing items in this order (ids)."""
    fresh = _locked_forum(forum, by)
    rows = {str(row.pk): row for row in fresh.standing_items.all()}
    if set(order) != set(rows) or len(order) != len(rows):
        raise NotAllowed("De faste punkter er ændret imens. Genindlæs siden, og prøv igen.")
    for place, key in enumerate(order, start=1):
        rows[key].position = place
        rows[key].save(update_fields=["position"])
