"""The slot where other parts follow a meeting through its steps: approval, circulation.

A part adds a Follower in its AppConfig.ready. What it does runs in the step's own transaction,
with the meeting locked, and may refuse the step by NotAllowed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from dasportal.accounts.models import Person
from dasportal.accounts.slots import Slot

from .models import Meeting, MinutesVersion

Answers = Mapping[str, Any]
Telling = Callable[[Person], str]  # what the mail says to this person; nothing when empty


def _no_fields(meeting: Meeting) -> Mapping[str, forms.Field]:
    return {}


def _nothing_to_tell(version: MinutesVersion, by: Person, answers: Answers) -> Telling:
    return lambda person: ""


def _nothing(meeting: Meeting, by: Person) -> None:
    return None


def _nobody(meeting: Meeting, minutes: Mapping[str, Any]) -> Mapping[str, Any]:
    return {}


@dataclass(frozen=True)
class Follower:
    """What a part does at a meeting's steps.

    `asks(meeting)` gives the fields that the page of sending the minutes shows; what is answered
    comes to `minutes_sent(version, by, answers)`, by name, or not at all when no page was shown. It
    returns what the mail about the minutes says to each receiver. `approved(meeting, by)` runs
    just before the minutes are approved, `planned(meeting, by)` when a meeting is put in the
    calendar. `approvals(meeting, minutes)` says who has approved the minutes before the meeting
    did; it is frozen with them, in the shape of docs/architecture.md.
    """

    name: str
    asks: Callable[[Meeting], Mapping[str, forms.Field]] = _no_fields
    minutes_sent: Callable[[MinutesVersion, Person, Answers], Telling] = _nothing_to_tell
    approved: Callable[[Meeting, Person], None] = _nothing
    planned: Callable[[Meeting, Person], None] = _nothing
    approvals: Callable[[Meeting, Mapping[str, Any]], Mapping[str, Any]] = _nobody
    position: int = 50


FOLLOWERS: Slot[Follower] = Slot("meetings.followers")


def questions(meeting: Meeting) -> dict[str, forms.Field]:
    """The fields that the followers ask before the minutes are sent."""
    return {name: field for row in FOLLOWERS for name, field in row.asks(meeting).items()}


def minutes_sent(version: MinutesVersion, by: Person, answers: Answers) -> Sequence[Telling]:
    return [row.minutes_sent(version, by, answers) for row in FOLLOWERS]


def approved(meeting: Meeting, by: Person) -> None:
    for row in FOLLOWERS:
        row.approved(meeting, by)


def planned(meeting: Meeting, by: Person) -> None:
    for row in FOLLOWERS:
        row.planned(meeting, by)


def approvals(meeting: Meeting, minutes: Mapping[str, Any]) -> dict[str, Any]:
    """What the followers know of who has approved these minutes in writing."""
    return {
        key: value for row in FOLLOWERS for key, value in row.approvals(meeting, minutes).items()
    }
