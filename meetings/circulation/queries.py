"""Reads for the pages and mails of written procedure, each in a constant number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from dasportal.accounts.models import Forum, Party, PartyKind, Person
from dasportal.accounts.permissions import may_read_closed
from dasportal.accounts.queries import spokespeople
from dasportal.danish.dates import format_date
from meetings.deadlines import database_clock
from meetings.models import AgendaItem, Concerns

from .calculation import Cast
from .models import (
    Answer,
    Ballot,
    BallotStatus,
    BallotVersion,
    ForumRule,
    Vote,
    VoteEvent,
)
from .snapshot import case_of


def rule_of(forum: Forum) -> ForumRule:
    """The forum's rule; until one is set, every party must answer."""
    return ForumRule.objects.filter(forum=forum).first() or ForumRule(forum=forum)


def concerned(item: AgendaItem) -> QuerySet[Party]:
    """The parties with a vote whom the item concerns, in Danish order."""
    parties = Party.objects.exclude(kind=PartyKind.OTHER).order_by("name")
    if item.concerns == Concerns.MUNICIPALITIES:
        return parties.filter(kind=PartyKind.MUNICIPALITY)
    if item.concerns == Concerns.REGION:
        return parties.filter(kind=PartyKind.REGION)
    if item.concerns == Concerns.SOME:
        return parties.filter(pk__in=item.concerned_parties.values("pk"))
    return parties


@dataclass(frozen=True)
class Circle:
    """Who votes on an item: the concerned parties that have somebody in the forum, and those that
    are concerned and have nobody (told only where the parties were chosen one by one)."""

    parties: list[Party]
    without_a_seat: list[Party]
    people: dict[int, list[Person]]


def circle_of(item: AgendaItem) -> Circle:
    people = spokespeople(item.meeting.forum)
    parties = list(concerned(item))
    return Circle(
        parties=[party for party in parties if people.get(party.pk)],
        without_a_seat=[
            party
            for party in parties
            if not people.get(party.pk) and item.concerns == Concerns.SOME
        ],
        people=people,
    )


def suggested_deadline(item: AgendaItem, days: int, today: date | None = None) -> date:
    """So many days from now, yet before the meeting that the item stands on."""
    today = today or timezone.localdate()
    return min(today + timedelta(days=days), item.meeting.date - timedelta(days=1))


def newest_version(ballot: Ballot) -> BallotVersion | None:
    """The version that is out, or was last."""
    rows = ballot.versions.select_related("ballot__forum", "sent_by")
    return rows.order_by("-number").first()


def votes_of(version: BallotVersion) -> list[Vote]:
    return list(version.votes.in_order())


def casts(votes: Iterable[Vote]) -> list[Cast]:
    """The votes in plain values, in the order of the parties' names."""
    return [Cast(vote.party.name, vote.answer, vote.words) for vote in votes]


def own_votes(version: BallotVersion, person: Person) -> list[Vote]:
    """The votes this person gives: of the party they speak for; seldom of several."""
    rows = Vote.objects.visible_to(person).filter(version=version)
    return list(rows.in_order().select_related("version__ballot__forum", "party", "voted_by"))


@dataclass(frozen=True)
class Change:
    """A step of a party's vote: when, what, and by whom."""

    party: str
    at: datetime
    answer: str
    words: str
    by: str


def history_of(version: BallotVersion) -> list[Change]:
    """Every vote given on the version, also those changed since, oldest first."""
    events = (
        VoteEvent.objects.filter(pgh_obj__version=version)
        .exclude(answer="")
        .select_related("party", "voted_by")
        .order_by("pgh_id")
    )
    return [
        Change(
            event.party.name,
            event.voted_at,
            Answer(event.answer).label,
            event.words,
            event.voted_by.name,
        )
        for event in events
    ]


def is_over(ballot: Ballot) -> bool:
    """Whether no vote is taken in any more, also before the schedule has closed it."""
    return ballot.status != BallotStatus.OUT or (
        ballot.closes_at is not None and database_clock() > ballot.closes_at
    )


def case_for(version: BallotVersion, person: Person) -> dict[str, Any]:
    """The case as this person reads it."""
    return case_of(version.snapshot, closed=may_read_closed(person, version.ballot.forum))


def listed(person: Person) -> QuerySet[Ballot]:
    """The ballots of the list: `asked` parties on the newest version, and `answered` of them."""
    newest = BallotVersion.objects.filter(ballot=OuterRef("pk")).order_by("-number").values("pk")
    votes = Vote.objects.filter(version=Subquery(newest[:1])).order_by().values("version")
    asked = votes.annotate(count=Count("pk")).values("count")
    answered = votes.exclude(answer="").annotate(count=Count("pk")).values("count")
    return (
        Ballot.objects.visible_to(person)
        .select_related("forum", "item__meeting__forum")
        .annotate(asked=Coalesce(Subquery(asked), 0), answered=Coalesce(Subquery(answered), 0))
    )


def day_of(moment: datetime) -> str:
    """»3. marts 2026«"""
    return format_date(timezone.localdate(moment))
