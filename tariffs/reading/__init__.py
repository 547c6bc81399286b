"""Reading a party's file: csv or xlsx to rows with true numbers, columns by their headers, figures
by the one strict Danish reader. Nothing is stored here, and nothing is guessed in silence.
"""

from .columns import Columns, find_columns, parse_mapping
from .rows import Problem, ReadLine, read_lines
from .table import Cell, Row, UnreadableFile, read_table

__all__ = [
    "Cell",
    "Columns",
    "Problem",
    "ReadLine",
    "Row",
    "UnreadableFile",
    "find_columns",
    "parse_mapping",
    "read_lines",
    "read_table",
]
