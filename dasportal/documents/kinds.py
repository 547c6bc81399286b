"""What a file is, said by its bytes. Its name is only asked to tell one plain text from another."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from django.core.exceptions import ValidationError


class FileRefused(ValidationError):
    """The file is not taken in. `message` says in Danish why, and what to do."""

    message: str


class Family(Enum):
    """How a file is checked."""

    PDF = auto()
    OOXML = auto()
    ODF = auto()
    OLE = auto()
    RTF = auto()
    IMAGE = auto()
    TEXT = auto()


@dataclass(frozen=True)
class Kind:
    """A kind of file that is taken in. `extensions` has the usual one first."""

    name: str  # Danish, as in »Word-dokument«
    family: Family
    media_type: str
    extensions: tuple[str, ...]

    @property
    def by_office(self) -> bool:
        """Whether LibreOffice makes the PDF of it."""
        return self.family not in (Family.PDF, Family.IMAGE)


OPEN_XML = "application/vnd.openxmlformats-officedocument."
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."

PDF = Kind("PDF", Family.PDF, "application/pdf", ("pdf",))
DOCX = Kind("Word-dokument", Family.OOXML, OPEN_XML + "wordprocessingml.document", ("docx",))
XLSX = Kind("Excel-ark", Family.OOXML, OPEN_XML + "spreadsheetml.sheet", ("xlsx",))
PPTX = Kind("PowerPoint", Family.OOXML, OPEN_XML + "presentationml.presentation", ("pptx",))
ODT = Kind("OpenDocument-tekst", Family.ODF, OPEN_DOCUMENT + "text", ("odt",))
ODS = Kind("OpenDocument-regneark", Family.ODF, OPEN_DOCUMENT + "spreadsheet", ("ods",))
ODP = Kind("OpenDocument-præsentation", Family.ODF, OPEN_DOCUMENT + "presentation", ("odp",))
DOC = Kind("ældre Word-dokument", Family.OLE, "application/msword", ("doc",))
XLS = Kind("ældre Excel-ark", Family.OLE, "application/vnd.ms-excel", ("xls",))
PPT = Kind("ældre PowerPoint", Family.OLE, "application/vnd.ms-powerpoint", ("ppt", "pps"))
RTF = Kind("RTF-dokument", Family.RTF, "application/rtf", ("rtf",))
JPEG = Kind("JPEG-billede", Family.IMAGE, "image/jpeg", ("jpg", "jpeg"))
PNG = Kind("PNG-billede", Family.IMAGE, "image/png", ("png",))
GIF = Kind("GIF-billede", Family.IMAGE, "image/gif", ("gif",))
TIFF = Kind("TIFF-billede", Family.IMAGE, "image/tiff", ("tif", "tiff"))
WEBP = Kind("WebP-billede", Family.IMAGE, "image/webp", ("webp",))
TEXT = Kind("tekstfil", Family.TEXT, "text/plain", ("txt",))
CSV = Kind("CSV-fil", Family.TEXT, "text/csv", ("csv",))

OTHER_EXTENSIONS = {"dotx": DOCX, "xltx": XLSX, "potx": PPTX, "ppsx": PPTX}
IMAGES = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
)
OLE_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PROGRAMS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xfe\xed\xfa", b"dex\n")
ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"MSCF", b"ITSF")
TAKEN = "PDF, Word, Excel, PowerPoint, OpenDocument, billeder (JPEG, PNG, TIFF, GIF, WebP) og tekst"

PROGRAM = (
    "Filen er et program, også selv om navnet siger noget andet. Programmer kan ikke lægges op."
)
ARCHIVE = "Filen er en pakket mappe. Pak den ud, og læg dokumenterne op hver for sig."
WEB_PAGE = "Filen er en webside. Åbn den, gem eller udskriv den som PDF, og læg PDF-filen op."
HEIC = "Billedet er i formatet HEIC. Gem det som JPEG på telefonen eller computeren, og læg det op."
UNKNOWN = f"Portalen kender ikke filens format. Den tager imod {TAKEN}. Gem filen som PDF, og læg den op igen."


def guess(path: Path) -> Kind | Family:
    """The kind of the file, or only its family where its inside must tell; else FileRefused."""
    with path.open("rb") as source:
        head = source.read(4096)
    if head.startswith(PROGRAMS):
        raise FileRefused(PROGRAM)
    if head[:1024].lstrip(b"\xef\xbb\xbf\r\n\t \x00").startswith(b"%PDF-"):
        return PDF
    for signature, kind in IMAGES:
        if head.startswith(signature):
            return kind
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return WEBP
    if head[4:8] == b"ftyp" and head[8:12] in (b"heic", b"heix", b"mif1", b"hevc", b"avif"):
        raise FileRefused(HEIC)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Family.OOXML
    if head.startswith(OLE_SIGNATURE):
        return Family.OLE
    if head.startswith(b"{\\rtf"):
        return RTF
    if head.startswith(ARCHIVES):
        raise FileRefused(ARCHIVE)
    return Family.TEXT


def text_kind(name: str) -> Kind:
    """CSV when the name says so: it is the one thing that bytes cannot tell."""
    return CSV if name.lower().rstrip(". ").endswith(".csv") else TEXT
