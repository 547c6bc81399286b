"""Roles read from an organisation's claim."""

import pytest

from dasportal.accounts.claims import ClaimedRole, read_claim


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
