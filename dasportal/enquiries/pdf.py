"""The answers on paper: a snapshot in, a bundle for the press out. Knows neither person nor request."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format

from dasportal.danish.numbers import format_number
from dasportal.documents.press import Bundle, Entry, Row, dressed

from . import values
from .comparison import Comparison, Line, compare
from .snapshot import QuestionAsked, Snapshot, questions_of

HOUSE = "Nordjysk Socialaftale · Sekretariatet"
ALL_ANSWERS = "Svarene"
LINE, PAGE = 75, 36  # letters in a line of the contents, lines on its page


@dataclass(frozen=True)
class Printed:
    """One question on paper: a table of the answers, or each party's words."""

    anchor: str
    number: str
    text: str
    help: str = ""
    head: list[tuple[str, bool]] = field(default_factory=list)  # heading, whether figures
    rows: list[list[str]] = field(default_factory=list)
    foot: list[list[str]] = field(default_factory=list)
    said: list[dict[str, Any]] = field(default_factory=list)
    summary: str = ""
    silent: int = 0  # of those who answered, how many left this one open


def compilation(snapshot: Snapshot, *, number: int, preliminary: bool = False) -> Bundle:
    """The bilag: front and contents, who has answered, and question by question what they say."""
    comparison = compare(snapshot)
    entries = [_overview(snapshot, comparison), *_groups(snapshot, comparison)]
    head = snapshot["enquiry"]
    status = "foreløbig" if preliminary else f"udgave {number}"
    title = f"Svar: {head['title']}"
    front = _front(snapshot, comparison, status)

    def page(rows: list[Row]) -> str:
        return render_to_string(
            "enquiries/pdf/front.html", {"front": front, "rows": rows, "title": title}
        )

    lines = sum(1 + len(text) // LINE for e in entries for *_, text in e.places) + len(entries)
    return Bundle(
        title=title,
        css=style(),
        entries=tuple(entries),
        head=head["title"],
        foot=f"{head['kind']} · {status}",
        front=page,
        front_pages=1 + max(1, -(-lines // PAGE)),
    )


@cache
def style() -> str:
    """The portal's print style, and what is the answers' own."""
    folder = Path(settings.BASE_DIR) / "templates"
    names = ("documents/pdf/press.css", "enquiries/pdf/answers.css")
    return "\n".join((folder / name).read_text(encoding="utf-8") for name in names)


def _front(snapshot: Snapshot, comparison: Comparison, status: str) -> dict[str, Any]:
    head = snapshot["enquiry"]
    taken = datetime.fromisoformat(snapshot["taken_at"])
    late = sum(row["late"] for row in comparison.answered)
    count = f"{comparison.complete} af {comparison.circle}"
    if comparison.circle != len(comparison.responses):  # units of one party answer apart
        count += f" ({len(comparison.answered)} svar)"
    facts = [
        ("Svarperiode", _window(head)),
        ("Svar", count + (f", heraf {late} efter fristen" if late else "")),
        ("Kontakt", head["contact"]),
        ("Samlet", date_format(timezone.localtime(taken), "j. F Y")),
        ("Udgave", status.removeprefix("udgave ").capitalize()),
    ]
    return {
        "house": HOUSE,
        "kind": head["kind"],
        "title": head["title"],
        "facts": [(label, value) for label, value in facts if value],
    }


def _window(head: dict[str, str]) -> str:
    days = [date.fromisoformat(head[key]) for key in ("opens_on", "closes_on") if head[key]]
    if len(days) == 2 and days[0].year == days[1].year:
        return f"{date_format(days[0], 'j. F')} – {date_format(days[1], 'j. F Y')}"
    return " – ".join(date_format(day, "j. F Y") for day in days)


# --- Who has answered -----------------------------------------------------------------------------


def _overview(snapshot: Snapshot, comparison: Comparison) -> Entry:
    context = {
        "intro": dressed(snapshot["enquiry"]["intro"], 1),
        "answered": [_answerer(row) for row in comparison.answered],
        "missing": [row["name"] for row in comparison.missing],
    }
    html = render_to_string("enquiries/pdf/overview.html", context)
    return Entry("", "Høringen og dem, der har svaret", html)


def _answerer(row: dict[str, Any]) -> dict[str, str]:
    at = timezone.localtime(datetime.fromisoformat(row["at"]))
    marks = [
        "efter fristen" if row["late"] else "",
        f"skrevet af sekretariatet efter {row['received_from']}" if row["on_behalf"] else "",
        "spurgt igen" if row["status"] == "returned" else "",
    ]
    said = ", ".join(mark for mark in marks if mark)
    return {
        "name": row["name"],
        "by": ", ".join(part for part in (row["by"], row["by_title"]) if part),
        "at": date_format(at, "j. F Y"),
        "remark": said[:1].upper() + said[1:],
    }


# --- Question by question -------------------------------------------------------------------------


def _groups(snapshot: Snapshot, comparison: Comparison) -> Iterator[Entry]:
    """An entry for each heading; the questions before the first stand by themselves."""
    title, numbered = ALL_ANSWERS, 0
    printed: list[Printed] = []
    for asked in questions_of(snapshot):
        if asked.kind == "heading":
            if printed:
                yield _group(title, printed)
            title, printed = asked.text, []
            continue
        numbered += 1
        printed.append(_question(asked, numbered, comparison))
    if printed:
        yield _group(title, printed)


def _group(title: str, printed: list[Printed]) -> Entry:
    html = render_to_string("enquiries/pdf/answers.html", {"title": title, "questions": printed})
    places = tuple((row.anchor, row.number, row.text) for row in printed)
    return Entry("", title, html, places=places)


def _question(asked: QuestionAsked, number: int, comparison: Comparison) -> Printed:
    answered = comparison.answered
    given = [(row, row["answers"].get(asked.key)) for row in answered]
    given = [(row, value) for row, value in given if value not in (None, "", [])]
    base: dict[str, Any] = {
        "anchor": f"spoergsmaal-{number}", "number": str(number), "text": asked.text,
        "help": asked.help, "silent": len(answered) - len(given),
    }  # fmt: skip
    if asked.kind == "number":
        return Printed(**base, **_figures(asked, given, _line(asked, comparison)))
    if asked.kind == "table":
        return Printed(**base, **_table(asked, given))
    if asked.kind in ("choice", "choices"):
        return Printed(**base, **_choices(asked, given, _line(asked, comparison)))
    return Printed(**base, said=[_said(asked, row, value) for row, value in given])


def _line(asked: QuestionAsked, comparison: Comparison) -> Line:
    return next(line for line in comparison.lines if line.question.key == asked.key)


def _who(row: dict[str, Any]) -> str:
    return f"{row['name']} (efter fristen)" if row["late"] else str(row["name"])


def _figures(asked: QuestionAsked, given: list[Any], line: Line) -> dict[str, Any]:
    def shown(number: Decimal | None) -> str:
        return "" if number is None else format_number(number)

    foot = [["I alt", shown(line.total)]] if line.total is not None else []
    if len(given) > 1:
        foot.append(["Gennemsnit", shown(line.average)])
        foot.append(["Lavest – højest", f"{shown(line.low)} – {shown(line.high)}"])
    unit = {"%": "Pct.", "": "Svar"}.get(asked.unit, asked.unit)
    return {
        "head": [("Part", False), (unit[:1].upper() + unit[1:], True)],
        "rows": [[_who(row), values.number_text(value)] for row, value in given],
        "foot": foot,
    }


def _choices(asked: QuestionAsked, given: list[Any], line: Line) -> dict[str, Any]:
    chosen = [f"{label}: {count}" for label, count in line.counts]
    return {
        "head": [("Part", False), ("Svar", False)],
        "rows": [[_who(row), values.text_of(asked, value)] for row, value in given],
        "summary": " · ".join(chosen),
    }


def _table(asked: QuestionAsked, given: list[Any]) -> dict[str, Any]:
    """Every party's rows, its name on the first of them; the columns of figures are added up."""
    columns = asked.columns
    head = [("Part", False)] + ([("", False)] if asked.rows else [])
    head += [(_heading(column), column["kind"] == "number") for column in columns]
    rows = []
    for response, table in given:
        for place, cells in enumerate(table):
            name = [_who(response) if place == 0 else ""]
            label = [values.row_label(asked, place)] if asked.rows else []
            rows.append([*name, *label, *(_printed_cell(c, cells) for c in columns)])
    sums = [_total(column, given) for column in columns]
    blank = [""] if asked.rows else []
    return {"head": head, "rows": rows, "foot": [["I alt", *blank, *sums]] if any(sums) else []}


def _heading(column: dict[str, Any]) -> str:
    unit = {"%": "pct."}.get(column["unit"], column["unit"])
    return f"{column['label']}, {unit}" if unit and unit not in column["label"] else column["label"]


def _printed_cell(column: dict[str, Any], cells: dict[str, str]) -> str:
    value = cells.get(column["key"], "")
    return (
        values.number_text(value) if column["kind"] == "number" else values.cell_text(column, value)
    )


def _total(column: dict[str, Any], given: list[Any]) -> str:
    if column["kind"] != "number" or column["unit"] == "%":
        return ""
    numbers = [
        Decimal(cells[column["key"]])
        for _, table in given
        for cells in table
        if cells.get(column["key"])
    ]
    return format_number(sum(numbers, Decimal())) if numbers else ""


def _said(asked: QuestionAsked, row: dict[str, Any], value: Any) -> dict[str, Any]:
    text = values.text_of(asked, value)
    return {
        "who": row["name"],
        "late": row["late"],
        "by": row["by"] if not row["on_behalf"] else "",
        "paragraphs": [part.split("\n") for part in text.split("\n\n") if part.strip()],
    }
