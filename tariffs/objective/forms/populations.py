"""Population figures of a date, typed or pasted."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from dasportal.danish.fields import DanishDateField, DanishIntegerField
from dasportal.register.models import AgeGroup

from ..names import PartyNames
from ..queries import municipalities
from ..reading import read_people


class PopulationForm(forms.Form):
    """A figure a party. A pasted block fills the fields, so that one sees what was read.

    `people` are the figures by the party's primary key, once it is valid.
    """

    group = forms.ChoiceField(label="Hvem er talt?", choices=AgeGroup, widget=forms.RadioSelect)
    counted_on = DanishDateField(
        label="Opgjort pr.",
        help_text="Et kvartal begynder på sin første dag: 2. kvartal er 1. april.",
    )
    source = forms.CharField(
        label="Kilde", max_length=200, help_text="Fx »Danmarks Statistik, FOLK1A«."
    )
    block = forms.CharField(
        label="Indsæt fra et regneark",
        required=False,
        widget=forms.Textarea({"rows": 6}),
        help_text="To kolonner, kommune og tal, kopieret fra Excel. Tallene sættes i felterne nedenfor.",
    )

    def __init__(self, data: QueryDict | None = None, **kwargs: Any) -> None:
        self.parties = list(municipalities())
        self.problems: list[str] = []
        if data is not None and data.get("block", "").strip():
            data = self._with_block(data)
        super().__init__(data, **kwargs)
        for party in self.parties:
            self.fields[f"people_{party.pk}"] = DanishIntegerField(
                label=party.name, required=False, min_value=0, max_value=10_000_000
            )

    def _with_block(self, data: QueryDict) -> QueryDict:
        """The data with what was pasted in its fields; what could not be read stays in the block."""
        read = read_people(data["block"], PartyNames(self.parties))
        filled = data.copy()
        for pk, figure in read.people.items():
            filled[f"people_{pk}"] = figure
        self.problems = read.problems
        if not read.problems:
            filled["block"] = ""
        return filled

    @property
    def figure_fields(self) -> list[forms.BoundField]:
        return [self[f"people_{party.pk}"] for party in self.parties]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for problem in self.problems:
            self.add_error("block", problem)
        self.people = {
            party.pk: data[f"people_{party.pk}"]
            for party in self.parties
            if data.get(f"people_{party.pk}") is not None
        }
        if not self.people and not self.errors:
            self.add_error("block", "Skriv eller indsæt mindst ét tal.")
        return data
