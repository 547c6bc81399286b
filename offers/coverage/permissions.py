"""Who may read the list of offers in styringsaftalen, and lay it before DAS."""

from __future__ import annotations

from dasportal.accounts.models import Person
from dasportal.accounts.permissions import has_a_role, is_secretariat


def can_see_coverage(person: Person, subject: object = None) -> bool:
    return has_a_role(person)


def can_lay_coverage(person: Person, subject: object = None) -> bool:
    return is_secretariat(person)
