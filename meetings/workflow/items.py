"""Building the agenda: one verb per thing done to an item."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from dasportal.accounts.models import Party, Person
from dasportal.accounts.transitions import NotAllowed

from ..guards import refuse_if_guarded
from ..models import (
    RICH_TEXT_FIELDS,
    AgendaItem,
    Attachment,
    AttachmentVersion,
    Concerns,
    ItemGuest,
    ItemKind,
    Meeting,
    Outcome,
    Recommendation,
    Section,
    Statement,
)
from ..numbering import moved
from ..permissions import can_prepare_meetings
from ..recommendations import verb_of
from .numbers import renumber
from .table import AGENDA_CAN_CHANGE, locked, open_for_agenda

ITEM_FIELDS = (
    "title", "section", "kind", "is_open", "case_number", "concerns", "presenter",
    "planned_minutes", "lead_text",
)  # fmt: skip


def _locked_item(item: AgendaItem, by: Person) -> AgendaItem:
    """The item read anew, in a meeting whose agenda `by` may change now, when no other part keeps
    it as it is."""
    fresh = _placed_item(item, by)
    refuse_if_guarded(fresh)
    return fresh


def _placed_item(item: AgendaItem, by: Person) -> AgendaItem:
    """As `_locked_item`, for what only moves it among the others."""
    open_for_agenda(item.meeting, by)
    return AgendaItem.objects.select_for_update(of=("self",)).select_related(
        "meeting__forum"
    ).get(pk=item.pk)  # fmt: skip


@transaction.atomic
def add_item(
    meeting: Meeting,
    *,
    title: str,
    by: Person,
    parent: AgendaItem | None = None,
    late_reason: str = "",
    **fields: Any,
) -> AgendaItem:
    """A new item, before the closing ones. Once the agenda is sent it is a tillægspunkt:
    it needs a reason and gets a number of its own."""
    fresh = open_for_agenda(meeting, by)
    if fresh.agenda_is_published and not late_reason.strip():
        raise NotAllowed("Dagsordenen er sendt. Skriv, hvorfor punktet kommer til nu.")
    if parent is not None:
        refuse_if_guarded(parent)
    return new_item(fresh, title=title, parent=parent, late_reason=late_reason, **fields)


def new_item(
    meeting: Meeting,
    *,
    title: str,
    parent: AgendaItem | None = None,
    late_reason: str = "",
    **fields: Any,
) -> AgendaItem:
    """A row in its place on the locked meeting's agenda. Who may was asked by the verb."""
    if parent is not None and parent.parent_id:
        raise NotAllowed("Et underpunkt kan ikke selv have underpunkter.")
    late = meeting.agenda_is_published
    section = fields.pop("section", Section.DECISION)
    item = AgendaItem.objects.create(
        meeting=meeting,
        parent=parent,
        title=title.strip(),
        case_number=fields.pop("case_number", "") or meeting.case_number,
        lead_text=fields.pop("lead_text", "") or meeting.forum.lead_text,
        section=Section.SUPPLEMENT if late and parent is None else section,
        late=late,
        late_reason=late_reason.strip() if late else "",
        position=place_for_new(meeting, parent, section, late),
        **fields,
    )
    renumber(meeting)
    item.refresh_from_db()
    return item


def place_for_new(meeting: Meeting, parent: AgendaItem | None, section: str, late: bool) -> int:
    """After the last item of its section or an earlier one; late items and sub-items last."""
    siblings = parent.children.all() if parent else meeting.items.filter(parent__isnull=True)
    order = list(siblings.order_by("position", "created_at"))
    if parent or late:
        return max((other.position for other in order), default=0) + 1
    rank = {value: place for place, value in enumerate(Section.values)}
    before = [other for other in order if rank[other.section] <= rank[section]]
    place = len(before) + 1
    for shifted, other in enumerate(order[len(before) :], start=place + 1):
        if other.position != shifted:
            other.position = shifted
            other.save(update_fields=["position"])
    return place


@transaction.atomic
def change_item(
    item: AgendaItem,
    *,
    by: Person,
    concerned_parties: Sequence[Party] | None = None,
    **fields: Any,
) -> AgendaItem:
    """Change the item's plain fields. Its rich texts are saved one by one, by `save_text`."""
    fresh = _locked_item(item, by)
    for name in ITEM_FIELDS:
        if name in fields:
            setattr(fresh, name, fields[name])
    if fresh.concerns == Concerns.SOME and not concerned_parties:
        raise NotAllowed("Vælg de parter, punktet vedrører.")
    fresh.save()
    if concerned_parties is not None:
        fresh.concerned_parties.set(concerned_parties if fresh.concerns == Concerns.SOME else [])
    return fresh


@transaction.atomic
def set_recommendations(item: AgendaItem, *, texts: Sequence[str], by: Person) -> AgendaItem:
    """Replace the indstilling by these lines; empty ones are left out. Verbs are read off them."""
    fresh = _locked_item(item, by)
    kept = [text.strip() for text in texts if text.strip()]
    old = {r.text: r.outcome for r in fresh.recommendations.all()}
    fresh.recommendations.all().delete()
    Recommendation.objects.bulk_create(
        Recommendation(
            item=fresh, position=place, text=text, verb=verb_of(text), outcome=old.get(text, "")
        )
        for place, text in enumerate(kept, start=1)
    )
    return fresh


@transaction.atomic
def order_items(meeting: Meeting, *, order: Sequence[str], by: Person) -> None:
    """Put the top-level items in this order (ids). Numbers follow until the agenda is sent."""
    fresh = open_for_agenda(meeting, by)
    items = {str(item.pk): item for item in fresh.items.in_order()}
    if set(order) != set(items) or len(order) != len(items):
        raise NotAllowed("Dagsordenen er ændret af en anden imens. Genindlæs siden, og prøv igen.")
    _refuse_moving_sent(fresh, list(items), list(order), items)
    for place, key in enumerate(order, start=1):
        if items[key].position != place:
            items[key].position = place
            items[key].save(update_fields=["position"])
    renumber(fresh)


def _refuse_moving_sent(
    meeting: Meeting, before: list[str], after: list[str], items: dict[str, AgendaItem]
) -> None:
    sent = [key for key in before if items[key].sent]
    if [key for key in after if items[key].sent] != sent:
        raise NotAllowed("Punkter, der er sendt ud, beholder deres nummer og plads.")


@transaction.atomic
def move_item(item: AgendaItem, *, to: int, by: Person) -> AgendaItem:
    """Move an item to place `to` (0 is first) among its siblings."""
    fresh = _placed_item(item, by)
    siblings = (
        fresh.parent.children.all() if fresh.parent else fresh.meeting.items.in_order()
    ).order_by("position", "created_at")
    rows = {str(row.pk): row for row in siblings}
    order = moved(list(rows), str(fresh.pk), to)
    _refuse_moving_sent(fresh.meeting, list(rows), order, rows)
    for place, key in enumerate(order, start=1):
        rows[key].position = place
        rows[key].save(update_fields=["position"])
    renumber(fresh.meeting)
    fresh.refresh_from_db()
    return fresh


@transaction.atomic
def remove_item(item: AgendaItem, *, by: Person) -> None:
    """Delete an item that was never sent. One that was sent can only be withdrawn."""
    fresh = _locked_item(item, by)
    if fresh.sent or fresh.children.filter(sent=True).exists():
        raise NotAllowed("Punktet er sendt ud og kan ikke slettes. Lad det udgå i stedet.")
    meeting = fresh.meeting
    fresh.delete()
    renumber(meeting)


@transaction.atomic
def withdraw_item(item: AgendaItem, *, reason: str, by: Person) -> AgendaItem:
    """Let a sent item go out of the agenda. Its number stays, with the reason."""
    fresh = _locked_item(item, by)
    if not fresh.sent:
        raise NotAllowed("Punktet er ikke sendt ud endnu. Slet det i stedet.")
    if not reason.strip():
        raise NotAllowed("Skriv, hvorfor punktet udgår.")
    fresh.withdrawn, fresh.withdrawn_reason = True, reason.strip()
    fresh.save()
    return fresh


@transaction.atomic
def move_to_meeting(item: AgendaItem, *, meeting: Meeting, by: Person) -> AgendaItem:
    """Move an item to another meeting with all that hangs on it.

    One that has been sent stays where it was printed, as withdrawn, and continues over there.
    """
    fresh = _locked_item(item, by)
    target = open_for_agenda(meeting, by)
    if target.pk == fresh.meeting_id:
        raise NotAllowed("Punktet er allerede på det møde.")
    if fresh.sent:
        return _continue_in(fresh, target, by, reason=f"Flyttet til {target}")
    if target.agenda_is_published:
        raise NotAllowed(
            f"Dagsordenen til {target} er sendt. Opret punktet dér som tillægspunkt i stedet."
        )
    source = fresh.meeting
    fresh.meeting, fresh.parent = target, None
    fresh.position = place_for_new(target, None, fresh.section, False)
    fresh.number = ""
    fresh.save()
    fresh.children.update(meeting=target)
    renumber(source)
    renumber(target)
    fresh.refresh_from_db()
    return fresh


@transaction.atomic
def postpone_item(item: AgendaItem, *, meeting: Meeting, by: Person) -> AgendaItem:
    """Put the item off to a later meeting: a linked successor there, the outcome »udsat« here
    once the meeting is in session. Returns the successor."""
    fresh = AgendaItem.objects.select_related("meeting__forum").get(pk=item.pk)
    if not can_prepare_meetings(by, fresh.meeting):
        raise NotAllowed("Kun sekretariatet kan udsætte et punkt.")
    source = locked(fresh.meeting)
    refuse_if_guarded(fresh)
    if source.status not in AGENDA_CAN_CHANGE and not source.is_being_minuted:
        raise NotAllowed("Punktet kan ikke udsættes, når referatet er sendt ud.")
    target = open_for_agenda(meeting, by)
    if target.date < source.date or target.pk == source.pk:
        raise NotAllowed("Vælg et senere møde.")
    if source.is_being_minuted:
        return _postpone_as_decision(fresh, target)
    return _continue_in(fresh, target, by, reason=f"Udsat til {target}")


def _postpone_as_decision(item: AgendaItem, target: Meeting) -> AgendaItem:
    from .decisions import decision_of

    decision = decision_of(item)
    decision.outcome = Outcome.POSTPONED
    decision.outcome_note = str(target)
    decision.save()
    return _copy(item, target, continues=item)


def _continue_in(item: AgendaItem, target: Meeting, by: Person, *, reason: str) -> AgendaItem:
    successor = _copy(item, target, continues=item)
    if item.sent:
        item.withdrawn, item.withdrawn_reason = True, reason
        item.save()
        return successor
    source = item.meeting
    AgendaItem.objects.filter(pk=successor.pk).update(continues=None)
    item.delete()
    renumber(source)
    successor.refresh_from_db()
    return successor


@transaction.atomic
def copy_to_meeting(item: AgendaItem, *, meeting: Meeting, by: Person) -> AgendaItem:
    """Copy an item to another forum's meeting. What this body decided comes along as what it
    said, with its source."""
    fresh = AgendaItem.objects.select_related("meeting__forum").get(pk=item.pk)
    target = open_for_agenda(meeting, by)
    if target.agenda_is_published:
        raise NotAllowed(
            f"Dagsordenen til {target} er sendt. Opret punktet dér som tillægspunkt i stedet."
        )
    copy = _copy(fresh, target, copied_from=fresh)
    decision = getattr(fresh, "decision", None)
    if decision is not None and decision.text:
        Statement.objects.create(
            item=copy,
            body=fresh.meeting.forum.name,
            text=decision.text,
            source=fresh,
            source_label=f"{fresh.meeting}, punkt {fresh.number}",
        )
    return copy


def _copy(item: AgendaItem, target: Meeting, **links: AgendaItem) -> AgendaItem:
    """A copy with recommendations, statements, guests and bilag; files are shared, not copied."""
    late = target.agenda_is_published
    copy = AgendaItem.objects.create(
        meeting=target,
        kind=item.kind if item.kind == ItemKind.THEME else ItemKind.ORDINARY,
        section=Section.SUPPLEMENT if late else item.section,
        position=place_for_new(target, None, item.section, late),
        title=item.title,
        is_open=item.is_open,
        case_number=target.case_number or item.case_number,
        concerns=item.concerns,
        presenter=item.presenter,
        planned_minutes=item.planned_minutes,
        lead_text=target.forum.lead_text,
        late=late,
        late_reason=f"Fortsat fra {item.meeting}" if late else "",
        **{name: getattr(item, name) for name in RICH_TEXT_FIELDS},
        **links,
    )
    copy.concerned_parties.set(item.concerned_parties.all())
    Recommendation.objects.bulk_create(
        Recommendation(item=copy, position=r.position, text=r.text, verb=r.verb)
        for r in item.recommendations.all()
    )
    Statement.objects.bulk_create(
        Statement(
            item=copy, body=s.body, text=s.text, source=s.source,
            source_label=s.source_label, position=s.position,
        )
        for s in item.statements.all()
    )  # fmt: skip
    ItemGuest.objects.bulk_create(
        ItemGuest(item=copy, name=g.name, organisation=g.organisation) for g in item.guests.all()
    )
    _copy_attachments(item, copy)
    renumber(target)
    copy.refresh_from_db()
    return copy


def _copy_attachments(item: AgendaItem, copy: AgendaItem) -> None:
    for attachment in item.attachments.filter(withdrawn=False):
        twin = Attachment.objects.create(
            item=copy,
            position=attachment.position,
            title=attachment.title,
            is_closed=attachment.is_closed,
            is_published=attachment.is_published,
            minutes_of=attachment.minutes_of,
            imported_text=attachment.imported_text,
        )
        if version := attachment.current:
            AttachmentVersion.objects.create(
                attachment=twin, number=1, file=version.file, added_by=version.added_by
            )


@transaction.atomic
def set_guests(item: AgendaItem, *, guests: Sequence[tuple[str, str]], by: Person) -> AgendaItem:
    """Replace the guests under the item: (name, organisation) each."""
    fresh = _locked_item(item, by)
    fresh.guests.all().delete()
    ItemGuest.objects.bulk_create(
        ItemGuest(item=fresh, name=name.strip(), organisation=organisation.strip())
        for name, organisation in guests
        if name.strip()
    )
    return fresh


@transaction.atomic
def add_statement(item: AgendaItem, *, body: str, text: str, by: Person) -> Statement:
    """Note what another body said of the item."""
    fresh = _locked_item(item, by)
    if not body.strip() or not text.strip():
        raise NotAllowed("Skriv både, hvem der udtaler sig, og hvad de siger.")
    return Statement.objects.create(
        item=fresh, body=body.strip(), text=text, position=fresh.statements.count() + 1
    )


@transaction.atomic
def change_statement(statement: Statement, *, body: str, text: str, by: Person) -> Statement:
    _locked_item(statement.item, by)
    statement.body, statement.text = body.strip(), text
    statement.save()
    return statement


@transaction.atomic
def remove_statement(statement: Statement, *, by: Person) -> None:
    _locked_item(statement.item, by)
    statement.delete()
