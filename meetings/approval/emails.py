"""Mails about the approval of draft minutes: that something waits, and where. Never what is said."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from dasportal.accounts.models import Person, Role, RoleKind
from dasportal.accounts.queries import spokespeople
from dasportal.danish.dates import format_date
from dasportal.mail.models import MailKind
from dasportal.mail.outbox import queue
from meetings.emails import about
from meetings.following import Telling

from .models import AnswerStatus, ApprovalRound, Comment
from .queries import standing


def _link(name: str, *args: object) -> str:
    return settings.BASE_URL + reverse(f"approval:{name}", args=args)


def office() -> list[Person]:
    """Everybody at the secretariat, in Danish order."""
    now = Role.objects.current().filter(kind=RoleKind.SECRETARIAT)
    return list(Person.objects.filter(is_active=True, roles__in=now).distinct())


def telling(round_: ApprovalRound) -> Telling:
    """What the mail about the sent minutes says to each: approve, approve again, or nothing."""
    people = spokespeople(round_.meeting.forum)
    asked = {
        person.pk: answer.status
        for answer in round_.answers.all()
        for person in people.get(answer.party_id, [])
    }
    day = format_date(timezone.localdate(round_.closes_at))

    def tell(person: Person) -> str:
        status = asked.get(person.pk)
        if status == AnswerStatus.WAITING:
            return (
                f"Godkend det på din parts vegne, eller skriv en kommentar, senest {day}:\n"
                + _link("round", round_.meeting_id)
            )
        if status == AnswerStatus.STALE:
            return (
                "Din part har godkendt en tidligere version. Se kun det, der er ændret, og godkend "
                f"igen senest {day}:\n" + _link("changed", round_.meeting_id)
            )
        if status == AnswerStatus.APPROVED:
            return "Din parts godkendelse gælder stadig, for der er ikke ændret noget i den."
        return ""

    return tell


def remind(round_: ApprovalRound, days: int) -> None:
    """Once for each version and each reminder, to those who speak for a party that is silent."""
    people = spokespeople(round_.meeting.forum)
    for answer in round_.answers.exclude(status=AnswerStatus.APPROVED):
        again = answer.status == AnswerStatus.STALE
        for person in people.get(answer.party_id, []):
            _send(
                round_,
                person,
                "reminder",
                key=f"{round_.version.number}:remind:{days}",
                subject="Husk at godkende referatet af {meeting}",
                kind=MailKind.DEADLINE,
                until=round_.closes_at,
                again=again,
                day=format_date(timezone.localdate(round_.closes_at)),
                link=_link("changed" if again else "round", round_.meeting_id),
            )


def round_closed(round_: ApprovalRound) -> None:
    """How it stands at the deadline, to the secretariat."""
    for person in office():
        _send(
            round_,
            person,
            "closed",
            key=f"{round_.version.number}:closed",
            subject="Godkendelse af referatet af {meeting} er slut",
            kind=MailKind.MINUTES,
            standing=standing(round_),
            link=_link("round", round_.meeting_id),
        )


def comment_written(comment: Comment) -> None:
    for person in office():
        _send(
            comment.round,
            person,
            "comment",
            key=f"comment:{comment.pk}",
            subject="Ny kommentar til referatet af {meeting}",
            kind=MailKind.QUESTION,
            comment=comment,
            link=_link("reply", comment.pk),
        )


def comment_replied(comment: Comment) -> None:
    stamp = comment.replied_at.isoformat() if comment.replied_at else ""
    _send(
        comment.round,
        comment.author,
        "reply",
        key=f"reply:{comment.pk}:{stamp}",
        subject="Svar på din kommentar til referatet af {meeting}",
        kind=MailKind.QUESTION,
        comment=comment,
        link=f"{_link('round', comment.round.meeting_id)}#kommentar-{comment.pk}",
    )


def _send(
    round_: ApprovalRound,
    person: Person,
    template: str,
    *,
    key: str,
    subject: str,
    kind: str,
    link: str,
    until: datetime | None = None,
    **context: object,
) -> None:
    values = {"round": round_, "person": person, "link": link, **context}
    queue(
        key=f"approval:{round_.pk}:{key}:{person.pk}",
        person=person,
        subject=subject.format(meeting=round_.meeting),
        text=render_to_string(f"approval/mail/{template}.txt", values).strip() + "\n",
        kind=kind,
        about=about(round_.meeting),
        link=link,
        until=until,
    )
