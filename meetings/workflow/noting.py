"""What the portal itself puts on an agenda: a case that comes back, a decision taken in between.

No person is asked here: the verb of the part that calls has asked who may, in its own transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from dasportal.accounts.models import Forum, Party, Person
from dasportal.accounts.transitions import NotAllowed
from dasportal.documents.models import StoredFile

from ..models import (
    AgendaItem,
    Attachment,
    AttachmentVersion,
    Decision,
    ItemKind,
    Meeting,
    MeetingStatus,
    Position,
    Recommendation,
    Section,
    Statement,
)
from ..recommendations import verb_of
from .decisions import decision_of
from .items import new_item, place_for_new
from .numbers import renumber
from .table import locked


@dataclass(frozen=True)
class Bilag:
    """A file that comes along with a case."""

    title: str
    closed: bool
    file: StoredFile


def next_agenda(forum: Forum) -> Meeting | None:
    """The forum's nearest meeting whose agenda is not sent; what comes in now is on that one."""
    planned = forum.meetings.filter(
        status=MeetingStatus.PLANNED, date__gte=timezone.localdate(), imported=False
    )
    return planned.order_by("date", "starts_at", "pk").first()


def can_note_on(item: AgendaItem | None) -> bool:
    """Whether the item is on an agenda that can still say more of it: not in session, not held."""
    on = (MeetingStatus.PLANNED, MeetingStatus.AGENDA_SENT)
    return item is not None and not item.withdrawn and item.meeting.status in on


@transaction.atomic
def note_case(
    meeting: Meeting,
    *,
    title: str,
    recommendations: Sequence[str] = (),
    parties: Iterable[Party] = (),
    bilag: Sequence[Bilag] = (),
    by: Person,
    **fields: Any,
) -> AgendaItem:
    """The case as an item of its own, with its indstilling and bilag. `by` stands as the one who
    added the bilag."""
    fresh = _unsent(meeting)
    item = new_item(fresh, title=title, **fields)
    item.concerned_parties.set(parties)
    Recommendation.objects.bulk_create(
        Recommendation(item=item, position=place, text=text, verb=verb_of(text))
        for place, text in enumerate(recommendations, start=1)
    )
    for place, one in enumerate(bilag, start=1):
        attachment = Attachment.objects.create(
            item=item, position=place, title=one.title, is_closed=one.closed,
            is_published=not one.closed,
        )  # fmt: skip
        AttachmentVersion.objects.create(
            attachment=attachment, number=1, file=one.file, added_by=by
        )
    return item


@transaction.atomic
def note_information(meeting: Meeting, *, title: str, is_open: bool, html: str) -> AgendaItem:
    """A line to take note of: below the agenda's »Orienteringspunkter«, or an item of its own
    where there is none. A closed one never stands below a heading that is open to less."""
    fresh = _unsent(meeting)
    under = fresh.items.in_order().live().filter(kind=ItemKind.INFORMATION, is_open=True).first()
    return new_item(
        fresh,
        title=title,
        parent=under,
        section=Section.INFORMATION,
        is_open=is_open,
        presentation=html,
    )


def _unsent(meeting: Meeting) -> Meeting:
    fresh = locked(meeting)
    if fresh.status != MeetingStatus.PLANNED:
        raise NotAllowed(f"Dagsordenen til {fresh} er sendt.")
    return fresh


@transaction.atomic
def note_statement(item: AgendaItem, *, body: str, html: str) -> Statement:
    """Write under the item what was said of it in between; again, it replaces what it wrote."""
    locked(item.meeting)
    place = item.statements.count() + 1
    statement, _ = Statement.objects.update_or_create(
        item=item, body=body, defaults={"text": html}, create_defaults={"text": html, "position": place}
    )  # fmt: skip
    return statement


@transaction.atomic
def note_decision(
    item: AgendaItem,
    *,
    html: str,
    outcome: str,
    settled: bool,
    positions: Sequence[tuple[Party, str, str]],
) -> Decision:
    """A decision taken between meetings, with the parties that differed: (party, stance, words).

    `settled` says that nothing is left to decide: while numbers still move, the item goes among
    those to take note of.
    """
    meeting = locked(item.meeting)
    decision = decision_of(item)
    decision.text, decision.outcome = html, outcome
    decision.save()
    decision.positions.all().delete()
    Position.objects.bulk_create(
        Position(decision=decision, party=party, stance=stance, words=words)
        for party, stance, words in positions
    )
    if settled and meeting.numbers_move and not item.sent and item.parent_id is None:
        _among_information(meeting, item)
    return decision


def _among_information(meeting: Meeting, item: AgendaItem) -> None:
    if item.section == Section.INFORMATION:
        return
    item.section = Section.INFORMATION
    item.position = place_for_new(meeting, None, Section.INFORMATION, False)
    item.save(update_fields=["section", "position"])
    renumber(meeting)
