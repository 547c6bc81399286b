"""What other parts fill in their `AppConfig.ready`: what an enquiry can be about, and where its
compiled answers can be laid.

    KINDS.add(Kind("offers.use", "Årlig tilkendegivelse", prefill=last_years_values, locked=...))
    DESTINATIONS.add(Destination("meetings.item", "Et dagsordenspunkt", places, lay))
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dasportal.accounts.models import RoleKind
from dasportal.accounts.slots import Slot

if TYPE_CHECKING:
    from dasportal.accounts.models import Person
    from dasportal.documents.models import StoredFile
    from dasportal.enquiries.models import Enquiry, Response, Submission


def nothing(response: Response) -> Mapping[str, Any]:
    return {}


def no_keys(response: Response) -> Collection[str]:
    return ()


def no_reaction(response: Response, submission: Submission, by: Person) -> None:
    """Most kinds are only read."""


@dataclass(frozen=True)
class Follow:
    """What the secretariat does with the answers next: in words, and where."""

    label: str
    url: str


def nothing_follows(enquiry: Enquiry) -> Follow | None:
    """Most kinds are compiled and read."""
    return None


@dataclass(frozen=True)
class Kind:
    """What an enquiry is about, and what acts on its answers.

    `asked` are the roles of a party that get its mail; deputies answer too, but are not mailed.
    `prefill(response)` gives values as they are typed, by the questions' keys, when it is opened.
    `locked(response)` names the questions that are shown but not changed. `submitted` runs in the
    transaction of each submission; it may refuse by NotAllowed, which undoes the submission.
    `starts_blank` says that people may choose the kind on a new enquiry. `form` are the questions
    that a new one begins with, each as `add_question` takes it; a copy brings its own.
    `follow` leads the secretariat from an enquiry that has opened to what takes its answers in.
    """

    name: str
    label: str
    position: int = 50
    asked: tuple[str, ...] = (RoleKind.MEMBER,)
    prefill: Callable[[Response], Mapping[str, Any]] = nothing
    locked: Callable[[Response], Collection[str]] = no_keys
    submitted: Callable[[Response, Submission, Person], None] = no_reaction
    starts_blank: bool = True
    form: tuple[Mapping[str, Any], ...] = ()
    follow: Callable[[Enquiry], Follow | None] = nothing_follows


@dataclass(frozen=True)
class Found:
    """What an enquiry is about, to the one who looks: in words, where it is, and whether it is
    closed. `title` is what a new enquiry about it is called."""

    label: str
    url: str
    title: str = ""
    is_closed: bool = False


@dataclass(frozen=True)
class Subject:
    """A sort of thing that can be asked about. `Enquiry.about` is »name|key«.

    `find(key, person)` is None for what is gone, or not for this person to know.
    """

    name: str
    find: Callable[[str, Person], Found | None]
    position: int = 50


@dataclass(frozen=True)
class Place:
    """Somewhere a bilag can be laid. `group` is the heading that it stands under in the list."""

    key: str
    label: str
    group: str = ""
    is_closed: bool = False


@dataclass(frozen=True)
class Laid:
    """Where it was laid, in words, and the address of that page."""

    label: str
    url: str


@dataclass(frozen=True)
class Destination:
    """`places(person, enquiry)` lists them; `lay(place, files, is_closed, by)` puts the files
    there, each with its title, and may refuse by NotAllowed."""

    name: str
    label: str
    places: Callable[[Person, Enquiry], Iterable[Place]]
    lay: Callable[[str, list[tuple[str, StoredFile]], bool, Person], Laid]
    position: int = 50


@dataclass(frozen=True)
class Gate:
    """`ask(enquiry, by)` runs in the transaction that sends an enquiry; it may refuse by
    NotAllowed, which undoes the sending."""

    name: str
    ask: Callable[[Enquiry, Person], None]
    position: int = 50


GATES: Slot[Gate] = Slot("enquiries.gates")
KINDS: Slot[Kind] = Slot("enquiries.kinds")
SUBJECTS: Slot[Subject] = Slot("enquiries.subjects")
DESTINATIONS: Slot[Destination] = Slot("enquiries.destinations")


def kind_of(enquiry: Enquiry) -> Kind:
    """The kind of the enquiry; a plain one of that name when its app is no longer there."""
    found = next((kind for kind in KINDS if kind.name == enquiry.kind), None)
    return found or Kind(enquiry.kind, "Høring")


def destination(name: str) -> Destination | None:
    return next((entry for entry in DESTINATIONS if entry.name == name), None)


def subject_of(about: str, person: Person) -> Found | None:
    """What »name|key« is, for this person."""
    name, _, key = about.partition("|")
    entry = next((entry for entry in SUBJECTS if entry.name == name), None)
    return entry.find(key, person) if entry and key else None
