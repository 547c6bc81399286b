"""Filters over the list of mail."""

from __future__ import annotations

from django.db.models import Max, Q, QuerySet
from django.http import HttpRequest
from django_filters import CharFilter, ChoiceFilter, FilterSet, ModelChoiceFilter

from dasportal.accounts.models import Person
from dasportal.mail.models import MailKind, MailState, OutgoingMail

MOST_SUBJECTS = 100


def subjects() -> list[tuple[str, str]]:
    """What the newest mails are about, to choose from: the meetings, and what else has a name."""
    about = OutgoingMail.objects.exclude(about="").values("about").annotate(latest=Max("pk"))
    newest = about.order_by("-latest").values("latest")[:MOST_SUBJECTS]
    rows = OutgoingMail.objects.filter(pk__in=newest).order_by("-pk")
    return list(rows.values_list("about", "about_name"))


def receivers(request: HttpRequest | None) -> QuerySet[Person]:
    """Those who have been sent anything."""
    return Person.objects.filter(mails__isnull=False).distinct()


class MailFilter(FilterSet):
    """By words in the subject, the receiver's name or address; by what it is about, whom and how."""

    q = CharFilter(label="Emne eller modtager", method="by_text")
    about = ChoiceFilter(choices=subjects, label="Om", empty_label="Alt")
    person = ModelChoiceFilter(queryset=receivers, label="Modtager", empty_label="Alle")
    kind = ChoiceFilter(choices=MailKind.choices, label="Art", empty_label="Alle")
    state = ChoiceFilter(choices=MailState.choices, label="Status", empty_label="Alle")

    class Meta:
        model = OutgoingMail
        fields: list[str] = []

    def by_text(
        self, mails: QuerySet[OutgoingMail], name: str, value: str
    ) -> QuerySet[OutgoingMail]:
        return mails.filter(
            Q(subject__icontains=value) | Q(to__icontains=value) | Q(person__name__icontains=value)
        )
