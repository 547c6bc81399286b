"""Places on the tariffs' pages that parts standing on them fill in their `AppConfig.ready`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dasportal.accounts.slots import Panel, Slot

if TYPE_CHECKING:
    from dasportal.accounts.models import Person
    from meetings.models import AgendaItem

    from .appendix import AppendixSnapshot
    from .models import SubmissionVersion, TariffYear

YEARS: Slot[Panel] = Slot("tariffs.years")  # below the list of years; subject: the person
YEAR: Slot[Panel] = Slot("tariffs.year")  # on the office's page of a year; subject: the TariffYear
SUBMISSION: Slot[Panel] = Slot("tariffs.submission")  # above the lines; subject: the Submission
SUBMISSION_FOOT: Slot[Panel] = Slot("tariffs.submission_foot")  # below them: files, versions


@dataclass(frozen=True)
class Laid:
    """How a tariff year is laid before DAS, as the part that does it says.

    `year_of(item)` is the year that an agenda item is about, or None. `shown_to(person, year)` is
    the takstbilag of an item that the person may read, as it was laid there, or None: until it is
    decided, that is all they see of other parties' figures.
    """

    name: str
    year_of: Callable[[AgendaItem], TariffYear | None]
    shown_to: Callable[[Person, TariffYear], AppendixSnapshot | None]
    position: int = 50


LAID: Slot[Laid] = Slot("tariffs.laid")  # which item a year is before DAS in, and what it shows


def year_of(item: AgendaItem) -> TariffYear | None:
    """The tariff year that the item is about, as the first that knows says."""
    return next((year for entry in LAID if (year := entry.year_of(item))), None)


def shown_to(person: Person, year: TariffYear) -> AppendixSnapshot | None:
    """The takstbilag that has been laid before the person, or None."""
    return next((made for entry in LAID if (made := entry.shown_to(person, year))), None)


@dataclass(frozen=True)
class StepTaken:
    """Hears of each step of a submission, in its transaction: `took(version)`, whose `step` is the
    name in the table of the workflow and whose snapshot is what was frozen."""

    name: str
    took: Callable[[SubmissionVersion], None]
    position: int = 50


STEPS: Slot[StepTaken] = Slot("tariffs.steps")
