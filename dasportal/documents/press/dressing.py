"""Rich text made ready for print: figures to the right, wide tables into the margin, headings
that never skip a level."""

import re

from ..markup import Element, parse, serialise

WIDE_FROM = 5  # columns

_FIGURE = re.compile(r"[+\-−–]?\s*[\d.,\s\u00a0]*\d\s*(kr\.?|%|pct\.?|mio\. kr\.?)?")


def dressed(html: str, under: int = 2) -> str:
    """The HTML as it is printed below a heading of level `under`.

    Tables get classes (`wide`; `number` on columns of figures); headings begin one level below.
    """
    if "<table" not in html and "<h" not in html:
        return html
    root = parse(html)
    level = under
    for heading in _below(root, "h3", "h4"):
        level = min(under + int(heading.tag[1]) - 2, level + 1)
        heading.attributes["class"], heading.tag = f"as-{heading.tag}", f"h{level}"
    for table in _below(root, "table"):
        rows = [list(_cells(row)) for row in _below(table, "tr")]
        columns = max((len(row) for row in rows), default=0)
        if columns >= WIDE_FROM:
            table.attributes["class"] = "wide"
        for column in range(columns):
            _align([row[column] for row in rows if len(row) > column])
    return serialise(root)


def _align(column: list[Element]) -> None:
    body = [cell for cell in column if cell.tag == "td" and cell.text().strip(" \u00a0–-−")]
    if body and all(_FIGURE.fullmatch(cell.text().strip()) for cell in body):
        for cell in column:
            cell.attributes["class"] = "number"


def _cells(row: Element) -> list[Element]:
    return [cell for cell in row.elements() if cell.tag in ("td", "th")]


def _below(element: Element, *tags: str) -> list[Element]:
    found = []
    for child in element.elements():
        if child.tag in tags:
            found.append(child)
        found.extend(_below(child, *tags))
    return found
