"""Going through what was handed in: the table of a comment's steps, and one verb for each."""

from .comments import answer_comment, remove_comment, write_comment
from .returning import collected, send_back, took_step
from .table import COMMENT

__all__ = [
    "COMMENT",
    "answer_comment",
    "collected",
    "remove_comment",
    "send_back",
    "took_step",
    "write_comment",
]
