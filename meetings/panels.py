"""What the meetings put on their own pages' panels: delegation, what gathers, and a case's way."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from dasportal.accounts.models import Person

from . import gathering
from .models import (
    MINUTES_PUBLISHED,
    AgendaItem,
    CommitteeReport,
    Delegation,
    ItemKind,
    Meeting,
    ReportStatus,
    SentOnward,
)
from .queries import following as queries


def delegations_to_meeting(request: HttpRequest, meeting: Meeting) -> dict[str, Any] | None:
    """What this meeting may decide on delegation, for the secretariat's agenda."""
    if not meeting.agenda_can_change:
        return None
    rows = list(queries.delegations_to(meeting.forum, meeting.date))
    return {"rows": rows, "meeting": meeting} if rows else None


def item_on_delegation(request: HttpRequest, item: AgendaItem) -> dict[str, Any] | None:
    """The delegations that the item decides on, and those it could."""
    if item.kind != ItemKind.ORDINARY:
        return None
    uses = item.on_delegation.select_related("delegation__decision__item__meeting__forum")
    linked = [use.delegation for use in uses]
    open_ = queries.delegations_to(item.meeting.forum, item.meeting.date)
    others = list(open_.exclude(pk__in=[row.pk for row in linked]))
    if not linked and not others:
        return None
    may = item.meeting.agenda_can_change or item.meeting.is_being_minuted
    return {"item": item, "linked": linked, "others": others if may else [], "may": may}


def committee_gathered(request: HttpRequest, item: AgendaItem) -> dict[str, Any] | None:
    """What has gathered under »Orientering fra FU«, and what can be done about it."""
    if item.kind != ItemKind.FROM_COMMITTEE:
        return None
    rows = gathering.committee_rows(item)
    frozen = gathering.is_frozen(item)
    may = item.meeting.agenda_can_change
    hidden = [row for row in rows if row["hidden"]]
    return {
        "item": item,
        "rows": rows,
        "frozen": frozen,
        "fresh": gathering.not_gathered(item) if frozen and may else [],
        "may_close_off": may and not frozen and bool(hidden) and item.parent_id is None,
    }


def open_gathered(request: HttpRequest, item: AgendaItem) -> dict[str, Any] | None:
    """The open follow-up that stands under an »Opfølgning« item as long as it is in the making."""
    if item.kind != ItemKind.FOLLOW_UP or gathering.is_frozen(item):
        return None
    return {"item": {"open_follow_ups": gathering.open_groups(item)}, "level": 3}


def what_followed(request: HttpRequest, item: AgendaItem) -> dict[str, Any] | None:
    """Below an item that is read: rolled back or not, what was delegated and sent onward as it
    stands now, and the case's way."""
    person = request.user
    assert isinstance(person, Person)
    values: dict[str, Any] = {
        "rolled_back": _roll_back(item, person),
        "delegations": Delegation.objects.visible_to(person)
        .filter(decision__item=item).select_related("to_forum"),
        "onward": SentOnward.objects.visible_to(person).filter(decision__item=item),
        "way": queries.way_of(item, person),
    }  # fmt: skip
    return {**values, "item": item} if any(values.values()) else None


def _roll_back(item: AgendaItem, person: Person) -> dict[str, Any] | None:
    """Where and when the forum rolled this decision back; why, for those who may read it there or
    sit in the committee itself."""
    rows = CommitteeReport.objects.filter(source=item, status=ReportStatus.ROLLED_BACK)
    if not person.is_of_secretariat():
        rows = rows.filter(item__meeting__status__in=MINUTES_PUBLISHED)
    report = rows.select_related("item__meeting__forum").first()
    if report is None:
        return None
    reads = AgendaItem.objects.visible_to(person).filter(pk=report.item_id).exists()
    sits = item.meeting.forum_id in person.sitting_forum_ids()
    return {"report": report, "reads": reads, "reason": report.reason if reads or sits else ""}
