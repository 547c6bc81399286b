"""Narrowing the list of meetings."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Q, QuerySet

from dasportal.accounts.models import Forum

from .models import AgendaItem, Meeting, MeetingStatus


class MeetingFilter(django_filters.FilterSet):
    """By forum, year, status and words in title, place or the items one may read."""

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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seen = Meeting.objects.visible_to(self.request.user)
        years = seen.order_by("-date__year").values_list("date__year", flat=True).distinct()
        self.filters["aar"].extra["choices"] = [(str(year), str(year)) for year in years]
        self.filters["forum"].queryset = Forum.objects.filter(meetings__in=seen).distinct()

    def find(self, queryset: QuerySet[Meeting], name: str, value: str) -> QuerySet[Meeting]:
        items = AgendaItem.objects.visible_to(self.request.user).filter(title__icontains=value)
        return queryset.filter(
            Q(title__icontains=value)
            | Q(place__icontains=value)
            | Q(forum__name__icontains=value)
            | Q(pk__in=items.values("meeting"))
        )
