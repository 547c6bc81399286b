"""The list of written procedures."""

from __future__ import annotations

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString

from .models import Ballot, BallotStatus
from .queries import day_of

B = BallotStatus
TONES = {
    B.DRAFT: "neutral",
    B.OUT: "info",
    B.ADOPTED: "good",
    B.REJECTED: "bad",
    B.TO_MEETING: "attention",
    B.WITHDRAWN: "neutral",
}


def tone_of(ballot: Ballot) -> str:
    return TONES[BallotStatus(ballot.status)]


class BallotTable(tables.Table):
    title = tables.Column("Sag", linkify=lambda record: record.get_absolute_url())
    forum = tables.Column("Forum", order_by=("forum__position",))
    closes_at = tables.Column("Frist", empty_values=())
    answers = tables.Column("Svar", empty_values=(), orderable=False)
    status = tables.Column("Status")

    caption = "Skriftlige behandlinger"
    row_header = "title"

    class Meta:
        attrs = {"class": "table list-table"}
        empty_text = "Ingen sager passer til det valgte. Her står de sager, der afgøres skriftligt."

    def render_title(self, record: Ballot) -> SafeString:
        closed = (
            "" if record.is_open
            else format_html(' <span class="status status--attention">{}</span>', "Lukket")
        )  # fmt: skip
        return format_html("{}{}", record.title, closed)

    def render_closes_at(self, record: Ballot) -> str:
        return day_of(record.closes_at) if record.closes_at else "Ikke sendt"

    def render_answers(self, record: Ballot) -> str:
        return f"{record.answered} af {record.asked}" if record.asked else ""

    def render_status(self, record: Ballot) -> SafeString:
        return format_html(
            '<span class="status status--{}">{}</span>',
            tone_of(record),
            record.get_status_display(),
        )
