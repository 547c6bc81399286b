"""Writing the minutes: outcomes, positions, attendance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from dasportal.accounts.models import Party, Person, Role, RoleKind
from dasportal.accounts.transitions import NotAllowed

from ..models import (
    AgendaItem,
    Attendance,
    AttendanceStatus,
    Decision,
    ItemGuest,
    ItemKind,
    Meeting,
    Outcome,
    Position,
)
from .table import locked, open_for_minutes

ANY_OTHER_WARNING = (
    "Der kan ikke træffes formelle beslutninger under Eventuelt. "
    "Sæt sagen på et senere møde, eller send den til forretningsudvalget."
)


def decision_of(item: AgendaItem) -> Decision:
    """The item's decision, made empty if there is none yet."""
    decision, _ = Decision.objects.get_or_create(item=item)
    return decision


@transaction.atomic
def set_outcome(
    item: AgendaItem,
    *,
    outcome: str,
    by: Person,
    note: str = "",
    printed: bool = False,
    per_recommendation: Mapping[int, str] | None = None,
) -> Decision:
    """Set the outcome of the item, and of its recommendations by their position."""
    open_for_minutes(item.meeting, by)
    if item.kind == ItemKind.ANY_OTHER and outcome in (
        Outcome.APPROVED,
        Outcome.APPROVED_AMENDED,
        Outcome.REJECTED,
    ):
        raise NotAllowed(ANY_OTHER_WARNING)
    decision = decision_of(item)
    decision.outcome = outcome
    decision.outcome_note = note.strip()
    decision.print_outcome = printed
    decision.save()
    for position, value in (per_recommendation or {}).items():
        item.recommendations.filter(position=position).update(outcome=value)
    return decision


@transaction.atomic
def set_positions(
    item: AgendaItem, *, positions: Sequence[tuple[Party, str, str]], by: Person
) -> Decision:
    """Replace the differing positions: (party, stance, its words) each."""
    open_for_minutes(item.meeting, by)
    decision = decision_of(item)
    parties = [party.pk for party, _, _ in positions]
    if len(parties) != len(set(parties)):
        raise NotAllowed("En part kan kun have én holdning til et punkt.")
    decision.positions.all().delete()
    Position.objects.bulk_create(
        Position(decision=decision, party=party, stance=stance, words=words.strip())
        for party, stance, words in positions
    )
    return decision


@transaction.atomic
def expect_members(meeting: Meeting, *, by: Person) -> None:
    """Lay one attendance row for each member of the forum that day, present until said else.
    A meeting that has rows already keeps them."""
    fresh = open_for_minutes(meeting, by)
    if not fresh.attendance.exists():
        lay_members(fresh)


def lay_members(meeting: Meeting) -> None:
    """One row per member, chair marked; a person who sits for two units stands once."""
    roles = Role.objects.on(meeting.date).filter(forum=meeting.forum, ended_at__isnull=True)
    chairs = set(roles.filter(kind=RoleKind.CHAIR).values_list("person", flat=True))
    rows: dict[int, Attendance] = {}
    members = roles.filter(kind=RoleKind.MEMBER).select_related("person", "party", "unit")
    for role in members:
        rows.setdefault(
            role.person_id,
            Attendance(
                meeting=meeting,
                party=role.party,
                unit=role.unit,
                person=role.person,
                name=role.person.name,
                role="Formand" if role.person_id in chairs else "",
            ),
        )
    Attendance.objects.bulk_create(rows.values())


@transaction.atomic
def set_attendance(changes: Sequence[tuple[Attendance, Mapping[str, Any]]], *, by: Person) -> None:
    """Say who was there: the member, nobody (afbud), or a named deputy. All rows or none.

    Each change is a row and its {"status", "deputy_name", "arrived_at", "left_before"}.
    """
    for row, said in changes:
        open_for_minutes(row.meeting, by)
        deputy = said["deputy_name"].strip()
        if said["status"] == AttendanceStatus.DEPUTY and not deputy:
            raise NotAllowed(f"Skriv, hvem der deltager som stedfortræder for {row.name}.")
        row.status = said["status"]
        row.deputy_name = deputy if row.status == AttendanceStatus.DEPUTY else ""
        row.left_before, row.arrived_at = said["left_before"], said["arrived_at"]
        row.save()


@transaction.atomic
def add_attendee(
    meeting: Meeting, *, name: str, by: Person, party: Party | None = None, role: str = ""
) -> Attendance:
    """Somebody who was there beside the members: the secretariat, KKR's consultant."""
    open_for_minutes(meeting, by)
    if not name.strip():
        raise NotAllowed("Skriv navnet.")
    return Attendance.objects.create(
        meeting=meeting, name=name.strip(), party=party, role=role.strip()
    )


@transaction.atomic
def remove_attendee(row: Attendance, *, by: Person) -> None:
    open_for_minutes(row.meeting, by)
    row.delete()


@transaction.atomic
def set_guest_attended(guest: ItemGuest, *, attended: bool, by: Person) -> ItemGuest:
    open_for_minutes(guest.item.meeting, by)
    guest.attended = attended
    guest.save()
    return guest


@transaction.atomic
def point_at(item: AgendaItem, *, by: Person) -> Meeting:
    """The meeting has come to this item: what the projector shows."""
    meeting = open_for_minutes(item.meeting, by)
    meeting.current_item = item
    meeting.save(update_fields=["current_item"])
    return locked(meeting)
