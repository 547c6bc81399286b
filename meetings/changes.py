"""What changed between two versions of an agenda or of minutes. Pure: snapshots in, rows out."""

from __future__ import annotations

from typing import Any

from .snapshot import Snapshot, flat_items

Change = dict[str, str]

HEAD_LABELS = {
    "date": "Dato",
    "starts_at": "Begynder",
    "ends_at": "Slutter",
    "place": "Sted",
    "format_label": "Mødeform",
    "chair": "Formand",
    "guests": "Gæster",
}
TEXT_LABELS = {
    "title": "titlen",
    "summary": "resuméet",
    "background": "baggrunden",
    "presentation": "sagsfremstillingen",
    "recommendations": "indstillingen",
    "lead": "indstillingen",
    "statements": "udtalelser",
    "guests": "gæster",
    "open": "åbenhed",
    "presenter": "hvem der fremlægger",
    "concerns_label": "hvem punktet vedrører",
    "case_number": "sagsnummeret",
    "committee": "forretningsudvalgets beslutninger",
    "open_follow_ups": "opfølgningen",
    "on_delegation": "hvad der besluttes på delegation",
    "decision": "beslutningen",
    "notes": "rettelser",
}


def changes(before: Snapshot | None, after: Snapshot) -> list[Change]:
    """Rows {"kind", "number", "id", "title", "what"} in agenda order; none for a first version.

    `kind` is meeting, item_new, item_withdrawn, item_changed, attachment_new,
    attachment_changed or attachment_gone.
    """
    if before is None:
        return []
    old = {item["id"]: item for item in flat_items(before)}
    rows = _head_changes(before["meeting"], after["meeting"])
    for item in flat_items(after):
        rows += _item_changes(old.get(item["id"]), item)
    return rows


def _head_changes(before: dict[str, Any], after: dict[str, Any]) -> list[Change]:
    return [
        _row("meeting", None, f"{label}: {before[key] or 'ikke sat'} → {after[key] or 'ikke sat'}")
        for key, label in HEAD_LABELS.items()
        if before[key] != after[key]
    ]


def _item_changes(before: dict[str, Any] | None, after: dict[str, Any]) -> list[Change]:
    if before is None:
        reason = f": {after['late_reason']}" if after["late_reason"] else ""
        new = [_row("item_new", after, f"Nyt punkt{reason}")]
        return new + [
            _row("attachment_new", after, f"Nyt bilag: {a['title']}", a)
            for a in after["attachments"]
        ]
    if after["withdrawn"] and not before["withdrawn"]:
        return [_row("item_withdrawn", after, f"Udgår: {after['withdrawn_reason']}")]
    changed = [
        label for key, label in TEXT_LABELS.items() if before.get(key, []) != after.get(key, [])
    ]
    rows = []
    if changed:
        rows.append(_row("item_changed", after, "Ændret: " + ", ".join(dict.fromkeys(changed))))
    return rows + attachment_changes(before, after)


def attachment_changes(before: dict[str, Any], after: dict[str, Any]) -> list[Change]:
    """The bilag of an item that are new, have a new version or name, or are gone."""
    old = {a["id"]: a for a in before["attachments"]}
    new = {a["id"]: a for a in after["attachments"]}
    rows = []
    for key, attachment in new.items():
        title = attachment["title"]
        if key not in old:
            late = "Eftersendt bilag" if attachment["late"] else "Nyt bilag"
            rows.append(_row("attachment_new", after, f"{late}: {title}", attachment))
        elif old[key]["sha256"] != attachment["sha256"]:
            rows.append(
                _row("attachment_changed", after, f"Ny version af bilag: {title}", attachment)
            )
        elif old[key]["title"] != title:
            rows.append(_row("attachment_changed", after, f"Bilag omdøbt: {title}", attachment))
    for key, attachment in old.items():
        if key not in new:
            gone = f"Bilag udgår: {attachment['title']}"
            rows.append(_row("attachment_gone", after, gone, attachment))
    return rows


def _row(
    kind: str, item: dict[str, Any] | None, what: str, attachment: dict[str, Any] | None = None
) -> Change:
    return {
        "kind": kind,
        "number": item["number"] if item else "",
        "id": item["id"] if item else "",
        "title": item["title"] if item else "Mødet",
        "closed": "yes" if _is_closed(item, attachment) else "",
        "what": what,
    }


def _is_closed(item: dict[str, Any] | None, attachment: dict[str, Any] | None) -> bool:
    """A closed item, or a closed bilag of an open one."""
    if attachment is not None and attachment["closed"]:
        return True
    return item is not None and item["open"] is not True


def changes_for_reader(rows: list[Change], *, closed: bool) -> list[Change]:
    """The rows without a word of closed items and closed bilag, for those who may not read them."""
    if closed:
        return rows
    return [row for row in rows if not row["closed"]]
