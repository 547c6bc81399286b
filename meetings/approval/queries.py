"""How a round stands, and what its pages show, each in a constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from dasportal.accounts.models import Person
from dasportal.danish.dates import format_date
from meetings.deadlines import database_clock
from meetings.models import Meeting
from meetings.permissions import can_read_closed

from .comparison import Difference, differences
from .models import (
    AnswerStatus,
    ApprovalRound,
    Comment,
    CommentStatus,
    PartyApproval,
    PartyApprovalEvent,
    RoundStatus,
)
from .variants import sha256_of, variant


@dataclass(frozen=True)
class Standing:
    """Who has approved the version that is out, who approved an earlier one, who is silent.

    Parties by name, in Danish order. `unanswered` counts comments that nobody has answered,
    `promised` those that are to be corrected in a version to come.
    """

    version: int
    approved: tuple[str, ...]
    stale: tuple[str, ...]
    silent: tuple[str, ...]
    unanswered: int
    promised: int
    over: bool

    @property
    def of(self) -> int:
        return len(self.approved) + len(self.stale) + len(self.silent)

    @property
    def short(self) -> str:
        """»Godkendt af 9 af 11 parter«"""
        return f"Godkendt af {len(self.approved)} af {self.of} parter"

    @property
    def sentence(self) -> str:
        """All of it in plain sentences, as it is told to the next meeting."""
        said = [f"Version {self.version} er godkendt skriftligt af {self._count(self.approved)}."]
        if self.stale:
            said.append(f"Har godkendt en tidligere version: {_joined(self.stale)}.")
        if self.silent:
            said.append(f"Har ikke svaret: {_joined(self.silent)}.")
        open_comments = self.unanswered + self.promised
        if open_comments:
            word = "kommentar" if open_comments == 1 else "kommentarer"
            said.append(f"{open_comments} {word} er ikke afklaret.")
        else:
            said.append("Der er ingen åbne kommentarer.")
        return " ".join(said)

    def _count(self, names: tuple[str, ...]) -> str:
        if not names:
            return f"ingen af {self.of} parter"
        if len(names) == self.of:
            return f"alle {self.of} parter ({_joined(names)})"
        return f"{len(names)} af {self.of} parter ({_joined(names)})"


def _joined(names: Iterable[str]) -> str:
    """»Brønderslev, Læsø og Aalborg«"""
    words = list(names)
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} og {words[-1]}"


def standing(round_: ApprovalRound) -> Standing:
    """How the round stands at this moment."""
    rows = list(round_.answers.in_order())
    states = list(round_.comments.values_list("status", flat=True))

    def named(status: str) -> tuple[str, ...]:
        return tuple(row.party.name for row in rows if row.status == status)

    return Standing(
        version=round_.version.number,
        approved=named(AnswerStatus.APPROVED),
        stale=named(AnswerStatus.STALE),
        silent=named(AnswerStatus.WAITING),
        unanswered=states.count(CommentStatus.OPEN),
        promised=states.count(CommentStatus.PROMISED),
        over=is_over(round_),
    )


def frozen(round_: ApprovalRound, minutes: dict[str, Any]) -> dict[str, Any]:
    """The round in plain values, for the minutes that the meeting approves.

    `same` says whether the parties' draft reads as these `minutes` do. `earlier` are the versions
    that a party had approved before the one it stands by. Days as ISO, times as »14.05«.
    """
    before = _versions_approved(round_)
    return {
        "version": round_.version.number,
        "same": round_.full_sha256 == sha256_of(minutes, closed=True),
        "parties": [_frozen_row(row, before[row.pk]) for row in round_.answers.in_order()],
    }


def _frozen_row(row: PartyApproval, versions: set[int]) -> dict[str, Any]:
    at = timezone.localtime(row.approved_at) if row.approved_at else None
    number = row.version.number if row.version else 0
    return {
        "party": row.party.name,
        "status": row.status,
        "status_label": row.get_status_display(),
        "by": row.approved_by.name if row.approved_by else "",
        "as_deputy": row.as_deputy,
        "on": at.date().isoformat() if at else "",
        "clock": f"{at:%H.%M}" if at else "",
        "version": number,
        "earlier": sorted(versions - {number}),
    }


def _versions_approved(round_: ApprovalRound) -> dict[int, set[int]]:
    """By the key of a party's answer: the number of each version it has approved."""
    steps = PartyApprovalEvent.objects.filter(
        pgh_obj__round=round_, status=AnswerStatus.APPROVED
    ).values_list("pgh_obj", "version__number")
    found: dict[int, set[int]] = defaultdict(set)
    for key, number in steps:
        found[key].add(number)
    return found


def is_over(round_: ApprovalRound) -> bool:
    """Whether nothing can be answered any more, also before the schedule has closed it."""
    return round_.status == RoundStatus.CLOSED or database_clock() > round_.closes_at


def round_of(meeting: Meeting, person: Person) -> ApprovalRound | None:
    """The meeting's round, when the person may know of it."""
    rows = ApprovalRound.objects.visible_to(person).filter(meeting=meeting)
    return rows.select_related("meeting__forum", "version").first()


def own_answer(round_: ApprovalRound, person: Person) -> PartyApproval | None:
    """The answer the person gives in this round; None for those who speak for no party in it."""
    mine = PartyApproval.objects.visible_to(person).filter(round=round_)
    return mine.in_order().first()


def shown_hash(round_: ApprovalRound, person: Person) -> str:
    """The hash of what this person reads: what an approval is pinned to."""
    closed = can_read_closed(person, round_.meeting)
    return round_.full_sha256 if closed else round_.open_sha256


def changed_since(answer: PartyApproval, person: Person) -> list[Difference]:
    """What differs between what the party approved and what is out now, as this person reads."""
    if answer.version is None:
        return []
    closed = can_read_closed(person, answer.round.meeting)
    before, after = (
        variant(version.snapshot, closed=closed)
        for version in (answer.version, answer.round.version)
    )
    return differences(before, after)


def only_closed_changed(answer: PartyApproval) -> bool:
    """Whether the open items are as the party approved them, so that only closed ones wait."""
    return answer.open_sha256 == answer.round.open_sha256


def comments_by_item(round_: ApprovalRound, person: Person) -> dict[str, list[Comment]]:
    """What may be read of what was said, by the item's id, oldest first."""
    rows = Comment.objects.visible_to(person).standing().filter(round=round_)
    found: dict[str, list[Comment]] = {}
    for row in rows.select_related("party", "author", "replied_by", "corrected_in", "version"):
        found.setdefault(str(row.item), []).append(row)
    return found


def items_with_comments(
    snapshot: dict[str, Any], comments: dict[str, list[Comment]]
) -> list[dict[str, Any]]:
    """The rows of the approval page: each item and sub-item with what is said of it."""
    return [
        {"item": item, "sub": sub, "comments": comments.get(item["id"], [])}
        for top in snapshot["items"]
        for item, sub in ((top, False), *((child, True) for child in top["children"]))
    ]


def deadline_words(round_: ApprovalRound) -> str:
    """»3. marts 2026«"""
    return format_date(timezone.localdate(round_.closes_at))
