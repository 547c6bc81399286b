"""Background work of the outbox: sending one mail, and finding those that were left behind."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from dasportal.mail import bundling
from dasportal.mail.models import MailState, OutgoingMail
from dasportal.mail.sending import send
from dasportal.worker.jobs import SOON, enqueue, job

LEFT_BEHIND_AFTER = timedelta(minutes=1)


@job(label="Send mail", priority=SOON, attempts=5, time_limit=timedelta(minutes=2))
def send_mail(mail_id: int) -> None:
    """Send one mail; when the server asks us to wait, come back then."""
    mail = send(mail_id)
    if mail is not None and mail.state == MailState.QUEUED:
        enqueue(send_mail, mail.pk, run_after=mail.not_before)


@job(label="Find post, der er blevet liggende", priority=SOON)
def sweep() -> None:
    """Queue the sending of every mail that should have been sent a minute ago."""
    late = timezone.now() - LEFT_BEHIND_AFTER
    left = OutgoingMail.objects.due().filter(queued_at__lt=late).exclude(not_before__gt=late)
    cut_off = OutgoingMail.objects.filter(state=MailState.SENDING)
    for mail in (left | cut_off).order_by("queued_at")[:500]:
        enqueue(send_mail, mail.pk)


@job(label="Find dem, der skal have en samlet mail", priority=SOON)
def find_bundles() -> None:
    """Order the gathering for each person for whom something has waited long enough."""
    for person_id in bundling.people_to_tell(timezone.now()):
        enqueue(gather, person_id)


@job(label="Saml post til én mail", priority=SOON)
def gather(person_id: int) -> None:
    """Make the one mail, and order its sending with it: both or neither are there afterwards."""
    with transaction.atomic():
        mail = bundling.gather(person_id, timezone.now())
        if mail is not None and mail.state == MailState.QUEUED:
            enqueue(send_mail, mail.pk)
