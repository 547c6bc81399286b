"""Old Office files (.doc, .xls, .ppt): which they are, and whether they carry macros or a lock."""

from __future__ import annotations

import struct
from pathlib import Path

import olefile

from dasportal.documents import kinds
from dasportal.documents.kinds import FileRefused, Kind

STREAMS = (
    ("worddocument", kinds.DOC),
    ("workbook", kinds.XLS),
    ("book", kinds.XLS),
    ("powerpoint document", kinds.PPT),
)
MACRO_PARTS = {"vba", "_vba_project", "_vba_project_cur", "macros"}
BOUND_SHEET, MACRO_SHEET = 0x0085, 1
FILE_PASS = 0x002F
ENCRYPTED_FLAG = 0x0100

MACROS = (
    "Filen indeholder makroer, altså små programmer. Gem den uden makroer (.docx, .xlsx eller .pptx) "
    "eller som PDF, og læg den op igen."
)
ENCRYPTED = "Filen er låst med en adgangskode. Gem den uden adgangskode, og læg den op igen."
BROKEN = (
    "Filen er beskadiget og kan ikke åbnes. Åbn den i Office, gem den på ny, og læg den op igen."
)
OTHER = "Filen er hverken Word, Excel eller PowerPoint (måske en gemt mail). Gem den som PDF, og læg PDF-filen op."


def check(path: Path) -> Kind:
    """DOC, XLS or PPT; FileRefused for macros, a password, another or a broken file."""
    try:
        with olefile.OleFileIO(path) as ole:
            return check_opened(ole)
    except (OSError, ValueError, IndexError, struct.error, RecursionError) as error:
        raise FileRefused(BROKEN) from error


def check_opened(ole: olefile.OleFileIO) -> Kind:
    entries = [[part.lower() for part in entry] for entry in ole.listdir(storages=True)]
    names = {part for entry in entries for part in entry}
    top = {entry[0] for entry in entries if len(entry) == 1}
    if "encryptedpackage" in top:
        raise FileRefused(ENCRYPTED)
    if names & MACRO_PARTS:
        raise FileRefused(MACROS)
    for stream, kind in STREAMS:
        if stream in top:
            check_locked(ole, stream, kind)
            return kind
    raise FileRefused(OTHER)


def check_locked(ole: olefile.OleFileIO, stream: str, kind: Kind) -> None:
    if kind is kinds.DOC:
        with ole.openstream(stream) as source:
            flags = struct.unpack("<H", source.read(12)[10:12])[0]
        if flags & ENCRYPTED_FLAG:
            raise FileRefused(ENCRYPTED)
    elif kind is kinds.XLS:
        with ole.openstream(stream) as source:
            check_workbook(source.read())


def check_workbook(data: bytes) -> None:
    """Reads the workbook's own records: a password, and sheets that are Excel 4.0 macros."""
    position = 0
    while position + 4 <= len(data):
        number, length = struct.unpack_from("<HH", data, position)
        body = data[position + 4 : position + 4 + length]
        if number == FILE_PASS:
            raise FileRefused(ENCRYPTED)
        if number == BOUND_SHEET and len(body) > 5 and body[5] == MACRO_SHEET:
            raise FileRefused(MACROS)
        if number == 0x000A:  # end of the workbook's own part
            return
        position += 4 + length
