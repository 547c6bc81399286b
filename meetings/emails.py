"""Mails about meetings. They say what is new and where to read it; never what a case says.

Each is a row below: its kind, which a receiver may gather or switch off, its template, its subject
and the word that begins its key.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format

from dasportal.accounts.models import SITTING_ROLES, Person, Role, RoleKind
from dasportal.mail.models import MailKind, OutgoingMail
from dasportal.mail.outbox import About, Attachment, queue

from .changes import Change
from .models import AgendaVersion, Contribution, FollowUp, Meeting, MinutesVersion


@dataclass(frozen=True)
class MeetingMail:
    """One mail about a meeting. `{meeting}` in the subject is the meeting's name."""

    kind: MailKind
    template: str
    subject: str
    key: str


K = MailKind
AGENDA = MeetingMail(K.AGENDA, "agenda_sent", "Dagsorden til {meeting}", "agenda")
CHANGES = MeetingMail(K.DELTA, "agenda_changed", "Ændringer til dagsordenen, {meeting}", "agenda")
DRAFT = MeetingMail(K.MINUTES, "minutes_sent", "Referatudkast, {meeting}", "minutes")
DRAFT_AGAIN = MeetingMail(K.MINUTES, "minutes_sent", "Rettet referatudkast, {meeting}", "minutes")
SEALED = MeetingMail(
    K.SEALED, "minutes_sealed", "Godkendt og forseglet: referat af {meeting}", "sealed"
)
CORRECTED = MeetingMail(
    K.MINUTES, "minutes_corrected", "Rettelse til referatet, {meeting}", "minutes"
)
TASKS = MeetingMail(K.DECISION, "tasks", "Opgaver til dig fra {meeting}", "tasks")
CALLED = MeetingMail(K.CALENDAR, "called", "Indkaldelse: {meeting}", "calendar")
MOVED = MeetingMail(K.CALENDAR, "moved", "Ændret: {meeting}", "calendar")
REINSTATED = MeetingMail(K.CALENDAR, "reinstated", "Holdes alligevel: {meeting}", "calendar")
NOT_CALLED = MeetingMail(K.CALENDAR, "not_called", "Ikke længere indkaldt: {meeting}", "calendar")
CANCELLED = MeetingMail(K.CANCELLED, "cancelled", "Aflyst: {meeting}", "cancelled")


def recipients(meeting: Meeting) -> list[Person]:
    """Those who sit in the forum now, each once, in Danish order."""
    roles = Role.objects.current().filter(forum=meeting.forum, kind__in=SITTING_ROLES)
    return list(Person.objects.filter(is_active=True, roles__in=roles).distinct())


def about(meeting: Meeting) -> About:
    """The meeting, as the outbox lists and gathers by it."""
    return About(f"meeting:{meeting.pk}", str(meeting))


def said(mail: MeetingMail, meeting: Meeting, person: Person, **context: Any) -> tuple[str, str]:
    """The subject and text that the person gets. `tellings` are what others have to say to them."""
    tellings = context.pop("tellings", ())
    values = {
        "told": [words for telling in tellings if (words := telling(person))],
        "meeting": meeting,
        "person": person,
        "link": settings.BASE_URL + meeting.get_absolute_url(),
        **context,
    }
    text = render_to_string(f"meetings/mail/{mail.template}.txt", values)
    return mail.subject.format(meeting=meeting, **context), text.strip() + "\n"


def tell(
    mail: MeetingMail,
    meeting: Meeting,
    edition: object,
    people: Iterable[Person] | None = None,
    *,
    files: Mapping[int, Attachment] | None = None,
    **context: Any,
) -> None:
    """Queue the mail for each of `people`, else for the whole forum, once for each `edition`.

    `files` are their calendar files, by person.
    """
    for person in recipients(meeting) if people is None else people:
        subject, text = said(mail, meeting, person, **context)
        file = (files or {}).get(person.pk)
        queue(
            key=f"{mail.key}:{meeting.pk}:{edition}:{person.pk}",
            person=person,
            subject=subject,
            text=text,
            kind=mail.kind,
            attachments=[file] if file else [],
            about=about(meeting),
        )


# --- The agenda and the minutes -------------------------------------------------------------------


def agenda_sent(version: AgendaVersion) -> None:
    """The first version: the agenda is ready to read."""
    tell(AGENDA, version.meeting, version.number)


def agenda_changed(version: AgendaVersion, rows: list[Change]) -> None:
    """A later version: only what is new, and of closed items only that something is."""
    tell(CHANGES, version.meeting, version.number, rows=_without_closed(rows), version=version)


def _without_closed(rows: list[Change]) -> list[Change]:
    return [
        row if not row["closed"] else {**row, "title": "Lukket punkt", "what": "Ændret"}
        for row in rows
    ]


def minutes_sent(version: MinutesVersion, tellings: Sequence[Callable[[Person], str]] = ()) -> None:
    """The draft is ready; with what the followers of the meeting have to say to each receiver."""
    again = version.number > 1
    tell(
        DRAFT_AGAIN if again else DRAFT,
        version.meeting,
        version.number,
        again=again,
        version=version,
        tellings=tellings,
        link=settings.BASE_URL + reverse("meetings:minutes", args=[version.meeting_id]),
    )


def minutes_sealed(version: MinutesVersion, receipt: str) -> None:
    """The seal is set. The receipt in so many inboxes is what shows a record cut short later."""
    tell(SEALED, version.meeting, version.number, version=version, receipt=receipt)


def minutes_corrected(version: MinutesVersion) -> None:
    tell(CORRECTED, version.meeting, version.number, version=version)


# --- Decisions ------------------------------------------------------------------------------------


def tasks_given(meeting: Meeting, by_person: Mapping[Person, list[FollowUp]]) -> None:
    """What was agreed gives somebody a task: under which items, not what. Once for each task set."""
    for person, tasks in by_person.items():
        edition = max(task.pk for task in tasks)
        tell(TASKS, meeting, edition, [person], tasks=tasks, list=_address("meetings:follow_ups"))


FOLLOW_UPS = "follow-up"


def follow_ups_due(person: Person, *, late: int, soon: int, day: date) -> None:
    """How much waits, and where: never what, for some of it may be closed."""
    said = [f"{late} over fristen" if late else "", f"{soon} inden 7 dage" if soon else ""]
    values = {"person": person, "late": late, "soon": soon, "link": _address("meetings:follow_ups")}
    queue(
        key=f"{FOLLOW_UPS}:{person.pk}:{day.isoformat()}",
        person=person,
        subject=f"Opfølgning: {', '.join(part for part in said if part)}",
        text=render_to_string("meetings/mail/follow_ups_due.txt", values).strip() + "\n",
        kind=MailKind.DEADLINE,
    )


def last_told_of_follow_ups(person: Person) -> date | None:
    """The day of the last such mail to this person."""
    mails = OutgoingMail.objects.filter(key__startswith=f"{FOLLOW_UPS}:{person.pk}:")
    key = mails.order_by("-key").values_list("key", flat=True).first()
    return date.fromisoformat(key.rsplit(":", 1)[1]) if key else None


# --- Contributions from outside -------------------------------------------------------------------


def contribution_asked(contribution: Contribution, token: str) -> None:
    """The personal link to an outsider. The item is named by its meeting, not by its title."""
    meeting = contribution.item.meeting
    values = {
        "contribution": contribution,
        "meeting": meeting,
        "link": settings.BASE_URL + reverse("meetings:contribute", args=[token]),
        "until": date_format(contribution.expires_at, "j. F Y"),
    }
    queue(
        key=f"contribution:{contribution.pk}",
        to=contribution.email,
        subject=f"Bidrag til {meeting}",
        text=render_to_string("meetings/mail/contribution_asked.txt", values).strip() + "\n",
        kind=MailKind.CONTRIBUTION,
        about=about(meeting),
    )


def contribution_delivered(contribution: Contribution) -> None:
    """Tell those at the secretariat that something came in."""
    item = contribution.item
    link = settings.BASE_URL + reverse("meetings:item_edit", args=[item.pk])
    stamp = contribution.delivered_at.isoformat() if contribution.delivered_at else ""
    roles = Role.objects.current().filter(kind=RoleKind.SECRETARIAT)
    for person in Person.objects.filter(is_active=True, roles__in=roles).distinct():
        values = {"contribution": contribution, "item": item, "link": link, "person": person}
        text = render_to_string("meetings/mail/contribution_delivered.txt", values)
        queue(
            key=f"delivered:{contribution.pk}:{stamp}:{person.pk}",
            person=person,
            subject=f"Nyt bidrag til {item.meeting}",
            text=text.strip() + "\n",
            kind=MailKind.DELIVERED,
            about=about(item.meeting),
        )


def _address(name: str) -> str:
    return settings.BASE_URL + reverse(name)
