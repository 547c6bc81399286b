"""What the parties have approved in writing, as the basis of the next meeting's decision."""

from __future__ import annotations

from django.db import transaction
from django.utils.html import format_html

from dasportal.accounts.models import Person
from dasportal.accounts.transitions import NotAllowed
from meetings.models import AgendaItem, Statement
from meetings.workflow import add_statement, change_statement

from ..models import ApprovalRound
from ..queries import standing

SAID_BY = "Parternes skriftlige godkendelse"


@transaction.atomic
def insert_basis(item: AgendaItem, *, by: Person) -> Statement:
    """Write how the round stands under the item that approves its minutes; a second time it
    replaces what the first wrote."""
    round_ = (
        ApprovalRound.objects.filter(meeting=item.approves_minutes_of_id)
        .select_related("version", "meeting__forum")
        .first()
    )
    if round_ is None:
        raise NotAllowed("Der er ingen skriftlig godkendelse af det referat, punktet handler om.")
    text = format_html("<p>{}</p>", standing(round_).sentence)
    existing = item.statements.filter(body=SAID_BY).first()
    if existing is not None:
        return change_statement(existing, body=SAID_BY, text=text, by=by)
    return add_statement(item, body=SAID_BY, text=text, by=by)
