"""What other pages say of written procedure: the item, and the forum's settings."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from dasportal.accounts.models import Forum, Person
from dasportal.accounts.permissions import is_secretariat
from meetings.models import AgendaItem
from meetings.workflow import can_note_on

from .calculation import rule_in_words
from .models import UNDER_WAY, Ballot
from .queries import day_of, rule_of
from .tables import tone_of


def _person(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)
    return request.user


def _of_item(item: AgendaItem, person: Person) -> Ballot | None:
    """The newest ballot on the item, or the one that was noted on it."""
    seen = Ballot.objects.visible_to(person)
    return (
        seen.filter(item=item).first() or seen.filter(noted_on=item).first()
    )  # newest first by its order


def office(request: HttpRequest, item: AgendaItem) -> dict[str, Any] | None:
    """Beside the item being written: send it out, or how that goes."""
    ballot = _of_item(item, _person(request))
    may_send = can_note_on(item) and (ballot is None or ballot.status in UNDER_WAY)
    if ballot is None and not may_send:
        return None
    return {"ballot": ballot, "item": item, "may_send": may_send, **_shown(ballot)}


def reader(request: HttpRequest, item: AgendaItem) -> dict[str, Any] | None:
    """Below the item as read: that it is out, or what came of it."""
    ballot = _of_item(item, _person(request))
    if ballot is None or (ballot.status == "draft"):
        return None
    return {"ballot": ballot, **_shown(ballot)}


def _shown(ballot: Ballot | None) -> dict[str, Any]:
    if ballot is None:
        return {}
    return {
        "tone": tone_of(ballot),
        "deadline": day_of(ballot.closes_at) if ballot.closes_at else "",
    }


def forum(request: HttpRequest, subject: Forum) -> dict[str, Any] | None:
    """On the forum's settings: the rule that holds."""
    rule = rule_of(subject)
    return {
        "forum": subject,
        "rule": rule,
        "words": rule_in_words(rule.rule, rule.at_least),
        "may_change": is_secretariat(_person(request)),
    }
