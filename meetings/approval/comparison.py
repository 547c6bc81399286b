"""What differs between the minutes a party approved and those that are out now. Pure.

Where the two hashes differ, at least one difference is shown: what no text tells is named in a
sentence.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from meetings.changes import changes
from meetings.snapshot import Snapshot, flat_items
from meetings.textdiff import word_diff

HEAD = {
    "title": "Titel", "date": "Dato", "starts_at": "Begynder", "ends_at": "Slutter",
    "place": "Sted", "format_label": "Mødeform", "chair": "Formand", "minute_taker": "Referent",
    "guests": "Gæster", "case_number": "Sagsnummer",
}  # fmt: skip


@dataclass(frozen=True)
class Part:
    """One text that differs: its name, and the words with what went and what came marked."""

    label: str
    html: SafeString


@dataclass(frozen=True)
class Difference:
    """What differs in one item, or in the meeting's own facts (then without a number)."""

    id: str
    number: str
    title: str
    parts: tuple[Part, ...]
    notes: tuple[str, ...] = ()


def differences(before: Snapshot, after: Snapshot) -> list[Difference]:
    """In the order of the minutes; both as the same reader has them."""
    found = [_of_meeting(before, after)]
    old = {_key(item): item for item in flat_items(before)}
    files = _file_notes(before, after)
    for item in flat_items(after):
        found.append(_of_item(old.pop(_key(item), None), item, files.get(item["id"], ())))
    found += [
        Difference(item["id"], item["number"], item["title"], (), ("Punktet er udgået.",))
        for item in old.values()
    ]
    return [row for row in found if row is not None]


def _key(item: dict[str, Any]) -> str:
    """A closed item has no identity to an outsider; its number tells which it is."""
    return item["id"] or f"nr-{item['number']}"


def _of_meeting(before: Snapshot, after: Snapshot) -> Difference | None:
    if _without_items(before) == _without_items(after):
        return None
    parts = _parts(_facts(before), _facts(after))
    notes = () if parts else ("Oplysninger om mødet er ændret.",)
    return Difference("", "", "Mødet", parts, notes)


def _without_items(snapshot: Snapshot) -> Snapshot:
    return {**snapshot, "items": [], "version": 0}


def _facts(snapshot: Snapshot) -> dict[str, str]:
    head = snapshot["meeting"]
    return {
        **{label: _lines([head[key]]) for key, label in HEAD.items()},
        "Deltagere": _lines(_attendee(row) for row in snapshot["attendance"]),
        "Rettelser": _lines(note["text"] for note in snapshot["notes"]),
    }


def _attendee(row: dict[str, Any]) -> str:
    words = [row["name"], row["party"], row["role"], row["status_label"], row["deputy"]]
    words += [f"gik før punkt {row['left_before']}"] if row["left_before"] else []
    words += [f"kom til punkt {row['arrived_at']}"] if row["arrived_at"] else []
    return ", ".join(word for word in words if word)


def _of_item(
    before: dict[str, Any] | None, after: dict[str, Any], files: Iterable[str]
) -> Difference | None:
    if before is not None and _alone(before) == _alone(after):
        return None
    parts = _parts(_texts(before) if before else {}, _texts(after))
    notes = tuple(files) if before else ("Nyt punkt.",)
    if not parts and not notes:
        notes = ("Oplysninger om punktet er ændret.",)
    return Difference(after["id"], after["number"], after["title"], parts, notes)


def _alone(item: dict[str, Any]) -> dict[str, Any]:
    """The item without its sub-items: they are compared on their own."""
    return {**item, "children": []}


def _file_notes(before: Snapshot, after: Snapshot) -> dict[str, list[str]]:
    notes: dict[str, list[str]] = {}
    for row in changes(before, after):
        if row["kind"].startswith("attachment_"):
            notes.setdefault(row["id"], []).append(row["what"])
    return notes


def _texts(item: dict[str, Any]) -> dict[str, str]:
    """What the item says, text by text, as HTML."""
    decision = item["decision"] or {}
    outcome = [decision.get("outcome_label", ""), decision.get("outcome_note", "")]
    return {
        "Titel": _lines([item["title"]]),
        "Åbenhed": _lines(["Åbent" if item["open"] else "Lukket"]),
        "Beslutning": decision.get("html", ""),
        "Udfald": _lines([": ".join(word for word in outcome if word)]),
        "Afvigende holdning": _lines(
            f"{row['party']} ({row['stance_label'].lower()}): {row['words']}"
            for row in decision.get("positions", [])
        ),
        "Opfølgning": _lines(
            ", ".join(word for word in (row["what"], row["owner"], row["due"]) if word)
            for row in decision.get("follow_ups", [])
        ),
        "Indstilling": _lines([item["lead"], *(row["text"] for row in item["recommendations"])]),
        "Resumé": item["summary"],
        "Baggrund": item["background"],
        "Sagsfremstilling": item["presentation"],
        "Udtalelser": "".join(_lines([s["body"]]) + s["html"] for s in item["statements"]),
        "Gæster": _lines(f"{g['name']}, {g['organisation']}" for g in item["guests"]),
        "Fremlægges af": _lines([item["presenter"]]),
        "Vedrører": _lines([item["concerns_label"]]),
        "Sagsnummer": _lines([item["case_number"]]),
        "Udgår": _lines([item["withdrawn_reason"] if item["withdrawn"] else ""]),
        "Rettelser": _lines(note["text"] for note in item["notes"]),
    }


def _parts(before: dict[str, str], after: dict[str, str]) -> tuple[Part, ...]:
    return tuple(
        Part(label, word_diff(before.get(label, ""), text))
        for label, text in after.items()
        if before.get(label, "") != text
    )


def _lines(rows: Iterable[str]) -> str:
    return str(format_html_join("", "<p>{}</p>", ((row,) for row in rows if row)))
