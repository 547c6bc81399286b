"""The life of a mail, as one table, and the steps that the portal takes by itself."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from dasportal.accounts.transitions import NotAllowed, Transition, Workflow
from dasportal.mail.models import MailState, OutgoingMail
from dasportal.mail.permissions import can_resend, nobody

PORTAL = "portalen selv"
S = MailState
WORKFLOW = Workflow(
    "mail",
    "Mail",
    "state",
    MailState,
    (
        Transition("begin", "Aflevér", (S.QUEUED,), S.SENDING, nobody, who=PORTAL),
        Transition("accept", "Mailserveren tog imod", (S.SENDING,), S.SENT, nobody, who=PORTAL),
        Transition(
            "postpone", "Prøv igen senere", (S.QUEUED, S.SENDING), S.QUEUED, nobody, who=PORTAL
        ),
        Transition("fail", "Giv op", (S.QUEUED, S.SENDING), S.FAILED, nobody, who=PORTAL),
        Transition("lose_track", "Afbrudt", (S.SENDING,), S.UNSURE, nobody, who=PORTAL),
        Transition("hold", "Ingen mailserver", (S.QUEUED,), S.HELD, nobody, who=PORTAL),
        Transition("bundle", "Saml i én mail", (S.GATHERED,), S.BUNDLED, nobody, who=PORTAL),
        Transition("release", "Send alene", (S.GATHERED,), S.QUEUED, nobody, who=PORTAL),
        Transition("drop", "Send ikke", (S.GATHERED,), S.DROPPED, nobody, who=PORTAL),
        Transition(
            "resend",
            "Send igen",
            (S.SENT, S.FAILED, S.UNSURE, S.HELD),
            S.QUEUED,
            can_resend,
            confirm="Mailen bliver sendt til modtageren. Vil du fortsætte?",
            who="sekretariatet eller en administrator",
        ),
    ),
)
LINK_REMOVED = "(Det personlige link er fjernet, efter at mailen blev sendt.)"


def begin(mail: OutgoingMail) -> None:
    """The server will have it: from here on it may have been delivered."""
    _step(mail, "begin")


def accept(mail: OutgoingMail) -> None:
    """The server has taken it. A personal link does not stay in the database."""
    text = LINK_REMOVED if mail.personal_link else mail.text
    _step(mail, "accept", sent_at=timezone.now(), last_error="", text=text, **_ONE_MORE)


def postpone(mail: OutgoingMail, *, reason: str, until: datetime) -> None:
    """Not now: it is tried again then."""
    _step(mail, "postpone", last_error=reason, not_before=until, **_ONE_MORE)


def fail(mail: OutgoingMail, *, reason: str) -> None:
    """Given up; a person must look at it."""
    _step(mail, "fail", last_error=reason, **_ONE_MORE)


def lose_track(mail: OutgoingMail, *, reason: str) -> None:
    """Cut off while it was handed over: it may have arrived. A person decides."""
    _step(mail, "lose_track", last_error=reason, **_ONE_MORE)


def hold(mail: OutgoingMail) -> None:
    """There is no mail server: it stays here to be read."""
    _step(mail, "hold")


def bundle(mail: OutgoingMail, *, into: OutgoingMail) -> None:
    """It is told in that mail, with others."""
    _step(mail, "bundle", bundle=into, not_before=None)


def release(mail: OutgoingMail) -> None:
    """Nothing came to keep it company: it goes as the mail it is."""
    _step(mail, "release", not_before=None)


def drop(mail: OutgoingMail, *, reason: str) -> None:
    """It is not to be sent after all."""
    _step(mail, "drop", last_error=reason, not_before=None)


_ONE_MORE: dict[str, Any] = {"attempts": F("attempts") + 1}


@transaction.atomic
def _step(mail: OutgoingMail, name: str, **values: Any) -> None:
    """Take one step of the table on the locked row; `mail` then says what the row says."""
    fresh = OutgoingMail.objects.select_for_update().get(pk=mail.pk)
    step = WORKFLOW.get(name)
    if fresh.state not in step.sources:
        raise NotAllowed(f"»{step.label}« er ikke muligt nu. Status er »{fresh.state}«.")
    if "last_error" in values:
        values["last_error"] = values["last_error"][:300]
    OutgoingMail.objects.filter(pk=mail.pk).update(state=step.target, **values)
    mail.refresh_from_db()
