"""What can be done about objective financing: one verb per step, by the tables in `table.py`."""

from .importing import import_table
from .populations import record_populations
from .scenarios import (
    Figures,
    approve_scenario,
    change_scenario,
    choose_scenario,
    copy_scenario,
    draft_scenario,
    drop_scenario,
)
from .schemes import change_scheme, open_scheme
from .sheets import approve_sheet, change_rates, open_sheet, reopen_sheet
from .table import SCENARIO, SHEET

__all__ = [
    "SCENARIO",
    "SHEET",
    "Figures",
    "approve_scenario",
    "approve_sheet",
    "change_rates",
    "change_scenario",
    "change_scheme",
    "choose_scenario",
    "copy_scenario",
    "draft_scenario",
    "drop_scenario",
    "import_table",
    "open_scheme",
    "open_sheet",
    "record_populations",
    "reopen_sheet",
]
