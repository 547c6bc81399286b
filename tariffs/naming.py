"""What makes two lines the same: the keys of a service and a legal basis. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

from dasportal.register.matching import name_key, split_former
from dasportal.register.queries import normal_basis

_ACTIVITY = re.compile(r"aktivitets\w*( niveau)? (?P<number>[0-9]+)", re.IGNORECASE)
_LEVEL = re.compile(r"b+oniveau\s*(?P<number>[0-9]+)", re.IGNORECASE)


@lru_cache(maxsize=4096)
def service_key(service: str) -> str:
    """»Bboniveau 7« and »Boniveau 7« are one service; signs, case and »(tidl. …)« do not count."""
    bare, _ = split_former(service)
    key = name_key(bare)
    level = _LEVEL.fullmatch(key)
    return f"boniveau {level['number']}" if level else key


@lru_cache(maxsize=4096)
def level_number(service: str) -> int | None:
    """7 of »Boniveau 7«."""
    level = _LEVEL.fullmatch(name_key(split_former(service)[0]))
    return int(level["number"]) if level else None


@lru_cache(maxsize=4096)
def activity_number(service: str) -> int | None:
    """3 of »Aktivitetstakst niveau 3«."""
    level = _ACTIVITY.fullmatch(name_key(split_former(service)[0]))
    return int(level["number"]) if level else None


def activity_service(level: int) -> str:
    """What a line of the level is called."""
    return f"Aktivitetstakst niveau {level}"


def basis_key(text: str) -> str:
    """A legal basis as it is compared: »SEL § 107« however it is written."""
    return normal_basis(text)


@lru_cache(maxsize=4096)
def kind_of_service(service: str) -> str:
    """The kind of line that a service's name says; an average where it says nothing else."""
    key = name_key(service)
    if level_number(service) is not None or re.match(r"niveau [0-9]", key):
        return "level"
    for word, kind in _KINDS:
        if word in key:
            return kind
    return "average"


_KINDS = (
    ("aktivitetstakst", "activity"),
    ("aktivitetsniveau", "activity"),
    ("grundtakst", "basic"),
    ("forløb", "course"),
    ("tillæg", "surcharge"),
)
