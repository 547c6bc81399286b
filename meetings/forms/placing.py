"""Choosing the meeting that a case of another app comes before."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet

from dasportal.accounts.models import Forum, Person

from ..models import AGENDA_CAN_CHANGE, Meeting


class MeetingField(forms.ModelChoiceField):
    def label_from_instance(self, meeting: Meeting) -> str:
        sent = ", dagsordenen er sendt" if meeting.agenda_is_published else ""
        return f"{meeting}{sent}"


class PlaceForm(forms.Form):
    """Which meeting; a reason where its agenda is sent already."""

    meeting = MeetingField(Meeting.objects.none(), label="Møde", empty_label="Vælg …")
    late_reason = forms.CharField(
        label="Hvorfor punktet kommer til nu", max_length=300, required=False,
        help_text="Kun hvis dagsordenen er sendt. Medlemmerne læser det.",
    )  # fmt: skip

    def __init__(self, *args: Any, meetings: QuerySet[Meeting], hint: str = "", **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["meeting"].queryset = meetings
        self.fields["meeting"].help_text = hint


def open_meetings(person: Person, forums: Iterable[Forum]) -> QuerySet[Meeting]:
    """The meetings of the forums whose agenda can still take a case in, nearest first."""
    rows = Meeting.objects.visible_to(person).select_related("forum")
    return rows.filter(forum__in=forums, status__in=AGENDA_CAN_CHANGE, imported=False).order_by(
        "date", "pk"
    )
