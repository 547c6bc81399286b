"""Taking in what a party has filled in elsewhere, and remembering how its files are read."""

from ..stamp import version_of
from .intake import Block, Moved, Source, check_stamp, take
from .merging import take_edits
from .remembering import forget_columns, remember_columns

__all__ = [
    "Block",
    "Moved",
    "Source",
    "check_stamp",
    "forget_columns",
    "remember_columns",
    "take",
    "take_edits",
    "version_of",
]
