"""Narrowing the list of enquiries."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone

from .models import Enquiry, EnquiryStatus
from .slots import KINDS

STATES = [
    ("nu", "Kladder og åbne"),
    ("over", "Åbne, fristen er passeret"),
    *((str(state.value), str(state.label)) for state in EnquiryStatus),
]


class EnquiryFilter(django_filters.FilterSet):
    """By state, kind, year and words in the title."""

    soeg = django_filters.CharFilter(
        label="Søg i titler", field_name="title", lookup_expr="icontains"
    )
    status = django_filters.ChoiceFilter(
        label="Status", choices=STATES, method="by_state", empty_label="Alle"
    )
    art = django_filters.ChoiceFilter(label="Art", field_name="kind", empty_label="Alle")
    aar = django_filters.ChoiceFilter(label="År", method="by_year", empty_label="Alle")

    class Meta:
        model = Enquiry
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["art"].extra["choices"] = [(kind.name, kind.label) for kind in KINDS]
        years = self.queryset.filter(closes_on__isnull=False).order_by("-closes_on__year")
        found = years.values_list("closes_on__year", flat=True).distinct()
        self.filters["aar"].extra["choices"] = [(str(year), str(year)) for year in found]

    def by_state(self, rows: QuerySet[Enquiry], name: str, value: str) -> QuerySet[Enquiry]:
        working = (EnquiryStatus.DRAFT, EnquiryStatus.SCHEDULED, EnquiryStatus.OPEN)
        if value == "nu":
            return rows.filter(status__in=working)
        if value == "over":
            return rows.filter(status=EnquiryStatus.OPEN, closes_on__lt=timezone.localdate())
        return rows.filter(status=value)

    def by_year(self, rows: QuerySet[Enquiry], name: str, value: str) -> QuerySet[Enquiry]:
        return rows.filter(Q(closes_on__year=value))
