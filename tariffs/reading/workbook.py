"""The sheets of an .xlsx, read straight from its parts, a row at a time.

Several times faster than a general library, which is what lets a workbook of thousands of lines be
shown at once. Only what a table of tariffs needs is read: text, numbers, dates, percent formats and
what a formula last gave. Nothing outside the file is fetched and no entity is resolved.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import datetime
from functools import cached_property
from posixpath import join, normpath
from typing import Any

from lxml import etree
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

ParseError = etree.XMLSyntaxError
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_REL = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_REF = re.compile(r"([A-Z]+)([0-9]+)")

Value = tuple[int, Any, bool]  # place from 0, value, whether it is shown as percent


class Workbook:
    """An open workbook. Raises KeyError, ParseError, ValueError or BadZipFile when it is none."""

    def __init__(self, content: bytes) -> None:
        self.archive = zipfile.ZipFile(io.BytesIO(content))
        self.parts = self._parts()

    @property
    def names(self) -> list[str]:
        return list(self.parts)

    def rows(self, name: str) -> Iterator[tuple[int, list[Value]]]:
        """Each row of a sheet that is written in the file: its number, and its cells in order."""
        number = 0
        for row in self._elements(self.parts[name], "row"):
            number = int(row.get("r") or number + 1)
            yield number, self._cells(row)

    def _cells(self, row: Any) -> list[Value]:
        found: list[Value] = []
        place = -1
        for cell in row:
            ref = cell.get("r")
            place = _place(ref) if ref else place + 1
            value, is_percent = self._value(cell)
            if value is not None:
                found.append((place, value, is_percent))
        return found

    def _value(self, cell: Any) -> tuple[Any, bool]:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return _text(cell), False
        text = None
        for part in cell:  # a formula stands before its value
            if part.tag.endswith("}v"):
                text = part.text
        if text is None:
            return None, False
        if kind == "s":
            return self.strings[int(text)], False
        if kind == "b":
            return text == "1", False
        if kind == "d":
            return datetime.fromisoformat(text), False
        if kind != "n":  # str, what a formula gave; e, its error
            return _unescaped(text), False
        number = float(text) if set(text) & set(".eE") else int(text)
        style = int(cell.get("s", 0))
        if style in self.dates:
            return from_excel(number, self.epoch), False
        return number, style in self.percents

    # --- The parts --------------------------------------------------------------------------------

    def _parts(self) -> dict[str, str]:
        """Each sheet's part by the sheet's name, in order."""
        root = self._root("xl/workbook.xml")
        is_mac = any(pr.get("date1904") in ("1", "true") for pr in root.iter("{*}workbookPr"))
        self.epoch = CALENDAR_MAC_1904 if is_mac else CALENDAR_WINDOWS_1900
        targets = {
            rel.get("Id"): rel.get("Target", "") for rel in self._root("xl/_rels/workbook.xml.rels")
        }
        parts = {}
        for sheet in root.iter("{*}sheet"):
            target = targets[sheet.get(_REL) or sheet.get(_STRICT_REL)]
            part = target[1:] if target.startswith("/") else normpath(join("xl", target))
            if "chartsheet" not in part:
                parts[sheet.get("name")] = part
        return parts

    def _root(self, part: str) -> Any:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        return etree.fromstring(self.archive.read(part), parser)

    def _elements(self, part: str, tag: str) -> Iterator[Any]:
        """The elements of a part, each let go of when the next is asked for."""
        with self.archive.open(part) as stream:
            steps = etree.iterparse(
                stream, events=("end",), tag=f"{{*}}{tag}", resolve_entities=False,
                no_network=True, load_dtd=False,
            )  # fmt: skip
            for _, element in steps:
                yield element
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]

    @cached_property
    def strings(self) -> list[str]:
        part = "xl/sharedStrings.xml"
        if part not in self.archive.namelist():
            return []
        return [_text(element) for element in self._elements(part, "si")]

    @cached_property
    def _formats(self) -> list[str]:
        """The number format of each style."""
        if "xl/styles.xml" not in self.archive.namelist():
            return []
        root = self._root("xl/styles.xml")
        own = {int(f.get("numFmtId")): f.get("formatCode", "") for f in root.iter("{*}numFmt")}
        styles = next(root.iter("{*}cellXfs"), ())
        ids = [int(style.get("numFmtId", 0)) for style in styles]
        return [own.get(number) or BUILTIN_FORMATS.get(number, "") for number in ids]

    @cached_property
    def percents(self) -> frozenset[int]:
        return frozenset(n for n, code in enumerate(self._formats) if "%" in code)

    @cached_property
    def dates(self) -> frozenset[int]:
        return frozenset(n for n, code in enumerate(self._formats) if is_date_format(code))


_PLACES: dict[str, int] = {}


def _place(ref: str) -> int:
    """4 of »E12«."""
    match = _REF.match(ref)
    if match is None:
        raise ValueError(ref)
    letters = match[1]
    if letters not in _PLACES:
        if len(letters) > 3:
            raise ValueError(ref)
        place = 0
        for letter in letters:
            place = place * 26 + ord(letter) - 64
        _PLACES[letters] = place - 1
    return _PLACES[letters]


def _text(element: Any) -> str:
    """The text of a string: one, or its runs; not how it is pronounced."""
    parts = [t.text or "" for t in element.iter("{*}t") if not t.getparent().tag.endswith("}rPh")]
    return _unescaped("".join(parts))


def _unescaped(text: str) -> str:
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
