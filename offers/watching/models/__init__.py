"""Signals' limits and answers, early warnings, and what is asked for again and again."""

from .asking import (
    DAYS_TO_ANSWER,
    MONTHS,
    Cadence,
    Followed,
    Monitoring,
    MonitoringStatus,
    Request,
    RequestStatus,
)
from .signals import SignalAnswer, Thresholds
from .warnings import (
    EarlyWarning,
    Seriousness,
    WarningAnswer,
    WarningKind,
    WarningStatus,
    offers_of,
)

__all__ = [
    "DAYS_TO_ANSWER",
    "MONTHS",
    "Cadence",
    "EarlyWarning",
    "Followed",
    "Monitoring",
    "MonitoringStatus",
    "Request",
    "RequestStatus",
    "Seriousness",
    "SignalAnswer",
    "Thresholds",
    "WarningAnswer",
    "WarningKind",
    "WarningStatus",
    "offers_of",
]
