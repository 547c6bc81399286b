"""The list of follow-ups."""

from __future__ import annotations

import django_tables2 as tables
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from .models import FollowUp, FollowUpStatus


class FollowUpTable(tables.Table):
    what = tables.Column(
        verbose_name="Hvad", linkify=lambda record: reverse("meetings:follow_up", args=[record.pk])
    )
    owner_text = tables.Column(verbose_name="Hvem")
    due = tables.Column(verbose_name="Senest", empty_values=())
    source = tables.Column(verbose_name="Fra", accessor="item", order_by="item__meeting__date")
    status = tables.Column(verbose_name="Status")

    caption = "Opfølgning"
    row_header = "what"

    class Meta:
        empty_text = "Ingen opfølgning svarer til det valgte. Ny opfølgning skrives under et punkt i referatet."
        order_by = ("due",)

    def render_due(self, record: FollowUp) -> str:
        return date_format(record.due, "j. F Y") if record.due else "Ingen frist"

    def render_source(self, record: FollowUp) -> SafeString:
        item = record.item
        return format_html(
            '<a href="{}">{}, punkt {}</a>', item.get_absolute_url(), item.meeting, item.number
        )

    def render_status(self, record: FollowUp) -> SafeString:
        late = (
            record.status == FollowUpStatus.OPEN
            and record.due is not None
            and record.due < timezone.localdate()
        )
        tone = "bad" if late else "neutral" if record.status == FollowUpStatus.OPEN else "good"
        label = "Over fristen" if late else record.get_status_display()
        return format_html('<span class="status status--{}">{}</span>', tone, label)
