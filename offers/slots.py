"""What the parts of det forstærkede samarbejde tell each other's pages, filled in their
`AppConfig.ready`.

    TIMELINE.add(History("selection", happenings_of))
    SHEET.add(SheetPart("watching", parts_of, 15))
    CASE_KINDS.add(CaseKind("selection.entry", "Optagelse", written=…, decided=…, url=…))
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from dasportal.accounts.slots import Panel, Slot

if TYPE_CHECKING:
    from dasportal.accounts.models import Person
    from dasportal.documents.models import StoredFile
    from dasportal.documents.press import Bundle
    from dasportal.register.models import Offer
    from meetings.models import AgendaItem

    from .models import OfferCase
    from .sheet import Part

OVERVIEW: Slot[Panel] = Slot("offers.overview")  # below the list of offers; subject: the person
OFFER: Slot[Panel] = Slot("offers.offer")  # on one offer's page; subject: the register's Offer


# --- In short, on the overview --------------------------------------------------------------------


@dataclass(frozen=True)
class Brief:
    """A tag beside an offer: what stands out, in few words, with where to read on."""

    label: str
    tone: str = "neutral"
    url: str = ""


@dataclass(frozen=True)
class Briefs:
    """`briefs(offers, person)` by the offer's key: only what the person may know of, in a constant
    number of queries however many offers."""

    name: str
    briefs: Callable[[Sequence[Offer], Person], Mapping[int, Iterable[Brief]]]
    position: int = 50


BRIEFS: Slot[Briefs] = Slot("offers.briefs")


# --- The timeline of an offer ---------------------------------------------------------------------


@dataclass(frozen=True)
class Happening:
    """Something that happened to an offer. `item` is the agenda item where it was decided: the page
    links to it for those who may read it, and `url` leads to the thing itself."""

    on: date
    title: str
    text: str = ""
    url: str = ""
    item: AgendaItem | None = None
    label: str = ""
    tone: str = "neutral"


@dataclass(frozen=True)
class History:
    """`happenings(offer, person)`: only what the person may know of."""

    name: str
    happenings: Callable[[Offer, Person], Iterable[Happening]]
    position: int = 50


TIMELINE: Slot[History] = Slot("offers.timeline")


# --- The sheet of an offer: page, PDF and Excel ---------------------------------------------------


@dataclass(frozen=True)
class SheetPart:
    """A part of every offer's sheet, in the order of `position`, the same every year.

    `parts(offers, year)` by the offer's key, in a constant number of queries; what is not handed in
    or not for all parties is not in it, since the sheet lies as bilag before DAS.
    `in_short`: its parts have a `short`, and are asked where only that is shown.
    """

    name: str
    parts: Callable[[Sequence[Offer], int], Mapping[int, Part]]
    position: int = 50
    in_short: bool = False


SHEET: Slot[SheetPart] = Slot("offers.sheet")


# --- Before a meeting -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Written:
    """What the portal writes on an agenda item: plain text and cleaned HTML."""

    title: str
    recommendations: tuple[str, ...]  # each begins with its verb: »godkender …«, »drøfter …«
    html: str = ""  # the sagsfremstilling, from a template
    is_open: bool | None = True


def no_bilag(case: OfferCase) -> None:
    return None


def no_files(case: OfferCase) -> Sequence[tuple[str, StoredFile]]:
    return ()


def no_step(case: OfferCase, by: Person) -> None:
    return None


@dataclass(frozen=True)
class CaseKind:
    """A sort of case about offers that a meeting decides on.

    `frozen(case)` gives the plain values that text and bilag are made of, kept on the case;
    `written(case)` and `bilag(case)` (its title and its bundle of pages, or None) read only those
    and the case. `decided(case, by)` runs in the transaction that writes the meeting's decision in,
    with `case.outcome` set (an `Outcome` of meetings, never POSTPONED: a case that is put off waits
    for its next meeting), and takes what follows; it may refuse by NotAllowed. `url(case)` is the
    page of the subject. `files(case)` are people's own files, each with its title: they lie under
    the item beside the bilag. `forums` are those that may be asked, by slug.
    """

    name: str
    label: str
    frozen: Callable[[OfferCase], dict[str, Any]]
    written: Callable[[OfferCase], Written]
    url: Callable[[OfferCase], str]
    decided: Callable[[OfferCase, Person], None] = no_step
    bilag: Callable[[OfferCase], tuple[str, Bundle] | None] = no_bilag
    files: Callable[[OfferCase], Sequence[tuple[str, StoredFile]]] = no_files
    forums: Collection[str] = field(default=("fu", "das"))
    position: int = 50


CASE_KINDS: Slot[CaseKind] = Slot("offers.case_kinds")


def kind_of(case: OfferCase) -> CaseKind:
    """The kind of the case; KeyError when its app is no longer there."""
    for kind in CASE_KINDS:
        if kind.name == case.kind:
            return kind
    raise KeyError(case.kind)
