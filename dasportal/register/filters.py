"""Narrowing the register of offers."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from dasportal.accounts.models import Party, PartyKind

from .models import Coverage, LegalBasis, Offer, OfferName, Purchase

SHOULD_BE, NEW, CLOSED = "boer", "nye", "lukkede"


class OfferFilter(django_filters.FilterSet):
    """By name, also a former one, operator, legal basis, coverage and whether it is confirmed.
    Offers that are closed show when they are asked for."""

    soeg = django_filters.CharFilter(label="Navn, også tidligere", method="by_name")
    part = django_filters.ChoiceFilter(
        label="Driftsherre", field_name="operator__code", empty_label="Alle"
    )
    lov = django_filters.ChoiceFilter(label="Lovgrundlag", method="by_basis", empty_label="Alle")
    aftale = django_filters.ChoiceFilter(
        label="Styringsaftalen", method="by_coverage", empty_label="Alle"
    )
    vis = django_filters.ChoiceFilter(
        label="Vis", method="by_state", empty_label="Åbne tilbud",
        choices=[(NEW, "Ikke bekræftede"), (CLOSED, "Lukkede"), ("alle", "Også lukkede")],
    )  # fmt: skip

    class Meta:
        model = Offer
        fields: list[str] = []

    def __init__(self, *args: Any, sees_purchases: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parties = Party.objects.exclude(kind=PartyKind.OTHER)
        used = LegalBasis.objects.filter(offers__isnull=False).distinct()
        coverage = [(str(row.value), str(row.label)) for row in Coverage]
        if sees_purchases:
            coverage.append((SHOULD_BE, "Ikke omfattet, men bruges af andre"))
        self.filters["part"].extra["choices"] = [(row.code, row.name) for row in parties]
        self.filters["lov"].extra["choices"] = list(
            dict.fromkeys((row.code, row.code) for row in used)
        )
        self.filters["aftale"].extra["choices"] = coverage

    def filter_queryset(self, queryset: QuerySet[Offer]) -> QuerySet[Offer]:
        rows = super().filter_queryset(queryset)
        if not self.form.cleaned_data.get("vis"):
            rows = rows.exclude(closed_on__lt=timezone.localdate())
        return rows

    def by_name(self, rows: QuerySet[Offer], name: str, value: str) -> QuerySet[Offer]:
        other = OfferName.objects.filter(offer=OuterRef("pk"), name__icontains=value)
        return rows.filter(Q(name__icontains=value) | Exists(other))

    def by_basis(self, rows: QuerySet[Offer], name: str, value: str) -> QuerySet[Offer]:
        return rows.filter(pk__in=Offer.objects.filter(legal_bases__code=value).values("pk"))

    def by_coverage(self, rows: QuerySet[Offer], name: str, value: str) -> QuerySet[Offer]:
        if value != SHOULD_BE:
            return rows.filter(coverage=value)
        this = timezone.localdate().year
        others = Purchase.objects.filter(offer=OuterRef("pk"), year__gte=this - 1).exclude(
            buyer=F("offer__operator")
        )
        return rows.exclude(coverage=Coverage.COVERED).filter(Exists(others))

    def by_state(self, rows: QuerySet[Offer], name: str, value: str) -> QuerySet[Offer]:
        if value == NEW:
            return rows.filter(confirmed=False)
        if value == CLOSED:
            return rows.filter(closed_on__lt=timezone.localdate())
        return rows
