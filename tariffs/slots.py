"""Places on the tariffs' pages that parts standing on them fill in their `AppConfig.ready`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dasportal.accounts.slots import Panel, Slot

if TYPE_CHECKING:
    from .models import SubmissionVersion

YEARS: Slot[Panel] = Slot("tariffs.years")  # below the list of years; subject: the person
YEAR: Slot[Panel] = Slot("tariffs.year")  # on the office's page of a year; subject: the TariffYear
SUBMISSION: Slot[Panel] = Slot("tariffs.submission")  # above the lines; subject: the Submission
SUBMISSION_FOOT: Slot[Panel] = Slot("tariffs.submission_foot")  # below them: files, versions


@dataclass(frozen=True)
class StepTaken:
    """Hears of each step of a submission, in its transaction: `took(version)`, whose `step` is the
    name in the table of the workflow and whose snapshot is what was frozen."""

    name: str
    took: Callable[[SubmissionVersion], None]
    position: int = 50


STEPS: Slot[StepTaken] = Slot("tariffs.steps")
