"""Steps of a submission, and the files that come with it."""

from __future__ import annotations

from django import forms

from dasportal.documents.forms import UploadField


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="Hvad skal rettes?", max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Parten ser det øverst i indberetningen.",
    )  # fmt: skip


class StatementForm(forms.Form):
    """A revisorpåtegning."""

    file = UploadField(label="Revisorpåtegning")
