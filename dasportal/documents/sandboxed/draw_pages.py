"""Draws pages of a PDF as pictures. Usage: draw_pages.py SOURCE FOLDER FIRST LAST WIDTH.

Writes FOLDER/<number>.webp for each page from FIRST to LAST, WIDTH pixels wide, and prints JSON:
{"sizes": [[width, height] in points, of every page]}, or {"error": "broken"}. A page whose picture
would be too large or cannot be drawn is left out.
"""

import json
import sys
from pathlib import Path

import pypdfium2

QUALITY = 82
MOST_PIXELS = 12_000_000  # of one page: a roll of paper is drawn smaller
LEAST, MOST = 1.0, 100_000.0  # points of a side that is believed


def size_of(pdf: pypdfium2.PdfDocument, number: int) -> list[float]:
    try:
        width, height = pdf.get_page_size(number)
    except pypdfium2.PdfiumError:
        return [595.0, 842.0]
    return [round(min(max(side, LEAST), MOST), 1) for side in (width, height)]


def draw(pdf: pypdfium2.PdfDocument, number: int, width: int, target: Path) -> None:
    across, down = size_of(pdf, number)
    scale = min(width / across, (MOST_PIXELS / (across * down)) ** 0.5)
    page = pdf[number]
    bitmap = page.render(scale=scale, may_draw_forms=False)
    bitmap.to_pil().convert("RGB").save(target, "WEBP", quality=QUALITY, method=2)
    bitmap.close()
    page.close()


def run(source: str, folder: Path, first: int, last: int, width: int) -> dict[str, object]:
    with pypdfium2.PdfDocument(source) as pdf:
        pages = len(pdf)
        for number in range(first, min(last, pages) + 1):
            try:
                draw(pdf, number - 1, width, folder / f"{number}.webp")
            except (pypdfium2.PdfiumError, ValueError, OSError, MemoryError):
                (folder / f"{number}.webp").unlink(missing_ok=True)
        return {"sizes": [size_of(pdf, number) for number in range(pages)]}


def main() -> None:
    source, folder, first, last, width = sys.argv[1:6]
    try:
        result = run(source, Path(folder), int(first), int(last), int(width))
    except pypdfium2.PdfiumError:
        result = {"error": "broken"}
    json.dump(result, sys.stdout)


if __name__ == "__main__":
    main()
