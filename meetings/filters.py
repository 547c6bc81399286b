"""Narrowing the lists of meetings and of follow-ups."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils import timezone

from dasportal.accounts.models import Forum

from .models import AgendaItem, FollowUp, Meeting, MeetingStatus
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


class FollowUpFilter(django_filters.FilterSet):
    status = django_filters.ChoiceFilter(
        label="Status",
        choices=[
            ("open", "Åbne"),
            ("overdue", "Over fristen"),
            ("done", "Udførte"),
            ("dropped", "Bortfaldne"),
        ],
        method="by_status",
        empty_label="Alle",
    )
    forum = django_filters.ModelChoiceFilter(
        label="Forum",
        queryset=Forum.objects.all(),
        field_name="item__meeting__forum",
        empty_label="Alle fora",
    )
    search = django_filters.CharFilter(label="Søg i hvad og hvem", method="by_words")

    class Meta:
        model = FollowUp
        fields: list[str] = []

    def by_status(self, rows: QuerySet[FollowUp], name: str, value: str) -> QuerySet[FollowUp]:
        if value == "overdue":
            return rows.filter(status="open", due__lt=timezone.localdate())
        return rows.filter(status=value)

    def by_words(self, rows: QuerySet[FollowUp], name: str, value: str) -> QuerySet[FollowUp]:
        return rows.filter(Q(what__icontains=value) | Q(owner_text__icontains=value))
