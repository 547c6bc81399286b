"""Publishing: which bilag go with it. Withdrawing: why."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from meetings.publication.workflow import Source
from meetings.snapshot import fingerprint, flat_items


class PublishForm(forms.Form):
    """The bilag that may be published, all chosen, and the very edition that the page showed."""

    seen = forms.CharField(widget=forms.HiddenInput)
    attachments = forms.MultipleChoiceField(
        label="Bilag, der offentliggøres",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Et bilag, du fravælger, nævnes ikke på de offentlige sider.",
    )

    def __init__(self, data: Any = None, *, source: Source) -> None:
        self.fingerprint = fingerprint(source.public)
        bilag = [a for row in flat_items(source.public) for a in row["attachments"]]
        super().__init__(data, initial={"seen": self.fingerprint})
        choices = self.fields["attachments"]
        choices.choices = [(a["id"], f"{a['number']} {a['title']}") for a in bilag]
        choices.initial = [a["id"] for a in bilag]
        if not bilag:
            del self.fields["attachments"]

    def clean_seen(self) -> str:
        seen: str = self.cleaned_data["seen"]
        if seen != self.fingerprint:
            self.data = self.data.copy()
            self.data["seen"] = self.fingerprint
            raise ValidationError(
                "Der er kommet en ny version, efter at siden blev vist. Se den igennem."
            )
        return seen


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label="Hvorfor trækkes den tilbage?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Kun sekretariatet kan se begrundelsen. Den offentlige side siger alene, at udgaven er trukket tilbage.",
        error_messages={"required": "Skriv, hvorfor den trækkes tilbage."},
    )
