"""Lists as workbooks."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import xlsxwriter
from django.utils import timezone

WIDTHS = (60, 28, 12, 12, 12, 34, 34, 60)


def follow_ups(rows: Iterable[Any]) -> bytes:
    """Follow-ups as `queries.following.for_list` reads them, one a row."""
    head = ("Hvad", "Hvem", "Senest", "Status", "Over fristen", "Svar", "Fra", "Punkt")
    return _workbook("Opfølgning", head, (_follow_up(row) for row in rows))


def _follow_up(row: Any) -> tuple[Any, ...]:
    return (
        row.what,
        row.owner_text,
        row.due,
        row.get_status_display(),
        "Ja" if row.is_late else "",
        f"{row.answered} af {row.asked}" if row.asked else "",
        str(row.item.meeting),
        f"{row.item.number} {row.item.title}",
    )


def _workbook(name: str, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """One sheet with a head that stays and filters. Text is text: nothing becomes a formula."""
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(stream, options)
    book.set_properties({"title": f"{name} {timezone.localdate().isoformat()}"})
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "dd-mm-yyyy", "valign": "top", "align": "left"})
    for place, width in zip(range(len(head)), WIDTHS, strict=False):
        sheet.set_column(place, place, width)
    sheet.write_row(0, 0, head, bold)
    last = 0
    for last, row in enumerate(rows, start=1):
        for place, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(last, place, value, day)
            else:
                sheet.write_string(last, place, str(value or ""), text)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(head) - 1)
    book.close()
    return stream.getvalue()
