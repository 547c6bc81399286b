"""The lists of meetings, of follow-up, delegation and what is sent onward."""

from __future__ import annotations

from datetime import date
from typing import Any

import django_tables2 as tables
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from .models import (
    AgendaItem,
    Delegation,
    DelegationStatus,
    FollowUp,
    FollowUpStatus,
    Meeting,
    MeetingStatus,
    OnwardStatus,
    ReportStatus,
    SentOnward,
)

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


def _source(item: AgendaItem) -> SafeString:
    """Where it was decided, as a link."""
    return format_html(
        '<a href="{}">{}, punkt {}</a>', item.get_absolute_url(), item.meeting, item.number
    )


def _tag(label: str, tone: str) -> SafeString:
    return format_html('<span class="status status--{}">{}</span>', tone, label)


def _day(day: date | None, missing: str = "Ingen frist") -> str:
    return date_format(day, "j. F Y") if day else missing


class FollowUpTable(tables.Table):
    what = tables.Column(verbose_name="Hvad", linkify=True)
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
        return _day(record.due)

    def render_source(self, record: FollowUp) -> SafeString:
        return _source(record.item)

    def render_owner_text(self, record: Any) -> str:
        if not record.asked:
            return record.owner_text
        return format_html(
            '{}<br><span class="small muted">{} af {} har svaret</span>',
            record.owner_text, record.answered, record.asked,
        )  # fmt: skip

    def render_status(self, record: FollowUp) -> SafeString:
        if record.is_late:
            return _tag("Over fristen", "bad")
        return _tag(record.get_status_display(), FOLLOW_UP_TONES[FollowUpStatus(record.status)])


FOLLOW_UP_TONES = {
    FollowUpStatus.OPEN: "neutral",
    FollowUpStatus.STARTED: "info",
    FollowUpStatus.DONE: "good",
    FollowUpStatus.DROPPED: "neutral",
}
DELEGATION_TONES = {
    DelegationStatus.GIVEN: "info",
    DelegationStatus.USED: "good",
    DelegationStatus.LAPSED: "neutral",
    DelegationStatus.REVOKED: "attention",
}


class DelegationTable(tables.Table):
    what = tables.Column(verbose_name="Hvad", linkify=True)
    to_forum = tables.Column(verbose_name="Til")
    source = tables.Column(
        verbose_name="Fra", accessor="decision__item", order_by="decision__item__meeting__date"
    )
    until = tables.Column(verbose_name="Til og med", empty_values=())
    used = tables.Column(verbose_name="Brugt ved", accessor="uses", orderable=False)
    status = tables.Column(verbose_name="Status")

    caption = "Delegation"
    row_header = "what"

    class Meta:
        empty_text = "Intet er delegeret. Delegation skrives under et punkt i referatet."

    def render_source(self, record: Delegation) -> str:
        item = record.decision.item
        return f"{item.meeting}, punkt {item.number}"

    def render_until(self, record: Delegation) -> str:
        return _day(record.until, "Ingen slutdato")

    def render_used(self, record: Delegation) -> str:
        items = [use.item for use in record.uses.all()]
        rows = []
        for item in items:
            rolled = any(r.status == ReportStatus.ROLLED_BACK for r in item.reported_in.all())
            after = " (rullet tilbage)" if rolled else ""
            rows.append(f"{item.meeting}, punkt {item.number}{after}")
        return "; ".join(rows) or "–"

    def render_status(self, record: Delegation) -> SafeString:
        tone = DELEGATION_TONES[DelegationStatus(record.status)]
        return _tag(record.get_status_display(), tone)


ONWARD_TONES = {
    OnwardStatus.TO_SEND: "attention",
    OnwardStatus.SENT: "info",
    OnwardStatus.ANSWERED: "good",
    OnwardStatus.CLOSED: "neutral",
}


class OnwardTable(tables.Table):
    what = tables.Column(verbose_name="Hvad", linkify=True)
    to = tables.Column(verbose_name="Til", order_by=("recipient", "recipient_name"))
    sent_on = tables.Column(verbose_name="Sendt", empty_values=())
    answer_due = tables.Column(verbose_name="Svar senest", empty_values=())
    answered_on = tables.Column(verbose_name="Besvaret", empty_values=())
    source = tables.Column(
        verbose_name="Fra", accessor="decision__item", order_by="decision__item__meeting__date"
    )
    status = tables.Column(verbose_name="Status")

    caption = "Sendt videre"
    row_header = "what"

    class Meta:
        empty_text = "Intet er sendt videre. Det skrives under et punkt i referatet."

    def render_sent_on(self, record: SentOnward) -> str:
        return _day(record.sent_on, "–")

    def render_answer_due(self, record: SentOnward) -> str:
        return _day(record.answer_due)

    def render_answered_on(self, record: SentOnward) -> str:
        return _day(record.answered_on, "–")

    def render_source(self, record: SentOnward) -> SafeString:
        return _source(record.decision.item)

    def render_status(self, record: SentOnward) -> SafeString:
        if record.is_late:
            return _tag("Svar over fristen", "bad")
        return _tag(record.get_status_display(), ONWARD_TONES[OnwardStatus(record.status)])
