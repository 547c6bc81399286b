"""The secretariat's list of enquiries."""

from __future__ import annotations

import django_tables2 as tables
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from .models import Enquiry, EnquiryStatus
from .slots import kind_of

S = EnquiryStatus
TONES = {
    S.DRAFT: "neutral",
    S.SCHEDULED: "info",
    S.OPEN: "info",
    S.CLOSED: "attention",
    S.COMPILED: "good",
    S.CANCELLED: "neutral",
}


def state_of(enquiry: Enquiry) -> tuple[str, str]:
    """The status in words and its tone; an open one past its deadline says so."""
    if enquiry.status == S.OPEN and enquiry.is_over:
        return "Fristen er passeret", "attention"
    return str(enquiry.get_status_display()), TONES[S(enquiry.status)]


class EnquiryTable(tables.Table):
    title = tables.Column("Titel", linkify=True)
    kind = tables.Column("Art")
    closes_on = tables.Column("Svarfrist", empty_values=())
    answered = tables.Column(
        "Svar",
        order_by=("-answered",),
        attrs={"td": {"class": "number"}, "th": {"class": "number"}},
    )
    status = tables.Column("Status")

    caption = "Høringer og rundspørger"
    row_header = "title"

    class Meta:
        attrs = {"class": "table list-table"}
        empty_text = "Ingen høringer svarer til det valgte. Nulstil afgrænsningen, eller opret en."

    def render_kind(self, record: Enquiry) -> str:
        return kind_of(record).label

    def render_closes_on(self, record: Enquiry) -> str:
        return date_format(record.closes_on, "j. F Y") if record.closes_on else "Ikke sat"

    def render_answered(self, record: Enquiry) -> str:
        if record.status in (S.DRAFT, S.SCHEDULED):
            return f"{record.asked} spørges"
        late = f", {record.late_count} sent" if record.late_count else ""
        return f"{record.answered} af {record.asked}{late}"

    def render_status(self, record: Enquiry) -> SafeString:
        label, tone = state_of(record)
        return format_html('<span class="status status--{}">{}</span>', tone, label)
