"""Who is in, what stands before a meeting, and an offer's whole way in one list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from dasportal.accounts.models import Forum, Person
from dasportal.register.models import Offer
from meetings.models import AgendaItem

from .models import Course, Membership, OfferCase
from .sheet import Part
from .slots import BRIEFS, SHEET, TIMELINE, Brief, Happening

DECIDING = ("fu", "das")


def forums_named(slugs: Sequence[str]) -> list[Forum]:
    return list(Forum.objects.filter(slug__in=slugs))


def open_case(kind: str, key: str | int) -> OfferCase | None:
    """The case of that kind and subject that is not decided, whichever forum it is before."""
    rows = OfferCase.objects.open().filter(kind=kind, key=str(key))
    return rows.select_related("item__meeting__forum", "forum").order_by("-pk").first()


def decided_cases(kind: str, key: str | int) -> list[OfferCase]:
    """What has been decided of the subject, first to last: FU's recommendation before DAS."""
    rows = OfferCase.objects.filter(kind=kind, key=str(key), status="decided")
    return list(rows.select_related("item__meeting__forum", "forum").order_by("decided_on", "pk"))


def membership_of(offer: Offer, on: date) -> Membership | None:
    return Membership.objects.current(on).filter(offer=offer).first()


def offers_in(year: int) -> list[Offer]:
    """The offers that are in at some time of the year, in their lasting order."""
    rows = Membership.objects.in_year(year).select_related("offer__operator", "offer__unit")
    return list({row.offer_id: row.offer for row in rows}.values())


def briefs_of(offers: Sequence[Offer], person: Person) -> dict[int, list[Brief]]:
    """What stands out of each offer, from all parts, in order."""
    found: dict[int, list[Brief]] = defaultdict(list)
    for entry in BRIEFS:
        for key, briefs in entry.briefs(offers, person).items():
            found[key].extend(briefs)
    return found


def sheets_of(offers: Sequence[Offer], year: int) -> dict[int, list[Part]]:
    """Each offer's sheet of the year, its parts in the same order for all."""
    found: dict[int, list[Part]] = {offer.pk: [] for offer in offers}
    for entry in SHEET:
        parts = entry.parts(offers, year)
        for offer in offers:
            if offer.pk in parts:
                found[offer.pk].append(parts[offer.pk])
    return found


def shorts_of(offers: Sequence[Offer], year: int) -> dict[int, str]:
    """Each offer's sheet of the year in a sentence or two."""
    found: dict[int, list[str]] = {offer.pk: [] for offer in offers}
    for entry in SHEET:
        for key, part in entry.parts(offers, year).items() if entry.in_short else ():
            if part.short:
                found[key].append(part.short)
    return {key: " ".join(rows) for key, rows in found.items()}


def timeline_of(offer: Offer, person: Person) -> list[Happening]:
    """All that happened to the offer, newest first, from all parts."""
    rows = [row for entry in TIMELINE for row in entry.happenings(offer, person)]
    return sorted(rows, key=lambda row: row.on, reverse=True)


def readable_items(items: Sequence[AgendaItem], person: Person) -> set[UUID]:
    """The keys of those items that the person may read."""
    keys = [item.pk for item in items]
    return set(
        AgendaItem.objects.visible_to(person).filter(pk__in=keys).values_list("pk", flat=True)
    )


def courses_of(offer: Offer, person: Person) -> list[Course]:
    rows = Course.objects.visible_to(person).filter(offer=offer)
    return list(rows.prefetch_related("steps__cases__item__meeting__forum", "steps__forum"))
