"""Reads the text of a PDF for search. Usage: read_pdf.py SOURCE MAX_CHARACTERS.

Prints JSON: {"pages", "text"}, or {"error": "broken"}. Each page of the text but the first begins
with a form feed.
"""

import json
import sys

import pypdfium2


def read(source: str, most: int) -> dict[str, object]:
    parts: list[str] = []
    length = 0
    with pypdfium2.PdfDocument(source) as pdf:
        pages = len(pdf)
        for number in range(pages):
            page = pdf[number]
            textpage = page.get_textpage()
            part = textpage.get_text_bounded().replace("\x00", "").replace("\f", " ").strip()
            textpage.close()
            page.close()
            parts.append(part)
            length += len(part)
            if length >= most:
                break
    text = "\n\n\f".join(parts)[:most]
    return {"pages": pages, "text": text.encode(errors="ignore").decode()}


def main() -> None:
    try:
        result = read(sys.argv[1], int(sys.argv[2]))
    except pypdfium2.PdfiumError:
        result = {"error": "broken"}
    json.dump(result, sys.stdout)


if __name__ == "__main__":
    main()
