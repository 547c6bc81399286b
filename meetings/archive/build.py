"""Makes items and meetings of lines in their places."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import time

from meetings.archive import prose, wording
from meetings.archive.items import Draft
from meetings.archive.lines import Line
from meetings.archive.structure import (
    Attachment,
    Item,
    Placement,
    Recommendation,
    Role,
    Section,
)

FRONT_LINES = 60


def build_items(drafts: list[Draft], openness: str) -> list[Item]:
    """An item and its sub-items, in printed order."""
    _return_whole_decision(drafts)
    main = _item(drafts[0], drafts[0], openness)
    subs = [_item(draft, drafts[0], "") for draft in drafts[1:]]
    for sub in subs:
        sub.title = sub.title or _listed_title(drafts[0], sub.number)
        sub.open = main.open if sub.open is None else sub.open
    return [main, *subs]


def _item(draft: Draft, main: Draft, openness: str) -> Item:
    title = _joined(p.text for p in draft.placements if p.role in (Role.NUMBER, Role.TITLE))
    stated = _texts(draft, Role.OPENNESS) or [openness or _openness_in(title)]
    lead, recommendations = _recommendations(draft)
    return Item(
        number=draft.number,
        title=title or " ".join(_texts(draft, Role.OPENNESS)),
        parent=draft.parent,
        open=_open(stated[-1]),
        case_number=_joined(_texts(draft, Role.CASE_NUMBER)),
        agenda_section=_joined(_texts(draft, Role.AGENDA_SECTION)).rstrip(": "),
        sections=_sections(draft),
        lead=lead,
        recommendations=recommendations,
        attachments=_attachments(draft, main),
        decision=_with_role(draft, Role.DECISION),
        unplaced=_with_role(draft, Role.UNPLACED),
    )


def _with_role(draft: Draft, role: Role) -> tuple[Placement, ...]:
    return tuple(p for p in draft.placements if p.role is role)


def _texts(draft: Draft, role: Role) -> list[str]:
    return [p.text for p in draft.placements if p.role is role]


def _joined(texts: Iterable[str]) -> str:
    whole = ""
    for text in texts:
        whole = prose.joined(whole, text)
    return whole


def _openness_in(title: str) -> str:
    match = wording.OPENNESS_IN_TITLE.search(title)
    return (match["first"] or match["last"]) if match else ""


def _open(stated: str) -> bool | None:
    match = wording.OPENNESS.match(stated) if stated else None
    if match is None or not (match["open"] or match["closed"]):
        return None
    return not match["closed"]


def _sections(draft: Draft) -> list[Section]:
    return [
        Section(
            key,
            heading,
            tuple(p for p in draft.placements if p.role is Role.TEXT and p.index == index),
        )
        for index, (key, heading) in enumerate(draft.sections)
    ]


def _recommendations(draft: Draft) -> tuple[str, list[Recommendation]]:
    lead = _joined(_texts(draft, Role.LEAD))
    parts: dict[int, str] = {}
    for placement in draft.placements:
        if placement.role is Role.LEAD and placement.key:
            parts[0] = placement.key
        elif placement.role is Role.RECOMMENDATION:
            before = parts.get(placement.index, "")
            nested = before and wording.BULLET.match(placement.text)
            whole = (
                f"{before}\n{placement.text}" if nested else prose.joined(before, placement.text)
            )
            parts[placement.index] = whole
    if not parts and lead:
        split = wording.LEAD_END.match(lead)
        if split and len(split["rest"].split()) > 1 and not _names_forum(split["rest"]):
            lead, parts = split["lead"], {0: split["rest"]}
    return lead, [Recommendation(text, wording.find_verb(text)) for text in parts.values()]


def _names_forum(text: str) -> bool:
    return wording.forum_name(text) in ("DAS", "FU")


def _attachments(draft: Draft, main: Draft) -> list[Attachment]:
    if draft is not main:
        return []
    roles = (Role.ATTACHMENT_TEXT, Role.COVER)
    return [
        Attachment(
            title,
            tuple(p for p in draft.placements if p.role in roles and p.index == index),
        )
        for index, title in enumerate(draft.bilag)
    ]


def _listed_title(main: Draft, number: str) -> str:
    """The title of a sub-item that prints its number alone: the line of that place in the list
    of the item it belongs to."""
    lines = [p for p in main.placements if p.role is Role.TEXT]
    listed = [block.text for block in prose.blocks(lines) if block.mark and not block.deep]
    place = int(number.rpartition(".")[2]) - 1
    return listed[place] if place < len(listed) else ""


def _return_whole_decision(drafts: list[Draft]) -> None:
    """What is decided on the whole item is printed after its last sub-item, at a distance."""
    last = drafts[-1]
    if not last.from_decision:
        return
    decision = [p for p in last.placements if p.role is Role.DECISION]
    tail = len(decision)
    while tail > 0 and not decision[tail - 1].line.gap:
        tail -= 1
    moved = decision[tail - 1 :] if tail > 0 else []
    if moved and moved[0].line.gap and wording.WHOLE_DECISION.match(moved[0].text):
        last.placements = [p for p in last.placements if p not in moved]
        for placement in moved:
            placement.item = drafts[0].number
        drafts[0].placements += moved


# --- The meeting's front ------------------------------------------------------------------------


def place_front(lines: list[Line], page: set[int]) -> list[Placement]:
    """Lines before the first item; those under a label such as »Deltagere« carry its name."""
    placements: list[Placement] = []
    label = ""
    for line in lines:
        if line.number in page or wording.HEADER.match(line.text):
            placements.append(Placement(line, Role.PAGE, line.text))
            continue
        match = wording.FRONT_LABEL.match(line.text)
        if match:
            label = match["label"].casefold()
        text = (match["rest"] or "") if match else line.text
        placements.append(Placement(line, Role.FRONT, text, key=label))
    return placements


def front_times(placements: list[Placement]) -> tuple[time | None, time | None]:
    """From–to, when the front says it: »kl. 12.00-16.00«."""
    for placement in placements[:FRONT_LINES]:
        text = placement.line.text
        match = re.search(
            r"(?:kl\.?|tid\w*:?)\s*(\d{1,2})(?:[.:](\d\d))?(?:\s*(?:-|–|til)\s*(?:kl\.? )?(\d{1,2})(?:[.:](\d\d))?)?",
            text,
            re.IGNORECASE,
        )
        if match:
            begins = _time(match[1], match[2])
            ends = _time(match[3], match[4]) if match[3] else None
            return (begins, ends) if begins and ends and begins < ends else (begins, None)
    return None, None


def _time(hour: str, minute: str | None) -> time | None:
    valid = int(hour) < 24 and int(minute or 0) < 60
    return time(int(hour), int(minute or 0)) if valid else None
