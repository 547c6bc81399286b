"""Every state of a mail against every step."""

import pytest
from django.utils import timezone

from dasportal.accounts.transitions import NotAllowed
from dasportal.mail import steps
from dasportal.mail.models import MailState, OutgoingMail
from dasportal.mail.outbox import queue
from dasportal.mail.workflow import WORKFLOW, resend
from tests import factories

pytestmark = pytest.mark.django_db
S = MailState
FROM = {
    "begin": {S.QUEUED},
    "accept": {S.SENDING},
    "postpone": {S.QUEUED, S.SENDING},
    "fail": {S.QUEUED, S.SENDING},
    "lose_track": {S.SENDING},
    "hold": {S.QUEUED},
    "bundle": {S.GATHERED},
    "release": {S.GATHERED},
    "drop": {S.GATHERED},
}
EXTRA = {
    "postpone": {"reason": "travl", "until": timezone.now()},
    "fail": {"reason": "nej"},
    "lose_track": {"reason": "afbrudt"},
    "drop": {"reason": "fravalgt"},
}
CANNOT_BE_SENT_AGAIN = (S.QUEUED, S.SENDING, S.GATHERED, S.BUNDLED, S.DROPPED)


def mail(state, kind="minutes"):
    row = queue(key="w", to="a@parti.example", subject="S", text="T", kind=kind)
    into = bundle() if state == S.BUNDLED else None
    now = timezone.now()
    OutgoingMail.objects.filter(pk=row.pk).update(state=state, sent_at=now, bundle=into)
    row.refresh_from_db()
    return row


def bundle():
    return queue(key="b", to="a@parti.example", subject="Samlet", text="T", kind="bundle")


@pytest.mark.parametrize("state", list(MailState))
@pytest.mark.parametrize("name", list(FROM))
def test_portals_own_steps_follow_the_table(state, name):
    row = mail(state)
    into = {"into": bundle()} if name == "bundle" else {}
    take = getattr(steps, name)
    if state in FROM[name]:
        take(row, **EXTRA.get(name, into))
        assert row.state == WORKFLOW.get(name).target
    else:
        with pytest.raises(NotAllowed):
            take(row, **EXTRA.get(name, into))
        row.refresh_from_db()
        assert row.state == state


@pytest.mark.parametrize("state", list(MailState))
def test_resend_by_state(state, smtp):
    row, by = mail(state), factories.secretary()
    before = row.message_id
    if state in CANNOT_BE_SENT_AGAIN:
        with pytest.raises(NotAllowed):
            resend(row, by=by)
        return
    fresh = resend(row, by=by)
    assert (fresh.state, fresh.attempts, fresh.last_error) == (S.QUEUED, 0, "")
    assert (fresh.message_id == before) == (state != S.SENT)


def test_resend_without_a_server_says_so(no_server):
    with pytest.raises(NotAllowed, match="mailserver"):
        resend(mail(S.HELD), by=factories.secretary())


def test_resend_is_not_for_members(smtp):
    with pytest.raises(NotAllowed, match="ikke adgang"):
        resend(mail(S.FAILED), by=factories.person())


def test_sent_mail_whose_link_is_gone_is_not_sent_again(smtp):
    with pytest.raises(NotAllowed):
        resend(mail(S.SENT, kind="invitation"), by=factories.administrator())


def test_nobody_takes_the_portals_steps_by_hand():
    boss = factories.administrator()
    for state in MailState:
        names = {step.name for step in WORKFLOW.available(mail(state), boss)}
        assert names <= {"resend"}
