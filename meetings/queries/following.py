"""Reads for the lists of follow-up, delegation and what is sent onward."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from dasportal.accounts.models import Forum, Person, Role, RoleKind

from ..models import (
    AgendaItem,
    Delegation,
    FollowUp,
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


@dataclass
class Due:
    """The days of what somebody has to do: passed, and near."""

    late: list[date] = field(default_factory=list)
    soon: list[date] = field(default_factory=list)


def due_by_person(today: date, until: date) -> dict[Person, Due]:
    """Open follow-ups due by `until`, by those who are to be reminded: the person, the party's
    members of the forum, those of the parties that have not answered, else the secretariat."""
    rows = FollowUp.objects.open().filter(due__lte=until).select_related("owner_person")
    rows = rows.prefetch_related("answers").annotate(forum=F("item__meeting__forum"))
    members, office = _members(), _office()
    found: dict[Person, Due] = {}
    for row in rows:
        if row.due is None:
            continue
        for person in dict.fromkeys(_reminded(row, members, office)):
            due = found.setdefault(person, Due())
            (due.late if row.due < today else due.soon).append(row.due)
    return found


def _reminded(
    row: Any, members: dict[tuple[int, int], list[Person]], office: list[Person]
) -> list[Person]:
    if row.owner_person is not None:
        return [row.owner_person] if row.owner_person.is_active else office
    if row.owner_party_id is not None:
        return members.get((row.owner_party_id, row.forum), office)
    if row.asks_every_party:
        silent = [answer.party_id for answer in row.answers.all() if answer.answered_at is None]
        return [one for party in silent for one in members.get((party, row.forum), [])]
    return office


def _members() -> dict[tuple[int, int], list[Person]]:
    """Today's members by party and forum."""
    roles = Role.objects.current().filter(
        kind=RoleKind.MEMBER, party__isnull=False, forum__isnull=False, person__is_active=True
    )
    found: dict[tuple[int, int], list[Person]] = {}
    for role in roles.select_related("person"):
        found.setdefault((role.party_id or 0, role.forum_id or 0), []).append(role.person)
    return found


def _office() -> list[Person]:
    roles = Role.objects.current().filter(kind=RoleKind.SECRETARIAT)
    return list(Person.objects.filter(is_active=True, roles__in=roles).distinct())
