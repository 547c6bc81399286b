"""Narrowing a year's lines, by GET: what is left out of the address is not narrowed."""

from __future__ import annotations

from typing import Any

from django import forms

from .calculation import Moved, by_basis, to_discuss
from .queries import Development, parties_with_lines


class LineFilter(forms.Form):
    """By party, legal basis, words in the offer's name, and what DAS is to discuss."""

    part = forms.ChoiceField(label="Driftsherre", required=False)
    lovgrundlag = forms.ChoiceField(label="Lovgrundlag", required=False)
    tilbud = forms.CharField(label="Tilbuddets navn", required=False, max_length=100)
    over = forms.BooleanField(label="Kun dem, DAS skal drøfte", required=False)

    def __init__(self, data: Any, development: Development, *, over: bool = False) -> None:
        super().__init__(data or None)
        if not over:  # only where the lines are listed one by one
            del self.fields["over"]
        self.development = development
        parties: Any = self.fields["part"]
        parties.choices = [("", "Alle"), *parties_with_lines(development)]
        bases: Any = self.fields["lovgrundlag"]
        named = dict.fromkeys(by_basis(line) for line in development.lines)
        bases.choices = [("", "Alle"), *sorted((key, name) for key, name in named if key)]

    @property
    def chosen(self) -> dict[str, Any]:
        """What is asked for and can be had; what cannot is passed over, and the form says so."""
        if not self.is_bound:
            return {}
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def lines(self) -> list[Moved]:
        """The lines that are left."""
        chosen, rows = self.chosen, self.development.lines
        if part := chosen.get("part"):
            rows = [line for line in rows if line.party == part]
        if basis := chosen.get("lovgrundlag"):
            rows = [line for line in rows if line.basis == basis]
        if words := chosen.get("tilbud", "").casefold():
            rows = [line for line in rows if words in line.offer.casefold()]
        if chosen.get("over"):
            rows = to_discuss(rows, self.development.year.discuss_pct)
        return rows

    @property
    def words(self) -> str:
        """What is shown, in words; empty for all."""
        chosen = self.chosen
        party = dict(parties_with_lines(self.development)).get(chosen.get("part", ""), "")
        said = [
            party,
            chosen.get("lovgrundlag", ""),
            f"»{chosen['tilbud']}«" if "tilbud" in chosen else "",
            "kun dem, DAS skal drøfte" if "over" in chosen else "",
        ]
        return ", ".join(word for word in said if word)
