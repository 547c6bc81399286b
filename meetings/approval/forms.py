"""Forms of the approval: a comment, the secretariat's answer, the deadline."""

from __future__ import annotations

from typing import Any

from django import forms

from dasportal.accounts.models import Party
from dasportal.danish.fields import DanishDateField

from .models import Comment
from .workflow import COMMENT

EXPLAINED = {
    "promise": "Vi retter det i næste version",
    "answer": "Vi svarer uden at rette",
    "decline": "Vi følger den ikke, med begrundelse",
}


class ApproveForm(forms.Form):
    """The hash of what the page showed: an approval is of that and nothing else."""

    seen = forms.CharField(widget=forms.HiddenInput)


class CommentForm(forms.Form):
    """A comment on an item, or on a passage of it."""

    party = forms.ModelChoiceField(label="På vegne af", queryset=Party.objects.none())
    quote = forms.CharField(
        label="Sætningen, det drejer sig om",
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text="Kopiér den fra teksten. Lad feltet stå tomt, hvis det er hele punktet.",
    )
    text = forms.CharField(label="Kommentar", widget=forms.Textarea({"rows": 5}))
    prefix = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)
    suffix = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)

    def __init__(self, *args: Any, parties: list[Party], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["party"]
        field.queryset = Party.objects.filter(pk__in=[party.pk for party in parties])
        field.initial = parties[0] if parties else None
        if len(parties) == 1:
            field.widget = forms.HiddenInput()


class ReplyForm(forms.Form):
    """What becomes of a comment, and the words to it."""

    step = forms.ChoiceField(label="Hvad sker der med den?", widget=forms.RadioSelect)
    text = forms.CharField(
        label="Svar eller begrundelse",
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text="Alle, der kan læse punktet, kan læse svaret.",
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)

    def __init__(self, *args: Any, comment: Comment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        possible = [name for name in EXPLAINED if comment.status in COMMENT.get(name).sources]
        self.fields["step"].choices = [(name, EXPLAINED[name]) for name in possible]


class DeadlineForm(forms.Form):
    """Until when the parties may answer; the day is theirs to its end."""

    deadline = DanishDateField(label="Ny frist", help_text="Dagen er med.")
    seen = forms.DateField(required=False, widget=forms.HiddenInput, input_formats=["%Y-%m-%d"])
