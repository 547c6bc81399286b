"""What is typed when something is marked."""

from __future__ import annotations

from typing import Any

from django import forms

from dasportal.danish.fields import DanishIntegerField

from .anchors import Anchor
from .models import Word
from .workflow import LONGEST


def _note(label: str = "Note") -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )


class ChangeForm(forms.Form):
    """What a highlight means, and what one thinks of it."""

    word = forms.ChoiceField(
        label="Betydning", choices=Word.choices, initial=Word.IMPORTANT, widget=forms.RadioSelect
    )
    note = _note()


class MarkTextForm(ChangeForm):
    """Words of the item's text. A script fills in what stands around them."""

    quote = forms.CharField(
        label="Tekst, der skal markeres", widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Skriv eller sæt ordene ind, som de står i punktet.",
    )  # fmt: skip
    before = forms.CharField(required=False, widget=forms.HiddenInput)
    after = forms.CharField(required=False, widget=forms.HiddenInput)
    field_order = ["quote", "before", "after", "word", "note"]

    @property
    def anchor(self) -> Anchor:
        data = self.cleaned_data
        return Anchor(data.get("quote", ""), data["before"], data["after"])


class MarkPageForm(MarkTextForm):
    """Words on a page of a bilag, or a note to the whole page."""

    page = DanishIntegerField(label="Side", min_value=1, max_value=100_000)
    version = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ["page", "note", "quote", "word", "before", "after", "version"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["quote"].required = False
        self.fields["quote"].help_text = "Lad feltet stå tomt, hvis noten gælder hele siden."
