"""Reading a party's file: csv or xlsx to rows with true numbers, columns by their headers, figures
by the one strict Danish reader. Nothing is stored here, and nothing is guessed in silence.
"""

from .columns import LABELS, Columns, find_columns, parse_mapping, plain
from .rows import Problem, ReadLine, read_lines
from .table import Cell, Row, UnreadableFile, read_sheets, read_table

__all__ = [
    "LABELS",
    "Cell",
    "Columns",
    "Problem",
    "ReadLine",
    "Row",
    "UnreadableFile",
    "find_columns",
    "parse_mapping",
    "plain",
    "read_lines",
    "read_sheets",
    "read_table",
]
