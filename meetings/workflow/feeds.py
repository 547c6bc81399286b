"""The secret address of one's own calendar: making it, and closing it."""

from __future__ import annotations

import secrets

from django.db import transaction
from django.utils import timezone

from dasportal.accounts.models import Person
from dasportal.accounts.permissions import has_a_role
from dasportal.accounts.transitions import NotAllowed

from ..models import CalendarFeed
from .attachments import hash_of


@transaction.atomic
def make_feed(*, by: Person) -> str:
    """A new address; the one before stops working. Returns its secret, which is kept nowhere."""
    person = Person.objects.select_for_update().get(pk=by.pk)
    if not has_a_role(person):
        raise NotAllowed("Du har ingen rolle i dag, så der er ingen møder at vise.")
    _close(person)
    token = secrets.token_urlsafe(32)
    CalendarFeed.objects.create(person=person, token_hash=hash_of(token))
    return token


@transaction.atomic
def revoke_feed(*, by: Person) -> None:
    """Close the address. Calendars that ask for it are told that it is gone."""
    if not _close(Person.objects.select_for_update().get(pk=by.pk)):
        raise NotAllowed("Du har ingen kalenderadresse, der virker.")


def _close(person: Person) -> int:
    return person.calendar_feeds.open().update(revoked_at=timezone.now())


def feed_by(token: str) -> CalendarFeed | None:
    """The feed of this secret, also one that is closed; None for a secret never given out."""
    return CalendarFeed.objects.filter(token_hash=hash_of(token)).select_related("person").first()


def note_fetched(feed: CalendarFeed) -> None:
    """Remember to the hour that it was fetched, so that its owner can see whether it is in use."""
    hour = timezone.now().replace(minute=0, second=0, microsecond=0)
    CalendarFeed.objects.filter(pk=feed.pk).exclude(fetched_at=hour).update(fetched_at=hour)
