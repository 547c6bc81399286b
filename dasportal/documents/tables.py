"""The list of what is sealed."""

from __future__ import annotations

from datetime import datetime

import django_tables2 as tables
from django.utils import timezone

from dasportal.danish.dates import format_date, format_time
from dasportal.documents.models import RecordEntry
from dasportal.documents.record import kind_label


class RecordTable(tables.Table):
    sequence = tables.Column("Nr.", attrs={"td": {"class": "number"}, "th": {"class": "number"}})
    subject = tables.Column("Hvad", linkify=("documents:entry", {"sequence": tables.A("sequence")}))
    kind = tables.Column("Art")
    sealed_at = tables.Column("Forseglet")
    sealed_by = tables.Column("Af", order_by="sealed_by__name", default="Portalen")

    class Meta:
        model = RecordEntry
        fields = ("sequence", "subject", "kind", "sealed_at", "sealed_by")
        order_by = "-sequence"
        empty_text = "Ingen poster passer til det, du søger."

    def render_kind(self, value: str) -> str:
        return kind_label(value)

    def render_sealed_at(self, value: datetime) -> str:
        local = timezone.localtime(value)
        return f"{format_date(local)} kl. {format_time(local)}"
