"""The lines of a comparison as markup, joined here: 500 cells cost a template too much."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from dasportal.danish.numbers import format_number

from .comparison import Cell, Comparison, Line

MISSING = '<td class="is-missing"></td>'


@dataclass(frozen=True)
class Shown:
    """A line with its cells as markup."""

    line: Line
    cells: SafeString


def in_columns(comparison: Comparison) -> SafeString:
    """The rows of a table: a line's words, its sums, and a cell for each of the circle."""
    width = len(comparison.responses)
    return _joined(_table_row(line, width) for line in comparison.lines)


def _table_row(line: Line, width: int) -> str:
    if line.is_heading:
        head = f'<th scope="rowgroup" colspan="4">{escape(line.label)}</th>'
        return f'<tr class="group-row">{head}<td colspan="{width}"></td></tr>'
    unit = f' <span class="optional">{escape(line.unit)}</span>' if line.unit else ""
    part = " matrix__part" if line.is_part else ""
    head = f'<th scope="row" class="matrix__question{part}">{escape(line.label)}{unit}</th>'
    cells = "".join(_cell(*answer) for answer in line.answers)
    return f"<tr>{head}{_summary(line)}{cells}</tr>"


def _summary(line: Line) -> str:
    if line.counts:
        said = " · ".join(f"{escape(label)} {count}" for label, count in line.counts)
        return f'<td colspan="3" class="matrix__counts">{said}</td>'
    if not line.is_figure:
        return '<td colspan="3"></td>'
    span = "" if line.low is None else f"{format_number(line.low)}–{format_number(line.high)}"
    shown = (format_number(line.average), span)
    total = format_number(line.total) + _before(format_number(line.total_before))
    figures = "".join(f'<td class="number">{figure}</td>' for figure in shown)
    return f'<td class="number">{total}</td>{figures}'


def in_turn(comparison: Comparison) -> list[Shown]:
    """Each line with the name and answer of those who have answered, as parts of a `<dl>`. The
    figures of a table question stand in the table's own line."""
    return [
        Shown(line, _joined(_row(*answer) for answer in _answers(comparison, line)))
        for line in comparison.lines
        if not line.is_part
    ]


def _joined(parts: Any) -> SafeString:
    return mark_safe("".join(parts))


def _answers(comparison: Comparison, line: Line) -> Iterator[tuple[dict[str, Any], Cell, str]]:
    rows = zip(comparison.responses, line.answers, strict=False)
    return ((response, cell, then) for response, (cell, then) in rows if cell.answered)


def _cell(cell: Cell, then: str) -> str:
    if not cell.answered:
        return f'<td class="is-missing">{_before(then)}</td>' if then else MISSING
    before = _before(then, cell.text)
    if cell.number is not None:
        mark = " is-high" if cell.is_high else " is-low" if cell.is_low else ""
        return f'<td class="number{mark}"><span>{escape(cell.text)}</span>{before}</td>'
    if cell.files:
        return f"<td>{_links(cell)}{before}</td>"
    if not cell.text:
        return f"<td>{before}</td>"
    return f'<td class="is-text">{escape(cell.text)}{before}</td>'


def _before(then: str, now: str = "") -> str:
    """What was answered last time, below what is answered now."""
    if not then:
        return ""
    said = "som sidst" if then == now else f"sidst: {escape(then)}"
    return f'<span class="matrix__before">{said}</span>'


def _links(cell: Cell) -> str:
    return "<br>".join(
        f'<a href="{reverse("enquiries:answer_file", args=[file["id"]])}">{escape(file["name"])}</a>'
        for file in cell.files
    )


def _row(response: dict[str, Any], cell: Cell, then: str) -> str:
    notes = [
        '<span class="note">efter fristen</span>' if response["late"] else "",
        "skrevet af sekretariatet" if response["on_behalf"] else escape(response["by"]),
    ]
    said = _links(cell) if cell.files else escape(cell.text).replace("\n", "<br>")
    note = " · ".join(part for part in notes if part)
    name = f'{escape(response["name"])}<br><span class="small">{note}</span>'
    answer = said or '<span class="muted">Ikke besvaret</span>'
    figure = ' class="read-out__figure"' if cell.number is not None else ""
    return f'<div class="read-out__row"><dt>{name}</dt><dd{figure}>{answer}{_before(then, cell.text)}</dd></div>'
