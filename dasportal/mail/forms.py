"""When I want to be told."""

from __future__ import annotations

from typing import Any

from django import forms

from dasportal.accounts.models import Person
from dasportal.mail.models import MailKind, Timing
from dasportal.mail.timing import choices_for


class TimingForm(forms.Form):
    """One question for each kind of mail that the person may choose about."""

    def __init__(self, data: Any = None, *, person: Person) -> None:
        super().__init__(data)
        for policy, chosen in choices_for(person):
            self.fields[policy.kind] = forms.ChoiceField(
                label=MailKind(policy.kind).label,
                help_text=policy.help,
                choices=[(timing, Timing(timing).label) for timing in policy.may],
                initial=chosen,
                widget=forms.RadioSelect(attrs={"class": "choices choices--row"}),
                error_messages={"required": "Vælg, hvornår du vil have besked."},
            )
