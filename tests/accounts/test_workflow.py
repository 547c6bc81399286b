"""Roles and invitations: state × person × step, and what each verb does."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.utils import timezone

from dasportal.accounts import workflow
from dasportal.accounts.models import (
    Invitation,
    InvitationState,
    Person,
    Role,
    RoleKind,
    RoleState,
)
from dasportal.accounts.transitions import NotAllowed
from dasportal.mail.models import OutgoingMail
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    return factories.secretary("Lene Kontor")


def invite(by, email="ny@laesoe.example", **fields):
    values = {"name": "Ny Person", "kind": RoleKind.MEMBER, "forum": factories.das()}
    values |= {"party": factories.party(factories.LÆSØ)} | fields
    return workflow.invite(email=email, by=by, **values)


def token_of(mail_row):
    return mail_row.text.split("/invitation/")[1].split("/")[0]


# --- The tables ----------------------------------------------------------------------------------

SOMEBODY = {
    "administrator": factories.administrator,
    "secretariat": factories.secretary,
    "member": factories.member,
    "expert": lambda: factories.holder(RoleKind.EXPERT),
    "nobody": factories.person,
}


@pytest.mark.parametrize("state", RoleState)
@pytest.mark.parametrize("actor", SOMEBODY)
def test_steps_of_a_role(state, actor):
    today = timezone.localdate()
    days = {RoleState.PLANNED: (1, None), RoleState.CURRENT: (-1, None), RoleState.ENDED: (-9, -1)}
    start, end = days[state]
    role = factories.role(
        factories.person(), RoleKind.EXPERT, start=today + timedelta(days=start),
        end=None if end is None else today + timedelta(days=end),
    )  # fmt: skip
    can = actor in ("administrator", "secretariat") and state != RoleState.ENDED
    steps = workflow.ROLES.available(role, SOMEBODY[actor]())
    assert [step.name for step in steps] == (["end"] if can else [])


@pytest.mark.parametrize("state", InvitationState)
@pytest.mark.parametrize("actor", [*SOMEBODY, "invited"])
def test_steps_of_an_invitation(state, actor, staff):
    invitation = invite(staff).person.invitations.get()
    invitation.state = state
    who = invitation.person if actor == "invited" else SOMEBODY[actor]()
    by_staff = {
        InvitationState.SENT: {"resend", "revoke", "expire"},
        InvitationState.EXPIRED: {"resend", "revoke"},
    }.get(state, set())
    expected = by_staff if actor in ("administrator", "secretariat") else set()
    if actor == "invited" and state == InvitationState.SENT:
        expected = {"accept"}
    assert {step.name for step in workflow.INVITATIONS.available(invitation, who)} == expected


# --- Roles ----------------------------------------------------------------------------------------


def test_give_role_tells_the_person_once(staff):
    who = factories.person("Hans Havn")
    role = workflow.give_role(who, kind=RoleKind.EXPERT, by=staff)
    assert role.state == RoleState.CURRENT
    sent = OutgoingMail.objects.get()
    assert (sent.to, sent.kind) == (who.email, "role")
    assert "Ekspertpanel" in sent.text


def test_give_role_in_a_unit_is_for_its_party(staff):
    role = workflow.give_role(
        factories.person(), kind=RoleKind.TARIFF_REPORTER, unit=factories.unit("ÆH"), by=staff
    )
    assert role.party == factories.party("851")


def test_give_role_twice_is_refused_in_danish(staff):
    who = factories.person("Hans Havn")
    workflow.give_role(who, kind=RoleKind.EXPERT, by=staff)
    with pytest.raises(NotAllowed) as refused:
        workflow.give_role(who, kind=RoleKind.EXPERT, by=staff)
    assert "Hans Havn er allerede Ekspertpanel" in refused.value.message
    assert who.roles.count() == 1


@pytest.mark.parametrize(
    "by, kind, allowed",
    [
        (factories.secretary, RoleKind.SECRETARIAT, True),
        (factories.secretary, RoleKind.ADMINISTRATOR, False),
        (factories.administrator, RoleKind.ADMINISTRATOR, True),
        (factories.member, RoleKind.READER, False),
    ],
)
def test_who_gives_which_role(by, kind, allowed):
    who = factories.person()
    if allowed:
        workflow.give_role(who, kind=kind, by=by())
    else:
        with pytest.raises(NotAllowed):
            workflow.give_role(who, kind=kind, by=by())
    assert who.roles.count() == allowed


def test_end_role_ends_at_once_and_remembers_who(staff):
    member = factories.member()
    ended = workflow.end_role(member.roles.get(), by=staff)
    assert ended.state == RoleState.ENDED
    assert ended.ended_by == staff
    assert not Role.objects.current().filter(person=member).exists()
    with pytest.raises(NotAllowed, match="Status er »Afsluttet«"):
        workflow.end_role(ended, by=staff)


def test_end_role_rereads_the_row(staff):
    stale = factories.member().roles.get()
    workflow.end_role(stale, by=staff)
    with pytest.raises(NotAllowed):
        workflow.end_role(stale, by=staff)


# --- Invitations ----------------------------------------------------------------------------------


def test_invite_makes_a_person_who_cannot_sign_in_yet(staff):
    role = invite(staff, email="Ny@Laesoe.example")
    person = role.person
    assert (person.email, person.is_active, person.has_usable_password()) == (
        "ny@laesoe.example", False, False,
    )  # fmt: skip
    sent = OutgoingMail.objects.get()
    assert (sent.to, sent.kind, sent.personal_link) == (person.email, "invitation", True)
    assert "Medlem (DAS Social, Læsø)" in sent.text
    assert "Lene Kontor" in sent.text
    assert not mail.outbox


def test_only_the_hash_of_the_link_is_kept(staff):
    invite(staff)
    token = token_of(OutgoingMail.objects.get())
    invitation = Invitation.objects.get()
    assert invitation.token_hash == workflow.hash_of(token)
    assert token not in str(vars(invitation))
    assert not hasattr(invitation.events.get(), "token_hash")


def test_inviting_somebody_who_is_in_gives_the_role_alone(staff):
    known = factories.person("Hans Havn", email="hans@laesoe.example")
    role = invite(staff, email="HANS@laesoe.example", name="En Anden")
    assert role.person == known
    assert role.person.name == "Hans Havn"
    assert not Invitation.objects.exists()
    assert OutgoingMail.objects.get().kind == "role"


def test_inviting_twice_gives_a_second_role_and_one_link(staff):
    first = invite(staff)
    second = invite(staff, forum=factories.fu())
    assert first.person == second.person
    assert Invitation.objects.count() == OutgoingMail.objects.count() == 1


def test_a_refused_invitation_leaves_nothing_behind(staff):
    with pytest.raises(NotAllowed):
        invite(staff, kind=RoleKind.ADMINISTRATOR, forum=None, party=None)
    assert not Person.objects.filter(email="ny@laesoe.example").exists()
    assert not OutgoingMail.objects.exists()


def test_accept_opens_the_door_once(staff):
    invitation = invite(staff).person.invitations.get()
    person = workflow.accept(
        invitation, password="fire ord om havet", name="Nyt Navn", by=invitation.person
    )
    assert (person.is_active, person.name) == (True, "Nyt Navn")
    assert person.check_password("fire ord om havet")
    with pytest.raises(NotAllowed):
        workflow.accept(invitation, password="et andet ord", by=person)
    assert Person.objects.get(pk=person.pk).check_password("fire ord om havet")


def test_accept_after_14_days_is_refused(staff):
    invitation = invite(staff).person.invitations.get()
    assert invitation.expires_at - invitation.sent_at == timedelta(days=14)
    Invitation.objects.update(expires_at=timezone.now())
    with pytest.raises(NotAllowed, match="udløbet"):
        workflow.accept(invitation, password="fire ord om havet", by=invitation.person)


def test_resend_makes_a_new_link_and_kills_the_old(staff):
    invitation = invite(staff).person.invitations.get()
    Invitation.objects.update(state=InvitationState.EXPIRED)
    again = workflow.resend(invitation, by=staff)
    old, new = (token_of(row) for row in OutgoingMail.objects.order_by("pk"))
    assert again.token_hash == workflow.hash_of(new) != workflow.hash_of(old)
    assert (again.state, again.times_sent) == (InvitationState.SENT, 2)
    assert not again.is_overdue


def test_revoke_ends_the_role_that_came_with_it(staff):
    role = invite(staff)
    revoked = workflow.revoke(role.person.invitations.get(), by=staff)
    role.refresh_from_db()
    assert (revoked.state, role.state) == (InvitationState.REVOKED, RoleState.ENDED)
    with pytest.raises(NotAllowed):
        workflow.accept(revoked, password="fire ord om havet", by=revoked.person)


def test_expire_overdue_takes_those_whose_time_is_up(staff):
    old, new = invite(staff), invite(staff, email="en.anden@laesoe.example")
    Invitation.objects.filter(person=old.person).update(expires_at=timezone.now())
    assert workflow.expire_overdue(timezone.now()) == 1
    assert old.person.invitations.get().state == InvitationState.EXPIRED
    assert new.person.invitations.get().state == InvitationState.SENT


# --- The second step ------------------------------------------------------------------------------


def test_a_lost_phone_is_forgotten_by_an_administrator_and_told():
    boss, who = factories.administrator("Rasmus Drift"), factories.member()
    for kind in (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES):
        Authenticator.objects.create(user=who, type=kind, data={})
    assert workflow.reset_two_steps(who, by=boss) == 2
    assert not Authenticator.objects.exists()
    assert "Rasmus Drift har nulstillet" in OutgoingMail.objects.get(to=who.email).text
    assert workflow.reset_two_steps(who, by=boss) == 0
    assert OutgoingMail.objects.count() == 1


@pytest.mark.parametrize("make", [factories.secretary, factories.member])
def test_nobody_else_resets_a_second_step(make):
    with pytest.raises(NotAllowed, match="administrator"):
        workflow.reset_two_steps(factories.member(), by=make())


def test_nobody_resets_ones_own_second_step():
    boss = factories.administrator()
    with pytest.raises(NotAllowed):
        workflow.reset_two_steps(boss, by=boss)
