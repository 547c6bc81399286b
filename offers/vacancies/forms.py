"""Saying how many places are free."""

from __future__ import annotations

from django import forms

from dasportal.danish.fields import DanishIntegerField


class VacancyForm(forms.Form):
    free = DanishIntegerField(label="Ledige pladser", min_value=0, max_value=999)
    note = forms.CharField(
        label="Bemærkning", max_length=120, required=False,
        help_text="Fx »fra 1. marts«. Alle kan læse den, så skriv intet om borgere.",
    )  # fmt: skip
