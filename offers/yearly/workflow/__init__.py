"""The yearly wheel: one verb per step."""

from .buying import begin_answer, save_answer, submit_answer, take_back_answer
from .commenting import comment, declare
from .meetings import approve_model, ask_for_meeting, hold_meeting, reject_model
from .reporting import (
    Conflict,
    accept_report,
    add_file,
    begin_report,
    remove_file,
    return_report,
    save_report,
    submit_report,
)
from .table import ANSWER, MEETING, REPORT, YEAR
from .years import change_year, close_year, keep_recommendation, open_year, remind, share_year

__all__ = [
    "ANSWER",
    "MEETING",
    "REPORT",
    "YEAR",
    "Conflict",
    "accept_report",
    "add_file",
    "approve_model",
    "ask_for_meeting",
    "begin_answer",
    "begin_report",
    "change_year",
    "close_year",
    "comment",
    "declare",
    "hold_meeting",
    "keep_recommendation",
    "open_year",
    "reject_model",
    "remind",
    "remove_file",
    "return_report",
    "save_answer",
    "save_report",
    "share_year",
    "submit_answer",
    "submit_report",
    "take_back_answer",
]
