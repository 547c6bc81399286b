"""What people do with mail: send one again, and choose when to be told. The table is in steps.py."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from django.db import transaction

from dasportal.accounts.models import Person
from dasportal.accounts.transitions import NotAllowed
from dasportal.mail.message import message_id
from dasportal.mail.models import MailKind, MailPreference, MailState, OutgoingMail
from dasportal.mail.outbox import has_server
from dasportal.mail.steps import WORKFLOW
from dasportal.mail.tasks import send_mail
from dasportal.mail.timing import POLICIES
from dasportal.worker.jobs import enqueue

__all__ = ["WORKFLOW", "choose_timings", "resend", "take_out"]

logger = logging.getLogger(__name__)


@transaction.atomic
def resend(mail: OutgoingMail, *, by: Person) -> OutgoingMail:
    """Send it again, as asked by a person.

    One that was sent gets a new Message-ID, so that the receiver's server does not take it for
    a copy; one that may have been sent keeps its own, so that it does.
    """
    fresh = OutgoingMail.objects.select_for_update().get(pk=mail.pk)
    step = WORKFLOW.check(fresh, "resend", by)
    if not has_server():
        raise NotAllowed("Der er ikke sat en mailserver op, så mailen kan ikke sendes herfra.")
    if fresh.state == MailState.SENT:
        fresh.resends += 1
        fresh.message_id = message_id(fresh.key, fresh.resends)
    fresh.state, fresh.attempts = str(step.target), 0
    fresh.not_before, fresh.last_error = None, ""
    fresh.save()
    enqueue(send_mail, fresh.pk)
    logger.info("mail sent again by hand", extra={"mail": fresh.pk, "by": by.pk})
    return fresh


@transaction.atomic
def choose_timings(timings: Mapping[str, str], *, by: Person) -> None:
    """When `by` wants which kind of mail from now on. What waits already is told as it waits."""
    for kind, timing in timings.items():
        policy = POLICIES.get(MailKind(kind))
        if policy is None or timing not in policy.may:
            raise NotAllowed("Den slags mails kan ikke vælges fra eller udsættes.")
        MailPreference.objects.update_or_create(person=by, kind=kind, defaults={"timing": timing})


@transaction.atomic
def take_out(about: str, words: Mapping[str, str]) -> None:
    """Take words that must go out of the stored mails about something (`meeting:12`).

    Each is replaced by what now stands there. What has been received can't be called back.
    """
    for mail in OutgoingMail.objects.select_for_update().filter(about=about):
        subject, text = mail.subject, mail.text
        for old, new in words.items():
            subject, text = subject.replace(old, new), text.replace(old, new)
        if (subject, text) != (mail.subject, mail.text):
            mail.subject, mail.text = subject[:200], text
            mail.save(update_fields=["subject", "text"])
