"""What can be found in a meeting, from its snapshot. Pure: a snapshot in, plain rows out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from dasportal.documents.richtext import to_text

from ..snapshot import Snapshot
from .models import Kind

MOST_TEXT = 400_000  # letters of one bilag: some hundred pages


@dataclass(frozen=True)
class Row:
    """One thing that can be found, and for whom. `parties` are names, as the snapshot has them."""

    item: str
    kind: str
    closed: bool
    number: str
    title: str
    text: str
    heading: str = ""
    attachment: str | None = None
    outcome: str = ""
    parties: tuple[str, ...] = ()
    draft: bool = False
    sent: bool = False


def rows(snapshot: Snapshot, text_of: Callable[[str], str]) -> Iterator[Row]:
    """Every row of a meeting. `text_of` finds the text of a stored file by its id."""
    for item in snapshot["items"]:
        closed = item["open"] is not True
        yield from _item(item, closed, text_of)
        for child in item["children"]:
            yield from _item(child, closed or child["open"] is not True, text_of)


def _item(item: dict[str, Any], closed: bool, text_of: Callable[[str], str]) -> Iterator[Row]:
    if item.get("is_stub"):
        return
    decision = item["decision"] or {}
    concerned = [name.strip() for name in item["concerns_label"].split(",") if name.strip()]
    differing = [row["party"] for row in decision.get("positions", [])]
    whole = Row(
        item=item["id"], kind=Kind.ITEM, closed=closed, number=item["number"], title=item["title"],
        text=_case(item), parties=tuple(dict.fromkeys([*concerned, *differing])),
        outcome=decision.get("outcome", ""),
    )  # fmt: skip
    yield whole
    if lines := [row["text"] for row in item["recommendations"]]:
        yield replace(whole, kind=Kind.RECOMMENDATION, text=_lines(item["lead"], *lines))
    if text := _decided(decision):
        yield replace(whole, kind=Kind.DECISION, text=text)
    for follow_up in decision.get("follow_ups", []):
        text = _lines(follow_up["what"], follow_up["owner"])
        owner = (follow_up["owner"],)
        yield replace(
            whole, kind=Kind.FOLLOW_UP, text=text, heading=follow_up["what"][:400], parties=owner
        )
    for bilag in item["attachments"]:
        text = bilag["text"] or (text_of(bilag["file"]) if bilag["file"] else "")
        yield replace(
            whole, kind=Kind.ATTACHMENT, closed=closed or bilag["closed"], number=bilag["number"],
            heading=bilag["title"], attachment=bilag["id"],
            text=_lines(bilag["title"], bilag["file_name"], text[:MOST_TEXT]),
        )  # fmt: skip


def _case(item: dict[str, Any]) -> str:
    said = [f"{row['body']}: {to_text(row['html'])}" for row in item["statements"]]
    guests = [", ".join(filter(None, (g["name"], g["organisation"]))) for g in item["guests"]]
    notes = [note["text"] for note in item["notes"]]
    texts = [to_text(item[name]) for name in ("summary", "background", "presentation")]
    return _lines(*texts, *said, item["presenter"], *guests, item["case_number"], *notes)


def _decided(decision: dict[str, Any]) -> str:
    positions = [
        f"{row['party']} ({row['stance_label'].lower()}): {row['words']}"
        for row in decision.get("positions", [])
    ]
    text = to_text(decision.get("html"))
    label = "" if text else decision.get("outcome_label", "")
    return _lines(text, label, decision.get("outcome_note", ""), *positions)


def _lines(*texts: str) -> str:
    return "\n".join(text for text in texts if text)


def merged(draft: list[Row], sent: list[Row]) -> list[Row]:
    """The rows of both editions; where they are equal, one row for both."""
    both = set(draft) & set(sent)
    found = [replace(row, draft=True, sent=row in both) for row in dict.fromkeys(draft)]
    return found + [replace(row, sent=True) for row in dict.fromkeys(sent) if row not in both]
