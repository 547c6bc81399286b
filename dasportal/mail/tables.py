"""The list of mail."""

from __future__ import annotations

import django_tables2 as tables

from dasportal.mail.models import OutgoingMail

MOMENT = "{{ value|danish_datetime }}"


class MailTable(tables.Table):
    caption = "Udsendt post"
    caption_hidden = True
    row_header = "subject"

    subject = tables.Column(linkify=("mail:detail", {"pk": tables.A("pk")}))
    state = tables.TemplateColumn("{% status record.get_state_display record.tone %}", "Status")
    queued_at = tables.TemplateColumn(MOMENT)
    sent_at = tables.TemplateColumn(MOMENT)

    class Meta:
        model = OutgoingMail
        fields = ["subject", "to", "kind", "state", "queued_at", "sent_at"]
        order_by = "-queued_at"
        empty_text = "Ingen mails svarer til det valgte."
