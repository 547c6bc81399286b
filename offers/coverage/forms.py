"""Narrowing the list to one driftsherre."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from dasportal.accounts.models import Party


class OperatorForm(forms.Form):
    driftsherre = forms.ChoiceField(label="Driftsherre", required=False)

    def __init__(self, *args: Any, operators: Sequence[Party], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["driftsherre"].choices = [
            ("", "Alle driftsherrer"), *((party.code, party.name) for party in operators)
        ]  # fmt: skip
