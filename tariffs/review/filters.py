"""Narrowing the queue, by addresses that can be kept and sent."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Q, QuerySet

from dasportal.accounts.models import Party
from dasportal.danish.numbers import format_percent
from tariffs.models import SubmissionKind, SubmissionStatus, TariffYear

from .models import CommentStatus, ReviewLine
from .queries import IN_QUEUE, UNEXPLAINED, codes_in, over
from .wording import label_of

KINDS = [("rettelse", "Rettelser"), ("alle", "Begge dele")]
ANY, UNSAID = "alle", "uforklaret"


class QueueFilter(django_filters.FilterSet):
    """By party, offer, legal basis, finding, change, status and comment."""

    part = django_filters.ChoiceFilter(
        label="Part", field_name="review__submission__party__code", empty_label="Alle"
    )
    tilbud = django_filters.CharFilter(label="Tilbud eller ydelse", method="by_words")
    lov = django_filters.ChoiceFilter(label="Lovgrundlag", field_name="basis", empty_label="Alle")
    aendring = django_filters.ChoiceFilter(label="Ændring", method="by_change", empty_label="Alle")
    fund = django_filters.ChoiceFilter(label="Fund", method="by_finding", empty_label="Alle")
    kommentar = django_filters.ChoiceFilter(
        label="Kommentar", method="by_comment", empty_label="Alle",
        choices=[("venter", "Skrevet, ikke sendt"), ("sendt", "Sendt, ikke besvaret"),
                 ("svar", "Besvaret")],
    )  # fmt: skip
    status = django_filters.ChoiceFilter(
        label="Status", field_name="review__submission__status", empty_label="Alle",
        choices=[(s.value, s.label) for s in SubmissionStatus if s in IN_QUEUE],
    )  # fmt: skip
    art = django_filters.ChoiceFilter(
        label="Art", method="by_kind", choices=KINDS, empty_label="Årets takster"
    )

    class Meta:
        model = ReviewLine
        fields: list[str] = []

    def __init__(self, *args: Any, year: TariffYear, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.year = year
        rows = self.queryset
        parties = Party.objects.filter(pk__in=rows.values("review__submission__party"))
        bases = rows.exclude(basis="").order_by("basis").values_list("basis", flat=True).distinct()
        found = sorted((label_of(code), code) for code in codes_in(rows))
        explain, discuss = format_percent(year.explain_pct), format_percent(year.discuss_pct)
        self.filters["part"].extra["choices"] = [(row.code, row.name) for row in parties]
        self.filters["lov"].extra["choices"] = [(basis, basis) for basis in bases]
        self.filters["fund"].extra["choices"] = [
            (ANY, "Med fund"), (UNSAID, "Uden forklaring, afregnet eller ej"),
            *((code, label) for label, code in found),
        ]  # fmt: skip
        self.filters["aendring"].extra["choices"] = [
            ("droeftes", f"Over {discuss}, op eller ned"),
            ("forklares", f"Over {explain}, op eller ned"),
            ("op", "Stiger"), ("ned", "Falder"), ("ny", "Uden sidste år"),
        ]  # fmt: skip

    def filter_queryset(self, queryset: QuerySet[ReviewLine]) -> QuerySet[ReviewLine]:
        rows = super().filter_queryset(queryset)
        if not self.form.cleaned_data.get("art"):
            rows = rows.filter(review__submission__kind=SubmissionKind.ANNUAL)
        return rows

    def by_words(self, rows: QuerySet[ReviewLine], name: str, value: str) -> QuerySet[ReviewLine]:
        return rows.filter(Q(offer_name__icontains=value) | Q(service__icontains=value))

    def by_change(self, rows: QuerySet[ReviewLine], name: str, value: str) -> QuerySet[ReviewLine]:
        chosen = {
            "droeftes": over(self.year.discuss_pct), "forklares": over(self.year.explain_pct),
            "op": Q(change__gt=0), "ned": Q(change__lt=0), "ny": Q(last_tariff__isnull=True),
        }  # fmt: skip
        return rows.filter(chosen[value])

    def by_finding(self, rows: QuerySet[ReviewLine], name: str, value: str) -> QuerySet[ReviewLine]:
        if value == ANY:
            return rows.exclude(codes=[])
        if value == UNSAID:
            return rows.filter(codes__overlap=list(UNEXPLAINED))
        return rows.filter(codes__contains=[value])

    def by_comment(self, rows: QuerySet[ReviewLine], name: str, value: str) -> QuerySet[ReviewLine]:
        states = {"venter": CommentStatus.WRITTEN, "sendt": CommentStatus.SENT,
                  "svar": CommentStatus.ANSWERED}  # fmt: skip
        return rows.filter(line__review_comments__status=states[value]).distinct()

    def by_kind(self, rows: QuerySet[ReviewLine], name: str, value: str) -> QuerySet[ReviewLine]:
        if value == "rettelse":
            return rows.filter(review__submission__kind=SubmissionKind.CORRECTION)
        return rows
