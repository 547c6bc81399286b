"""Reads for the lists of follow-up, delegation and what is sent onward."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from dasportal.accounts.models import Forum, Person

from ..models import (
    MINUTES_PUBLISHED,
    AgendaItem,
    CommitteeReport,
    Delegation,
    FollowUp,
    Meeting,
    ReportStatus,
    SentOnward,
)


def for_list(rows: QuerySet[FollowUp]) -> QuerySet[FollowUp]:
    """With what the list shows: its source, and how many parties have answered."""
    return rows.select_related("item__meeting__forum").annotate(
        asked=Count("answers", distinct=True),
        answered=Count("answers", filter=Q(answers__answered_at__isnull=False), distinct=True),
    )


SOURCE = "decision__item__meeting__forum"


def delegations_for_list(person: Person) -> QuerySet[Delegation]:
    """The delegations the person may see, newest meeting first."""
    return (
        Delegation.objects.visible_to(person)
        .select_related(SOURCE, "to_forum")
        .prefetch_related("uses__item__meeting__forum", "uses__item__reported_in")
        .order_by("-decision__item__meeting__date", "-pk")
    )


def onward_for_list(person: Person) -> QuerySet[SentOnward]:
    """What was sent onward from where the person may read."""
    return SentOnward.objects.visible_to(person).select_related(SOURCE)


def delegations_to(forum: Forum, day: date) -> QuerySet[Delegation]:
    """What the forum may decide on that day, the one that ends first on top."""
    rows = Delegation.objects.usable_on(day).filter(to_forum=forum)
    return rows.select_related(SOURCE).order_by("until", "pk")


def roll_backs_of(meeting: Meeting, person: Person) -> dict[str, CommitteeReport]:
    """The committee's decisions of this meeting that were rolled back, by item id: for the
    secretariat at once, for others when the minutes that say so are sent."""
    rows = CommitteeReport.objects.filter(
        source__meeting=meeting, status=ReportStatus.ROLLED_BACK
    ).select_related("item__meeting__forum")
    if not person.is_of_secretariat():
        rows = rows.filter(item__meeting__status__in=MINUTES_PUBLISHED)
    return {str(row.source_id): row for row in rows}


@dataclass(frozen=True)
class Stop:
    """One stop on a case's way: when, where, what happened, and where to read it."""

    day: date | None
    where: str
    what: str
    url: str = ""
    is_here: bool = False


LONGEST_WAY = 12


def way_of(item: AgendaItem, person: Person) -> list[Stop]:
    """The case's way through the bodies: the items it came from and went on to, and what was
    sent onward, by date. Items the person may not read are passed over."""
    items = _family(item, person)
    stops = [_stop(row, item) for row in items]
    onward = onward_for_list(person).filter(decision__item__in=[row.pk for row in items])
    for row in onward:
        stops += _sending(row)
    last = date.max
    return sorted(stops, key=lambda stop: stop.day or last) if len(stops) > 1 else []


def _family(item: AgendaItem, person: Person) -> list[AgendaItem]:
    """Items linked to it as copy or continuation, in both directions, as far as they may be read."""
    seen = AgendaItem.objects.visible_to(person).select_related("meeting__forum", "decision")
    found = {item.pk: item}
    edge = {item.pk}
    for _ in range(LONGEST_WAY):
        links = Q(continued_by__in=edge) | Q(copies__in=edge)
        links |= Q(continues__in=edge) | Q(copied_from__in=edge)
        fresh = {row.pk: row for row in seen.filter(links).exclude(pk__in=found).distinct()}
        if not fresh:
            break
        found |= fresh
        edge = set(fresh)
    return list(found.values())


def _stop(row: AgendaItem, here: AgendaItem) -> Stop:
    decision = getattr(row, "decision", None)
    what = ""
    if decision is not None and decision.outcome and row.meeting.minutes_are_published:
        what = decision.get_outcome_display()
    if row.withdrawn:
        what = row.withdrawn_reason or "Udgik"
    where = f"{row.meeting.title or row.meeting.forum.short_name}, punkt {row.number}"
    return Stop(row.meeting.date, where, what, row.get_absolute_url(), row.pk == here.pk)


def _sending(row: SentOnward) -> list[Stop]:
    sent = Stop(row.sent_on, row.to, "Sendt" if row.sent_on else "Skal sendes",
                row.get_absolute_url())  # fmt: skip
    if row.answered_on is None:
        return [sent]
    return [sent, Stop(row.answered_on, row.to, "Svar modtaget", row.get_absolute_url())]


def counts(rows: Any) -> dict[str, int]:
    """How many are waiting and how many are late, of what was sent onward."""
    return {"waiting": rows.waiting().count(), "overdue": rows.overdue().count()}
