"""Steps of a submission, and the files that come with it."""

from __future__ import annotations

from django import forms

from dasportal.documents.forms import UploadField


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="Hvad skal rettes?", max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Parten ser det øverst i indberetningen.",
    )  # fmt: skip


class UploadForm(forms.Form):
    file = forms.FileField(
        label="Fil", widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        help_text="Excel (.xlsx) eller csv. Intet gemmes, før du har set, hvad der sker.",
    )  # fmt: skip
    columns = forms.CharField(
        label="Kolonner", max_length=500, required=False,
        help_text="Kun hvis filens overskrifter ikke kendes: »takst=Pris 2027;tilbud=Sted«.",
    )  # fmt: skip


class StatementForm(forms.Form):
    """A revisorpåtegning."""

    file = UploadField(label="Revisorpåtegning")
