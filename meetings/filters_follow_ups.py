"""Narrowing the list of follow-ups."""

from __future__ import annotations

import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone

from dasportal.accounts.models import Forum

from .models import FollowUp


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
