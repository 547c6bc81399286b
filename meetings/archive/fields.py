"""What an item read from the archive becomes in the portal's fields. No database here."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape

from meetings.archive import prose
from meetings.archive.structure import Item, Placement
from meetings.models import Concerns, ItemKind, Outcome, Section

_KINDS = (
    (ItemKind.APPROVE_AGENDA, r"godkendelse af dagsorden"),
    (ItemKind.APPROVE_MINUTES, r"godkendelse af referat"),
    (ItemKind.FROM_COMMITTEE, r"orientering(?:er)? fra (?:fu\b|forretningsudvalget)"),
    (ItemKind.INFORMATION, r"orienteringspunkter|orienteringer$"),
    (ItemKind.THEME, r"temadrøftelse\b"),
    (ItemKind.ANY_OTHER, r"eventuelt"),
    (ItemKind.NEXT_MEETING, r"næste møde"),
)
_SECTIONS = {
    ItemKind.APPROVE_AGENDA: Section.FORMALITIES,
    ItemKind.APPROVE_MINUTES: Section.FORMALITIES,
    ItemKind.FROM_COMMITTEE: Section.INFORMATION,
    ItemKind.INFORMATION: Section.INFORMATION,
    ItemKind.THEME: Section.THEME,
    ItemKind.ANY_OTHER: Section.CLOSING,
    ItemKind.NEXT_MEETING: Section.CLOSING,
}
_OUTCOMES = (
    (Outcome.APPROVED, r"(?:\w+ )?(?:blev )?godkend(?:t|es)"),
    (Outcome.NOTED, r"[\w ]{0,40}(?:tage[st]|tager \w+) til efterretning"),
    (Outcome.DISCUSSED, r"(?:\w+ )?(?:blev )?drøfte(?:t|s)"),
    (Outcome.POSTPONED, r"(?:\w+ )?(?:blev )?ud(?:sat|sættes)"),
)


def kind_of(title: str) -> str:
    """The standing item that the title names, else an ordinary case."""
    for kind, pattern in _KINDS:
        if re.match(pattern, title.strip(), re.IGNORECASE):
            return kind
    return ItemKind.ORDINARY


def section_of(item: Item, kind: str) -> str:
    """The part of the agenda: as printed, else where such an item belongs."""
    printed = item.agenda_section.casefold()
    for value, label in Section.choices:
        if printed and str(label).casefold() == printed:
            return value
    if kind in _SECTIONS:
        return _SECTIONS[ItemKind(kind)]
    is_information = item.title.casefold().startswith("orientering")
    return Section.INFORMATION if is_information else Section.DECISION


def outcome_of(decision: tuple[Placement, ...]) -> str:
    """The outcome, only when the whole decision is one plain sentence that names it."""
    text = prose.as_text(decision).strip().rstrip(".")
    for outcome, pattern in _OUTCOMES:
        if re.fullmatch(pattern, text, re.IGNORECASE):
            return outcome
    return ""


def concerns_of(text: str) -> str | None:
    """Whom the item concerns; None when the words are not one of the portal's choices."""
    words = text.casefold().strip(" .")
    if re.fullmatch(r"(?:alle(?: parter)?|kommunerne og region(?:en| nordjylland))", words):
        return Concerns.ALL
    if re.fullmatch(r"(?:alle )?kommune(?:r|rne)", words):
        return Concerns.MUNICIPALITIES
    return Concerns.REGION if re.fullmatch(r"region(?:en| nordjylland)", words) else None


@dataclass
class Texts:
    """The rich texts of an item, and what goes beside them."""

    summary: str = ""
    background: str = ""
    presentation: str = ""
    concerns: str = Concerns.ALL
    presenter: str = ""
    guests: list[str] = field(default_factory=list)
    statements: list[tuple[str, str]] = field(default_factory=list)


def texts_of(item: Item) -> Texts:
    """Each section in its field. What has no field of its own becomes part of the
    sagsfremstilling, under the heading it had."""
    texts = Texts()
    for section in item.sections:
        html = prose.as_html(section.lines)
        plain = " ".join(placement.text for placement in section.lines)
        if section.key in ("summary", "background"):
            setattr(texts, section.key, getattr(texts, section.key) + html)
        elif section.key == "statement":
            texts.statements.append((section.heading, html))
        elif section.key == "guests":
            texts.guests += [re.sub(r"^[-•]\s*", "", p.text) for p in section.lines]
        elif section.key == "presenter" and len(plain) <= 200:
            texts.presenter = plain
        elif section.key == "concerns" and concerns_of(plain):
            texts.concerns = concerns_of(plain) or Concerns.ALL
        else:
            texts.presentation += _headed(section.key, section.heading) + html
    if item.unplaced:
        texts.presentation += "<h4>Øvrigt fra kilden</h4>" + prose.as_html(item.unplaced)
    return texts


def _headed(key: str, heading: str) -> str:
    return "" if key in ("case", "text") or not heading else f"<h3>{escape(heading)}</h3>"


def bilag_text(lines: tuple[Placement, ...]) -> str:
    """The pages of a bilag as plain text; its cover is the title and comes by itself."""
    return prose.as_text([p for p in lines if p.role != "cover"])


def fitted(text: str, longest: int) -> str:
    """Cut to what the field holds; the whole of it stays in the imported document."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
