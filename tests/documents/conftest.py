"""People for the tests of files and of the record."""

from datetime import date

import pytest

from dasportal.accounts.models import Person, Role, RoleKind


@pytest.fixture
def secretary(db: None) -> Person:
    return make_secretary()


@pytest.fixture
def member(db: None) -> Person:
    return Person.objects.create_user("bo@example.dk", name="Bo Lund")


def make_secretary() -> Person:
    person = Person.objects.create_user("anna@example.dk", name="Anna Skov")
    Role.objects.create(person=person, kind=RoleKind.SECRETARIAT, start=date(2020, 1, 1))
    return person
