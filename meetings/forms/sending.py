"""Sending the agenda: what has to be looked at first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from ..readiness import ANSWER, BLOCKS, MISSING, Finding


class ConfirmForm(forms.Form):
    """One »Jeg har set på det« for each finding that must be answered, on this very agenda.

    `fingerprint` is of what the page shows: when the agenda changes meanwhile, the page is shown
    again, so that nothing goes out that nobody has seen.
    """

    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, findings: Sequence[Finding], fingerprint: str) -> None:
        self.fingerprint = fingerprint
        self.blocking = [finding for finding in findings if finding.level == BLOCKS]
        self.others = [finding for finding in findings if finding.level == MISSING]
        super().__init__(data)
        self.fields["seen"].initial = fingerprint
        for finding in findings:
            if finding.level == ANSWER:
                self._ask(finding)

    def _ask(self, finding: Finding) -> None:
        where = f"Punkt {finding.number}: " if finding.number else ""
        self.fields[finding.key] = forms.BooleanField(
            label=f"{where}{finding.message} Jeg har set på det.",
            error_messages={"required": "Se på det, og sæt kryds, eller ret teksten først."},
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.blocking:
            raise ValidationError([finding.message for finding in self.blocking])
        if data.get("seen") != self.fingerprint:
            # The new list is what is shown and answered next.
            self.data = self.data.copy()
            self.data["seen"] = self.fingerprint
            raise ValidationError(
                "Dagsordenen er ændret, efter at siden blev vist. Se den igennem igen."
            )
        return data
