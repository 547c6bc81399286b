"""What can be done with the approval of draft minutes: one verb per step."""

from .answers import approve, take_back
from .basis import insert_basis
from .comments import REPLIES, reply, withdraw_comment, write_comment
from .rounds import (
    close_by_meeting,
    close_due_rounds,
    close_round,
    move_deadline,
    participants,
    send_round,
    suggested_deadline,
)
from .table import ANSWER, COMMENT, ROUND

__all__ = [
    "ANSWER",
    "COMMENT",
    "REPLIES",
    "ROUND",
    "approve",
    "close_by_meeting",
    "close_due_rounds",
    "close_round",
    "insert_basis",
    "move_deadline",
    "participants",
    "reply",
    "send_round",
    "suggested_deadline",
    "take_back",
    "withdraw_comment",
    "write_comment",
]
