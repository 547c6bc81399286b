"""Narrowing the overview. Every choice is one that some offer has."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import F, Q

from dasportal.accounts.models import Party
from dasportal.register.models import LegalBasis, OfferQuerySet

from .queries import groups_of

ORDER = (("navn", "Navn"), ("ledige", "Flest ledige"), ("takst", "Laveste takst"))


class OverviewFilter(django_filters.FilterSet):
    """By words, target group, legal basis, place and free places; then the order."""

    soeg = django_filters.CharFilter(label="Tilbud, målgruppe eller sted", method="by_words")
    maalgruppe = django_filters.ChoiceFilter(
        label="Målgruppe", method="by_group", empty_label="Alle"
    )
    lovgrundlag = django_filters.ModelChoiceFilter(
        label="Lovgrundlag", field_name="legal_bases", queryset=LegalBasis.objects.none(),
        empty_label="Alle",
    )  # fmt: skip
    driftsherre = django_filters.ModelChoiceFilter(
        label="Kommune eller region", field_name="operator", queryset=Party.objects.none(),
        to_field_name="code", empty_label="Alle",
    )  # fmt: skip
    ledige = django_filters.BooleanFilter(
        label="Kun med ledige pladser", method="by_free", widget=forms.CheckboxInput
    )
    orden = django_filters.ChoiceFilter(
        label="Rækkefølge", method="by_order", choices=ORDER, empty_label=None
    )

    class Meta:
        fields: list[str] = []

    def __init__(self, data: Any, *, queryset: OfferQuerySet, year: int, **kwargs: Any) -> None:
        super().__init__(data, queryset=queryset, **kwargs)
        bare = queryset.order_by()
        self.filters["maalgruppe"].extra["choices"] = [(text, text) for text in groups_of(bare)]
        self.filters["lovgrundlag"].queryset = (
            LegalBasis.objects.in_year(year).filter(offers__in=bare.values("pk")).distinct()
        )
        self.filters["driftsherre"].queryset = Party.objects.filter(
            pk__in=bare.values("operator")
        ).order_by("name")

    def by_words(self, rows: OfferQuerySet, name: str, value: str) -> OfferQuerySet:
        for word in value.split()[:8]:
            rows = rows.filter(
                Q(name__icontains=word)
                | Q(target_groups__icontains=word)
                | Q(address__icontains=word)
                | Q(operator__name__icontains=word)
                | Q(other_names__kind="former", other_names__name__icontains=word)
            )
        return rows.distinct()

    def by_group(self, rows: OfferQuerySet, name: str, value: str) -> OfferQuerySet:
        return rows.filter(target_groups__icontains=value)

    def by_free(self, rows: OfferQuerySet, name: str, value: bool) -> OfferQuerySet:
        return rows.filter(free__gt=0) if value else rows

    def by_order(self, rows: OfferQuerySet, name: str, value: str) -> OfferQuerySet:
        return rows


def ordered(rows: OfferQuerySet, order: str) -> OfferQuerySet:
    """By name; by most free places; or by the lowest tariff: what is not known comes last."""
    first = {
        "ledige": F("free").desc(nulls_last=True), "takst": F("cheapest").asc(nulls_last=True)
    }.get(order)  # fmt: skip
    return rows.order_by(*([first] if first is not None else []), "name", "pk")
