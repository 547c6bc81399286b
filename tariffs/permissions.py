"""Who may run a tariff year, and who may report in it. No HTTP and no status here."""

from __future__ import annotations

from dasportal.accounts.models import Party, Person
from dasportal.accounts.permissions import has_a_role, is_secretariat

from .models import Line, Submission
from .models.submissions import REPORTING_ROLES


def can_run_years(person: Person, subject: object = None) -> bool:
    """Open a year, set what it asks, take submissions in or send them back."""
    return is_secretariat(person)


def can_see_years(person: Person, subject: object = None) -> bool:
    return has_a_role(person)


def party_of(subject: Submission | Party) -> Party:
    return subject if isinstance(subject, Party) else subject.party


def can_report(person: Person, subject: Submission | Party) -> bool:
    """The party's own: its tariff reporters, its members and their deputies. The rows are those
    of `Submission.objects.visible_to`."""
    return any(
        role.kind in REPORTING_ROLES and role.party_id == party_of(subject).pk
        for role in person.current_roles()
    )


def can_report_or_stand_in(person: Person, subject: Submission | Party) -> bool:
    """The party's own, and the secretariat on their behalf, which is marked."""
    return is_secretariat(person) or can_report(person, subject)


def units_written(person: Person, submission: Submission) -> frozenset[int | None] | None:
    """The units whose lines the person may write; None for all. A role in one unit writes that
    unit's lines, and those of no unit."""
    if is_secretariat(person):
        return None
    units = {
        role.unit_id
        for role in person.current_roles()
        if role.kind in REPORTING_ROLES and role.party_id == submission.party_id
    }
    if None in units:
        return None
    return frozenset({None, *units}) if units else frozenset()


def can_write_line(person: Person, submission: Submission, line: Line) -> bool:
    units = units_written(person, submission)
    return units is None or line.reporting_unit_id in units
