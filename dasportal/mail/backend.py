"""Django's mail, put in the outbox: what Django and allauth send goes the same way as the rest."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from dasportal.accounts.models import Person
from dasportal.mail.models import MailKind
from dasportal.mail.outbox import queue


class OutboxBackend(BaseEmailBackend):
    """Queues each message for each receiver. The worker sends by SMTP itself, not through here.

    `X-DAS-Key` names the mail, so that it is queued once; without it every message is a new one.
    `X-DAS-Kind` says its kind; without it the mail is taken to carry a personal link.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            key = message.extra_headers.get("X-DAS-Key") or f"django:{uuid.uuid4()}"
            for address in message.recipients():
                queue(
                    key=f"{key}:{address}"[:200],
                    person=Person.objects.filter(email__iexact=address).first(),
                    to=address,
                    subject=str(message.subject),
                    text=str(message.body),
                    kind=message.extra_headers.get("X-DAS-Kind") or MailKind.ACCOUNT,
                )
        return len(email_messages)
