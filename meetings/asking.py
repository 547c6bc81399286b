"""What meetings give to enquiries: an item to ask about, an item to lay the answers under, and the
deadlines in each person's own calendar."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Max, QuerySet
from django.db.models.functions import Greatest
from django.http import HttpRequest
from django.urls import reverse

from dasportal.accounts.models import Person
from dasportal.accounts.transitions import NotAllowed
from dasportal.documents.models import StoredFile
from dasportal.enquiries.models import Enquiry, EnquiryStatus, Response
from dasportal.enquiries.slots import Found, Laid, Place

from .calendar import Entry
from .models import AgendaItem
from .models.meetings import AGENDA_CAN_CHANGE, BEING_MINUTED
from .permissions import can_prepare_meetings
from .workflow import add_attachment

NAME = "meetings.item"
OF_ENQUIRY = (
    "enquiry__title_status_opens_on_closes_on_kind_events"  # its history, as pghistory calls it
)
OF_RESPONSE = "enquiry_status_lead_due_on_late_on_behalf_events"
GONE = "Punktet findes ikke længere. Vælg et andet."


def about(item: AgendaItem) -> str:
    """How an enquiry names the item that it is about."""
    return f"{NAME}|{item.pk}"


def find(key: str, person: Person) -> Found | None:
    """The item with this id, as far as the person may read it."""
    item = _items(person).filter(pk=key).first() if _is_id(key) else None
    if item is None:
        return None
    number = f"punkt {item.number}: " if item.number else ""
    label = f"{item.meeting}, {number}{item.title}"
    return Found(label, item.get_absolute_url(), item.title, item.is_closed)


def _is_id(key: str) -> bool:
    try:
        UUID(key)
    except ValueError:
        return False
    return True


def _items(person: Person) -> QuerySet[AgendaItem]:
    return AgendaItem.objects.visible_to(person).select_related("meeting__forum")


def places(person: Person, enquiry: Enquiry) -> Iterator[Place]:
    """The items that a bilag can be laid under now, by meeting, the nearest first."""
    if not can_prepare_meetings(person):
        return
    open_now = AGENDA_CAN_CHANGE | BEING_MINUTED
    items = _items(person).filter(meeting__status__in=open_now, withdrawn=False)
    for item in items.order_by("meeting__date", "meeting__pk", "position", "pk"):
        label = f"{item.number} {item.title}".strip()
        yield Place(str(item.pk), label, str(item.meeting), item.is_closed)


def lay(place: str, files: list[tuple[str, StoredFile]], is_closed: bool, by: Person) -> Laid:
    """Add the files as bilag under the item, by the item's own verb."""
    item = _items(by).filter(pk=place).first() if _is_id(place) else None
    if item is None:
        raise NotAllowed(GONE)
    for title, file in files:
        add_attachment(item, file=file, title=title, is_closed=is_closed, by=by)
    number = f"punkt {item.number}" if item.number else f"»{item.title}«"
    url = reverse("meetings:item_edit", args=[item.pk]) + "#bilag"
    return Laid(f"{item.meeting}, {number}", url)


def panel(request: HttpRequest, item: AgendaItem) -> dict[str, Any] | None:
    """Beside the item being written: the enquiries about it, and asking the parties."""
    person = request.user
    assert isinstance(person, Person)
    rows = Enquiry.objects.visible_to(person).filter(about=about(item))
    return {
        "enquiries": rows.exclude(status=EnquiryStatus.CANCELLED).order_by("created_at"),
        "about": about(item),
    }


def deadlines(person: Person) -> Iterator[Entry]:
    """The person's own calendar: until when the party is asked to answer. An answered one is gone
    from it. The histories say how often the day may have moved."""
    rows = Response.objects.for_person(person).unanswered()
    rows = rows.filter(enquiry__status=EnquiryStatus.OPEN).select_related(
        "enquiry", "party", "unit__party", "person"
    )  # fmt: skip
    rows = rows.annotate(
        moves=Count(OF_ENQUIRY, distinct=True) + Count(OF_RESPONSE, distinct=True),
        moved_at=Greatest(
            Max(f"{OF_ENQUIRY}__pgh_created_at"), Max(f"{OF_RESPONSE}__pgh_created_at")
        ),
    )
    for row in rows.order_by("pk"):
        if row.due is not None:
            yield _deadline(row)


def _deadline(row: Any) -> Entry:
    title = "en høring" if row.enquiry.is_confidential else f"»{row.enquiry.title}«"
    host = urlsplit(settings.BASE_URL).hostname or "localhost"
    return Entry(
        uid=f"svarfrist-{row.pk}@{host}", sequence=row.moves, changed_at=row.moved_at,
        summary=f"Svarfrist: {title}" + (f" ({row.short_name})" if row.party_id else ""),
        day=row.due, starts_at=None, ends_at=None, where="",
        link=settings.BASE_URL + row.get_absolute_url(), leads_to="Svar her", busy=False,
    )  # fmt: skip
