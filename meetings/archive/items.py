"""Reads the lines of one item: every line gets exactly one place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum, auto

from meetings.archive import covers, wording
from meetings.archive.lines import Line, with_page_start
from meetings.archive.outline import ItemLines
from meetings.archive.structure import Placement, Role


@dataclass(frozen=True)
class Layout:
    """What is known of the whole document's pages."""

    page: set[int]
    appended: set[int]
    spaced: bool


@dataclass
class Draft:
    """An item or sub-item being read: its lines in order, each in its place."""

    number: str
    parent: str = ""
    from_decision: bool = False
    placements: list[Placement] = field(default_factory=list)
    sections: list[tuple[str, str]] = field(default_factory=list)
    bilag: list[str] = field(default_factory=list)
    recommendations: int = 0

    def has(self, role: Role) -> bool:
        return any(placement.role is role for placement in self.placements)

    def has_section(self, key: str) -> bool:
        return any(known == key for known, _ in self.sections)


class State(Enum):
    TITLE = auto()
    TEXT = auto()
    LEAD = auto()
    RECOMMENDATIONS = auto()
    ATTACHMENTS = auto()
    DECISION = auto()
    BILAG = auto()


NEAR = 6  # lines that a list of bilag may take on a new page
SECTION_KEYS = {
    "summary", "background", "case", "orientation", "guests", "presenter", "concerns", "statement",
}  # fmt: skip


class ItemReader:
    """A machine over the lines of one item. `read` returns the item and its sub-items."""

    def __init__(self, item: ItemLines, layout: Layout) -> None:
        self.item, self.layout = item, layout
        self.main = Draft(item.start.number)
        self.draft = self.main
        self.drafts = [self.main]
        self.state = State.TITLE
        self.bilag = -1  # which of the main item's bilag is being read
        self.mark = ""  # the kind of bullet that parts recommendations
        self.before: Line | None = None
        self.index = 0

    def read(self, number_line: Line) -> list[Draft]:
        for line in self.item.above:
            self._place(line, self._role_above(line))
        self._place(number_line, Role.NUMBER, text=self.item.start.title)
        self.before = number_line
        body = self.item.body
        while self.index < len(body):
            line = body[self.index]
            if line.number in self.layout.page:
                self._place(line, Role.PAGE)
            else:
                self._step(line)
                self.before = line
            self.index += 1
        return self.drafts

    def _role_above(self, line: Line) -> Role:
        if line.number in self.layout.page or wording.HEADER.match(line.text):
            return Role.PAGE
        if wording.OPENNESS.match(line.text):
            return Role.OPENNESS
        return Role.AGENDA_SECTION

    def _place(
        self, line: Line, role: Role, *, text: str | None = None, index: int = -1, key: str = ""
    ) -> None:
        shown = line.text if text is None else text
        self.draft.placements.append(Placement(line, role, shown, index, key, self.draft.number))

    def _step(self, line: Line) -> None:
        if wording.HEADER.match(line.text) or self._is_running_head(line):
            self._place(line, Role.PAGE)
            self._next_starts_page()
        elif self._cover(line) or self._appended(line):
            return
        elif self.state is State.BILAG:
            self._place(line, Role.ATTACHMENT_TEXT, index=self.bilag)
        elif not (self._sub_item(line) or self._heading(line) or self._lead_without_heading(line)):
            self._within(line)

    def _is_running_head(self, line: Line) -> bool:
        """»Punkt 5 · De tre principper« again at the top of the item's next pages."""
        match = wording.KEYWORD_ITEM.match(line.text)
        return bool(match and line.page_start and match["number"] == self.main.number)

    def _next_starts_page(self) -> None:
        below = self.index + 1
        if below < len(self.item.body):
            self.item.body[below] = with_page_start(self.item.body[below])

    # --- Bilag --------------------------------------------------------------------------------

    def _cover(self, line: Line) -> bool:
        if self.state in (State.TITLE, State.LEAD) or not self.main.bilag:
            return False
        body = self.item.body
        order = [*range(self.bilag + 1, len(self.main.bilag)), *range(self.bilag + 1)]
        for which in order:
            length = covers.cover_length(body, self.index, self.main.number, self.main.bilag[which])
            numbered = self._is_numbered_cover(line, which)
            if not length and not numbered:
                continue
            self._back_to_main()
            for covered in body[self.index : self.index + max(length, 1)]:
                self._place(covered, Role.COVER, index=which)
            self.index += max(length, 1) - 1
            self.state, self.bilag = State.BILAG, which
            return True
        return False

    def _is_numbered_cover(self, line: Line, which: int) -> bool:
        """»Bilag 2 Årshjul« that stands for the file listed as »Bilag 2: Årshjul for 2022«."""
        here = wording.ATTACHMENT_NUMBER.match(line.text)
        listed = wording.ATTACHMENT_NUMBER.match(self.main.bilag[which])
        if not here or not listed or here["number"] != listed["number"]:
            return False
        opens = line.page_start or self.state is State.BILAG
        return opens and covers.is_document_title(line)

    def _appended(self, line: Line) -> bool:
        """A new page that is not the item's own text: appended sections or a bilag's pages."""
        after = (State.ATTACHMENTS, State.DECISION, State.RECOMMENDATIONS)
        if self.state not in after or not line.page_start:
            return False
        if wording.HEADING.match(line.text) and not self.main.bilag:
            return False
        if self.state is State.ATTACHMENTS and self._decision_is_near():
            return False
        if self.state is not State.DECISION and self._mark_of(line.text):
            return False
        if self.bilag + 1 < len(self.main.bilag) and self._opens_bilag(line):
            self._open_next_bilag(line)
            return True
        if not self.main.bilag and covers.is_document_title(line) and self.main.has(Role.DECISION):
            self._back_to_main()
            self.state = State.ATTACHMENTS
            self._new_attachment(line, line.text)
            return True
        return False

    def _decision_is_near(self) -> bool:
        """The list of bilag goes on over a page, and the decision comes below it."""
        if self._had("decision"):
            return False
        near = self.item.body[self.index : self.index + NEAR]
        found = (wording.HEADING.match(line.text) for line in near)
        return any(match and match["decision"] for match in found)

    def _opens_bilag(self, line: Line) -> bool:
        if self.state is State.ATTACHMENTS:
            return True
        return covers.opens_bilag(
            line, self.before, appended=self.layout.appended, spaced=self.layout.spaced
        )

    def _open_next_bilag(self, line: Line) -> None:
        self._back_to_main()
        self.bilag = min(self.bilag + 1, len(self.main.bilag) - 1)
        self.state = State.BILAG
        self._place(line, Role.ATTACHMENT_TEXT, index=self.bilag)

    def _back_to_main(self) -> None:
        self.draft = self.main

    # --- Sub-items and headings ------------------------------------------------------------------

    def _sub_item(self, line: Line) -> bool:
        match = wording.SUB_ITEM.match(line.text)
        if not match or self.state in (State.LEAD, State.RECOMMENDATIONS):
            return False
        if self._awaits_title(line):
            return False
        parent, _, own = match["number"].partition(".")
        due = sum(draft.parent == self.main.number for draft in self.drafts) + 1
        title = match["title"].strip()
        starts_well = not title or not title[0].islower() or bool(re.search(r"[-–:]\s", line.text))
        if parent != self.main.number or not starts_well:
            return False
        is_known = any(draft.number == match["number"] for draft in self.drafts)
        if is_known or (int(own) != due and not match["keyword"]):
            return False
        from_decision = self.state is State.DECISION and not self.draft.parent
        from_decision = from_decision or self.draft.from_decision
        self.draft = Draft(match["number"], self.main.number, from_decision)
        self.drafts.append(self.draft)
        self._place(line, Role.NUMBER, text=title)
        self.state = State.TITLE
        return True

    def _heading(self, line: Line) -> bool:
        match = wording.HEADING.match(line.text)
        if not match or (self._awaits_title(line) and match["end"] != ":"):
            return False
        key = next(name for name, _ in wording.HEADINGS if match[name])
        if self._had(key) or not self._stands_as_heading(key, line, match):
            return False
        rest = match["rest"] or ""
        self._open(key, line, match[key])
        if rest:
            heading = self.draft.placements.pop()
            self._inline(heading, key, rest)
        return True

    def _had(self, key: str) -> bool:
        """Each part comes once; the same word later is a heading inside the text."""
        if key == "recommendation":
            return self.draft.has(Role.LEAD) or self.draft.has(Role.RECOMMENDATION)
        if key == "decision":
            return self.draft.from_decision or any(
                p.role is Role.DECISION or p.key == "decision" for p in self.draft.placements
            )
        if key == "attachments":
            return bool(self.main.bilag)
        return key != "statement" and self.draft.has_section(key)

    def _stands_as_heading(self, key: str, line: Line, match: re.Match[str]) -> bool:
        """»Referat« and the name of another body are also plain words: as headings they stand
        alone, with a distance above and below."""
        if key == "decision" and match["decision"].casefold().startswith(("beslutning", "drøft")):
            return True
        if key not in ("decision", "statement"):
            return True
        if match["rest"]:
            return len(match["statement"] or "") > 8
        below = self.item.body[self.index + 1 : self.index + 2]
        return not self.layout.spaced or (line.gap > 0 and all(after.gap for after in below))

    def _open(self, key: str, line: Line, heading: str) -> None:
        self.mark = ""
        index = -1
        if key in SECTION_KEYS:
            self.draft.sections.append((key, heading))
            index, self.state = len(self.draft.sections) - 1, State.TEXT
        elif key == "recommendation":
            self.state = State.LEAD
        elif key == "attachments":
            self.state = State.ATTACHMENTS
        else:
            self.state = State.DECISION
        self._place(line, Role.HEADING, text=heading, key=key, index=index)

    def _inline(self, heading: Placement, key: str, rest: str) -> None:
        """The words after »Beslutning:« on its own line: the line is placed with the words."""
        if key in SECTION_KEYS:
            self._place(heading.line, Role.TEXT, text=rest, index=heading.index, key=key)
        elif key == "recommendation":
            self._lead(heading.line, rest)
        elif key == "attachments":
            self._new_attachment(heading.line, rest)
        else:
            self._place(heading.line, Role.DECISION, text=rest)

    def _lead_without_heading(self, line: Line) -> bool:
        if self.state not in (State.TEXT, State.TITLE) or not wording.BARE_LEAD.match(line.text):
            return False
        if self._awaits_title(line) or self._had("recommendation") or self._heading_follows():
            return False
        self._lead(line, line.text)
        return True

    def _heading_follows(self) -> bool:
        """The item has an »Indstilling« further on, so that this is a sentence of the case."""
        later = (wording.HEADING.match(line.text) for line in self.item.body[self.index + 1 :])
        return any(match and match["recommendation"] for match in later)

    # --- Lines inside a part ---------------------------------------------------------------------

    def _within(self, line: Line) -> None:
        if self.state is State.TITLE:
            self._title(line)
        elif self.state is State.TEXT:
            self._text(line)
        elif self.state is State.LEAD:
            self._lead(line, line.text)
        elif self.state is State.RECOMMENDATIONS:
            self._recommendation(line)
        elif self.state is State.ATTACHMENTS:
            self._attachment(line)
        else:
            self._place(line, Role.DECISION)

    def _awaits_title(self, line: Line) -> bool:
        """The number stood alone: what follows is the title, whatever it says."""
        if self.state is not State.TITLE or any(p.text for p in self._title_parts()):
            return False
        return not self.draft.parent or not line.gap

    def _title(self, line: Line) -> None:
        last = self.draft.placements[-1]
        case = wording.CASE_NUMBER.match(line.text)
        if case and not self.draft.has(Role.CASE_NUMBER):
            self._place(line, Role.CASE_NUMBER, text=case["number"])
        elif wording.OPENNESS.match(line.text) and not self.draft.has(Role.OPENNESS):
            self._place(line, Role.OPENNESS)
        elif self._continues_title(line, last):
            self._place(line, Role.TITLE)
        else:
            self.state = State.DECISION if self.draft.from_decision else State.TEXT
            self._within(line)

    def _continues_title(self, line: Line, last: Placement) -> bool:
        if self._awaits_title(line):
            return True
        if last.role not in (Role.TITLE, Role.NUMBER) or not last.text or line.gap:
            return False
        if line.text.endswith(".") or wording.BULLET.match(line.text):
            return False
        return len(last.line.text) >= (50 if self.layout.spaced else 70) > len(line.text) // 2

    def _title_parts(self) -> list[Placement]:
        roles = (Role.TITLE, Role.NUMBER)
        return [p for p in self.draft.placements if p.role in roles]

    def _text(self, line: Line) -> None:
        if not self.draft.sections:
            self.draft.sections.append(("text", ""))
        index = len(self.draft.sections) - 1
        key = self.draft.sections[index][0]
        self._place(line, Role.TEXT, index=index, key=key)

    # --- Indstilling -----------------------------------------------------------------------------

    def _lead(self, line: Line, text: str) -> None:
        self.state = State.LEAD
        if self._continues_lead(line):
            self._place(line, Role.LEAD)
            return
        if self._mark_of(text) or not wording.LEAD.match(text):
            self._recommendation(line)
            return
        parts = wording.LEAD_END.match(text)
        if parts and wording.find_verb(parts["rest"]) != "other":
            self._place(line, Role.LEAD, text=parts["lead"], key=parts["rest"])
            self.draft.recommendations += 1
            self.state, self.mark = State.RECOMMENDATIONS, "inline"
            self.draft.placements[-1].index = 0
            return
        self._place(line, Role.LEAD, text=text)

    def _continues_lead(self, line: Line) -> bool:
        last = self.draft.placements[-1]
        whole = wording.LEAD_WHOLE.search(last.text)
        return (
            last.role is Role.LEAD and not whole and not line.gap and not self._mark_of(line.text)
        )

    def _mark_of(self, text: str) -> str:
        bullet, number = wording.BULLET.match(text), wording.NUMBERED.match(text)
        if bullet:
            return bullet["mark"]
        if number:
            return "1" if number["mark"][0].isdigit() else "a"
        return ""

    def _recommendation(self, line: Line) -> None:
        mark = self._mark_of(line.text)
        self.state = State.RECOMMENDATIONS
        if not self.draft.recommendations:
            self.mark = mark
            self._new_recommendation(line, mark)
        elif self._is_stray(line, mark):
            self._place(line, Role.UNPLACED, key="recommendation")
        elif self._begins_recommendation(line, mark):
            self._new_recommendation(line, mark)
        else:
            self._place(line, Role.RECOMMENDATION, index=self.draft.recommendations - 1)

    def _begins_recommendation(self, line: Line, mark: str) -> bool:
        if self.mark == "inline":
            self.mark = mark
            return bool(mark)
        if self.mark:
            return mark == self.mark
        subject = wording.SUBJECT.match(line.text) or self._begins_with_at(line)
        first_word = line.text.split()[0]
        starts_with_verb = bool(line.gap) and wording.find_verb(line.text[:40]) != "other"
        return bool(subject) or (starts_with_verb and first_word.endswith(("r", "R")))

    def _begins_with_at(self, line: Line) -> bool:
        """»at …« again, where the first recommendation begins so too."""
        recommended = (p for p in self.draft.placements if p.role is Role.RECOMMENDATION)
        first = next(recommended, None)
        starts = ("at ", "At ")
        return bool(first and first.text.startswith(starts) and line.text.startswith(starts))

    def _is_stray(self, line: Line, mark: str) -> bool:
        """A remark after the list, set apart by a deliberate distance."""
        last = self.draft.placements[-1]
        if last.role is Role.UNPLACED:
            return not mark
        return not mark and line.spacer and line.text[:1].isupper() and bool(self.mark)

    def _new_recommendation(self, line: Line, mark: str) -> None:
        pattern = wording.NUMBERED if mark in ("1", "a") else wording.BULLET
        match = pattern.match(line.text) if mark else None
        text = match["text"] if match else line.text
        self.draft.recommendations += 1
        self._place(line, Role.RECOMMENDATION, text=text, index=self.draft.recommendations - 1)

    # --- Bilag list ------------------------------------------------------------------------------

    def _attachment(self, line: Line) -> None:
        match = wording.BULLET.match(line.text) or wording.NUMBERED.match(line.text)
        last = self.draft.placements[-1]
        listed = wording.ATTACHMENT_NUMBER.match(line.text)
        if match:
            self._new_attachment(line, match["text"], mark="marked")
        elif last.role is Role.ATTACHMENT and self._wraps(line, last) and not listed:
            self.main.bilag[last.index] += f" {line.text}"
            self._place(line, Role.ATTACHMENT, index=last.index, key=last.key)
        elif (
            last.role is Role.ATTACHMENT and last.key == "marked" and line.gap and not listed
        ) or (last.role is Role.UNPLACED and not listed):
            self._place(line, Role.UNPLACED, key="attachments")
        else:
            self._new_attachment(line, line.text)

    def _wraps(self, line: Line, last: Placement) -> bool:
        if line.gap:
            return False
        return last.key == "marked" or len(last.line.text) >= 80

    def _new_attachment(self, line: Line, text: str, mark: str = "") -> None:
        match = wording.BULLET.match(text)
        text = match["text"] if match else text
        if wording.NO_ATTACHMENT.match(text):
            self._place(line, Role.HEADING, key="attachments")
            return
        several = wording.FILE_NAMES.match(text)
        self.main.bilag += re.split(r"\s*[,;]\s*", text) if several else [text]
        self._place(line, Role.ATTACHMENT, text=text, index=len(self.main.bilag) - 1, key=mark)
