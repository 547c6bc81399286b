"""The list of meetings."""

from __future__ import annotations

import django_tables2 as tables
from django.utils.formats import date_format
from django.utils.html import format_html

from .models import Meeting, MeetingStatus

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
