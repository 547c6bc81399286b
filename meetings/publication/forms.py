"""Publishing: what must be looked at, and which bilag go with it. Withdrawing: why."""

from __future__ import annotations

from typing import Any

from django import forms

from meetings.forms.sending import ConfirmForm
from meetings.publication.workflow import Source
from meetings.snapshot import flat_items


class PublishForm(ConfirmForm):
    """As before a sending; and the bilag that may be published, all of them chosen."""

    attachments = forms.MultipleChoiceField(
        label="Bilag, der offentliggøres",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Et bilag, du fravælger, nævnes ikke på de offentlige sider.",
    )

    def __init__(self, *args: Any, source: Source, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bilag = [a for row in flat_items(source.public) for a in row["attachments"]]
        choices = self.fields["attachments"]
        choices.choices = [(a["id"], f"{a['number']} {a['title']}") for a in bilag]
        choices.initial = [a["id"] for a in bilag]
        if not bilag:
            del self.fields["attachments"]


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label="Hvorfor trækkes den tilbage?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Kun sekretariatet kan se begrundelsen. Den offentlige side siger alene, at udgaven er trukket tilbage.",
        error_messages={"required": "Skriv, hvorfor den trækkes tilbage."},
    )
