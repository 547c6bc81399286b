"""Narrowing the list of written procedures."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet

from dasportal.accounts.models import Forum

from .models import OVER, UNDER_WAY, Ballot


class BallotFilter(django_filters.FilterSet):
    """By what is under way or over, and by forum."""

    vis = django_filters.ChoiceFilter(
        label="Vis", choices=[("i-gang", "I gang"), ("afsluttet", "Afsluttede")],
        method="in_part", empty_label="Alle",
    )  # fmt: skip
    forum = django_filters.ModelChoiceFilter(
        field_name="forum", to_field_name="slug", queryset=Forum.objects.none(), label="Forum",
        empty_label="Alle",
    )  # fmt: skip

    class Meta:
        model = Ballot
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seen = Ballot.objects.visible_to(self.request.user)
        self.filters["forum"].extra["queryset"] = Forum.objects.filter(ballots__in=seen).distinct()

    def in_part(self, rows: QuerySet[Ballot], name: str, value: str) -> QuerySet[Ballot]:
        return rows.filter(status__in=UNDER_WAY if value == "i-gang" else OVER)
