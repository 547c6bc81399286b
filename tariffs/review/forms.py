"""What is typed in the review: a comment, an answer, and what is to be mended."""

from __future__ import annotations

from typing import Any

from django import forms

from .models import LineComment
from .workflow.comments import MOST
from .workflow.returning import MOST as MOST_OF_REASON


class CommentForm(forms.Form):
    text = forms.CharField(
        label="Kommentar til linjen", max_length=MOST, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Parten ser den, når indberetningen sendes retur.",
    )  # fmt: skip


class AnswerForm(forms.Form):
    text = forms.CharField(
        label="Jeres svar", max_length=MOST, widget=forms.Textarea(attrs={"rows": 4})
    )


class ReturnForm(forms.Form):
    """A note for the whole. It may be left out where lines were commented on."""

    note = forms.CharField(
        label="Hvad skal rettes?", max_length=MOST_OF_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip

    def __init__(self, *args: Any, comments: list[LineComment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if comments:
            self.fields["note"].required = False
            self.fields["note"].label = "Fælles besked"
            self.fields["note"].help_text = "Står først, før kommentarerne til linjerne."
