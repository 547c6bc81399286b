"""The list of mail."""

from __future__ import annotations

from datetime import datetime

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString

from dasportal.mail.models import OutgoingMail
from dasportal.templatetags.danish import danish_datetime


def _state(mail: OutgoingMail) -> SafeString:
    return format_html('<span class="status status--{}">{}</span>', mail.tone, mail.fate_label)


class MailTable(tables.Table):
    caption = "Udsendt post"
    caption_hidden = True
    row_header = "subject"

    subject = tables.Column(linkify=("mail:detail", {"pk": tables.A("pk")}))
    to = tables.Column(verbose_name="Modtager", order_by=("person__name", "to"))

    class Meta:
        model = OutgoingMail
        fields = ["subject", "to", "kind", "state", "queued_at", "sent_at"]
        order_by = "-queued_at"
        default = ""
        empty_text = "Ingen mails svarer til det valgte."

    def render_to(self, record: OutgoingMail) -> str:
        return record.person.name if record.person else record.to

    def render_state(self, record: OutgoingMail) -> SafeString:
        return _state(record)

    def render_queued_at(self, value: datetime) -> str:
        return danish_datetime(value)

    def render_sent_at(self, value: datetime) -> str:
        return danish_datetime(value)


class OwnMailTable(tables.Table):
    """What was sent to the one who looks."""

    caption = "Mails til mig"
    caption_hidden = True
    row_header = "subject"

    subject = tables.Column(linkify=("mail:detail", {"pk": tables.A("pk")}))

    queued_at = tables.Column(verbose_name="Hvornår")

    class Meta:
        model = OutgoingMail
        fields = ["subject", "kind", "state", "queued_at"]
        order_by = "-queued_at"
        default = ""
        empty_text = "Der er ikke sendt mails til dig endnu."

    def render_state(self, record: OutgoingMail) -> SafeString:
        return _state(record)

    def render_queued_at(self, value: datetime) -> str:
        return danish_datetime(value)
