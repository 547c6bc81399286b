"""The tariff year: the tables of transitions and one verb for each step."""

from ..gathering import findings_of
from .activity import activity_of, lay_activity
from .attaching import add_statement, remove_statement
from .ceilings import carry_ceilings, change_ceiling, remove_ceiling, set_ceiling
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
from .models import choose_model, choose_models, last_year_of, lay_levels, map_lines
from .reminding import lacking, remind_parties
from .reporting import (
    Conflict,
    RowSave,
    answer_finding,
    begin,
    begin_correction,
    change_correction,
    explain,
    remove_line,
    save_figures,
    save_line,
)
from .table import SUBMISSION, YEAR
from .years import (
    change_year,
    close_year,
    open_year,
    reopen_year,
)

__all__ = [
    "SUBMISSION",
    "YEAR",
    "Conflict",
    "Imported",
    "Incomplete",
    "RowSave",
    "Stage",
    "accept",
    "activity_of",
    "add_statement",
    "answer_finding",
    "approve",
    "approve_as_laid",
    "approve_rest",
    "begin",
    "begin_correction",
    "carry_ceilings",
    "change_ceiling",
    "change_correction",
    "change_year",
    "choose_model",
    "choose_models",
    "close_year",
    "explain",
    "findings_of",
    "import_lines",
    "keep_version",
    "lacking",
    "last_year_of",
    "lay_activity",
    "lay_levels",
    "lay_valid",
    "map_lines",
    "open_year",
    "remind_parties",
    "remove_ceiling",
    "remove_line",
    "remove_statement",
    "reopen_year",
    "return_submission",
    "save_figures",
    "save_line",
    "set_ceiling",
    "submit",
]
