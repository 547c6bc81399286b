"""An old table, pasted as it is."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from dasportal.accounts.models import Party
from dasportal.danish.fields import DanishDateField

from ..models import Method, Scheme
from ..names import PartyNames
from ..reading import TableRead, read_table
from ..workflow import Figures
from .fields import YearField


class TableForm(forms.Form):
    """The text of a table and what its headings may not say. `read` is what was understood."""

    year = YearField(label="År")
    text = forms.CharField(
        label="Tabellen",
        widget=forms.Textarea({"rows": 10}),
        strip=False,
        help_text="Kopieret fra Excel eller en CSV-fil, med kommune, nøgle og andel. Står flere år ved "
        "siden af hinanden, så tag overskrifterne med.",
    )
    method = forms.ChoiceField(
        label="Hvilken afrunding skal tabellen holdes op mod?", choices=Method.choices,
        widget=forms.RadioSelect, initial=Method.PLAIN,
        help_text="Tabellens egne beløb beholdes, også når de afviger.",
    )  # fmt: skip
    key_date = DanishDateField(
        label="Nøglen er opgjort pr.", required=False,
        help_text="Udfyldes, hvis datoen ikke står i tabellens overskrift.",
    )  # fmt: skip
    key_source = forms.CharField(
        label="Nøglens kilde", max_length=200, help_text="Fx »Danmarks Statistik« eller referatet."
    )
    price_level = YearField(
        label="Prisniveau", required=False,
        help_text="Tomt felt: det, tabellen siger, eller årets.",
    )  # fmt: skip

    def __init__(self, *args: Any, scheme: Scheme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scheme = scheme
        self.read = TableRead()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("year") or not data.get("text"):
            return data
        self.read = read_table(data["text"], data["year"], PartyNames(Party.objects.all()))
        for problem in self.read.problems:
            self.add_error("text", problem)
        if not data.get("key_date") and "key_date" not in self.errors:
            data["key_date"] = self.read.counted_on
            if data["key_date"] is None:
                self.add_error("key_date", "Skriv, hvilken dag nøglen er opgjort.")
        codes = {line.party.pk for line in self.read.lines}
        operator = self.scheme.operator_id
        if data.get("method") == Method.OPERATOR and operator not in codes and not self.errors:
            self.add_error(
                "method", "Driftsherren er ikke med i tabellen. Vælg en anden afrunding."
            )
        return data

    @property
    def figures(self) -> Figures:
        data = self.cleaned_data
        return Figures(
            year=data["year"],
            name="Som i den gamle tabel",
            method=data["method"],
            key_date=data["key_date"],
            key_source=data["key_source"],
            price_level=data["price_level"] or self.read.price_level or data["year"],
            earlier_pct=Decimal(100),
        )
