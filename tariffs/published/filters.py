"""Narrowing the tariffs that apply on a day. Every choice is one that some of them have."""

from __future__ import annotations

from datetime import date
from typing import Any

import django_filters
from django.db.models import Q

from dasportal.accounts.models import Party
from dasportal.danish.dates import parse_date
from dasportal.danish.fields import DanishDateField, DanishNumberField
from dasportal.danish.reading import Unreadable

from ..appendix import in_law
from ..models import ValidTariff
from ..models.valid import ValidTariffQuerySet
from .queries import published_on, search


class DateFilter(django_filters.Filter):
    field_class = DanishDateField


class KronerFilter(django_filters.Filter):
    field_class = DanishNumberField


class TariffFilter(django_filters.FilterSet):
    """By words, day, driftsherre, legal basis, target group, unit and price."""

    soeg = django_filters.CharFilter(label="Tilbud eller ydelse", method="by_words")
    driftsherre = django_filters.ModelChoiceFilter(
        field_name="operator", queryset=Party.objects.none(), to_field_name="code",
        label="Driftsherre", empty_label="Alle",
    )  # fmt: skip
    lovgrundlag = django_filters.ChoiceFilter(
        field_name="basis_key", label="Lovgrundlag", empty_label="Alle"
    )
    maalgruppe = django_filters.ChoiceFilter(
        method="by_group", label="Målgruppe", empty_label="Alle"
    )
    enhed = django_filters.ChoiceFilter(field_name="unit", label="Takst pr.", empty_label="Alle")
    fra = KronerFilter(field_name="tariff", lookup_expr="gte", label="Fra kr.", unit="kr.")
    til = KronerFilter(field_name="tariff", lookup_expr="lte", label="Til kr.", unit="kr.")
    dato = DateFilter(method="unchanged", label="Dato")

    class Meta:
        model = ValidTariff
        fields: list[str] = []

    def __init__(self, data: Any, *, day: date, **kwargs: Any) -> None:
        rows = published_on(day)
        super().__init__(data, queryset=rows, **kwargs)
        bare = rows.order_by()
        self.filters["driftsherre"].queryset = Party.objects.filter(pk__in=bare.values("operator"))
        codes = sorted(bare.values_list("basis_key", flat=True).distinct(), key=in_law)
        self.filters["lovgrundlag"].extra["choices"] = [(code, code) for code in codes]
        units = sorted(bare.values_list("unit", flat=True).distinct())
        self.filters["enhed"].extra["choices"] = [(unit, unit) for unit in units]
        groups = groups_of(bare)
        self.filters["maalgruppe"].extra["choices"] = [(group, group) for group in groups]
        if not groups:
            del self.filters["maalgruppe"]

    def by_words(self, rows: ValidTariffQuerySet, name: str, value: str) -> ValidTariffQuerySet:
        return search(rows, value)

    def by_group(self, rows: ValidTariffQuerySet, name: str, value: str) -> ValidTariffQuerySet:
        return rows.filter(Q(offer__target_groups__icontains=value))

    def unchanged(self, rows: ValidTariffQuerySet, name: str, value: date) -> ValidTariffQuerySet:
        """The day has chosen the rows already."""
        return rows


def groups_of(rows: ValidTariffQuerySet) -> list[str]:
    """The target groups of the offers, each once. An offer has them in one text, comma between."""
    texts = rows.exclude(offer__target_groups="").values_list("offer__target_groups", flat=True)
    return sorted({part.strip() for text in texts.distinct() for part in text.split(",")} - {""})


def asked_day(text: str, otherwise: date) -> date:
    """The day that was asked for; the form says what is wrong with one that cannot be read."""
    try:
        return parse_date(text) or otherwise
    except Unreadable:
        return otherwise
