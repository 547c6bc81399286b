"""Forms of written procedure: a new case, the deadline, the vote, the withdrawal, the rule."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from dasportal.accounts.models import Person
from dasportal.danish.fields import DanishDateField, DanishIntegerField
from meetings.models import Meeting, MeetingStatus

from .models import NEEDS_WORDS, Answer, ForumRule, Rule, Vote


class NewCaseForm(forms.Form):
    """A case of its own: it is written as an item on an agenda to come."""

    meeting = forms.ModelChoiceField(
        label="Hvor hører sagen til?",
        queryset=Meeting.objects.none(),
        empty_label=None,
        help_text="Sagen skrives som et punkt på mødets dagsorden og sendes ud før mødet. Udfaldet "
        "står der af sig selv.",
    )
    title = forms.CharField(label="Sagens titel", max_length=400)
    is_open = forms.TypedChoiceField(
        label="Åbenhed",
        choices=[("1", "Åben sag"), ("0", "Lukket sag")],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
        initial="1",
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to_come = Meeting.objects.visible_to(person).filter(
            status=MeetingStatus.PLANNED, date__gt=timezone.localdate(), imported=False
        )
        self.fields["meeting"].queryset = to_come.select_related("forum").order_by("date")


class SendForm(forms.Form):
    """Until when the parties may answer; the hash is of the text that the page showed."""

    deadline = DanishDateField(label="Svar senest", help_text="Dagen er med, til kl. 23.59.")
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, fingerprint: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fingerprint = fingerprint
        self.fields["seen"].initial = fingerprint

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("seen") != self.fingerprint:
            self.data = self.data.copy()
            self.data["seen"] = self.fingerprint
            self.add_error(None, "Punktet er ændret, efter at siden blev vist. Læs det igen.")
        return data


class VoteForm(forms.Form):
    """A party's vote. To differ takes words."""

    answer = forms.ChoiceField(
        label="Svar", choices=Answer.choices, widget=forms.RadioSelect,
        error_messages={"required": "Vælg et svar."},
    )  # fmt: skip
    words = forms.CharField(
        label="Bemærkning eller begrundelse",
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text="Skal skrives til en bemærkning, og når parten ikke kan tilslutte sig. Den skrives "
        "ind i afgørelsen, som den er.",
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, vote: Vote, **kwargs: Any) -> None:
        start = {"answer": vote.answer, "words": vote.words, "seen": vote.stamp}
        kwargs.setdefault("initial", start)
        super().__init__(data, **kwargs)
        self.vote = vote

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("answer") in NEEDS_WORDS and not data.get("words", "").strip():
            against = data["answer"] == Answer.AGAINST
            self.add_error(
                "words",
                "Skriv, hvorfor parten ikke kan tilslutte sig."
                if against
                else "Skriv bemærkningen, eller vælg »Tilslutter sig«.",
            )
        return data


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label="Hvorfor trækkes sagen tilbage?", max_length=300, widget=forms.Textarea({"rows": 3})
    )


class RuleForm(forms.Form):
    """When a case is adopted in the forum, and how long the parties have."""

    rule = forms.ChoiceField(label="Regel", choices=Rule.choices, widget=forms.RadioSelect)
    at_least = DanishIntegerField(
        label="Mindst antal parter", required=False, min_value=1, max_value=99,
        help_text="Udfyldes kun, når et antal parter skal tilslutte sig.",
    )  # fmt: skip
    days = DanishIntegerField(label="Dage til at svare", min_value=1, max_value=90)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, rule: ForumRule, **kwargs: Any) -> None:
        initial = {"rule": rule.rule, "at_least": rule.at_least, "days": rule.days}
        initial["seen"] = rule.in_short
        super().__init__(*args, initial=initial, **kwargs)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("rule") != Rule.AT_LEAST:
            data["at_least"] = None
        elif not data.get("at_least") and "at_least" not in self.errors:
            self.add_error("at_least", "Skriv, hvor mange parter der mindst skal tilslutte sig.")
        return data
