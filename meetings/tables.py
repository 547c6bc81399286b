"""The lists of meetings and of follow-ups."""

from __future__ import annotations

import django_tables2 as tables
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from .models import FollowUp, FollowUpStatus, Meeting, MeetingStatus

S = MeetingStatus
TONES = {
    S.PLANNED: "neutral",
    S.AGENDA_SENT: "info",
    S.IN_SESSION: "attention",
    S.HELD: "attention",
    S.MINUTES_SENT: "info",
    S.MINUTES_APPROVED: "good",
    S.SEALED: "good",
    S.CANCELLED: "bad",
}


class MeetingTable(tables.Table):
    date = tables.Column("Dato", order_by=("date", "starts_at"))
    name = tables.Column("Møde", empty_values=(), order_by=("forum__position", "date"))
    hours = tables.Column("Tid", empty_values=(), orderable=False)
    place = tables.Column("Sted", empty_values=(), orderable=False)
    status = tables.Column("Status")

    caption = "Møder"
    row_header = "name"

    class Meta:
        model = Meeting
        fields = ("date", "name", "hours", "place", "status")
        attrs = {"class": "table list-table"}
        empty_text = (
            "Ingen møder passer til det valgte. Nulstil afgrænsningen, eller opret et møde."
        )

    def render_date(self, record: Meeting) -> str:
        return date_format(record.date, "D j. F Y")

    def render_name(self, record: Meeting) -> str:
        name = record.title or record.forum.name
        return format_html('<a href="{}">{}</a>', record.get_absolute_url(), name)

    def render_hours(self, record: Meeting) -> str:
        if record.starts_at is None:
            return ""
        end = f"–{record.ends_at:%H.%M}" if record.ends_at else ""
        return f"{record.starts_at:%H.%M}{end}"

    def render_place(self, record: Meeting) -> str:
        return record.place or record.get_format_display()

    def render_status(self, record: Meeting) -> str:
        tone = TONES[MeetingStatus(record.status)]
        return format_html(
            '<span class="status status--{}">{}</span>', tone, record.get_status_display()
        )


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
