"""The mails about having access. They go through Django's mail, which is the portal's outbox.

`X-DAS-Key` says which mail it is, so that the outbox queues none twice; `X-DAS-Kind` what kind.
"""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from .models import Invitation, Person, Role


def send_invitation(invitation: Invitation, token: str) -> None:
    """The personal link to choose a password with. The only place where the token is written."""
    link = settings.BASE_URL + reverse("accounts:accept_invitation", args=[token])
    _send(
        invitation.person.email,
        "Du er inviteret til DAS-portalen",
        "accounts/email/invitation.txt",
        {"invitation": invitation, "link": link, "role": invitation.role},
        key=f"invitation:{invitation.pk}:{invitation.times_sent}",
        kind="invitation",
    )


def send_new_role(role: Role) -> None:
    """Tells somebody who can sign in already that they have got one more role."""
    _send(
        role.person.email,
        "Du har fået en ny rolle i DAS-portalen",
        "accounts/email/new_role.txt",
        {"role": role, "link": settings.BASE_URL + "/"},
        key=f"role:{role.pk}",
        kind="role",
    )


def send_two_steps_reset(person: Person, by: Person) -> None:
    """So that nobody's second step is removed behind their back."""
    _send(
        person.email,
        "Dit totrinslogin er nulstillet",
        "accounts/email/two_steps_reset.txt",
        {"person": person, "by": by},
        key=f"two-steps-reset:{person.pk}:{timezone.now():%Y%m%d%H%M%S}",
        kind="account",
    )


def _send(
    to: str, subject: str, template: str, values: dict[str, object], *, key: str, kind: str
) -> None:
    text = render_to_string(template, values).strip() + "\n"
    headers = {"X-DAS-Key": key, "X-DAS-Kind": kind}
    EmailMessage(subject, text, to=[to], headers=headers).send()
