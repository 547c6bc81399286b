"""The text of a PDF file, page by page, in reading order and with its blank distances.

Runs as a program of its own in the sandbox (`pdf_reader`), and so imports nothing of the portal.
"""

import json
import sys
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median

import pypdfium2

HYPHENS = {
    "\ufffe": "-",
    "\x02": "-",
    "\xad": "-",
}  # what PDFium writes for a hyphen at a line's end


@dataclass(frozen=True)
class Piece:
    """A run of text as PDFium delivers it, with where it stands on the page (points)."""

    left: float
    bottom: float
    top: float
    text: str


def pdf_lines(content: bytes) -> list[list[str]] | None:
    """The lines of each page, top to bottom; None when the file cannot be opened."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        return None
    try:
        return [_page_lines(page) for page in document]
    except pypdfium2.PdfiumError:
        return None
    finally:
        document.close()


def _page_lines(page: pypdfium2.PdfPage) -> list[str]:
    textpage = page.get_textpage()
    try:
        text = textpage.get_text_range()
        if len(text) != textpage.count_chars():
            return [_clean(line) for line in text.splitlines()]
        return _with_gaps(_rows(_pieces(textpage, text)))
    finally:
        textpage.close()
        page.close()


def _pieces(textpage: pypdfium2.PdfTextPage, text: str) -> list[Piece]:
    pieces: list[Piece] = []
    start = 0
    for chunk in text.splitlines(keepends=True):
        boxes = [
            textpage.get_charbox(start + offset)
            for offset, char in enumerate(chunk)
            if not char.isspace()
        ]
        if boxes:
            lefts, bottoms, _, tops = zip(*boxes, strict=True)
            # The median keeps a footnote mark from lifting its whole line.
            pieces.append(Piece(min(lefts), median(bottoms), median(tops), _clean(chunk)))
        start += len(chunk)
    return pieces


def _clean(text: str) -> str:
    for mark, hyphen in HYPHENS.items():
        text = text.replace(mark, hyphen)
    return text.strip("\r\n")


def _rows(pieces: list[Piece]) -> list[list[Piece]]:
    """Pieces on the same height make one row; rows run from the top of the page downwards."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: -(piece.top + piece.bottom)):
        middle = (piece.top + piece.bottom) / 2
        if rows and rows[-1][0].bottom <= middle <= rows[-1][0].top:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return rows


def _with_gaps(rows: list[list[Piece]]) -> list[str]:
    """Each row as a line, with a blank line where the distance says that a paragraph ends."""
    distances = [above[0].bottom - below[0].bottom for above, below in pairwise(rows)]
    usual = _usual(distances)
    lines: list[str] = []
    for index, row in enumerate(rows):
        if index and distances[index - 1] > usual * 1.35:
            lines.append("")
        lines.append(" ".join(piece.text.strip() for piece in sorted(row, key=lambda p: p.left)))
    return lines


def _usual(distances: list[float]) -> float:
    """The line spacing of running text: the lower half of the distances decides."""
    positive = sorted(distance for distance in distances if distance > 1)
    return positive[len(positive) // 4] if positive else float("inf")


if __name__ == "__main__":
    json.dump(pdf_lines(Path(sys.argv[1]).read_bytes()), sys.stdout)
