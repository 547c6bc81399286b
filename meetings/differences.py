"""What an item says now against what it said before, in words. Pure: plain items in, rows out."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from django.utils.safestring import SafeString

from dasportal.documents.richtext import to_text

from .changes import attachment_changes
from .textdiff import changed_lines, plain_diff

Item = dict[str, Any]


@dataclass(frozen=True)
class Difference:
    """A part of an item that has changed: its name, and the lines that differ as HTML."""

    label: str
    lines: list[SafeString]


def _rich(key: str) -> Callable[[Item], list[str]]:
    return lambda item: to_text(item[key]).split("\n")


def _plain(key: str) -> Callable[[Item], list[str]]:
    return lambda item: [str(item[key] or "")]


def _openness(item: Item) -> list[str]:
    return [{True: "Åbent punkt", False: "Lukket punkt"}.get(item["open"], "Åbenhed uafklaret")]


def _recommendation(item: Item) -> list[str]:
    return [item["lead"], *(row["text"] for row in item["recommendations"])]


def _statements(item: Item) -> list[str]:
    return [
        line
        for row in item["statements"]
        for line in (f"{row['body']}:", *to_text(row["html"]).split("\n"))
    ]


def _guests(item: Item) -> list[str]:
    return [", ".join(filter(None, (g["name"], g["organisation"]))) for g in item["guests"]]


def _decision(item: Item) -> list[str]:
    decision = item["decision"]
    if not decision:
        return []
    outcome = [decision["outcome_label"]] if decision["print_outcome"] else []
    held = [
        f"{p['party']} ({p['stance_label'].lower()}): {p['words']}" for p in decision["positions"]
    ]
    return [*outcome, *to_text(decision["html"]).split("\n"), *held]


def _notes(item: Item) -> list[str]:
    return [f"Red.: {note['text']}" for note in item["notes"]]


# In the order in which an item is read.
PARTS: tuple[tuple[str, Callable[[Item], list[str]]], ...] = (
    ("Titel", _plain("title")),
    ("Åbenhed", _openness),
    ("Vedrører", _plain("concerns_label")),
    ("Fremlægges af", _plain("presenter")),
    ("Gæster", _guests),
    ("Indstilling", _recommendation),
    ("Beslutning", _decision),
    ("Resumé", _rich("summary")),
    ("Baggrund", _rich("background")),
    ("Sagsfremstilling", _rich("presentation")),
    ("Udtalelser", _statements),
    ("Rettelser", _notes),
)


def item_differences(before: Item, after: Item) -> list[Difference]:
    """What has changed in the item, part by part; nothing when it reads the same."""
    found = []
    if after["withdrawn"] and not before["withdrawn"]:
        found.append(Difference("Punktet udgår", [plain_diff("", after["withdrawn_reason"])]))
    for label, words in PARTS:
        lines = changed_lines(_said(words(before)), _said(words(after)))
        if lines:
            found.append(Difference(label, lines))
    bilag = [plain_diff("", row["what"]) for row in attachment_changes(before, after)]
    return [*found, Difference("Bilag", bilag)] if bilag else found


def _said(lines: list[str]) -> list[str]:
    return [line for line in lines if line]


@dataclass(frozen=True)
class ChangedItem:
    """An item that is new, changed or gone between two versions."""

    item: Item
    kind: str  # new, changed
    differences: list[Difference]


def changed_items(before: list[Item], after: list[Item]) -> list[ChangedItem]:
    """The items of `after` that are new or read differently from those of `before`, in order.

    Both are flat lists as one reader may see them; »Lukket punkt« has no id and is passed over.
    """
    old = {item["id"]: item for item in before if item["id"]}
    found = []
    for item in after:
        if not item["id"]:
            continue
        if item["id"] not in old:
            found.append(ChangedItem(item, "new", []))
        elif differences := item_differences(old[item["id"]], item):
            found.append(ChangedItem(item, "changed", differences))
    return found


def marked_recommendations(before: Item | None, item: Item) -> list[SafeString]:
    """The recommendations one by one, with what has changed in each marked; plain without a
    `before`."""
    rows = [row["text"] for row in item["recommendations"]]
    was = [row["text"] for row in before["recommendations"]] if before else rows
    matcher = difflib.SequenceMatcher(a=was, b=rows, autojunk=False)
    marked: list[SafeString] = []
    for kind, a1, a2, b1, b2 in matcher.get_opcodes():
        old = rows[b1:b2] if kind == "equal" else was[a1:a2]
        pairs = zip_longest(old, rows[b1:b2], fillvalue="")
        marked += [plain_diff(*pair) for pair in list(pairs)[: b2 - b1]]
    return marked
