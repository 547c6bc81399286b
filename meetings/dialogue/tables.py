"""The list of questions across meetings."""

from __future__ import annotations

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from .models import Question, QuestionStatus

TONES = {
    QuestionStatus.WAITING: "attention",
    QuestionStatus.ANSWERED: "good",
    QuestionStatus.COMMENT: "neutral",
}
SHOWN = 140  # letters of the question


class QuestionTable(tables.Table):
    text = tables.Column("Spørgsmål", orderable=False)
    item = tables.Column("Punkt", order_by=("item__meeting__date", "item__position"))
    author = tables.Column("Fra", order_by="author__name")
    written_at = tables.Column("Skrevet")
    answer_count = tables.Column("Svar", attrs={"td": {"class": "number"}})
    status = tables.Column("Status")

    caption = "Spørgsmål og kommentarer"
    row_header = "text"

    class Meta:
        empty_text = "Her er ingen. Et spørgsmål stilles på punktets egen side."
        order_by = "item"

    def render_text(self, value: str, record: Question) -> SafeString:
        url = reverse("dialogue:item", args=[record.item_id]) + f"#spm-{record.pk}"
        return format_html('<a href="{}">{}</a>', url, Truncator(value).chars(SHOWN))

    def render_item(self, record: Question) -> str:
        return f"Punkt {record.item.number}, {record.item.meeting}"

    def render_author(self, record: Question) -> str:
        return f"{record.author.name}, {record.party}" if record.party else record.author.name

    def render_status(self, record: Question) -> SafeString:
        label, tone = record.get_status_display(), TONES[QuestionStatus(record.status)]
        if record.hidden_at is not None:
            label, tone = "Skjult", "bad"
        return format_html('<span class="status status--{}">{}</span>', tone, label)
