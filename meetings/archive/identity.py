"""Which of the portal's forums and meetings a printed name and date mean."""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.utils.text import slugify

from dasportal.accounts.models import Forum
from meetings.models import ImportedMeeting, Meeting

KNOWN = {
    "DAS": ("das", "Den Administrative Styregruppe", "DAS Social"),
    "FU": ("fu", "Forretningsudvalget", "FU Social"),
}


def _names(name: str) -> tuple[str, str, str]:
    return KNOWN.get(name, (slugify(name)[:50] or "forum", name, name))


def known_forum(name: str) -> Forum | None:
    """The portal's forum of this printed name."""
    slug, full, other = _names(name)
    wanted = (
        Q(slug=slug)
        | Q(short_name__iexact=name)
        | Q(name__iexact=full)
        | Q(short_name__iexact=other)
    )
    return Forum.objects.filter(wanted).order_by("position", "pk").first()


def forum_for(name: str) -> Forum:
    """The forum of this name; one that the portal does not know is created."""
    found = known_forum(name)
    if found is not None:
        return found
    slug, full, _ = _names(name)
    return Forum.objects.create(
        slug=slug,
        name=full[:120],
        short_name=name[:40],
        lead_text=f"Det indstilles, at {full}"[:200],
        position=Forum.objects.count(),
    )


def find_meeting(forum: Forum, name: str, day: date) -> Meeting | None:
    """The meeting that was read in before under this name and date, wherever it is now."""
    known = ImportedMeeting.objects.filter(forum_name=name, date=day).order_by("pk").first()
    if known is not None:
        return known.meeting
    return Meeting.objects.filter(forum=forum, date=day, imported=True).order_by("pk").first()
