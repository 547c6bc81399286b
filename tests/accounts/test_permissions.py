"""Each question, answered for each role."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from dasportal.accounts import permissions
from dasportal.accounts.models import Role, RoleKind
from tests import factories

pytestmark = pytest.mark.django_db

YES = {
    "has_a_role": set(RoleKind),
    "is_secretariat": {RoleKind.SECRETARIAT},
    "is_administrator": {RoleKind.ADMINISTRATOR},
    "is_staff": {RoleKind.SECRETARIAT, RoleKind.ADMINISTRATOR},
    "is_expert": {RoleKind.EXPERT},
    "may_see_parties": set(RoleKind),
    "may_see_people": {RoleKind.SECRETARIAT, RoleKind.ADMINISTRATOR},
    "may_invite": {RoleKind.SECRETARIAT, RoleKind.ADMINISTRATOR},
    "may_edit_forum": {RoleKind.SECRETARIAT, RoleKind.ADMINISTRATOR},
    "must_use_two_steps": {RoleKind.SECRETARIAT, RoleKind.ADMINISTRATOR},
}
IN_FORUM = {
    "sits_in": {RoleKind.MEMBER, RoleKind.DEPUTY, RoleKind.CHAIR},
    "chairs": {RoleKind.CHAIR},
    "follows": {RoleKind.MEMBER, RoleKind.DEPUTY, RoleKind.CHAIR, RoleKind.READER},
    "may_read_closed": {
        RoleKind.MEMBER,
        RoleKind.DEPUTY,
        RoleKind.CHAIR,
        RoleKind.SECRETARIAT,
    },
}
HAVE_FORUM = {RoleKind.MEMBER, RoleKind.DEPUTY, RoleKind.CHAIR, RoleKind.READER}


def holder(kind):
    return factories.holder(kind, forum=factories.das() if kind in HAVE_FORUM else None)


@pytest.mark.parametrize("question", YES)
def test_question_is_answered_by_role(question):
    ask = getattr(permissions, question)
    assert {kind for kind in RoleKind if ask(holder(kind))} == YES[question]


@pytest.mark.parametrize("question", IN_FORUM)
def test_question_about_ones_own_forum(question):
    ask, das = getattr(permissions, question), factories.das()
    assert {kind for kind in RoleKind if ask(holder(kind), das)} == IN_FORUM[question]


@pytest.mark.parametrize("question", IN_FORUM)
def test_question_about_another_forum(question):
    ask, fu = getattr(permissions, question), factories.fu()
    assert {kind for kind in RoleKind if ask(holder(kind), fu)} == (
        {RoleKind.SECRETARIAT} & IN_FORUM[question]
    )


@pytest.mark.parametrize(
    "start, end, counts",
    [(-1, None, True), (0, 0, True), (-5, -1, False), (1, None, False), (-5, 0, True)],
)
def test_a_role_counts_in_its_days_alone(start, end, counts):
    who, today = factories.person(), timezone.localdate()
    last = None if end is None else today + timedelta(days=end)
    factories.role(who, RoleKind.SECRETARIAT, start=today + timedelta(days=start), end=last)
    assert permissions.is_secretariat(who) is counts


def test_an_ended_role_counts_no_more():
    who = factories.secretary()
    Role.objects.filter(person=who).update(ended_at=timezone.now(), ended_by=who)
    who.forget_roles()
    assert not permissions.has_a_role(who)


def test_a_stranger_holds_nothing():
    assert permissions.current_roles(AnonymousUser()) == ()
    assert not permissions.signed_in(AnonymousUser())


def test_roles_are_asked_once(django_assert_num_queries):
    who = factories.secretary()
    with django_assert_num_queries(1):
        assert permissions.is_staff(who)
        assert permissions.may_invite(who)
        assert not permissions.sits_in(who, factories.Forum(pk=1))


@pytest.mark.parametrize(
    "own_unit, party, unit, reports",
    [
        (None, "851", None, True),
        (None, "851", "FB", True),
        (None, "825", None, False),
        ("FB", "851", "FB", True),
        ("FB", "851", "ÆH", False),
        ("FB", "851", None, False),
    ],
)
def test_reporting_covers_the_party_or_the_unit(own_unit, party, unit, reports):
    where = {"unit": factories.unit(own_unit)} if own_unit else {}
    who = factories.holder(RoleKind.TARIFF_REPORTER, party=factories.party("851"), **where)
    asked = factories.unit(unit) if unit else None
    answer = permissions.reports_for(who, "tariff_reporter", factories.party(party), asked)
    assert answer is reports
    assert not permissions.reports_for(who, "offer_reporter", factories.party(party), asked)


def test_only_administrators_make_administrators():
    everything, but_one = set(RoleKind), set(RoleKind) - {RoleKind.ADMINISTRATOR}
    assert set(permissions.grantable_kinds(factories.administrator())) == everything
    assert set(permissions.grantable_kinds(factories.secretary())) == but_one
    assert set(permissions.grantable_kinds(factories.member())) == set()


def test_nobody_ends_ones_own_staff_role():
    boss, other = factories.administrator(), factories.administrator()
    assert not permissions.may_end_role(boss, boss.roles.get())
    assert permissions.may_end_role(boss, other.roles.get())
    assert not permissions.may_end_role(factories.secretary(), other.roles.get())


def test_parties_of_names_each_party_once():
    who = factories.member(code="851")
    factories.role(who, RoleKind.TARIFF_REPORTER, party=factories.party("851"))
    factories.role(who, RoleKind.OFFER_REPORTER, party=factories.party("825"))
    assert permissions.parties_of(who) == {
        factories.party("851").pk,
        factories.party("825").pk,
    }
