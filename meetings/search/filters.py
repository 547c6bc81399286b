"""Narrowing what is found: forum, year, type, outcome, party."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet

from dasportal.accounts.models import Forum, Party

from ..models import Outcome
from .models import Entry, Kind


class EntryFilter(django_filters.FilterSet):
    """Every choice is one that the person's own rows have."""

    forum = django_filters.ModelChoiceFilter(
        to_field_name="slug", queryset=Forum.objects.none(), label="Forum", empty_label="Alle"
    )
    aar = django_filters.ChoiceFilter(
        field_name="date", lookup_expr="year", label="År", empty_label="Alle"
    )
    type = django_filters.ChoiceFilter(
        field_name="kind", label="Fundet i", choices=Kind.choices, empty_label="Alt"
    )
    udfald = django_filters.ChoiceFilter(
        field_name="outcome", label="Udfald", choices=Outcome.choices, empty_label="Alle"
    )
    part = django_filters.ModelChoiceFilter(
        queryset=Party.objects.all(), to_field_name="code", label="Part", empty_label="Alle",
        method="of_party",
    )  # fmt: skip

    class Meta:
        model = Entry
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = self.queryset.order_by("-date__year").values_list("date__year", flat=True)
        self.filters["aar"].extra["choices"] = [(str(y), str(y)) for y in years.distinct()]
        seen = self.queryset.order_by().values("forum").distinct()
        self.filters["forum"].queryset = Forum.objects.filter(pk__in=seen)

    def of_party(self, rows: QuerySet[Entry], name: str, value: Party) -> QuerySet[Entry]:
        """What names the party as concerned, as holding another view, or as having a task."""
        return rows.filter(parties__contains=[value.pk])
