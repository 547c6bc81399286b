"""What is typed about an item: a question or a comment, an answer, a reason to hide."""

from __future__ import annotations

from typing import Any

from django import forms

from .models import Audience, ShareAccess
from .workflow.questions import LONGEST

WITHOUT_CITIZENS = "Skriv ikke navne eller andet om enkelte borgere."


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class AskForm(forms.Form):
    """A question or a comment; which of the two is told by the button."""

    text = forms.CharField(
        label="Dit spørgsmål eller din kommentar", max_length=LONGEST, widget=_area(4),
        help_text=WITHOUT_CITIZENS,
    )  # fmt: skip
    audience = forms.ChoiceField(
        label="Hvem skal kunne se det?", choices=Audience.choices, initial=Audience.OFFICE,
        widget=forms.RadioSelect,
        help_text="Det, du skriver til sekretariatet, kan også ses af din parts medlem og stedfortræder.",
    )  # fmt: skip

    def __init__(self, *args: Any, office: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if office:
            del self.fields["audience"]
            self.fields["text"].label = "Skriv til alle i forummet"


class WordsForm(forms.Form):
    """An answer, or one's own words changed."""

    text = forms.CharField(
        label="Tekst", max_length=LONGEST, widget=_area(4), help_text=WITHOUT_CITIZENS
    )


class HideForm(forms.Form):
    reason = forms.CharField(
        label="Hvorfor?", max_length=300,
        help_text="Grunden vises for den, der skrev det, og for sekretariatet.",
    )  # fmt: skip


class ShareForm(forms.Form):
    """Whom to show the item to, and what they may do."""

    name = forms.CharField(label="Navn", max_length=120)
    email = forms.EmailField(label="E-mail", help_text="Linket sendes hertil. Det er personligt.")
    access = forms.ChoiceField(
        label="Hvad kan de?", choices=ShareAccess.choices, initial=ShareAccess.COMMENT,
        widget=forms.RadioSelect,
    )  # fmt: skip
    message = forms.CharField(
        label="Din besked", required=False, max_length=2_000, widget=_area(3),
        help_text="Står på siden bag linket, ikke i mailen.",
    )  # fmt: skip


class RemarkForm(forms.Form):
    """What somebody at home says of the item."""

    text = forms.CharField(
        label="Din bemærkning", max_length=LONGEST, widget=_area(6), help_text=WITHOUT_CITIZENS
    )
