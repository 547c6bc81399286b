"""The queue's lines, this year beside last."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import django_tables2 as tables
from django.db.models import QuerySet
from django.db.models.functions import Abs
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from dasportal.danish.numbers import format_number, format_percent
from tariffs.models import TariffYear

from .models import ReviewLine
from .queries import UNEXPLAINED, Sums
from .wording import BAD, label_of

NUMBER = {"td": {"class": "number"}, "th": {"class": "number"}}
MOST_NAMED = 2  # findings named in a row; the rest are counted
TAG = '<span class="status status--{}">{}</span>'


class ReviewTable(tables.Table):
    """`sums` are those of all the rows that were chosen, not of the page."""

    line = tables.Column(
        "Tilbud og ydelse", accessor="offer_name", order_by=("offer_name", "position"),
        footer=lambda table: table.foot_line(),
    )  # fmt: skip
    places = tables.Column(
        "Pladser", attrs=NUMBER, empty_values=(), footer=lambda table: table.foot_places()
    )
    budget = tables.Column(
        "Budget", attrs=NUMBER, empty_values=(), footer=lambda table: table.foot_budget()
    )
    last_tariff = tables.Column("Sidste år", attrs=NUMBER)
    tariff = tables.Column("Takst", attrs=NUMBER)
    change = tables.Column("Ændring", attrs=NUMBER, empty_values=())
    found = tables.Column("Fund", accessor="codes", orderable=False, empty_values=())

    row_header = "line"
    caption_hidden = True

    class Meta:
        attrs = {"class": "table list-table review-table"}
        default = "–"
        empty_text = "Ingen linjer svarer til det valgte. Nulstil afgrænsningen for at se alle."

    def __init__(
        self, data: QuerySet[ReviewLine], *, year: TariffYear, sums: Sums, names_party: bool = True,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        self.caption = f"Linjer for {year.year}"
        self.year, self.sums, self.names_party = year, sums, names_party
        super().__init__(data, **kwargs)

    def foot_line(self) -> str:
        lines = self.sums.lines
        return f"I alt {format_number(lines)} {'linje' if lines == 1 else 'linjer'}"

    def foot_places(self) -> SafeString:
        return _beside(format_number(self.sums.places), format_number(self.sums.last_places))

    def foot_budget(self) -> SafeString:
        last = format_number(self.sums.last_budget, 0)
        return _beside(format_number(self.sums.budget, 0), last)

    def order_change(self, rows: QuerySet[ReviewLine], is_descending: bool) -> Any:
        """By size, whichever way it went: a fall of five percent is as much as a rise."""
        size = Abs("change")
        by = size.desc(nulls_last=True) if is_descending else size.asc(nulls_last=True)
        return rows.order_by(by, "offer_name", "position"), True

    def render_line(self, record: ReviewLine) -> SafeString:
        url = reverse("review:line", args=[record.line_id]) if record.line_id else ""
        name = format_html('<a href="{}">{}</a>', url, record) if url else str(record)
        party = record.review.submission.party if self.names_party else ""
        billed = "" if record.is_billed else "afregnes ikke"
        said = [str(party) if party else "", record.basis, billed]
        beside = " · ".join(filter(None, said))
        return format_html('{}<span class="review-beside">{}</span>', name, beside)

    def render_places(self, record: ReviewLine) -> SafeString:
        return _beside(_number(record.places), _number(record.last_places))

    def render_budget(self, record: ReviewLine) -> SafeString:
        return _beside(_number(record.budget, 0), _number(record.last_budget, 0))

    def render_last_tariff(self, value: Decimal) -> str:
        return format_number(value)

    def render_tariff(self, value: Decimal) -> str:
        return format_number(value)

    def render_change(self, record: ReviewLine) -> SafeString:
        return change_of(record)

    def render_found(self, record: ReviewLine) -> SafeString:
        return found_of(record, self.year)


def change_of(record: ReviewLine) -> SafeString:
    """»+7,40 % reelt«, and the nominal below it."""
    if record.change is None:
        return mark_safe("–")
    if record.real is None:
        return format_html("<strong>{}</strong> nominelt", _percent(record.nominal))
    return format_html(
        '<strong>{}</strong> reelt<span class="review-beside">{} nominelt</span>',
        _percent(record.real), _percent(record.nominal),
    )  # fmt: skip


def found_of(record: ReviewLine, year: TariffYear) -> SafeString:
    """The weightiest findings by name and the number of the others; and where a comment stands."""
    grave = sorted(record.findings, key=lambda f: _weight(f["code"], f["severity"]))
    tags = [(_tone(f["code"], f["severity"]), label_of(f["code"])) for f in grave[:MOST_NAMED]]
    if left := len(grave) - MOST_NAMED:
        tags += [("neutral", f"{left} mere")] if left > 0 else []
    if getattr(record, "is_asked", False):
        tags.append(("info", "Kommenteret"))
    if getattr(record, "is_answered", False):
        tags.append(("good", "Besvaret"))
    return format_html_join(" ", TAG, tags)


def _weight(code: str, severity: str) -> int:
    if severity in BAD or code in UNEXPLAINED:
        return 0
    return 1 if code == "to_be_discussed" else 2


def _tone(code: str, severity: str) -> str:
    return ("bad", "attention", "neutral")[_weight(code, severity)]


def _beside(now: str, last: str) -> SafeString:
    """This year's figure, last year's below it where it was another. Nothing where there is none,
    such as a level's budget."""
    if last in ("", now):
        return format_html("{}", now)
    return format_html('{}<span class="review-beside">før {}</span>', now or "–", last)


def _number(value: Decimal | None, decimals: int | None = None) -> str:
    return format_number(value, decimals) if value is not None else ""


def _percent(value: Decimal | None) -> str:
    return format_percent(value, 2, signed=True) if value is not None else "–"
