"""What a shared link shows, and whether it still opens. Asked anew each time the link is used.

ADR 0018: a link is a window to one open item until the meeting begins, and to nothing else.
"""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.utils import timezone

from dasportal.accounts.models import Role
from dasportal.documents.models import StoredFile
from meetings.models import AgendaItem, Attachment, Meeting, MeetingStatus
from meetings.reading import find
from meetings.snapshot import for_reader

from .models import PARTY_SITS, Share, ShareStatus

BEGUN = "Mødet er begyndt."
NOT_SENT = "Dagsordenen er ikke længere udsendt."
NO_SEAT = "Den, der delte, sidder ikke længere i forummet."
NOT_OPEN = "Punktet er ikke længere åbent på dagsordenen."


def begins(meeting: Meeting) -> datetime:
    """When links to its items end: the meeting's hour, or the day's beginning while none is set."""
    return meeting.begins or timezone.make_aware(datetime.combine(meeting.date, time()))


def why_over(share: Share, now: datetime | None = None) -> str:
    """Why the link no longer opens, in Danish; nothing while it does."""
    if share.status != ShareStatus.LIVE:
        return share.ended_why or ShareStatus(share.status).label
    meeting = share.item.meeting
    if meeting.status == MeetingStatus.IN_SESSION or meeting.has_been_held:
        return BEGUN
    if meeting.status != MeetingStatus.AGENDA_SENT:
        return NOT_SENT
    if begins(meeting) <= (now or timezone.now()):
        return BEGUN
    if not still_sits(share):
        return NO_SEAT
    return "" if open_part(share.item) else NOT_OPEN


def still_sits(share: Share) -> bool:
    """Whether the one who shared is still member or deputy for that party in the forum."""
    roles = Role.objects.current().filter(
        person=share.shared_by, party=share.party, forum=share.item.meeting.forum,
        kind__in=PARTY_SITS,
    )  # fmt: skip
    return share.shared_by.is_active and roles.exists()


def open_part(item: AgendaItem) -> dict[str, Any] | None:
    """The item as the newest agenda was sent, without anything closed; None when it is not open.

    It must be open both in what was sent and as it stands now: what the secretariat closes is
    gone at once, what it opens is shown once it is sent.
    """
    family = [item] if item.parent is None else [item, item.parent]
    if any(row.is_open is not True or row.withdrawn for row in family) or not item.sent:
        return None
    version = item.meeting.agenda_versions.order_by("-number").first()
    if version is None:
        return None
    row = find(for_reader(version.snapshot, closed=False), item.pk)
    if row is None or row["withdrawn"]:
        return None
    return _without_what_was_closed_since(item, row)


def _without_what_was_closed_since(item: AgendaItem, row: dict[str, Any]) -> dict[str, Any]:
    """Sub-items and bilag that are closed as they stand now are left out."""
    open_children = item.children.filter(is_open=True, withdrawn=False)
    ids = {str(pk) for pk in open_children.values_list("pk", flat=True)}
    children = [child for child in row["children"] if child["id"] in ids]
    rows = Attachment.objects.filter(item__in=[item.pk, *ids], is_closed=False, withdrawn=False)
    bilag = {str(pk) for pk in rows.values_list("pk", flat=True)}
    return {**_with(row, bilag), "children": [_with(child, bilag) for child in children]}


def _with(row: dict[str, Any], bilag: set[str]) -> dict[str, Any]:
    return {**row, "attachments": [a for a in row["attachments"] if a["id"] in bilag]}


def open_file(item: AgendaItem, attachment_id: object) -> StoredFile | None:
    """The file of an open bilag of the item, in the version that was sent; None for any other."""
    part = open_part(item)
    if part is None:
        return None
    rows = (a for row in (part, *part["children"]) for a in row["attachments"])
    row = next((a for a in rows if a["id"] == str(attachment_id)), None)
    if row is None or not row["file"]:
        return None
    return StoredFile.objects.select_related("pdf").filter(pk=row["file"]).first()
