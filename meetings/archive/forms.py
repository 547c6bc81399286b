"""The forms of the archive's pages."""

from __future__ import annotations

from typing import Any

from django import forms

from meetings.models import AgendaItem, Meeting

MOST_MB = 20
ACCEPTED = ".txt,.pdf,text/plain,application/pdf"


class UploadForm(forms.Form):
    """A file of earlier minutes or an earlier agenda."""

    file = forms.FileField(
        label="Referat eller dagsorden",
        help_text=f"Tekst eller PDF, højst {MOST_MB} MB. Du ser, hvad der er fundet, før noget gemmes.",
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
        error_messages={"required": "Vælg en fil.", "empty": "Filen er tom."},
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if getattr(file, "no_room", False):
            raise forms.ValidationError("Serveren har ikke mere plads. Prøv igen senere.")
        if file.size > MOST_MB * 1024 * 1024:
            raise forms.ValidationError(f"Filen må højst fylde {MOST_MB} MB.")
        return file


class OpennessForm(forms.Form):
    """One choice per item whose source does not say whether it was open."""

    CHOICES = (("", "Uafklaret"), ("open", "Åbent"), ("closed", "Lukket"))

    def __init__(self, *args: Any, meeting: Meeting, **options: Any) -> None:
        super().__init__(*args, **options)
        self.items = list(
            AgendaItem.objects.filter(meeting=meeting, is_open__isnull=True, parent__isnull=True)
            .order_by("position", "pk")
            .only("pk", "number", "title")
        )
        for item in self.items:
            self.fields[str(item.pk)] = forms.ChoiceField(
                label=f"{item.number}. {item.title}", choices=self.CHOICES, required=False
            )

    def all_open(self) -> dict[str, bool]:
        """Every item that is left, as open."""
        return {str(item.pk): True for item in self.items}

    def chosen(self) -> dict[str, bool]:
        """Item id to open or not; items left as they are do not appear."""
        return {key: value == "open" for key, value in self.cleaned_data.items() if value}
