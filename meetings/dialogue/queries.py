"""The threads below an item, and the questions that wait."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.dateparse import parse_datetime

from dasportal.accounts.models import Person
from dasportal.accounts.permissions import is_secretariat
from meetings.models import AgendaItem, Meeting

from .models import (
    Answer,
    Question,
    QuestionStatus,
    Remark,
    Share,
    ShareOpening,
    ShareStatus,
    Words,
)
from .opening import why_over
from .permissions import can_ask


@dataclass(frozen=True)
class Said:
    """Words as one person meets them: what they may do with them now."""

    words: Any
    own: bool
    may_edit: bool
    may_hide: bool

    @property
    def earlier(self) -> list[tuple[str, datetime | None]]:
        """What stood here before, oldest first, and until when."""
        return [(row["text"], parse_datetime(row["until"])) for row in self.words.earlier]


@dataclass(frozen=True)
class Thread:
    question: Said
    answers: list[Said] = field(default_factory=list)
    may_respond: bool = False
    may_settle: bool = False
    is_answer: bool = False  # what the reader writes below it is the answer it waits for


def questions_on(item: AgendaItem, person: Person) -> QuerySet[Question]:
    """What the person may read of what was asked on the item, with its answers."""
    answers = Answer.objects.visible_to(person).select_related("author", "party", "hidden_by")
    rows = Question.objects.visible_to(person).filter(item=item)
    return rows.select_related("author", "party", "hidden_by").prefetch_related(
        Prefetch("answers", answers, to_attr="seen")
    )


def threads_on(item: AgendaItem, person: Person, *, open_for_words: bool) -> list[Thread]:
    """Each question with its answers, and what the person may do there now."""
    office = is_secretariat(person)
    writes = open_for_words and can_ask(person, item)

    def said(words: Words) -> Said:
        own = words.author_id == person.pk
        return Said(words, own, writes and own and words.hidden_at is None, office)

    return [
        Thread(
            question=said(row),
            answers=[said(answer) for answer in row.seen],  # type: ignore[attr-defined]
            may_respond=writes and (office or row.hidden_at is None),
            may_settle=writes
            and row.author_id == person.pk
            and row.status == QuestionStatus.WAITING,
            is_answer=office and row.author_id != person.pk and not row.is_comment,
        )
        for row in questions_on(item, person)
    ]


def waiting_at(meeting: Meeting, person: Person) -> int:
    """How many questions at the meeting wait for an answer."""
    rows = Question.objects.visible_to(person).waiting()
    return rows.filter(item__meeting=meeting).count()


def questions_for(person: Person) -> QuerySet[Question]:
    """All that the person may read, with what a list shows of each."""
    shown = Q(answers__hidden_at__isnull=True)
    rows = Question.objects.visible_to(person).annotate(answer_count=Count("answers", filter=shown))
    return rows.select_related("author", "party", "item__meeting__forum")


def newly_answered(person: Person) -> list[Question]:
    """One's own questions with an answer that one has not seen."""
    own = Question.objects.visible_to(person).filter(author=person, answer_seen_at__isnull=True)
    answered = Answer.objects.visible_to(person).exclude(author=person)
    rows = own.filter(pk__in=answered.values("question"))
    return list(rows.select_related("item__meeting__forum"))


# --- Sharing --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Shared:
    """A share as the director meets it: whether it opens, how often it was opened, what was said."""

    share: Share
    over: str
    openings: int
    last_opened: datetime | None
    remarks: list[Remark]


def shares_of(item: AgendaItem, person: Person) -> list[Shared]:
    """The party's shares of the item with all remarks, those that open first, in Danish order."""
    pages = ShareOpening.objects.filter(attachment__isnull=True)
    rows = (
        Share.objects.visible_to(person)
        .filter(item=item)
        .select_related("shared_by", "party")
        .prefetch_related("remarks", Prefetch("openings", pages, to_attr="pages"))
        .order_by("name", "shared_at")
    )
    over = _why_over(list(rows), item)
    shared = [
        Shared(row, over[row.pk], len(row.pages), _last(row.pages), list(row.remarks.all()))
        for row in rows
    ]
    return sorted(shared, key=lambda row: bool(row.over))


def _last(openings: list[ShareOpening]) -> datetime | None:
    return openings[-1].opened_at if openings else None


def _why_over(rows: list[Share], item: AgendaItem) -> dict[Any, str]:
    """Why each is over; those of one sharer are asked about once."""
    reasons: dict[Any, str] = {}
    asked: dict[tuple[int, int], str] = {}
    for row in rows:
        row.item = item
        if row.status != ShareStatus.LIVE:
            reasons[row.pk] = why_over(row)
            continue
        key = row.shared_by_id, row.party_id
        if key not in asked:
            asked[key] = why_over(row)
        reasons[row.pk] = asked[key]
    return reasons


def unseen_remarks(person: Person) -> list[Share]:
    """One's own shares with a remark that one has not read."""
    unseen = Remark.objects.filter(seen_at__isnull=True)
    own = Share.objects.visible_to(person).filter(shared_by=person)
    rows = own.filter(pk__in=unseen.values("share")).select_related("item__meeting__forum")
    return list(rows)
