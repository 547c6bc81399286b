"""Narrowing the lists of meetings, of follow-up, delegation and what is sent onward."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils import timezone

from dasportal.accounts.models import Forum

from .models import (
    AgendaItem,
    Delegation,
    DelegationStatus,
    FollowUp,
    Meeting,
    MeetingStatus,
    OnwardStatus,
    OwnerKind,
    Recipient,
    SentOnward,
    acts_for,
)
from .queries import agenda as queries

PARTS = (("kommende", "Kommende"), ("tidligere", "Tidligere"), ("alle", "Alle"))


class MeetingFilter(django_filters.FilterSet):
    """By forum, year, status and words in title, place or the items one may read."""

    visning = django_filters.ChoiceFilter(
        choices=PARTS, method="in_part", widget=forms.HiddenInput, empty_label=None
    )
    soeg = django_filters.CharFilter(label="Søg i møder og punkter", method="find")
    forum = django_filters.ModelChoiceFilter(
        field_name="forum", to_field_name="slug", queryset=Forum.objects.none(),
        label="Forum", empty_label="Alle",
    )  # fmt: skip
    aar = django_filters.ChoiceFilter(
        field_name="date", lookup_expr="year", label="År", empty_label="Alle"
    )
    status = django_filters.ChoiceFilter(
        label="Status", choices=MeetingStatus.choices, empty_label="Alle"
    )

    class Meta:
        model = Meeting
        fields: list[str] = []

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        known = dict(PARTS)
        values = data.copy() if data is not None else QueryDict(mutable=True)
        self.chosen = values.get("visning") if values.get("visning") in known else PARTS[0][0]
        values["visning"] = self.chosen
        super().__init__(values, *args, **kwargs)
        self.filters["visning"].extra["initial"] = self.chosen
        seen = Meeting.objects.visible_to(self.request.user)
        years = seen.order_by("-date__year").values_list("date__year", flat=True).distinct()
        self.filters["aar"].extra["choices"] = [(str(year), str(year)) for year in years]
        self.filters["forum"].queryset = Forum.objects.filter(meetings__in=seen).distinct()

    def in_part(self, queryset: QuerySet[Meeting], name: str, value: str) -> QuerySet[Meeting]:
        return queries.part(queryset, value)

    def find(self, queryset: QuerySet[Meeting], name: str, value: str) -> QuerySet[Meeting]:
        items = AgendaItem.objects.visible_to(self.request.user).filter(title__icontains=value)
        return queryset.filter(
            Q(title__icontains=value)
            | Q(place__icontains=value)
            | Q(forum__name__icontains=value)
            | Q(pk__in=items.values("meeting"))
        )


SOON = 7  # days

WHOSE = (("mine", "Mine"), ("ours", "Min parts"))


class FollowUpFilter(django_filters.FilterSet):
    """By status, whose it is, forum, meeting, kind of owner, and words."""

    status = django_filters.ChoiceFilter(
        label="Status",
        choices=[
            ("open", "Åbne"),
            ("overdue", "Over fristen"),
            ("soon", f"Inden {SOON} dage"),
            ("started", "I gang"),
            ("done", "Udførte"),
            ("dropped", "Bortfaldne"),
        ],
        method="by_status",
        empty_label="Alle",
    )
    whose = django_filters.ChoiceFilter(
        label="Hvis", choices=WHOSE, method="by_whose", empty_label="Alles"
    )
    kind = django_filters.ChoiceFilter(
        label="Ansvarlig", field_name="owner_kind", choices=OwnerKind.choices, empty_label="Alle"
    )
    forum = django_filters.ModelChoiceFilter(
        label="Forum",
        queryset=Forum.objects.all(),
        field_name="item__meeting__forum",
        empty_label="Alle fora",
    )
    meeting = django_filters.ModelChoiceFilter(
        label="Møde",
        queryset=Meeting.objects.none(),
        field_name="item__meeting",
        empty_label="Alle møder",
    )
    search = django_filters.CharFilter(label="Søg i hvad og hvem", method="by_words")

    class Meta:
        model = FollowUp
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seen = FollowUp.objects.visible_to(self.request.user)
        known = Meeting.objects.visible_to(self.request.user)
        held = known.filter(pk__in=seen.values("item__meeting")).select_related("forum")
        self.filters["meeting"].queryset = held.newest_first()

    def by_status(self, rows: QuerySet[FollowUp], name: str, value: str) -> QuerySet[FollowUp]:
        today = timezone.localdate()
        if value == "open":
            return rows.open()
        if value == "overdue":
            return rows.overdue()
        if value == "soon":
            return rows.due_until(today + timedelta(days=SOON))
        return rows.filter(status=value)

    def by_whose(self, rows: QuerySet[FollowUp], name: str, value: str) -> QuerySet[FollowUp]:
        person = self.request.user
        return rows.of_person(person) if value == "mine" else rows.of_parties(acts_for(person))

    def by_words(self, rows: QuerySet[FollowUp], name: str, value: str) -> QuerySet[FollowUp]:
        return rows.filter(Q(what__icontains=value) | Q(owner_text__icontains=value))


class DelegationFilter(django_filters.FilterSet):
    status = django_filters.ChoiceFilter(
        label="Status", choices=DelegationStatus.choices, empty_label="Alle"
    )
    to = django_filters.ModelChoiceFilter(
        label="Til", queryset=Forum.objects.all(), field_name="to_forum", empty_label="Alle fora"
    )
    search = django_filters.CharFilter(label="Søg i det delegerede", method="by_words")

    class Meta:
        model = Delegation
        fields: list[str] = []

    def by_words(self, rows: QuerySet[Delegation], name: str, value: str) -> QuerySet[Delegation]:
        return rows.filter(
            Q(what__icontains=value)
            | Q(conditions__icontains=value)
            | Q(decision__item__title__icontains=value)
        )


class OnwardFilter(django_filters.FilterSet):
    status = django_filters.ChoiceFilter(
        label="Status",
        choices=[("waiting", "Venter"), ("overdue", "Svar over fristen"), *OnwardStatus.choices],
        method="by_status",
        empty_label="Alle",
    )
    recipient = django_filters.ChoiceFilter(
        label="Til", choices=Recipient.choices, empty_label="Alle"
    )
    search = django_filters.CharFilter(label="Søg i hvad og hvem", method="by_words")

    class Meta:
        model = SentOnward
        fields: list[str] = []

    def by_status(self, rows: QuerySet[SentOnward], name: str, value: str) -> QuerySet[SentOnward]:
        if value == "waiting":
            return rows.waiting()
        return rows.overdue() if value == "overdue" else rows.filter(status=value)

    def by_words(self, rows: QuerySet[SentOnward], name: str, value: str) -> QuerySet[SentOnward]:
        return rows.filter(
            Q(what__icontains=value)
            | Q(recipient_name__icontains=value)
            | Q(decision__item__title__icontains=value)
        )
