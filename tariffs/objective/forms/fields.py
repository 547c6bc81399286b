"""A year in a form: a whole number that is never written with a point of thousands."""

from __future__ import annotations

from typing import Any

from dasportal.danish.fields import DanishIntegerField

FIRST, LAST = 2000, 2199


class YearField(DanishIntegerField):
    """``2026``; »2.026« is read too, as a pasted number may be."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=FIRST, max_value=LAST, **kwargs)
        for validator in self.validators:
            validator.message = f"Skriv et år mellem {FIRST} og {LAST}."

    def show(self, value: Any) -> str:
        return str(value)
