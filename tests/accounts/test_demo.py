"""The demo has somebody for every role and a member for every party."""

import pytest

from dasportal.accounts.demo import DEMO_PASSWORD, DEMO_SIGN_INS, make_people
from dasportal.accounts.models import Party, PartyKind, Person, Role, RoleKind

pytestmark = pytest.mark.django_db


def test_every_role_is_held():
    make_people()
    assert set(Role.objects.current().values_list("kind", flat=True)) == set(RoleKind)


def test_every_party_that_votes_has_a_member_a_deputy_and_a_reporter():
    make_people()
    for party in Party.objects.exclude(kind=PartyKind.OTHER):
        kinds = set(party.roles.current().values_list("kind", flat=True))
        assert {RoleKind.MEMBER, RoleKind.DEPUTY, RoleKind.TARIFF_REPORTER} <= kinds, party


def test_the_listed_people_can_sign_in_and_have_made_up_addresses():
    make_people()
    for row in DEMO_SIGN_INS:
        person = Person.objects.get(email=row.email)
        assert person.name == row.name
        assert person.check_password(DEMO_PASSWORD)
    assert all(p.email.endswith(".example") for p in Person.objects.all())
