"""What the database guards, and how rows are scoped."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from dasportal.accounts.models import (
    Forum,
    Party,
    Person,
    Role,
    RoleKind,
    RoleState,
    Unit,
)
from tests import factories

pytestmark = pytest.mark.django_db
DAY = date(2025, 1, 1)


def give(who, start, end=None, **fields):
    values = {"kind": RoleKind.MEMBER, "forum": factories.das(), "party": factories.party()}
    return Role.objects.create(person=who, start=start, end=end, **(values | fields))


@pytest.mark.parametrize(
    "start, end", [(0, None), (5, 5), (10, 20), (-5, 0), (-5, None), (3, 4)], ids=str
)
def test_the_same_role_in_the_same_days_is_refused(start, end):
    who = factories.person()
    give(who, DAY, DAY + timedelta(days=10))
    last = None if end is None else DAY + timedelta(days=end)
    with pytest.raises(IntegrityError, match="role_held_once"), transaction.atomic():
        give(who, DAY + timedelta(days=start), last)


@pytest.mark.parametrize(
    "other",
    [
        {"kind": RoleKind.DEPUTY},
        {"party": None},
        {"forum": None, "kind": RoleKind.TARIFF_REPORTER},
    ],
    ids=str,
)
def test_another_role_in_the_same_days_is_another_role(other):
    who = factories.person()
    give(who, DAY)
    give(who, DAY, **other)
    assert who.roles.count() == 2


def test_the_same_role_without_a_place_is_refused_too():
    who = factories.secretary()
    with pytest.raises(IntegrityError, match="role_held_once"), transaction.atomic():
        factories.role(who, RoleKind.SECRETARIAT)


def test_the_role_may_be_held_again_afterwards():
    who = factories.person()
    give(who, DAY, DAY + timedelta(days=10))
    give(who, DAY + timedelta(days=11))
    ended = give(factories.person(), DAY, ended_at=timezone.now(), ended_by=who)
    give(ended.person, DAY)


@pytest.mark.parametrize(
    "fields",
    [{"end": DAY - timedelta(days=1)}, {"ended_at": datetime(2025, 2, 1, tzinfo=UTC)}],
    ids=["ends before it starts", "ended by nobody"],
)
def test_half_a_fact_is_refused(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        give(factories.person(), DAY, **fields)


@pytest.mark.parametrize(
    "start, end, ended, state",
    [
        (-1, None, False, RoleState.CURRENT),
        (0, 0, False, RoleState.CURRENT),
        (1, None, False, RoleState.PLANNED),
        (-9, -1, False, RoleState.ENDED),
        (-1, None, True, RoleState.ENDED),
        (1, None, True, RoleState.ENDED),
    ],
)
def test_state_follows_the_days(start, end, ended, state):
    today = timezone.localdate()
    last = None if end is None else today + timedelta(days=end)
    role = Role(start=today + timedelta(days=start), end=last)
    role.ended_at = timezone.now() if ended else None
    assert role.state == state


def test_the_reference_data_is_there():
    assert Party.objects.filter(kind="municipality").count() == 11
    assert Party.objects.get(kind="region").code == "1081"
    assert not Party.objects.get(name="Silkeborg").votes
    assert sum(party.votes for party in Party.objects.all()) == 12
    assert [f.slug for f in Forum.objects.all()] == ["das", "fu"]
    assert Forum.objects.get(slug="fu").recommends_to.slug == "das"
    assert set(Unit.objects.values_list("party__name", "short_name")) == {
        ("Aalborg", "FB"),
        ("Aalborg", "ÆH"),
    }


def test_aalborg_sorts_last_among_the_municipalities():
    names = list(Party.objects.filter(kind="municipality").values_list("name", flat=True))
    assert names[0] == "Brønderslev"
    assert names[-1] == "Aalborg"


def test_people_are_visible_to_staff_and_to_themselves():
    member, staff = factories.member(), factories.secretary()
    assert list(Person.objects.visible_to(member)) == [member]
    assert set(Person.objects.visible_to(staff)) == {member, staff}
    assert list(Role.objects.visible_to(member)) == [member.roles.get()]
    assert Role.objects.visible_to(staff).count() == 2


def test_an_address_is_one_person_whatever_its_case():
    Person.objects.create_user("Anna@Aalborg.example", name="Anna")
    assert Person.objects.get_by_natural_key("ANNA@aalborg.EXAMPLE").name == "Anna"
