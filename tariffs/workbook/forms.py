"""Choosing a file, pasting a block, and saying which column is what."""

from __future__ import annotations

from typing import Any

from django import forms

from tariffs.models import Line

from .edits import PASTED
from .headings import ASKED, NEEDED, Head
from .taken import LABELS


class FileForm(forms.Form):
    file = forms.FileField(
        label="Fil", widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        help_text="Regnearket herfra, jeres eget regneark (.xlsx) eller csv.",
    )  # fmt: skip


class PasteForm(forms.Form):
    """A block, and where it goes when it is figures alone."""

    text = forms.CharField(
        label="Det, du har kopieret", strip=False, max_length=500_000,
        widget=forms.Textarea({"rows": 10, "spellcheck": "false", "class": "paste-box"}),
        help_text="Markér cellerne i Excel, kopiér, og sæt ind her. Gerne med overskrifter, tilbud "
        "og ydelse; så finder portalen selv linjerne.",
    )  # fmt: skip
    line = forms.ModelChoiceField(
        Line.objects.none(), label="Er det kun tal: begynd ved linjen", required=False,
        empty_label="Vælg …",
    )  # fmt: skip
    field = forms.ChoiceField(
        label="og i kolonnen", required=False,
        choices=[("", "Vælg …"), *((name, LABELS[name]) for name in PASTED)],
    )  # fmt: skip

    def __init__(self, *args: Any, lines: list[Line], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["line"].queryset = Line.objects.filter(pk__in=[line.pk for line in lines])
        self.fields["line"].choices = [
            ("", "Vælg …"),
            *((line.pk, f"{line} ({line.basis or 'uden lovgrundlag'})") for line in lines),
        ]

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"].strip("\r\n")
        if not text.strip():
            raise forms.ValidationError("Sæt det, du har kopieret, ind her.")
        return text


class ColumnsForm(forms.Form):
    """Which column of a file is what. One field of the form for each field of a line."""

    name = forms.CharField(
        label="Navn", max_length=70, help_text="Så I kan kende filen igen næste gang."
    )

    def __init__(self, *args: Any, head: Head, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "Findes ikke i filen")]
        choices += [
            (str(h.place), f"{h.letter}: {h.text or '(uden overskrift)'}") for h in head.headings
        ]
        for field in ASKED:
            self.fields[f"field_{field}"] = forms.ChoiceField(
                label=LABELS[field], choices=choices, required=field in NEEDED,
                error_messages={"required": f"Vælg den kolonne, der er {LABELS[field].lower()}."},
            )  # fmt: skip
        self.order_fields([*(f"field_{field}" for field in ASKED), "name"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        seen: dict[str, str] = {}
        for field in ASKED:
            place = data.get(f"field_{field}")
            if place and place in seen:
                self.add_error(
                    f"field_{field}",
                    f"Kolonnen er allerede valgt som {LABELS[seen[place]].lower()}.",
                )
            elif place:
                seen[place] = field
        return data

    @property
    def places(self) -> dict[str, int]:
        chosen = {field: self.cleaned_data.get(f"field_{field}") for field in ASKED}
        return {field: int(place) for field, place in chosen.items() if place}
