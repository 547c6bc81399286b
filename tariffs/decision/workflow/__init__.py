"""Tariffs before a meeting: putting them on, excepting, deciding, printing and sealing."""

from .agenda import (
    place_waiting,
    put_on_agenda,
    refresh,
    refresh_due,
    use_offered_text,
)
from .bilag import print_bilag
from .corrections import ready_correction, take_up
from .deciding import add_exception, decide, remove_exception
from .laying import lay_version
from .sealing import KIND, print_and_seal
from .table import CASE, WITHDRAWAL
from .withdrawals import notify_withdrawal, take_back_withdrawal

__all__ = [
    "CASE",
    "KIND",
    "WITHDRAWAL",
    "add_exception",
    "decide",
    "lay_version",
    "notify_withdrawal",
    "place_waiting",
    "print_and_seal",
    "print_bilag",
    "put_on_agenda",
    "ready_correction",
    "refresh",
    "refresh_due",
    "remove_exception",
    "take_back_withdrawal",
    "take_up",
    "use_offered_text",
]
