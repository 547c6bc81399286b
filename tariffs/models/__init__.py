"""The tariff year: what is asked, what each party reports, and what has become valid."""

from .explanations import Cause, Explanation, ExplanationCause, FindingAnswer
from .levels import LevelStep, OfferBase
from .lines import BilledUnit, Line, LineKind
from .submissions import (
    OPEN_FOR_PARTY,
    AuditorStatement,
    Submission,
    SubmissionKind,
    SubmissionStatus,
    SubmissionVersion,
    TariffModel,
    UnitModel,
)
from .valid import ValidTariff
from .years import AskedField, Ceiling, TariffYear, YearStatus

__all__ = [
    "OPEN_FOR_PARTY",
    "AskedField",
    "AuditorStatement",
    "BilledUnit",
    "Cause",
    "Ceiling",
    "Explanation",
    "ExplanationCause",
    "FindingAnswer",
    "LevelStep",
    "Line",
    "LineKind",
    "OfferBase",
    "Submission",
    "SubmissionKind",
    "SubmissionStatus",
    "SubmissionVersion",
    "TariffModel",
    "TariffYear",
    "UnitModel",
    "ValidTariff",
    "YearStatus",
]
