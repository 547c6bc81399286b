"""Reads across models for the pages of a meeting. Every list costs the same number of queries
whether it has one row or a hundred."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Prefetch, QuerySet

from dasportal.accounts.models import SITTING_ROLES, Person, Role

from ..models import (
    AgendaItem,
    Attendance,
    AttendanceStatus,
    Decision,
    FollowUp,
    ItemKind,
    Meeting,
    MinutesVersion,
    Outcome,
    OwnerKind,
)

SIMILAR = 0.25

# What is offered under the decision, by what the item asks for. Never forced.
SENTENCES: dict[str, tuple[str, ...]] = {
    Outcome.APPROVED: ("Indstillingen blev godkendt.",),
    Outcome.APPROVED_AMENDED: ("Indstillingen blev godkendt med følgende ændring: ",),
    Outcome.DISCUSSED: ("Punktet blev drøftet.",),
    Outcome.NOTED: ("Orienteringen blev taget til efterretning.",),
    Outcome.POSTPONED: ("Punktet blev udsat til næste møde.",),
    Outcome.REJECTED: ("Indstillingen blev ikke godkendt.",),
    Outcome.SENT_ONWARD: ("Sagen sendes videre til KKR.",),
}
OUTCOME_BY_VERB = {
    "approves": Outcome.APPROVED,
    "discusses": Outcome.DISCUSSED,
    "takes_note": Outcome.NOTED,
    "decides": Outcome.APPROVED,
    "recommends_onward": Outcome.SENT_ONWARD,
    "takes_position": Outcome.DISCUSSED,
}


@dataclass(frozen=True)
class ItemState:
    """One line of the list at the left of the writing view."""

    item: AgendaItem
    label: str
    tone: str


def minuted_items(meeting: Meeting) -> list[AgendaItem]:
    """Items and sub-items in printed order, with decision and follow-ups at hand."""
    children = (
        AgendaItem.objects.select_related("decision")
        .prefetch_related("recommendations")
        .order_by("position", "created_at")
    )
    top = (
        meeting.items.in_order()
        .live()
        .select_related("decision")
        .prefetch_related("recommendations", Prefetch("children", children.filter(withdrawn=False)))
    )
    return [row for item in top for row in (item, *item.children.all())]


def item_states(items: Iterable[AgendaItem], current: AgendaItem | None) -> list[ItemState]:
    """What the list says of each item: being written, its outcome, written, or nothing yet."""
    return [_state(item, current) for item in items]


def _state(item: AgendaItem, current: AgendaItem | None) -> ItemState:
    decision: Decision | None = getattr(item, "decision", None)
    if current is not None and item.pk == current.pk:
        return ItemState(item, "skriver", "info")
    if decision is not None and decision.outcome:
        return ItemState(item, decision.get_outcome_display().lower(), "good")
    if decision is not None and decision.text:
        return ItemState(item, "skrevet", "good")
    return ItemState(item, "lukket" if item.is_open is False else "", "attention")


def neighbours(
    items: list[AgendaItem], current: AgendaItem
) -> tuple[AgendaItem | None, AgendaItem | None]:
    """The item before and the item after in printed order."""
    place = next((n for n, item in enumerate(items) if item.pk == current.pk), None)
    if place is None:
        return None, None
    before = items[place - 1] if place > 0 else None
    after = items[place + 1] if place + 1 < len(items) else None
    return before, after


def suggested_outcome(item: AgendaItem) -> str:
    """The outcome the first recommendation asks for; empty when it asks for none."""
    first = next(iter(item.recommendations.all()), None)
    return OUTCOME_BY_VERB.get(first.verb, "") if first else ""


def standard_sentences(item: AgendaItem) -> list[str]:
    """Sentences to insert with one press, the one the item asks for first."""
    wanted = suggested_outcome(item)
    order = [wanted, *(o for o in SENTENCES if o != wanted)] if wanted else list(SENTENCES)
    return [sentence for outcome in order[:4] for sentence in SENTENCES[outcome]]


def earlier_decisions(item: AgendaItem, person: Person, limit: int = 5) -> QuerySet[Decision]:
    """Decisions of earlier meetings on items with a like title, most alike first, as far as
    the person may read them. Standing items are left out: they are alike by nature."""
    readable = AgendaItem.objects.visible_to(person).filter(
        kind=ItemKind.ORDINARY, meeting__date__lt=item.meeting.date
    )
    return (
        Decision.objects.filter(item__in=readable)
        .exclude(text="", outcome="")
        .annotate(likeness=TrigramSimilarity("item__title", item.title))
        .filter(likeness__gte=SIMILAR)
        .select_related("item__meeting__forum")
        .order_by("-likeness", "-item__meeting__date")[:limit]
    )


@dataclass(frozen=True)
class AttendanceSummary:
    parties: int
    present: int
    absent: list[str]
    deputies: list[Attendance]

    @property
    def sentence(self) -> str:
        return f"{self.present} af {self.parties} parter"


def attendance_summary(meeting: Meeting) -> AttendanceSummary:
    """How many parties are there, by a member or a deputy; a party with two members counts once."""
    rows = list(meeting.attendance.select_related("party").filter(party__isnull=False))
    there = {r.party_id for r in rows if r.status != AttendanceStatus.ABSENT}
    away = [r for r in rows if r.status == AttendanceStatus.ABSENT and r.party_id not in there]
    return AttendanceSummary(
        parties=len({r.party_id for r in rows}),
        present=len(there),
        absent=list(dict.fromkeys(r.party.name for r in away if r.party)),
        deputies=[r for r in rows if r.status == AttendanceStatus.DEPUTY],
    )


def undecided(items: Iterable[AgendaItem]) -> list[AgendaItem]:
    """Items with a recommendation and neither text nor outcome: shown before minutes go out."""
    return [
        item
        for item in items
        if item.recommendations.all()
        and not (getattr(item, "decision", None) and item.decision.is_taken)
    ]


def readable_minutes(meeting: Meeting, person: Person) -> QuerySet[MinutesVersion]:
    """Versions of the minutes the person may read, newest first."""
    return (
        MinutesVersion.objects.visible_to(person)
        .filter(meeting=meeting)
        .select_related("created_by", "file")
        .order_by("-number")
    )


def tasks_by_person(meeting: Meeting) -> dict[Person, list[FollowUp]]:
    """The open follow-ups of a meeting by those whose they are: the person named, else those who
    sit in the forum for the party named, or for any party where all are asked."""
    found: dict[Person, list[FollowUp]] = {}
    rows = FollowUp.objects.open().filter(item__meeting=meeting)
    rows = rows.select_related("item", "owner_person").order_by("item__position", "pk")
    sitting: dict[int, list[Person]] = {}
    for role in (
        Role.objects.current()
        .filter(forum=meeting.forum, kind__in=SITTING_ROLES, party__isnull=False)
        .select_related("person")
        .order_by("person__name")
    ):
        if role.party_id is not None and role.person not in sitting.get(role.party_id, []):
            sitting.setdefault(role.party_id, []).append(role.person)
    for row in rows:
        for person in _whose(row, sitting):
            found.setdefault(person, []).append(row)
    return found


def _whose(row: FollowUp, sitting: dict[int, list[Person]]) -> list[Person]:
    if row.owner_person is not None:
        return [row.owner_person]
    if row.owner_kind == OwnerKind.EVERY_PARTY:
        return list(dict.fromkeys(person for people in sitting.values() for person in people))
    return sitting.get(row.owner_party_id or 0, [])
