"""The cells of a list, written in Python: a page has hundreds, and a template is slow with them."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.formats import localize
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django_tables2 import Table

register = template.Library()
ROW_HEADER = '<th scope="row" role="rowheader" class="{}">{}</th>'
CELL = '<td role="cell" class="{}" data-label="{}">{}</td>'


@register.simple_tag
def list_rows(table: Table) -> SafeString:
    """The rows of the table's page. `table.row_header` names the column that names its row.

    A column's classes and heading are read once for the table, not once for each cell.
    """
    frames = [
        (
            column.name,
            column.attrs.get("td", {}).get("class") or "",
            None if column.name == getattr(table, "row_header", None) else column.header,
            column.localize is not False,
        )
        for column in table.columns
    ]
    return format_html_join(
        "\n",
        '<tr role="row" {}>{}</tr>',
        ((row.attrs.as_html(), _cells(row, frames)) for row in table.paginated_rows),
    )


def _cells(row: Any, frames: list[tuple[str, str, Any, bool]]) -> SafeString:
    cells = []
    for name, classes, heading, localized in frames:
        value = row.get_cell(name)
        shown = conditional_escape(localize(value) if localized else str(value))
        if heading is None:
            cells.append(format_html(ROW_HEADER, classes, shown))
        else:
            cells.append(format_html(CELL, classes, heading, shown))
    return SafeString("".join(cells))
