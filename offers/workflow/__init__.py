"""Offers on a path and before a meeting: one verb per step."""

from .cases import (
    decide,
    place,
    place_waiting,
    put_on_agenda,
    refresh,
    refresh_due,
    use_offered_text,
)
from .courses import begin_course, end_course, link_hearing, skip_step, stop_course, take_step
from .figures import Counted, lay_figures, lay_in, note_figure
from .hearing import hear_all_parties
from .memberships import let_out, order_memberships, take_in
from .paths import change_path
from .table import CASE, COURSE

__all__ = [
    "CASE",
    "COURSE",
    "Counted",
    "begin_course",
    "change_path",
    "decide",
    "end_course",
    "hear_all_parties",
    "lay_figures",
    "lay_in",
    "let_out",
    "link_hearing",
    "note_figure",
    "order_memberships",
    "place",
    "place_waiting",
    "put_on_agenda",
    "refresh",
    "refresh_due",
    "skip_step",
    "stop_course",
    "take_in",
    "take_step",
    "use_offered_text",
]
