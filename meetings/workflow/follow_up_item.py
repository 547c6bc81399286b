"""Making an agenda item of what is still open from earlier meetings."""

from __future__ import annotations

from django.db import transaction
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join

from dasportal.accounts.models import Person
from dasportal.accounts.transitions import NotAllowed

from ..models import AgendaItem, FollowUp, ItemKind, Meeting, Section
from ..queries.minutes import open_follow_ups
from .items import add_item


@transaction.atomic
def offer_follow_ups(meeting: Meeting, *, by: Person, late_reason: str = "") -> AgendaItem:
    """An »Opfølgning« item with the forum's open follow-ups as a table. Raises NotAllowed when
    none is open, or when the agenda has the item already."""
    if meeting.items.live().filter(kind=ItemKind.FOLLOW_UP).exists():
        raise NotAllowed("Dagsordenen har allerede et opfølgningspunkt.")
    rows = list(open_follow_ups(meeting))
    if not rows:
        raise NotAllowed("Der er ingen åben opfølgning fra tidligere møder.")
    return add_item(
        meeting,
        title="Opfølgning på tidligere beslutninger",
        by=by,
        kind=ItemKind.FOLLOW_UP,
        section=Section.INFORMATION,
        presentation=_table(rows),
        late_reason=late_reason,
    )


def _table(rows: list[FollowUp]) -> str:
    lines = format_html_join(
        "",
        "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
        (
            (
                row.what,
                row.owner_text,
                date_format(row.due, "j. F Y") if row.due else "Ingen frist",
                f"{row.item.meeting}, punkt {row.item.number}",
            )
            for row in rows
        ),
    )
    return format_html(
        '<table><thead><tr><th scope="col">Hvad</th><th scope="col">Hvem</th>'
        '<th scope="col">Senest</th><th scope="col">Fra</th></tr></thead>'
        "<tbody>{}</tbody></table>",
        lines,
    )
