"""Template filters that write numbers, dates and sizes the Danish way."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal, InvalidOperation
from typing import Any

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from dasportal.danish import dates, numbers

register = template.Library()


def _local(value: Any) -> Any:
    if isinstance(value, dt.datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


def _number(value: Any) -> Decimal | int | float | None:
    if isinstance(value, str):
        try:
            return Decimal(value)
        except InvalidOperation:
            return None
    return value


@register.filter
def danish_date(value: dt.date | None) -> str:
    """``2. oktober 2025``"""
    return dates.format_date(_local(value) or None)


@register.filter
def iso_date(value: str) -> str:
    """``2. oktober 2025`` of ``2025-10-02``, as snapshots write dates; empty stays empty."""
    return dates.format_date(dt.date.fromisoformat(value)) if value else ""


@register.filter
def weekday_date(value: dt.date | None) -> str:
    """``torsdag den 2. oktober 2025``"""
    return dates.format_weekday_date(_local(value) or None)


@register.filter
def short_date(value: dt.date | None) -> str:
    """``02.10.2025``"""
    return dates.format_short_date(_local(value) or None)


@register.filter
def danish_time(value: dt.time | dt.datetime | None) -> str:
    """``13.30``"""
    return dates.format_time(_local(value) or None)


@register.filter
def danish_datetime(value: dt.datetime | None) -> str:
    """``2. oktober 2025 kl. 13.30``"""
    value = _local(value)
    return f"{dates.format_date(value)} kl. {dates.format_time(value)}" if value else ""


@register.filter
def number(value: Any, decimals: int | None = None) -> str:
    """``1.234,5``; ``|number:2`` for a fixed number of decimals."""
    return numbers.format_number(_number(value), decimals)


@register.filter
def kroner(value: Any, decimals: int | None = None) -> str:
    """``1.234.567,89 kr.``"""
    return numbers.format_kroner(_number(value), decimals)


@register.filter
def percent(value: Any, decimals: int | None = None) -> str:
    """``98 %``"""
    return numbers.format_percent(_number(value), decimals)


@register.filter
def change(value: Any, decimals: int | None = 2) -> str:
    """A change in percent with its sign: ``+10,09 %``, ``−4,39 %``."""
    return numbers.format_percent(_number(value), decimals, signed=True)


@register.filter
def signed(value: Any, decimals: int | None = None) -> str:
    """A change in kroner or people with its sign: ``+1.234``, ``−56``, ``0``."""
    return numbers.format_number(_number(value), decimals, signed=True)


@register.filter
def count(value: Any, words: str) -> str:
    """``{{ n|count:"bilag,bilag" }}``: the number and the right one of two words."""
    one, many = words.split(",")
    n = value if isinstance(value, int) else len(value)
    return f"{numbers.format_number(n)}{numbers.NO_BREAK}{one if n == 1 else many}"


@register.filter
def file_size(size: int | None) -> str:
    """``1,2 MB``"""
    if size is None:
        return ""
    for unit, scale in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if size >= scale:
            return f"{numbers.format_number(size / scale, 1)}{numbers.NO_BREAK}{unit}"
    return f"{size}{numbers.NO_BREAK}byte"


@register.filter
def richtext(html: str | None) -> SafeString:
    """Stored rich text as markup. Only for a ``RichTextField``: it was sanitised when stored."""
    return mark_safe(html or "")
