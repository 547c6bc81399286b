"""Contributions from outside: asking for one, and delivering it by a personal link."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from dasportal.danish.fields import DanishDateField

from ..workflow.attachments import LINK_LASTS
from .attachments import ACCEPTED


class AskForm(forms.Form):
    """Whom to ask for what, and until when the link works."""

    name = forms.CharField(label="Navn", max_length=120)
    email = forms.EmailField(label="E-mail")
    message = forms.CharField(
        label="Hvad beder vi om?", widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Teksten står i mailen og på siden bag linket. Skriv ikke punktets titel, hvis punktet er lukket.",
    )  # fmt: skip
    until = DanishDateField(label="Linket virker til og med")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"].initial = timezone.localdate() + LINK_LASTS

    def clean_until(self) -> dt.date:
        day: dt.date = self.cleaned_data["until"]
        if day < timezone.localdate():
            raise ValidationError("Datoen er gået. Vælg en dag, der kommer.")
        return day

    @property
    def expires_at(self) -> dt.datetime:
        """The end of the chosen day, in Copenhagen."""
        end = dt.datetime.combine(self.cleaned_data["until"], dt.time(23, 59, 59))
        return timezone.make_aware(end)


class DeliverForm(forms.Form):
    """What the outsider sends: a text, a file, or both."""

    text = forms.CharField(
        label="Din tekst", required=False, max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="En tom linje begynder et nyt afsnit.",
    )  # fmt: skip
    file = forms.FileField(
        label="En fil", required=False, widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        help_text="PDF, Word, Excel, PowerPoint, OpenDocument eller et billede.",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and not (data.get("text") or "").strip() and not data.get("file"):
            raise ValidationError("Skriv en tekst, eller vælg en fil.")
        return data
