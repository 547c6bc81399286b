"""Who is in, the ways in and out, cases before a meeting, and figures by date."""

from .cases import CaseStatus, OfferCase
from .courses import Course, CourseStatus, CourseStep, PathKind, PathStep, StepKind
from .figures import UNITS, Covers, Figure, Measure, Series, Unit
from .members import Membership

__all__ = [
    "UNITS",
    "CaseStatus",
    "Course",
    "CourseStatus",
    "CourseStep",
    "Covers",
    "Figure",
    "Measure",
    "Membership",
    "OfferCase",
    "PathKind",
    "PathStep",
    "Series",
    "StepKind",
    "Unit",
]
