"""Into det forstærkede samarbejde, through the yearly assessment, and out of it."""

from .assessing import decide_assessment, keep_committee, lay, recommend, save_assessment
from .leaving import give_notice, send_hearing
from .nominating import nominate, reassess_all, take_nomination
from .onward import send_on
from .table import ASSESSMENT

__all__ = [
    "ASSESSMENT",
    "decide_assessment",
    "give_notice",
    "keep_committee",
    "lay",
    "nominate",
    "reassess_all",
    "recommend",
    "save_assessment",
    "send_hearing",
    "send_on",
    "take_nomination",
]
