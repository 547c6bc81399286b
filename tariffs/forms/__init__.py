"""The forms of the tariff year."""

from .explaining import AnswerForm, ExplainForm
from .lines import LineForm, RowForm
from .models import ActivityForm, LevelsForm, MappingForm, ModelsForm
from .steps import ReasonForm, StatementForm
from .years import CeilingForm, RemindForm, YearForm

__all__ = [
    "ActivityForm",
    "AnswerForm",
    "CeilingForm",
    "ExplainForm",
    "LevelsForm",
    "LineForm",
    "MappingForm",
    "ModelsForm",
    "ReasonForm",
    "RemindForm",
    "RowForm",
    "StatementForm",
    "YearForm",
]
