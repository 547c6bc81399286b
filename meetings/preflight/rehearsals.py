"""The steps that can be rehearsed: what each would send, done in a transaction that is undone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dasportal.accounts.models import Person
from dasportal.accounts.slots import Slot
from meetings import workflow
from meetings.gates import Outgoing
from meetings.models import Meeting
from meetings.reading import as_it_stands
from meetings.snapshot import Snapshot, minutes_snapshot


@dataclass(frozen=True)
class Rehearsal:
    """A step by its name. `draft(meeting)` is what stands now; `act(meeting, by)` takes the step
    and says what it sent; `address` names the page where it is taken for real."""

    name: str
    label: str
    draft: Callable[[Meeting], Snapshot]
    act: Callable[[Meeting, Person], Outgoing]
    address: str
    position: int = 50


REHEARSALS: Slot[Rehearsal] = Slot("meetings.preflight.rehearsals")


def find(name: str) -> Rehearsal | None:
    return next((row for row in REHEARSALS if row.name == name), None)


def _agenda(meeting: Meeting, by: Person) -> Outgoing:
    version = workflow.send_agenda(meeting, by=by)
    return Outgoing("send_agenda", version.meeting, version.snapshot, by, version)


def _changes(meeting: Meeting, by: Person) -> Outgoing:
    version = workflow.send_changes(meeting, by=by)
    return Outgoing("send_changes", version.meeting, version.snapshot, by, version)


def _minutes(meeting: Meeting, by: Person) -> Outgoing:
    version = workflow.send_minutes(meeting, by=by)
    return Outgoing("send_minutes", version.meeting, version.snapshot, by, version)


def minutes_as_they_stand(meeting: Meeting) -> Snapshot:
    return minutes_snapshot(meeting, version=0)


OWN = (
    Rehearsal("send_agenda", "Dagsordenen", as_it_stands, _agenda, "meetings:send", 10),
    Rehearsal("send_changes", "Ændringerne", as_it_stands, _changes, "meetings:changes", 20),
    Rehearsal(
        "send_minutes", "Referatet", minutes_as_they_stand, _minutes, "meetings:send_minutes", 30
    ),
)
