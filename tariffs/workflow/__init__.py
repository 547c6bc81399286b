"""The tariff year: the tables of transitions and one verb for each step."""

from ..gathering import findings_of
from .handing_in import (
    Incomplete,
    accept,
    approve,
    approve_as_laid,
    approve_rest,
    keep_version,
    lay_valid,
    return_submission,
    submit,
)
from .importing import Imported, Stage, import_lines
from .reporting import (
    Conflict,
    answer_finding,
    begin,
    begin_correction,
    change_correction,
    explain,
    remove_line,
    save_line,
)
from .table import SUBMISSION, YEAR
from .years import (
    change_year,
    choose_model,
    close_year,
    open_year,
    reopen_year,
    set_ceiling,
)

__all__ = [
    "SUBMISSION",
    "YEAR",
    "Conflict",
    "Imported",
    "Incomplete",
    "Stage",
    "accept",
    "answer_finding",
    "approve",
    "approve_as_laid",
    "approve_rest",
    "begin",
    "begin_correction",
    "change_correction",
    "change_year",
    "choose_model",
    "close_year",
    "explain",
    "findings_of",
    "import_lines",
    "keep_version",
    "lay_valid",
    "open_year",
    "remove_line",
    "reopen_year",
    "return_submission",
    "save_line",
    "set_ceiling",
    "submit",
]
