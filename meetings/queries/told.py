"""What was sent about a meeting: to whom, when, and how it went."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import CharField, Count, F, Func, Max, Q, QuerySet, Value

from dasportal.accounts.models import Person
from dasportal.mail.models import MailState, OutgoingMail

from ..models import Meeting

# What comes before the last colon of a key names the message; after it stands the receiver.
MESSAGE = Func(
    F("key"), Value(":[^:]*$"), Value(""), function="regexp_replace", output_field=CharField()
)
NOT_THERE = (MailState.FAILED, MailState.UNSURE)


@dataclass
class Message:
    """One thing that was told, and each who was to have it."""

    subject: str
    kind: str
    at: datetime
    mails: list[OutgoingMail] = field(default_factory=list)

    @property
    def troubled(self) -> list[OutgoingMail]:
        """Those that did not get there, as far as anybody knows."""
        return [mail for mail in self.mails if mail.fate in NOT_THERE]

    @property
    def counts(self) -> list[tuple[str, int, str]]:
        """How it went: the state in words, how many, and the tone of the word."""
        found: dict[str, list[Any]] = {}
        for mail in self.mails:
            found.setdefault(mail.fate_label, [0, mail.tone])[0] += 1
        return [(label, number, tone) for label, (number, tone) in found.items()]


def _about(meeting: Meeting) -> QuerySet[OutgoingMail]:
    return OutgoingMail.objects.filter(about=f"meeting:{meeting.pk}")


def messages(meeting: Meeting, person: Person) -> list[Message]:
    """All that was told about the meeting, newest first, with its receivers in Danish order."""
    mails = _about(meeting).filter(pk__in=OutgoingMail.objects.visible_to(person))
    found: dict[tuple[str, str], Message] = {}
    rows = mails.select_related("person", "bundle").defer("text", "bundle__text")
    for mail in rows.order_by("person__name", "to", "pk"):
        key = (mail.key.rpartition(":")[0], mail.subject)
        said = found.setdefault(key, Message(mail.subject, mail.get_kind_display(), mail.queued_at))
        said.at = max(said.at, mail.queued_at)
        said.mails.append(mail)
    return sorted(found.values(), key=lambda one: one.at, reverse=True)


def summary(meeting: Meeting) -> list[dict[str, Any]]:
    """The same in short, for beside the meeting: subject, when, to how many, how many failed."""
    failed = Q(state__in=NOT_THERE) | Q(bundle__state__in=NOT_THERE)
    rows = _about(meeting).values("subject", message=MESSAGE)
    told = rows.annotate(at=Max("queued_at"), count=Count("pk"), failed=Count("pk", filter=failed))
    return [dict(row) for row in told.order_by("-at")]
