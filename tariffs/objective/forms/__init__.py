"""The forms of objective financing. Numbers and dates are read the strict Danish way."""

from .importing import TableForm
from .populations import PopulationForm
from .scenarios import ApproveForm, ScenarioForm
from .schemes import SchemeForm
from .sheets import NewSheetForm, RatesForm

__all__ = [
    "ApproveForm",
    "NewSheetForm",
    "PopulationForm",
    "RatesForm",
    "ScenarioForm",
    "SchemeForm",
    "TableForm",
]
