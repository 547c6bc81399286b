"""The public pages and the feed as channels of the preflight: put up, read by a stranger, undone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.urls import reverse

from meetings.gates import Outgoing
from meetings.preflight.asking import PUBLIC, Audience
from meetings.preflight.channels import Channel, Rendered
from meetings.preflight.matching import words_of_page
from meetings.publication.models import Publication, PublicationKind
from meetings.publication.workflow import Source, put_up
from meetings.snapshot import flat_items


def public_pages(outgoing: Outgoing, audience: Audience) -> Iterator[Rendered]:
    """Every public page of the meeting as it would be with this edition on it, what stands there
    already among them; and the addresses that closed items would have."""
    with _put_up(outgoing) as publication:
        place = publication.place
        addresses = [
            ("listen over møder", reverse("publication:list")),
            ("mødets side", place.get_absolute_url()),
            ("dagsordenen", reverse("publication:agenda", args=[place.slug])),
            ("referatet", reverse("publication:minutes", args=[place.slug])),
        ]
        for item in flat_items(outgoing.snapshot):
            address = reverse("publication:item", args=[item["id"]])
            addresses.append((f"punkt {item['number']}", address))
            for bilag in item["attachments"]:
                address = reverse("publication:attachment", args=[bilag["id"]])
                addresses.append((f"bilag {bilag['number']}", address))
        for where, address in addresses:
            page = audience.read(address)
            if page.status == 200:
                yield Rendered(where, words_of_page(page.text), address, address)


def feed(outgoing: Outgoing, audience: Audience) -> Iterator[Rendered]:
    """The feed as it would be the moment after."""
    with _put_up(outgoing):
        page = audience.read(reverse("publication:feed"))
        yield Rendered("feedet", words_of_page(page.text), place="feed")


@contextmanager
def _put_up(outgoing: Outgoing) -> Iterator[Publication]:
    """The edition as if it were published, and nothing of it afterwards."""
    if isinstance(outgoing.row, Publication):
        yield outgoing.row
        return
    with transaction.atomic():
        kind = PublicationKind(outgoing.snapshot["kind"])
        source = Source(kind, outgoing.snapshot)
        yield put_up(outgoing.meeting, source, by=outgoing.by)
        transaction.set_rollback(True)


OWN = (
    Channel("public", "Offentlige sider", public_pages, audiences=(PUBLIC,), position=70),
    Channel("feed", "Feed", feed, audiences=(PUBLIC,), position=80),
)
