"""Sending: what has to be looked at first, and what was answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from ..following import questions
from ..models import FindingAnswer, Meeting
from ..readiness import ANSWER, BLOCKS, MISSING, Finding
from ..workflow import Reply


@dataclass(frozen=True)
class Asked:
    """A finding that must be answered, and the two fields that answer it."""

    finding: Finding
    box: forms.BoundField
    comment: forms.BoundField


class ConfirmForm(forms.Form):
    """One »Jeg har set på det« for each finding that must be answered and has not been, on this
    very edition.

    `fingerprint` is of what the page shows: when it changes meanwhile, the page is shown again, so
    that nothing goes out that nobody has seen. `answers` are those given before, by key.
    """

    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        findings: Sequence[Finding],
        fingerprint: str,
        answers: Mapping[str, FindingAnswer],
    ) -> None:
        self.fingerprint = fingerprint
        self.blocking = [finding for finding in findings if finding.level == BLOCKS]
        self.others = [finding for finding in findings if finding.level == MISSING]
        to_answer = [row for row in findings if row.level == ANSWER and not row.by_gate]
        self.unanswered = [finding for finding in to_answer if finding.key not in answers]
        self.answered = [(row, answers[row.key]) for row in to_answer if row.key in answers]
        super().__init__(data)
        self.fields["seen"].initial = fingerprint
        for finding in self.unanswered:
            self._ask(finding)

    def _ask(self, finding: Finding) -> None:
        where = f"Punkt {finding.number}: " if finding.number else ""
        self.fields[finding.key] = forms.BooleanField(
            label=f"{where}{finding.message} Jeg har set på det.",
            error_messages={"required": "Se på det, og sæt kryds, eller ret teksten først."},
        )
        self.fields[f"{finding.key}_comment"] = forms.CharField(
            label="Bemærkning", required=False, max_length=500
        )

    @property
    def asked(self) -> list[Asked]:
        """The findings with their fields, for the page."""
        return [
            Asked(finding, self[finding.key], self[f"{finding.key}_comment"])
            for finding in self.unanswered
        ]

    def replies(self) -> list[Reply]:
        """What was answered, when the form is valid."""
        return [
            Reply(row.key, row.name, comment=self.cleaned_data[f"{row.key}_comment"])
            for row in self.unanswered
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.blocking:
            raise ValidationError([finding.message for finding in self.blocking])
        if data.get("seen") != self.fingerprint:
            # The new list is what is shown and answered next.
            self.data = self.data.copy()
            self.data["seen"] = self.fingerprint
            raise ValidationError("Noget er ændret, efter at siden blev vist. Se det igennem igen.")
        return data


class SendMinutesForm(ConfirmForm):
    """The same for minutes, with what those who follow the meeting ask before they are sent."""

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.followers = questions(meeting)
        self.fields.update(self.followers)

    @property
    def follower_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.followers]

    def answers(self) -> dict[str, Any]:
        """What was answered to the followers, by name."""
        return {name: self.cleaned_data[name] for name in self.followers}
