"""Finding the passage that a comment is about, in an item as it stands in the snapshot. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dasportal.documents.richtext import to_text

AROUND = 60  # letters kept on each side, to tell one place from another with the same words

FIELDS = {
    "decision": "Beslutning",
    "recommendations": "Indstilling",
    "summary": "Resumé",
    "background": "Baggrund",
    "presentation": "Sagsfremstilling",
    "title": "Titel",
    "positions": "Afvigende holdning",
    "follow_ups": "Opfølgning",
    "statements": "Udtalelser",
}


@dataclass(frozen=True)
class Passage:
    """A quote, the field it stands in, and what stands around it."""

    field: str
    quote: str
    prefix: str
    suffix: str


def texts_of(item: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Each field that may be quoted with its text, spaces evened out."""
    decision = item["decision"] or {}
    positions = (f"{row['party']} {row['words']}" for row in decision.get("positions", []))
    steps = (f"{row['what']} {row['owner']}" for row in decision.get("follow_ups", []))
    said = (f"{row['body']} {to_text(row['html'])}" for row in item["statements"])
    lines = (row["text"] for row in item["recommendations"])
    texts = {
        "decision": to_text(decision.get("html", "")),
        "recommendations": " ".join([item["lead"], *lines]),
        "summary": to_text(item["summary"]),
        "background": to_text(item["background"]),
        "presentation": to_text(item["presentation"]),
        "title": item["title"],
        "positions": " ".join(positions),
        "follow_ups": " ".join(steps),
        "statements": " ".join(said),
    }
    for field in FIELDS:
        yield field, even(texts[field])


def even(text: str) -> str:
    """The text with every run of spaces and lines as one space."""
    return " ".join(text.split())


def locate(
    item: dict[str, Any], quote: str, *, prefix: str = "", suffix: str = ""
) -> Passage | None:
    """Where the quote stands: the place whose surroundings are most like those given, the first
    when several are. None when the item does not say it."""
    wanted = even(quote)
    if not wanted:
        return None
    places = [
        _passage(field, text, start, len(wanted))
        for field, text in texts_of(item)
        for start in _starts(text, wanted)
    ]
    before, after = even(prefix), even(suffix)
    return max(places, key=lambda place: _likeness(place, before, after), default=None)


def _starts(text: str, wanted: str) -> Iterator[int]:
    start = text.find(wanted)
    while start >= 0:
        yield start
        start = text.find(wanted, start + 1)


def _passage(field: str, text: str, start: int, length: int) -> Passage:
    end = start + length
    return Passage(
        field=field,
        quote=text[start:end],
        prefix=text[max(0, start - AROUND) : start],
        suffix=text[end : end + AROUND],
    )


def _likeness(place: Passage, before: str, after: str) -> int:
    """How many letters next to the quote are as given, counted outwards from it."""
    return _same(reversed(place.prefix.rstrip()), reversed(before)) + _same(
        iter(place.suffix.lstrip()), iter(after)
    )


def _same(ours: Iterator[str], theirs: Iterator[str]) -> int:
    count = 0
    for one, other in zip(ours, theirs, strict=False):
        if one != other:
            break
        count += 1
    return count
