"""Tables in rich text, made ready for print: figures to the right, wide ones into the margin."""

import re

from ..markup import Element, parse, serialise

WIDE_FROM = 5  # columns

_FIGURE = re.compile(r"[+\-−–]?\s*[\d.,\s\u00a0]*\d\s*(kr\.?|%|pct\.?|mio\. kr\.?)?")


def dressed(html: str) -> str:
    """The HTML with classes on its tables: `wide`, and `number` on columns of figures."""
    if "<table" not in html:
        return html
    root = parse(html)
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


def _below(element: Element, tag: str) -> list[Element]:
    found = []
    for child in element.elements():
        if child.tag == tag:
            found.append(child)
        found.extend(_below(child, tag))
    return found
