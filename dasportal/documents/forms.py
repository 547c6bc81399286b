"""The field that files come in by, and the form that removes content from the record."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings

from . import kinds
from .files import EMPTY, check_size

ACCEPTED = (
    ".pdf,.docx,.xlsx,.pptx,.doc,.xls,.ppt,.odt,.ods,.odp,.rtf,.txt,.csv,"
    ".jpg,.jpeg,.png,.gif,.tif,.tiff,.webp"
)


class UploadField(forms.FileField):
    """A file for `store`. Its size is checked here, its inside by `store`, whose FileRefused is a
    ValidationError: `form.add_error("file", refused)` shows it at the field.
    """

    default_error_messages = {"required": "Vælg en fil.", "empty": EMPTY}
    widget = forms.ClearableFileInput(attrs={"accept": ACCEPTED})

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", "Fil")
        options.setdefault("help_text", f"{kinds.TAKEN}. Højst {settings.MAX_UPLOAD_MB} MB.")
        super().__init__(**options)

    def clean(self, data: Any, initial: Any = None) -> Any:
        if data and not isinstance(data, bool):
            check_size(data)
        return super().clean(data, initial)


class RedactionForm(forms.Form):
    """Which values of an entry go, why, and what may stand instead."""

    reason = forms.CharField(
        label="Begrundelse",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Bliver stående i arkivet. Gentag ikke det, der skal væk.",
        error_messages={"required": "Skriv, hvorfor indholdet skal fjernes."},
    )
    replacement = forms.CharField(
        label="Tekst, der må stå i stedet",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Kan undlades. Så står der kun, at indholdet er fjernet, hvornår, af hvem og hvorfor.",
    )
    new_file = UploadField(
        label="Fil, der må stå i stedet",
        required=False,
        help_text="Kan undlades. Så står der en side om, at filen er fjernet.",
    )
    understood = forms.BooleanField(
        label="Jeg ved, at fjernelsen ikke kan fortrydes, og at den selv bliver en post i arkivet",
        error_messages={"required": "Sæt kryds for at bekræfte, at det ikke kan fortrydes."},
    )

    def __init__(self, *args: Any, is_text: bool, is_file: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not is_text:
            del self.fields["replacement"]
        if not is_file:
            del self.fields["new_file"]
