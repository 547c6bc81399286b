"""Office files that are zip archives (.docx, .xlsx, .pptx, OpenDocument): bombs, macros, XXE."""

from __future__ import annotations

import struct
import tempfile
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import IO
from xml.etree.ElementTree import Element, ParseError
from xml.parsers import expat

import defusedxml.ElementTree
from defusedxml.common import DefusedXmlException

from dasportal.documents import kinds
from dasportal.documents.kinds import FileRefused, Kind

MOST_ENTRIES = 10_000
MOST_BYTES = 500 * 1024 * 1024  # unpacked, in all
HIGH_RATIO = 150  # unpacked by packed; real sheets stay under 60
SMALL = 20 * 1024 * 1024  # unpacked; below this no ratio is suspicious
CHUNK = 256 * 1024
XML_PARTS = (".xml", ".rels", ".rdf", ".vml", ".svg")
PACKED_PARTS = (".zip", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".jar", ".xlsb")

BOMB = "Filen fylder urimeligt meget, når den pakkes ud, og er måske lavet for at overbelaste portalen. Gem den som PDF, og læg PDF-filen op."
BROKEN = "Filen er beskadiget og kan ikke åbnes. Åbn den i Office eller LibreOffice, gem den på ny, og læg den op igen."
MACROS = (
    "Filen indeholder makroer, altså små programmer. Gem den uden makroer (.docx, .xlsx eller .pptx) "
    "eller som PDF, og læg den op igen."
)
ENCRYPTED = "Filen er låst med en adgangskode. Gem den uden adgangskode, og læg den op igen."
ENTITIES = "Filen indeholder henvisninger, som kan hente andre filer ind (XML-entiteter). Gem den på ny i Office, eller læg den op som PDF."
BAD_NAMES = "Filen indeholder dele med ulovlige navne og kan være lavet for at gøre skade. Gem den som PDF, og læg PDF-filen op."
OUTSIDE = "Filen henter noget udefra (skabelon, billede eller regneark). Det er ikke hentet og mangler måske i PDF'en."

MAIN_TYPES = (
    ("wordprocessingml.document.main", kinds.DOCX),
    ("wordprocessingml.template.main", kinds.DOCX),
    ("spreadsheetml.sheet.main", kinds.XLSX),
    ("spreadsheetml.template.main", kinds.XLSX),
    ("presentationml.presentation.main", kinds.PPTX),
    ("presentationml.slideshow.main", kinds.PPTX),
    ("presentationml.template.main", kinds.PPTX),
)
DOCUMENTS = {kind.media_type: kind for kind in (kinds.ODT, kinds.ODS, kinds.ODP)}
UNREADABLE = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, struct.error,
    ValueError, KeyError, IndexError,
)  # fmt: skip


def check(path: Path) -> tuple[Kind, str]:
    """The kind of document and a Danish note; FileRefused for what is no whole, harmless one."""
    try:
        with zipfile.ZipFile(path) as archive:
            check_directory(archive, path.stat().st_size)
            kind = find_kind(archive)
            check_parts(archive, kind)
            return kind, OUTSIDE if reaches_outside(archive) else ""
    except UNREADABLE as error:
        raise FileRefused(BROKEN) from error


def check_directory(archive: zipfile.ZipFile, size: int) -> None:
    """What the directory alone tells: too many, too large, overlapping, locked, misnamed."""
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    if len(parts) > MOST_ENTRIES or unpacked > MOST_BYTES or packed > size:
        raise FileRefused(BOMB)
    if unpacked > SMALL and unpacked > HIGH_RATIO * max(packed, 1):
        raise FileRefused(BOMB)
    for part in parts:
        if part.flag_bits & 0x1:
            raise FileRefused(ENCRYPTED)
        name = part.filename.replace("\\", "/")
        if name.startswith("/") or ".." in PurePosixPath(name).parts or ":" in name:
            raise FileRefused(BAD_NAMES)
    if len({part.filename.lower() for part in parts}) != len(parts):
        raise FileRefused(BAD_NAMES)


def find_kind(archive: zipfile.ZipFile) -> Kind:
    names = set(archive.namelist())
    if "[Content_Types].xml" in names:
        return find_open_xml(archive, names)
    if "mimetype" in names:
        return find_open_document(archive, names)
    raise FileRefused(kinds.ARCHIVE)


def find_open_xml(archive: zipfile.ZipFile, names: set[str]) -> Kind:
    types = {
        str(entry.get("ContentType", "")).lower()
        for entry in read_xml(archive, "[Content_Types].xml")
    }
    macro_part = any("vbaproject" in name.lower() or "/macrosheets/" in name for name in names)
    if macro_part or any("macroenabled" in name or "vbaproject" in name for name in types):
        raise FileRefused(MACROS)
    for part, kind in MAIN_TYPES:
        if any(part in name for name in types):
            return kind
    raise FileRefused(kinds.UNKNOWN)


def find_open_document(archive: zipfile.ZipFile, names: set[str]) -> Kind:
    with archive.open("mimetype") as source:
        media_type = source.read(200).decode("ascii", "replace").strip()
    kind = DOCUMENTS.get(media_type.removesuffix("-template"))
    if kind is None:
        raise FileRefused(kinds.UNKNOWN)
    if any(name.startswith(("Basic/", "Scripts/")) for name in names):
        raise FileRefused(MACROS)
    manifest = read_xml(archive, "META-INF/manifest.xml")
    if any(entry.tag.endswith("encryption-data") for entry in manifest.iter()):
        raise FileRefused(ENCRYPTED)
    return kind


def read_xml(archive: zipfile.ZipFile, name: str) -> Element:
    """A small part that we read ourselves. Old OpenDocument files name a document type."""
    if archive.getinfo(name).file_size > SMALL:
        raise FileRefused(BOMB)
    try:
        with archive.open(name) as source:
            root: Element = defusedxml.ElementTree.parse(source).getroot()
            return root
    except DefusedXmlException as error:
        raise FileRefused(ENTITIES) from error
    except ParseError as error:
        raise FileRefused(BROKEN) from error


def check_parts(archive: zipfile.ZipFile, kind: Kind) -> None:
    """Unpacks every part in small bites: checksums, well-formed XML, no document types inside."""
    seen = 0
    for part in archive.infolist():
        with archive.open(part) as source:
            if part.filename.lower().endswith(XML_PARTS):
                seen += check_xml(source, kind)
            else:
                seen += check_bytes(source)
        if seen > MOST_BYTES:
            raise FileRefused(BOMB)


def refuse_doctype(*_: object) -> None:
    raise FileRefused(ENTITIES)


def check_xml(source: IO[bytes], kind: Kind) -> int:
    """Reads XML through expat with no entities allowed; returns its length in bytes."""
    parser = expat.ParserCreate()
    parser.EntityDeclHandler = refuse_doctype
    if kind.family is kinds.Family.OOXML:
        parser.StartDoctypeDeclHandler = refuse_doctype
    length = 0
    try:
        while chunk := source.read(CHUNK):
            length += len(chunk)
            parser.Parse(chunk, False)
        if length:
            parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise FileRefused(BROKEN) from error
    return length


def check_bytes(source: IO[bytes]) -> int:
    """Reads another part to its end and returns its length; programs within are refused.

    A document inside the document (the sheet behind a chart) may be one level deep, no more.
    """
    head = source.read(CHUNK)
    if head.startswith(kinds.PROGRAMS):
        raise FileRefused(kinds.PROGRAM)
    if head.startswith(b"PK\x03\x04"):
        return check_nested(head, source)
    length = len(head)
    while chunk := source.read(CHUNK):
        length += len(chunk)
    return length


def check_nested(head: bytes, source: IO[bytes]) -> int:
    """The unpacked size of a document inside the document; FileRefused for bombs and macros."""
    with tempfile.TemporaryFile() as copy:
        copy.write(head)
        while chunk := source.read(CHUNK):
            copy.write(chunk)
        size = copy.tell()
        with zipfile.ZipFile(copy) as archive:
            check_directory(archive, size)
            names = [name.lower() for name in archive.namelist()]
            if any(name.endswith(PACKED_PARTS) for name in names):
                raise FileRefused(BOMB)
            if any("vbaproject" in name for name in names):
                raise FileRefused(MACROS)
            return size + sum(part.file_size for part in archive.infolist())


def reaches_outside(archive: zipfile.ZipFile) -> bool:
    """Whether a part points to something outside the file, other than a link to click."""
    for name in archive.namelist():
        if name.lower().endswith(".rels"):
            for relation in read_xml(archive, name):
                outside = relation.get("TargetMode", "").lower() == "external"
                if outside and not relation.get("Type", "").endswith("/hyperlink"):
                    return True
    return False
