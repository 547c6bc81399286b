"""The verbs: each is atomic, asks who may and whether it is time, and queues its mail."""

from .questions import (
    answer,
    ask,
    ask_again,
    comment,
    edit,
    hide,
    note_answers_seen,
    reply,
    respond,
    settle,
    show,
)
from .table import QUESTION, is_open_for_words

__all__ = [
    "QUESTION",
    "answer",
    "ask",
    "ask_again",
    "comment",
    "edit",
    "hide",
    "is_open_for_words",
    "note_answers_seen",
    "reply",
    "respond",
    "settle",
    "show",
]
