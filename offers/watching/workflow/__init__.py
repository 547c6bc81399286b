"""Watching: warnings, signals, and figures that are asked for. One verb per step."""

from .asking import (
    agree_monitoring,
    answer_request,
    ask_due,
    ask_now,
    change_followed,
    decided_followed,
    end_monitoring,
    follow,
    follow_again,
    prolong_monitoring,
    stop_following,
)
from .signals import answer_signal, change_limits, end_silence, note_by_hand
from .table import MONITORING, REQUEST, WARNING
from .warnings import answer_warning, close_warning, is_watched, lay_missing, warn

__all__ = [
    "MONITORING",
    "REQUEST",
    "WARNING",
    "agree_monitoring",
    "answer_request",
    "answer_signal",
    "answer_warning",
    "ask_due",
    "ask_now",
    "change_followed",
    "change_limits",
    "close_warning",
    "decided_followed",
    "end_monitoring",
    "end_silence",
    "follow",
    "follow_again",
    "is_watched",
    "lay_missing",
    "note_by_hand",
    "prolong_monitoring",
    "stop_following",
    "warn",
]
