"""Roles read from an organisation's claim."""

import pytest

from dasportal.accounts import workflow
from dasportal.accounts.claims import ClaimedRole, claimed_as, read_claim
from dasportal.accounts.models import RoleKind, RoleSource
from tests import factories

MEMBER = ClaimedRole("member", "das", "851")
REPORTER = ClaimedRole("tariff_reporter", party="851", unit="FB")


@pytest.mark.parametrize(
    "value, role",
    [
        ("das:secretariat", ClaimedRole("secretariat")),
        ("das:expert", ClaimedRole("expert")),
        ("das:reader", ClaimedRole("reader")),
        ("das:reader:forum=das", ClaimedRole("reader", forum="das")),
        ("das:member:forum=das;party=851", ClaimedRole("member", "das", "851")),
        (
            "das:tariff_reporter:party=851;unit=FB",
            ClaimedRole("tariff_reporter", party="851", unit="FB"),
        ),
        ("das:chair:forum=fu", ClaimedRole("chair", "fu")),
    ],
)
def test_a_value_gives_its_role(value, role):
    claim = read_claim([value])
    assert claim.roles == {role}
    assert claim.unknown == ()


@pytest.mark.parametrize(
    "value",
    [
        "",
        "secretariat",
        "das:",
        "das:boss",
        "das:administrator",  # made in the portal alone
        "das:member:party=851",  # a member sits in a forum
        "das:tariff_reporter",  # a reporter reports for a party
        "das:secretariat:party=851",
        "das:expert:forum=das",
        "das:chair:forum=das;party=851;unit",
        "das:deputy:forum=",
        "das:offer_reporter:unit=FB",
        "das:member:forum=das;colour=red",
        "das:member:forum=das;forum=fu",
    ],
)
def test_what_means_nothing_gives_nothing_and_is_told(value):
    claim = read_claim([value])
    assert claim.roles == frozenset()
    assert claim.unknown == (value,)


def test_the_same_role_twice_is_one():
    assert len(read_claim(["das:expert", "das:expert", "other:expert"]).roles) == 1


def held(person):
    return {claimed_as(role) for role in person.roles.current()}


@pytest.mark.django_db
def test_a_claim_gives_and_ends_its_own_roles():
    person = factories.person()
    assert workflow.hold_claimed_roles(person, [MEMBER, REPORTER]) == ()
    assert held(person) == {MEMBER, REPORTER}
    workflow.hold_claimed_roles(person, [REPORTER])
    workflow.hold_claimed_roles(person, [REPORTER])
    assert held(person) == {REPORTER}
    assert person.roles.count() == 2
    workflow.hold_claimed_roles(person, [])
    assert held(person) == set()


@pytest.mark.django_db
def test_a_claim_leaves_invited_roles_alone():
    person = factories.holder(RoleKind.EXPERT)
    workflow.hold_claimed_roles(person, [])
    assert held(person) == {ClaimedRole("expert")}
    assert workflow.hold_claimed_roles(person, [ClaimedRole("expert")]) == (ClaimedRole("expert"),)
    assert person.roles.get().source == RoleSource.INVITED


@pytest.mark.django_db
@pytest.mark.parametrize(
    "role",
    [
        ClaimedRole("member", "findes-ikke", "851"),
        ClaimedRole("tariff_reporter", party="999"),
        ClaimedRole("tariff_reporter", party="825", unit="FB"),
    ],
)
def test_a_place_that_is_unknown_is_told_and_nothing_is_given(role):
    person = factories.person()
    assert workflow.hold_claimed_roles(person, [role, MEMBER]) == (role,)
    assert held(person) == {MEMBER}
