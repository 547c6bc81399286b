"""The small forms of an enquiry's steps."""

from __future__ import annotations

from typing import Any

from django import forms

from dasportal.danish.fields import DanishDateField

from ..models import Enquiry, Question, QuestionKind, Response
from ..slots import DESTINATIONS


class DeadlineForm(forms.Form):
    closes_on = DanishDateField(
        label="Ny svarfrist", help_text="Der kan svares til kl. 23.59.59 den dag."
    )


class CancelForm(forms.Form):
    reason = forms.CharField(
        label="Hvorfor", max_length=300, help_text="Læses af dem, der er spurgt."
    )


class AskAgainForm(forms.Form):
    reason = forms.CharField(
        label="Hvad skal de se på?", max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Står over deres svar, når de åbner det. Kommer ikke i mailen.",
    )  # fmt: skip
    due_on = DanishDateField(label="Svar senest")


class LongerForm(forms.Form):
    due_on = DanishDateField(
        label="Frist for dem alene", help_text="Gælder også, når høringen er lukket for andre."
    )


class ReceivedForm(forms.Form):
    """What the secretariat says when it hands in for a party."""

    received_from = forms.CharField(
        label="Modtaget fra", max_length=200,
        help_text="Fx »mail fra Tine Overgård den 6. maj«. Står ved svaret.",
    )  # fmt: skip


class DelegateForm(forms.Form):
    email = forms.EmailField(
        label="E-mail", help_text="En, der har adgang til portalen. De kan derefter svare for jer."
    )


class PartForm(forms.Form):
    """Ask a colleague for a part of the answer."""

    name = forms.CharField(label="Navn", max_length=120)
    email = forms.EmailField(
        label="E-mail",
        help_text="De behøver ikke adgang til portalen; mailen har et personligt link.",
    )
    questions = forms.ModelMultipleChoiceField(
        Question.objects.none(), label="Hvad skal de hjælpe med?",
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    message = forms.CharField(
        label="Besked", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    due_on = DanishDateField(label="Senest", required=False, help_text="Tom: jeres egen frist.")

    def __init__(self, data: Any = None, *, response: Response) -> None:
        super().__init__(data)
        questions = response.enquiry.questions.exclude(
            kind__in=(QuestionKind.HEADING, QuestionKind.FILE)
        )
        self.fields["questions"].queryset = questions


class CompileForm(forms.Form):
    """Where the compiled answers are laid."""

    place = forms.ChoiceField(label="Læg bilaget under", required=False)
    is_closed = forms.BooleanField(
        label="Lukket bilag: kun for dem, der sidder i forummet", required=False
    )
    with_workbook = forms.BooleanField(label="Læg også regnearket", required=False)

    def __init__(self, data: Any = None, *, enquiry: Enquiry, person: Any) -> None:
        super().__init__(data)
        groups: dict[str, list[tuple[str, str]]] = {}
        for entry in DESTINATIONS:
            for place in entry.places(person, enquiry):
                key = f"{entry.name}|{place.key}"
                groups.setdefault(place.group or entry.label, []).append((key, place.label))
        self.has_places = bool(groups)
        nowhere = ("", "Ingen steder endnu: gem kun bilaget her")
        self.fields["place"].choices = [nowhere, *groups.items()]
        self.fields["is_closed"].initial = enquiry.is_confidential
        own = [
            key
            for rows in groups.values()
            for key, _ in rows
            if enquiry.about and key == enquiry.about
        ]
        self.fields["place"].initial = own[0] if own else ""

    @property
    def chosen(self) -> tuple[str, str] | None:
        entry, _, key = self.cleaned_data["place"].partition("|")
        return (entry, key) if key else None
