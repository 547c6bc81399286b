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
from .sharing import (
    SHARE,
    lapse,
    lapse_all,
    note_opening,
    note_remarks_seen,
    remark,
    renew,
    revoke,
    share,
    share_by,
)
from .table import QUESTION, is_open_for_words

__all__ = [
    "QUESTION",
    "SHARE",
    "answer",
    "ask",
    "ask_again",
    "comment",
    "edit",
    "hide",
    "is_open_for_words",
    "lapse",
    "lapse_all",
    "note_answers_seen",
    "note_opening",
    "note_remarks_seen",
    "remark",
    "renew",
    "reply",
    "respond",
    "revoke",
    "settle",
    "share",
    "share_by",
    "show",
]
