"""What approval does at a meeting's steps: asks for a deadline, sends the round out, ends it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from dasportal.accounts.models import Person
from dasportal.danish.fields import DanishDateField
from meetings.following import Telling
from meetings.models import Meeting, MinutesVersion

from . import emails, workflow
from .models import ApprovalRound
from .queries import frozen

FIELD = "approval_deadline"


def asks(meeting: Meeting) -> Mapping[str, forms.Field]:
    """The deadline; filled in, and left out where nobody would be asked."""
    parties = workflow.participants(meeting)
    if not parties:
        return {}
    return {
        FIELD: DanishDateField(
            label="Parterne godkender senest",
            required=False,
            initial=workflow.suggested_deadline(meeting),
            help_text=f"De {len(parties)} parter, der deltog, bliver bedt om at godkende referatet i "
            "portalen. Dagen er med. Uden en dato får de ti dage.",
        )
    }


def minutes_sent(version: MinutesVersion, by: Person, answers: Mapping[str, Any]) -> Telling:
    round_ = workflow.send_round(version, by=by, deadline=answers.get(FIELD))
    return emails.telling(round_) if round_ else lambda person: ""


def approvals(meeting: Meeting, minutes: Mapping[str, Any]) -> Mapping[str, Any]:
    """Which parties have approved the draft in writing, to be frozen with what the meeting
    approved; nothing where they were not asked."""
    round_ = ApprovalRound.objects.filter(meeting=meeting).select_related("version").first()
    return frozen(round_, dict(minutes)) if round_ is not None else {}
