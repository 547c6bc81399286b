"""The list of jobs."""

from __future__ import annotations

from datetime import datetime

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django_tasks_db.models import DBTaskResult

from dasportal.templatetags.danish import danish_datetime
from dasportal.worker import queries
from dasportal.worker.models import TONES, JobState


class JobTable(tables.Table):
    caption = "Baggrundsarbejde"
    caption_hidden = True
    row_header = "task_path"

    task_path = tables.Column("Opgave", linkify=("worker:job", {"pk": tables.A("pk")}))
    status = tables.Column("Status")
    enqueued_at = tables.Column("Lagt i kø")
    finished_at = tables.Column("Færdig", default="")
    seconds = tables.Column(
        "Sekunder", accessor="pk", orderable=False, attrs={"td": {"class": "number"}}
    )
    reason = tables.Column("Besked", accessor="pk", orderable=False)

    class Meta:
        model = DBTaskResult
        fields = ["task_path", "status", "enqueued_at", "finished_at", "seconds", "reason"]
        order_by = "-enqueued_at"
        empty_text = "Ingen opgaver svarer til det valgte."

    def render_task_path(self, record: DBTaskResult) -> str:
        return queries.label_of(record)

    def render_status(self, record: DBTaskResult) -> SafeString:
        return format_html(
            '<span class="status status--{}">{}</span>',
            TONES[JobState(record.status)],
            JobState(record.status).label,
        )

    def render_enqueued_at(self, value: datetime) -> str:
        return danish_datetime(value)

    def render_finished_at(self, value: datetime) -> str:
        return danish_datetime(value)

    def render_seconds(self, record: DBTaskResult) -> str:
        if record.started_at is None or record.finished_at is None:
            return ""
        seconds = (record.finished_at - record.started_at).total_seconds()
        return f"{seconds:.1f}".replace(".", ",")

    def render_reason(self, record: DBTaskResult) -> str:
        return queries.reason_of(record)
