"""The list of offers."""

from __future__ import annotations

from decimal import Decimal

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from dasportal.danish.numbers import format_number

from .models import Coverage, Offer

TONES = {Coverage.COVERED: "good", Coverage.EXEMPT: "info", Coverage.UNSETTLED: "neutral"}


class OfferTable(tables.Table):
    name = tables.Column("Tilbud")
    operator = tables.Column("Driftsherre", order_by=("operator__name", "name"))
    bases = tables.Column("Lovgrundlag", accessor="legal_bases", orderable=False, empty_values=())
    places = tables.Column("Pladser", attrs={"td": {"class": "number"}, "th": {"class": "number"}})
    coverage = tables.Column("Styringsaftalen")

    caption = "Tilbud"
    caption_hidden = True
    row_header = "name"

    class Meta:
        attrs = {"class": "table list-table"}
        default = "–"
        empty_text = "Ingen tilbud svarer til det valgte. Nulstil afgrænsningen for at se alle."

    def render_name(self, record: Offer) -> SafeString:
        link = format_html(
            '<a href="{}">{}</a>', reverse("register:offer", args=[record.pk]), record.name
        )
        if record.confirmed:
            return link
        return format_html('{} <span class="status status--attention">Ikke bekræftet</span>', link)

    def render_bases(self, record: Offer) -> str:
        return ", ".join(basis.code for basis in record.legal_bases.all()) or "–"

    def render_places(self, value: Decimal) -> str:
        return format_number(value)

    def render_coverage(self, record: Offer) -> SafeString:
        tone = TONES[Coverage(record.coverage)]
        return format_html(
            '<span class="status status--{}">{}</span>', tone, record.get_coverage_display()
        )
