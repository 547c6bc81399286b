"""Where a bilag begins: its cover page, or pages that came out of another programme."""

from __future__ import annotations

import re
import unicodedata

from meetings.archive import wording
from meetings.archive.furniture import pages
from meetings.archive.lines import Line

LONGEST_COVER = 9  # lines that a title in capitals may take


def normalised(text: str) -> str:
    """Letters and digits alone, in lower case: covers break titles and drop signs at will."""
    folded = unicodedata.normalize("NFC", text).casefold()
    return re.sub(r"[^\w]+", "", folded)


def cover_length(lines: list[Line], index: int, number: str, title: str) -> int:
    """How many lines from here are the cover page of the bilag; 0 when they are none.

    A cover holds the title in capitals, at times with the item's number before or above it.
    """
    wanted = normalised(title)
    window = lines[index : index + LONGEST_COVER]
    if not wanted or not window:
        return 0
    for prefix in (number, ""):
        length = _matching(window, prefix, wanted)
        if length and _looks_like_cover(window[:length], title):
            return length
    return 0


def _matching(window: list[Line], prefix: str, wanted: str) -> int:
    read = ""
    target = normalised(prefix) + wanted
    for count, line in enumerate(window, start=1):
        read += normalised(line.text)
        if read == target:
            return count
        if not target.startswith(read):
            return 0
    return 0


def _looks_like_cover(lines: list[Line], title: str) -> bool:
    """In capitals, or at the top of a page; a title within a sentence is no cover."""
    text = " ".join(line.text for line in lines)
    in_capitals = text == text.upper() and title != title.upper()
    return in_capitals or lines[0].page_start


def appended_lines(lines: list[Line], page: set[int]) -> set[int]:
    """Numbers of the lines on pages whose lines end in a space: pages of appended files.

    Empty when the whole document is of one kind and the sign says nothing.
    """
    found: set[int] = set()
    own = False
    for one in pages(lines):
        marks = [line.trailing for line in one if line.number not in page]
        if sum(marks) * 2 >= len(marks) > 0:
            found.update(line.number for line in one)
        else:
            own = True
    return found if own else set()


def opens_bilag(line: Line, before: Line | None, *, appended: set[int], spaced: bool) -> bool:
    """A page without a cover that nevertheless cannot be the item's own text."""
    if not line.page_start:
        return False
    if appended:
        return line.number in appended and (before is None or before.number not in appended)
    own_text_went_on = before is not None and not before.text.endswith((".", ":", "?", "!"))
    looks_like_title = len(line.text) < 60 and not line.text.endswith((".", ",", ":"))
    begins = line.text[:1].isupper() or line.text[:1].isdigit()
    return spaced and looks_like_title and not own_text_went_on and begins


def is_document_title(line: Line) -> bool:
    """The bare name of a file that stands for the file itself."""
    return len(line.text) < 90 and bool(wording.DOCUMENT_TITLE.match(line.text))
