"""A takstblad: pasted or begun with last year's lines, then its rates."""

from __future__ import annotations

from typing import Any

from django import forms

from dasportal.danish.fields import DanishIntegerField, DanishNumberField

from ..models import RateSheet, Scheme
from ..rates import HEIGHTENED, Group, base_service, families, from_base, grouped
from ..reading import RateLine, read_rates
from .fields import YearField


class NewSheetForm(forms.Form):
    """A year's takstblad. `lines` are what was pasted, else last year's."""

    year = YearField(label="År")
    price_level = YearField(label="Prisniveau", required=False, help_text="Tomt felt: årets.")
    source = forms.CharField(
        label="Kilde", max_length=200, help_text="Fx »Socialtilsyn Nords takstblad«."
    )
    text = forms.CharField(
        label="Indsæt takstbladet",
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 10}),
        help_text="Kopieret fra Excel med overskrifterne omraade, ydelse, takst_navn, takstgruppe, pladser "
        "og takst_2026 (med årstallet). Tomt felt: begynd med det seneste takstblads linjer.",
    )

    def __init__(self, *args: Any, scheme: Scheme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scheme = scheme
        self.lines: list[RateLine] = []

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("year") or "text" in self.errors:
            return data
        if (data.get("text") or "").strip():
            read = read_rates(data["text"], data["year"])
            self.lines = read.lines
            for problem in read.problems:
                self.add_error("text", problem)
            data["price_level"] = data.get("price_level") or read.price_level
        else:
            self.lines = _lines_of(self.scheme)
            if not self.lines:
                self.add_error("text", "Der er intet tidligere takstblad. Indsæt årets.")
        data["price_level"] = data.get("price_level") or data["year"]
        return data


def _lines_of(scheme: Scheme) -> list[RateLine]:
    newest = scheme.sheets.order_by("-year").first()
    if newest is None:
        return []
    return [
        RateLine(row.area, row.service, row.name, row.group, row.places, row.amount)
        for row in newest.rates.all()
    ]


class RatesForm(forms.Form):
    """The rates, a field a line. Where a base rate is given, its groups are computed of it."""

    price_level = YearField(label="Prisniveau")
    source = forms.CharField(label="Kilde", max_length=200)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, sheet: RateSheet, **kwargs: Any) -> None:
        start: dict[str, Any] = {
            "price_level": sheet.price_level, "source": sheet.source, "seen": sheet.revision,
        }  # fmt: skip
        self.rows = list(sheet.rates.all())
        self.families = families(self.rows)
        for row in self.rows:
            start[f"rate_{row.pk}"] = row.amount
        super().__init__(*args, initial=start, **kwargs)
        for number, family in enumerate(self.families):
            also = f" og {HEIGHTENED.lower()}" if family.with_tenth else ""
            self.fields[f"base_{number}"] = DanishNumberField(
                label=f"{family.service}: grundtakst", required=False, unit="kr.", min_value=0,
                help_text=f"Gruppe 1, gerne med øre. Regner grupperne{also} ud.",
            )  # fmt: skip
        for row in self.rows:
            self.fields[f"rate_{row.pk}"] = DanishIntegerField(
                label=str(row), required=False, unit="kr.", min_value=0
            )

    @property
    def group_fields(self) -> list[forms.BoundField]:
        return [self[f"base_{number}"] for number in range(len(self.families))]

    @property
    def rate_groups(self) -> list[Group[Any]]:
        """Each line with its field, under the heading of its service."""
        return grouped((row, (row, self[f"rate_{row.pk}"])) for row in self.rows)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        bases = {
            (family.area, family.service): data.get(f"base_{number}")
            for number, family in enumerate(self.families)
        }
        self.amounts: dict[int, int] = {}
        for row in self.rows:
            base = bases.get((row.area, base_service(row.service))) if row.group else None
            if base is not None:
                self.amounts[row.pk] = from_base(row, base)
            elif data.get(f"rate_{row.pk}") is not None:
                self.amounts[row.pk] = data[f"rate_{row.pk}"]
            elif f"rate_{row.pk}" not in self.errors:
                self.add_error(f"rate_{row.pk}", "Skriv taksten.")
        return data
