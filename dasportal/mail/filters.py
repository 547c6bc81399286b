"""Filters over the list of mail."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django_filters import CharFilter, ChoiceFilter, FilterSet

from dasportal.mail.models import MailKind, MailState, OutgoingMail


class MailFilter(FilterSet):
    """By words in the subject, the receiver's name or address; by state and kind."""

    q = CharFilter(label="Emne eller modtager", method="by_text")
    state = ChoiceFilter(choices=MailState.choices, label="Status", empty_label="Alle")
    kind = ChoiceFilter(choices=MailKind.choices, label="Art", empty_label="Alle")

    class Meta:
        model = OutgoingMail
        fields: list[str] = []

    def by_text(
        self, mails: QuerySet[OutgoingMail], name: str, value: str
    ) -> QuerySet[OutgoingMail]:
        return mails.filter(
            Q(subject__icontains=value) | Q(to__icontains=value) | Q(person__name__icontains=value)
        )
