"""Gates: what is asked of an agenda or minutes in the very transaction that sends them.

A verb calls `ask` last, when the version, its mails and what else it sets going are rows of the
transaction; a gate that says NotAllowed undoes them all. A part above the core adds its gate in
its AppConfig.ready:

    gates.GATES.add(Gate("preflight", ask=gate.ask, is_open=gate.is_open))
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction

from dasportal.accounts.models import Person
from dasportal.accounts.slots import Slot

from .models import Meeting
from .snapshot import Snapshot


@dataclass(frozen=True)
class Outgoing:
    """What is about to leave the house: by which step, and every word of it, closed ones too.

    `row` is what the step made: an AgendaVersion, a MinutesVersion, a publication.
    """

    step: str
    meeting: Meeting
    snapshot: Snapshot
    by: Person
    row: Any = None


Answers = list[dict[str, str]]  # {"what", "comment", "by", "at"}: kept with the version


@dataclass(frozen=True)
class Gate:
    """`ask` says NotAllowed in Danish, or returns what was answered before this was sent.

    `is_open` tells a page whether it is worth showing the button.
    """

    name: str
    ask: Callable[[Outgoing], Answers]
    is_open: Callable[[Outgoing], bool]
    position: int = 50


@dataclass(frozen=True)
class Inspector:
    """Looks through a finished PDF for those who may not read what is closed, before it is kept.

    `inspect(meeting, snapshot, path, name)` gives the Danish reason to hold it back, or nothing;
    `name` is what kind of PDF it is, as »Dagsorden«.
    """

    name: str
    inspect: Callable[[Meeting, Snapshot, Path, str], str]
    position: int = 50


GATES: Slot[Gate] = Slot("meetings.gates")
INSPECTORS: Slot[Inspector] = Slot("meetings.inspectors")

_rehearsing: ContextVar[bool] = ContextVar("rehearsing", default=False)


def ask(outgoing: Outgoing) -> Answers:
    """Ask every gate, inside the verb's transaction. In a rehearsal they all stand open."""
    if _rehearsing.get():
        return []
    return [answer for gate in GATES for answer in gate.ask(outgoing)]


def are_open(outgoing: Outgoing) -> bool:
    """Whether `ask` would let this pass now, as far as can be told without doing the step."""
    return all(gate.is_open(outgoing) for gate in GATES)


def held_back(meeting: Meeting, snapshot: Snapshot, path: Path, name: str) -> str:
    """Why a PDF for others than the forum must not be kept; nothing when it may."""
    found = (inspector.inspect(meeting, snapshot, path, name) for inspector in INSPECTORS)
    return next((reason for reason in found if reason), "")


@contextmanager
def rehearsal() -> Iterator[None]:
    """Do a step to see what it would give everybody: gates stand open, and all is undone after."""
    with transaction.atomic():
        token = _rehearsing.set(True)
        try:
            yield
        finally:
            _rehearsing.reset(token)
            transaction.set_rollback(True)
