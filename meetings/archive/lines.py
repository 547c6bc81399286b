"""A source file as numbered lines: encoding, page breaks and blank lines."""

import re
import unicodedata
from dataclasses import dataclass, replace
from pathlib import PurePath

from meetings.archive.pdf_reader import pdf_lines


class ArchiveError(Exception):
    """The file cannot be read as minutes; the message is Danish and meant for a person."""


@dataclass(frozen=True)
class Line:
    """One non-blank line of the source, with what its surroundings tell about the layout."""

    number: int  # 1-based, blank lines counted
    raw: str
    page_start: bool = False
    gap: int = 0  # blank lines before it
    spacer: bool = False  # one of them holds a hard space: the writer meant the distance

    @property
    def text(self) -> str:
        """The line with single spaces, none at its ends, and without signs of Markdown."""
        return " ".join(_MARKDOWN.sub("", self.raw).split()) or self.raw.strip()

    @property
    def trailing(self) -> bool:
        """Ends in a plain space, as pages do that were appended from another programme's file."""
        return self.raw.endswith(" ")


@dataclass(frozen=True)
class Source:
    """A file that has been read: its name and its non-blank lines."""

    name: str
    lines: tuple[Line, ...]

    @property
    def spaced(self) -> bool:
        """Blank lines part paragraphs (in a bare text layer they may be missing altogether)."""
        return sum(line.gap > 0 for line in self.lines) * 8 >= len(self.lines)


_MARKDOWN = re.compile(r"^\s*#{1,6}\s+|\*\*|^\s*>\s+")
_BREAKS = re.compile("\r\n|[\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
_ENCODINGS = ("utf-8-sig", "cp1252", "latin-1")
_SIGNATURES = {
    b"PK\x03\x04": "Word- eller Excel-fil",
    b"\xd0\xcf\x11\xe0": "ældre Word- eller Excel-fil",
    b"{\\rtf": "RTF-fil",
    b"\x89PNG": "billedfil",
    b"\xff\xd8\xff": "billedfil",
}


def read_source(content: bytes, name: str) -> Source:
    """Read a text or PDF file into lines; what it is, is told by its bytes and not its name."""
    shown = PurePath(name).name
    if not content.strip():
        raise ArchiveError(f"Filen {shown} er tom.")
    if b"%PDF-" in content[:1024]:
        pages = pdf_lines(content)
        if pages is None:
            raise ArchiveError(f"Filen {shown} er en PDF, som er beskyttet eller beskadiget.")
        text = "\f".join("\n".join(page) for page in pages)
        if not text.strip():
            raise ArchiveError(
                f"Filen {shown} er en PDF uden tekst (formentlig skannet). Kør tekstgenkendelse først."
            )
    else:
        text = _decode(content, shown)
    lines = split_lines(text)
    if not lines:
        raise ArchiveError(f"Filen {shown} indeholder ingen tekst.")
    return Source(name=shown, lines=lines)


def _decode(content: bytes, shown: str) -> str:
    for signature, kind in _SIGNATURES.items():
        if content.startswith(signature):
            raise ArchiveError(f"Filen {shown} er en {kind}. Gem den som PDF eller tekst først.")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    elif b"\x00" in content:
        raise ArchiveError(f"Filen {shown} er ikke en tekstfil eller en PDF.")
    else:
        encodings = _ENCODINGS
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _looks_binary(text):
            break
        return unicodedata.normalize("NFC", text)
    raise ArchiveError(f"Filen {shown} er ikke en tekstfil eller en PDF.")


def _looks_binary(text: str) -> bool:
    """More than one character in twenty is a control character that no text has."""
    allowed = "\t\n\r\f\v\x1c\x1d\x1e\x85"
    strange = sum(unicodedata.category(char) == "Cc" and char not in allowed for char in text)
    return strange * 20 > len(text)


def split_lines(text: str) -> tuple[Line, ...]:
    """The non-blank lines of a text, numbered as an editor numbers them."""
    found: list[Line] = []
    has_feeds = "\f" in text
    start = gap = number = 0
    spacer = page_start = False
    page_start = True
    ends = [(match.start(), match.end(), match.group()) for match in _BREAKS.finditer(text)]
    for begin, after, mark in [*ends, (len(text), len(text), "")]:
        raw, start = text[start:begin], after
        if mark != "\f" or raw:
            number += 1
        if raw.strip():
            first = page_start or (not has_feeds and _opens_page(raw))
            found.append(Line(number, raw, page_start=first, gap=gap, spacer=spacer))
            gap, spacer, page_start = 0, False, False
        elif mark != "\f":
            gap += 1
            spacer = spacer or "\xa0" in raw
        page_start = page_start or mark == "\f"
    return tuple(found)


def _opens_page(raw: str) -> bool:
    """A form feed that an export turned into one plain space at the start of the line."""
    return raw[0] == " " and raw[1:2] != " "


def with_page_start(line: Line) -> Line:
    """The same line, known to be the first on its page."""
    return line if line.page_start else replace(line, page_start=True)
