"""The Atom feed of what is published: an entry keeps its identity when it is withdrawn."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from meetings.publication.models import Publication


def atom(publications: Iterable[Publication]) -> str:
    """The feed as XML, newest change first."""
    rows = list(publications)
    address = settings.BASE_URL + reverse("publication:list")
    feed = Atom1Feed(
        title="Dagsordener og referater: Nordjysk Socialaftale",
        link=address,
        description="",
        language="da",
        feed_url=settings.BASE_URL + reverse("publication:feed"),
        author_name="Sekretariatet for Nordjysk Socialaftale",
    )
    for row in rows:
        withdrawn = "" if row.is_current else "Trukket tilbage: "
        feed.add_item(
            title=f"{withdrawn}{row}",
            link=settings.BASE_URL + row.get_absolute_url(),
            unique_id=f"urn:uuid:{row.pk}",
            pubdate=row.published_at,
            updateddate=row.changed_at,
            description=_content(row),
        )
    return feed.writeString("utf-8")


def _content(row: Publication) -> str:
    """The titles of its items; of a withdrawn one nothing but that it is."""
    items = row.snapshot["items"] if row.is_current else []
    return render_to_string("meetings/publication/feed_entry.html", {"items": items, "row": row})
