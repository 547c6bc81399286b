"""Special terms: two tables of transitions and one verb per step."""

from .catalogue import save_instrument
from .deciding import decided, decline, join, reopen
from .proposing import (
    KIND,
    add_scenario,
    change_proposal,
    choose_scenario,
    draft_proposal,
    hear,
    propose,
    remove_scenario,
    remove_term,
    save_term,
    withdraw,
)
from .running import answer_notice, begin, end, follow_up, prolong
from .table import ANSWER, PROPOSAL

__all__ = [
    "ANSWER",
    "KIND",
    "PROPOSAL",
    "add_scenario",
    "answer_notice",
    "begin",
    "change_proposal",
    "choose_scenario",
    "decided",
    "decline",
    "draft_proposal",
    "end",
    "follow_up",
    "hear",
    "join",
    "prolong",
    "propose",
    "remove_scenario",
    "remove_term",
    "reopen",
    "save_instrument",
    "save_term",
    "withdraw",
]
