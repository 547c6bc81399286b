"""What can be done with a case that is decided between meetings: one verb per step."""

from .ending import close_ballot, close_due_ballots, note_waiting
from .sealing import KIND, order_seal, print_and_seal
from .sending import draft_ballot, drop_ballot, send_ballot, set_rule, withdraw_ballot
from .table import BALLOT
from .voting import vote

__all__ = [
    "BALLOT",
    "KIND",
    "close_ballot",
    "close_due_ballots",
    "draft_ballot",
    "drop_ballot",
    "note_waiting",
    "order_seal",
    "print_and_seal",
    "send_ballot",
    "set_rule",
    "vote",
    "withdraw_ballot",
]
