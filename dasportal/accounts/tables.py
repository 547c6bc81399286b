"""The list of people."""

from __future__ import annotations

import django_tables2 as tables
from django.utils.html import format_html_join

from .models import Person


class PersonTable(tables.Table):
    name = tables.Column(linkify=True)
    roles_now = tables.Column("Roller i dag", orderable=False, empty_values=())
    status = tables.Column("Status", accessor="is_active", orderable=False, empty_values=())

    class Meta:
        model = Person
        fields = ["name", "title", "roles_now", "email", "status"]
        order_by = "name"
        empty_text = "Ingen personer svarer til det valgte."

    def render_roles_now(self, record: Person) -> str:
        if not record.roles_now:  # type: ignore[attr-defined]
            return "Ingen"
        rows = ((role,) for role in record.roles_now)  # type: ignore[attr-defined]
        return format_html_join("", "<div>{}</div>", rows)

    def render_status(self, record: Person) -> str:
        if record.is_active:
            return "Kan logge ind"
        return "Inviteret" if record.invited else "Kan ikke logge ind"  # type: ignore[attr-defined]
