"""The places that a party tries out: what would it cost with fewer, or more?"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from dasportal.danish.fields import DanishNumberField

from .buying import Ours


class TryForm(forms.Form):
    """A field for each offer that has a price. Nothing is stored: it is asked by GET."""

    def __init__(self, data: Any, ours: Ours) -> None:
        asked = any(name.startswith("pladser-") for name in data)
        super().__init__(data if asked else None)
        for row in ours.rows:
            self.fields[f"pladser-{row.offer_id}"] = DanishNumberField(
                decimals=2, min_value=0, max_value=9999, required=False,
                label=f"Pladser, {row.offer}", initial=row.places,
            )  # fmt: skip

    @property
    def tried(self) -> dict[int, Decimal]:
        """The places by offer that differ from what has been said; an empty field is as it was."""
        if not self.is_bound:
            return {}
        self.is_valid()
        return {
            int(name.removeprefix("pladser-")): value
            for name, value in self.cleaned_data.items()
            if value is not None and value != self.fields[name].initial
        }
