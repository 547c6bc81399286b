"""What is missing before an agenda is sent. Pure: a snapshot in, findings out.

A finding never stops the sending, except those that must (an empty agenda, a CPR number), and
those on personal data, which somebody has to have looked at. Other parts add checks of their own
in the slot `CHECKS`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from dasportal.accounts.slots import Slot
from dasportal.documents.models import Conversion

from .gathering import following_texts, told_texts
from .models import ItemKind, Verb
from .personal_data import Sighting, in_html, in_text
from .snapshot import Snapshot, flat_items

BLOCKS, ANSWER, MISSING = "blocks", "answer", "missing"

NEEDS_PRESENTATION = {ItemKind.ORDINARY, ItemKind.THEME}
NEEDS_RECOMMENDATION = {
    ItemKind.ORDINARY,
    ItemKind.APPROVE_AGENDA,
    ItemKind.APPROVE_MINUTES,
    ItemKind.FROM_COMMITTEE,
}


@dataclass(frozen=True)
class Finding:
    """One thing to look at: how grave, in which item and field, and what to do.

    `what` says it without quoting, for what is kept of an answer. With `by_gate` a gate decides
    on it, so that the sending page does not ask.
    """

    code: str
    level: str  # blocks, answer or missing
    message: str
    item: str = ""  # id; empty when it is the meeting's own
    number: str = ""
    title: str = ""
    field: str = ""  # where to mend it
    what: str = ""
    by_gate: bool = False

    @property
    def name(self) -> str:
        """What it is and where, without a word of what is quoted."""
        where = f"Punkt {self.number}: " if self.number else ""
        return f"{where}{self.what or self.message}"

    @property
    def key(self) -> str:
        """Names this very finding, so that an answer to it is an answer to no other."""
        text = "\0".join((self.code, self.item, self.field, self.message))
        return hashlib.sha256(text.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class File:
    """What the checks need to know of a bilag's file."""

    conversion: str = Conversion.NONE
    message: str = ""
    text: str = ""


@dataclass(frozen=True)
class Draft:
    """The agenda as it stands, and the files of its bilag by their id."""

    snapshot: Snapshot
    files: Mapping[str, File] = field(default_factory=dict)

    @property
    def items(self) -> list[dict[str, Any]]:
        """Items and sub-items that are still on."""
        return [item for item in flat_items(self.snapshot) if not item["withdrawn"]]


@dataclass(frozen=True)
class Check:
    """A question asked of every draft before it is sent."""

    name: str
    find: Callable[[Draft], Iterator[Finding]]
    position: int = 50


CHECKS: Slot[Check] = Slot("meetings.readiness")


def findings(draft: Draft) -> list[Finding]:
    """All that the checks find, gravest first, in agenda order."""
    rank = {BLOCKS: 0, ANSWER: 1, MISSING: 2}
    found = [finding for check in CHECKS for finding in check.find(draft)]
    return sorted(dict.fromkeys(found), key=lambda finding: rank[finding.level])


def _at(
    item: dict[str, Any], code: str, message: str, mend: str, level: str = MISSING, what: str = ""
) -> Finding:
    return Finding(code, level, message, item["id"], item["number"], item["title"], mend, what)


def frame(draft: Draft) -> Iterator[Finding]:
    """When, where, who: what a member needs in order to come."""
    head = draft.snapshot["meeting"]
    if not draft.items:
        yield Finding("empty", BLOCKS, "Dagsordenen er tom. Tilføj mindst ét punkt.", field="items")
    if not head["starts_at"]:
        yield Finding("no_time", MISSING, "Mødet har intet klokkeslæt.", field="starts_at")
    if not head["ends_at"]:
        yield Finding("no_end", MISSING, "Mødet har intet sluttidspunkt.", field="ends_at")
    virtual = head["format"] in ("virtual", "hybrid")
    if head["format"] != "virtual" and not head["place"]:
        yield Finding("no_place", MISSING, "Mødet har intet sted.", field="place")
    if virtual and not head["video_link"]:
        yield Finding("no_link", MISSING, "Mødet har intet videolink.", field="video_link")
    if not head["chair"]:
        yield Finding("no_chair", MISSING, "Mødet har ingen formand.", field="chair")


def time(draft: Draft) -> Iterator[Finding]:
    """The planned minutes against the meeting's length."""
    head = draft.snapshot["meeting"]
    length = meeting_minutes(head["starts_at"], head["ends_at"])
    planned = sum(item["planned_minutes"] or 0 for item in draft.items)
    if length and planned > length:
        message = f"Der er afsat {planned} minutter, men mødet varer {length}."
        yield Finding("too_long", MISSING, message, field="items")


def meeting_minutes(starts_at: str, ends_at: str) -> int | None:
    """How long a meeting lasts, from »09.00« to »12.30«; None when one of them is missing."""
    if not starts_at or not ends_at:
        return None
    first, last = (int(clock[:2]) * 60 + int(clock[3:5]) for clock in (starts_at, ends_at))
    return last - first


def content(draft: Draft) -> Iterator[Finding]:
    """Items without what their kind needs to be treated."""
    for item in draft.items:
        if item["open"] is None:
            yield _at(
                item, "openness", "Det er ikke sagt, om punktet er åbent eller lukket.", "is_open"
            )
        if item["kind"] in NEEDS_PRESENTATION and not _has_text(item):
            yield _at(item, "no_text", "Sagsfremstillingen er tom.", "presentation")
        if item["kind"] in NEEDS_RECOMMENDATION and not is_sub_item(item):
            yield from _recommendations(item)
        if item["late"] and not item["late_reason"]:
            yield _at(item, "no_reason", "Tillægspunktet mangler en grund.", "late_reason")


def is_sub_item(item: dict[str, Any]) -> bool:
    """Sub-items such as 13.1 are notes of their own, without an indstilling."""
    return "." in item["number"]


def _has_text(item: dict[str, Any]) -> bool:
    return bool(item["presentation"] or item["children"])


def _recommendations(item: dict[str, Any]) -> Iterator[Finding]:
    rows = item["recommendations"]
    if not rows:
        yield _at(item, "no_recommendation", "Punktet har ingen indstilling.", "recommendations")
    for row in rows:
        if row["verb"] == Verb.OTHER:
            message = f"Indstillingen »{row['text']}« siger ikke, hvad der skal ske (fx godkender, drøfter)."
            yield _at(item, "no_verb", message, "recommendations")


def attachments(draft: Draft) -> Iterator[Finding]:
    """Bilag that will not be in the bundle as they should."""
    for item in draft.items:
        for bilag in item["attachments"]:
            if not bilag["file"]:
                if not bilag["minutes_of"] and not bilag["text"]:
                    message = f"Bilaget »{bilag['title']}« har ingen fil."
                    yield _at(item, "no_file", message, "attachments")
                continue
            if said := _CONVERSION.get(draft.files.get(bilag["file"], File()).conversion):
                yield _at(item, "conversion", said.format(bilag["title"]), "attachments")


_CONVERSION: dict[str, str] = {
    Conversion.PENDING: "Bilaget »{}« er ikke omdannet til PDF endnu. Vent lidt, og genindlæs siden.",
    Conversion.FAILED: "Bilaget »{}« kunne ikke omdannes. Erstat det med en PDF; ellers kommer kun en side med besked i bundtet.",
    Conversion.UNAVAILABLE: "Bilaget »{}« kan ikke omdannes på denne server. Det kommer med som fil, og bundtet får en side, der siger det.",
}


TEXT_FIELDS = ("summary", "background", "presentation")


def personal_data(draft: Draft) -> Iterator[Finding]:
    """Personal data in titles, texts, statements, decisions and bilag. Each must be looked at; a
    CPR number must go."""
    for item in draft.items:
        for name, found in _sightings_in(item):
            for sighting in found:
                yield _sighted(item, name, sighting)
        for bilag in item["attachments"]:
            stored = draft.files.get(bilag["file"], File())
            for sighting in in_text(f"{bilag['title']}\n{bilag['file_name']}\n{stored.text}"):
                said = f"Bilaget »{bilag['title']}«: {sighting.message}"
                yield _sighted(item, "attachments", sighting, said)


def _sightings_in(item: dict[str, Any]) -> Iterator[tuple[str, list[Sighting]]]:
    """What is seen in each text of an item, by its field."""
    yield "title", in_text(item["title"])
    for name in TEXT_FIELDS:
        yield name, in_html(item[name])
    for statement in item["statements"]:
        yield "statements", in_html(statement["html"])
    for row in item["recommendations"]:
        yield "recommendations", in_text(row["text"])
    for text, is_html in told_texts(item):
        yield "gathered", in_html(text) if is_html else in_text(text)
    for note in item.get("notes", []):
        yield "notes", in_text(note["text"])
    if decision := item.get("decision"):
        yield "decision", in_html(decision["html"])
        said = [decision["outcome_note"], *(row["words"] for row in decision["positions"])]
        said += [row["what"] for row in decision["follow_ups"]]
        said += following_texts(decision)
        yield "decision", in_text("\n".join(said))


def _sighted(item: dict[str, Any], mend: str, sighting: Sighting, said: str = "") -> Finding:
    """A CPR number stops everything; the rest is for a person to judge."""
    level = BLOCKS if sighting.kind == "cpr" else ANSWER
    code, message = f"personal_{sighting.kind}", said or sighting.message
    return _at(item, code, message, mend, level, sighting.label)


CHECKS.add(Check("frame", frame, 10))
CHECKS.add(Check("time", time, 20))
CHECKS.add(Check("content", content, 30))
CHECKS.add(Check("attachments", attachments, 40))
CHECKS.add(Check("personal_data", personal_data, 60))
