"""Named slots: places that a lower app offers and a higher one fills in its AppConfig.ready.

    # meetings/apps.py
    def ready(self):
        from dasportal.accounts import slots
        slots.MENU.add(slots.MenuEntry("Møder", "meetings:list", position=10))
        slots.HOME.add(slots.Panel("meetings.next", "meetings/home_next.html", next_meetings))

A page that has panels of its own makes its slot beside its view: `PANELS = Slot("offers.offer")`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from django.template.loader import render_to_string

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.utils.safestring import SafeString

    from dasportal.accounts.models import Person


class Entry(Protocol):
    """What a slot holds: something named, with a place in the order."""

    @property
    def name(self) -> str: ...
    @property
    def position(self) -> int: ...


E = TypeVar("E", bound=Entry)


class Slot(Generic[E]):
    """An ordered list of entries, each named once."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._entries: dict[str, E] = {}

    def add(self, entry: E) -> None:
        if entry.name in self._entries:
            raise ValueError(f"slot {self.name}: {entry.name} is already there")
        self._entries[entry.name] = entry

    def __iter__(self) -> Iterator[E]:
        return iter(sorted(self._entries.values(), key=lambda e: (e.position, e.name)))


def everyone(person: Person) -> bool:
    """The question whose answer is yes for all who are signed in."""
    return True


@dataclass(frozen=True)
class MenuEntry:
    """A line in the main menu. It shows for those whom `allowed` says yes to.

    `aside` puts it in the menu under one's own name: what keeps the portal running, not what
    people come for.
    """

    label: str
    url_name: str
    allowed: Callable[[Person], bool] = everyone
    position: int = 50
    aside: bool = False

    @property
    def name(self) -> str:
        return self.url_name


@dataclass(frozen=True)
class Panel:
    """A part of a page. `context(request, subject)` returns its values, or None to stay away.

    `subject` is what the page is about: the person on Min side, else the page's own object.
    """

    name: str
    template: str
    context: Callable[[HttpRequest, Any], dict[str, Any] | None]
    position: int = 50

    def render(self, request: HttpRequest, subject: Any) -> SafeString | None:
        values = self.context(request, subject)
        return None if values is None else render_to_string(self.template, values, request)


def rendered(slot: Slot[Panel], request: HttpRequest, subject: Any) -> list[SafeString]:
    """The panels of the slot that have something to say, in order."""
    parts = (panel.render(request, subject) for panel in slot)
    return [part for part in parts if part is not None]


@dataclass(frozen=True)
class Task:
    """Something that waits for a person: what, where it is done, and until when.

    `text` begins with the verb, »Svar på høringen om …«, and never says what a closed item is
    about. `until` is the last moment, aware; the list is sorted by it and says itself when it has
    passed. `note` and `tone` are a status tag. Ten of a kind are one task with their number in
    the text and the list's address. Of tasks with the same `about`, whichever apps they come from,
    only the one that is due first is shown.
    """

    text: str
    url: str
    until: datetime | None = None
    note: str = ""
    tone: str = "neutral"
    about: str = ""


@dataclass(frozen=True)
class Waiting:
    """An app's part of »Venter på dig«: `tasks(person)`, in a constant number of queries.

    WAITING.add(Waiting("enquiries", waiting.tasks_of))
    """

    name: str
    tasks: Callable[[Person], Iterable[Task]]
    position: int = 50


MENU: Slot[MenuEntry] = Slot("menu")
HOME: Slot[Panel] = Slot("home")  # Min side; »Venter på dig« is at 20
WAITING: Slot[Waiting] = Slot("waiting")  # what waits for somebody's answer, on Min side
PERSON: Slot[Panel] = Slot("person")  # a person's page
PROFILE: Slot[Panel] = Slot("profile")  # one's own profile
FORUM: Slot[Panel] = Slot("forum")  # a forum's settings
