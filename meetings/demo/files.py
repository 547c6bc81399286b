"""The demo's bilag: small real files of each kind, made on the spot from facts of the domain."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from html import escape

import xlsxwriter

from dasportal.documents.press import FontsMissing, available
from dasportal.documents.press.loading import load_engine

Row = Sequence[str | int | float]

PAGE_CSS = """
@page { size: A4; margin: 26mm 24mm; font-family: "IBM Plex Sans", sans-serif }
body { font: 11pt/1.5 "IBM Plex Sans", sans-serif }
h1 { font-size: 22pt; line-height: 1.2 } h2 { font-size: 14pt; margin-top: 18pt }
table { width: 100%; border-collapse: collapse } td, th { text-align: left; padding: 3pt 6pt; border-bottom: 0.5pt solid #999 }
"""

SUPERVISION_RATES: list[Row] = [
    ("Takstgruppe", "Pladser", "2025 i 2026-priser, kr.", "2026, kr."),
    ("Takstgruppe 1", "1–7", 46382, 37783),
    ("Takstgruppe 2", "8–24", 55659, 45340),
    ("Takstgruppe 3", "25–49", 92765, 75566),
    ("Takstgruppe 4", "50+", 139147, 113349),
]
CEILINGS: list[Row] = [
    ("Tilbud", "Loft i prisniveau 2024, kr."),
    ("Herberg, pr. døgn", 2322),
    ("Krisecenter, pr. døgn", 3197),
    ("Krisecenter med tre eller flere børn, pr. døgn", 6000),
    ("Efterforsorg, én gang", 2522),
]
PLAN: list[Row] = [
    ("Opgave", "Gruppe", "Halvår"),
    ("Fælles beskrivelse af bestillingen", "2", "1. halvår 2026"),
    ("Afrapportering om forpligtelse", "1", "2. halvår 2025"),
    ("Forslag om tilbudsviften", "3", "2. halvår 2026"),
]


def make(name: str) -> bytes:
    """The bytes of one of the demo's bilag, by its file name."""
    return _MAKERS[name]()


def workbook(rows: Sequence[Row]) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet("Oversigt")
    bold, money = book.add_format({"bold": True}), book.add_format({"num_format": "#,##0"})
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            style = bold if number == 0 else money if isinstance(value, int) else None
            sheet.write(number, column, value, style)
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 3, 26)
    book.close()
    return stream.getvalue()


def report(title: str, paragraphs: Sequence[str], sections: int = 1) -> bytes:
    """A PDF report; where the press cannot run, the same words as a Word document."""
    if not available():
        return letter(title, paragraphs)
    body = "".join(f"<p>{escape(text)}</p>" for text in paragraphs)
    chapters = "".join(f"<h2>{n}. del</h2>{body * 3}" for n in range(1, sections + 1))
    html = f'<html lang="da"><head><title>{escape(title)}</title></head><body><h1>{escape(title)}</h1>{chapters}</body></html>'
    try:
        return load_engine().render(html, PAGE_CSS).pdf
    except FontsMissing:
        return letter(title, paragraphs)


def letter(title: str, paragraphs: Sequence[str]) -> bytes:
    """A minimal Word document."""
    lines = "".join(
        f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>" for text in (title, *paragraphs)
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _CONTENT_TYPES)
        archive.writestr("_rels/.rels", _RELATIONS)
        archive.writestr(
            "word/document.xml",
            '<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w='
            '"http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
            f"<w:body>{lines}</w:body></w:document>",
        )
    return stream.getvalue()


_CONTENT_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns='
    '"http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType='
    '"application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns='
    '"http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)

_MAKERS: dict[str, Callable[[], bytes]] = {
    "Takstblad 2026.xlsx": lambda: workbook(SUPERVISION_RATES),
    "Takstlofter.xlsx": lambda: workbook(CEILINGS),
    "Tids- og handleplan.xlsx": lambda: workbook(PLAN),
    "Budget 2026.pdf": lambda: report(
        "Socialtilsyn Nord: budget 2026",
        (
            "Budgettet er på 32,1 mio. kr. og tilpasset den ramme, der gælder for alle socialtilsyn.",
            "Bemandingen går fra 46,9 til 39,7 årsværk. Der er afsat tid til nye tilbud og BPA-virksomheder.",
            "Samlokalisering og lavere overhead finansierer en del af nedgangen.",
        ),
        sections=3,
    ),
    "Takstmodel Aalborg.pdf": lambda: report(
        "Ny takstmodel i Aalborg Kommune",
        (
            "Hvert tilbud har en grundtakst. Støtten afregnes i en aktivitetstakst, der er fælles for tilbuddene.",
            "Der er ni niveauer på botilbud og seks på dagtilbud.",
            "Kontrakter oversættes én til én ved årsskiftet, så køberne kan følge prisen.",
        ),
        sections=4,
    ),
    "Takstmodel Aalborg, rettet.pdf": lambda: report(
        "Ny takstmodel i Aalborg Kommune",
        (
            "Hvert tilbud har en grundtakst. Den dækker bygning, ledelse og nattevagt.",
            "Støtten afregnes i en aktivitetstakst, der er fælles for tilbuddene.",
            "Der er ni niveauer på botilbud og seks på dagtilbud.",
            "Kontrakter oversættes én til én ved årsskiftet, så køberne kan følge prisen.",
        ),
        sections=4,
    ),
    "De tre principper.pdf": lambda: report(
        "De tre principper",
        (
            "Tættere forpligtelse: parterne bruger de fælles tilbud først.",
            "Skarp visitation: bestillingen siger, hvad borgeren skal opnå.",
            "En fleksibel tilbudsvifte: pladser kan skifte brug, når behovet ændrer sig.",
        ),
        sections=2,
    ),
    "Statusoversigt.pdf": lambda: report(
        "Nordjysk Socialaftale 2025–2026: status",
        (
            "Status sættes til afventer, i gang, udmøntet eller afsluttet for hvert initiativ.",
            "To initiativer er udmøntet, og ét afventer afklaring hos parterne.",
        ),
    ),
    "Program.docx": lambda: letter(
        "Socialpolitisk Dialogforum 2026: program",
        (
            "9.00 Velkomst",
            "9.20 Første oplæg",
            "10.30 Drøftelse ved bordene",
            "12.00 Tak for i dag",
        ),
    ),
}
