"""Mails about meetings. They say what is new and where to read it; never what a case says."""

from __future__ import annotations

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format

from dasportal.accounts.models import SITTING_ROLES, Person, Role, RoleKind
from dasportal.mail.outbox import queue

from .changes import Change
from .models import AgendaVersion, Contribution, Meeting, MinutesVersion


def recipients(meeting: Meeting) -> list[Person]:
    """Those who sit in the forum now, each once, in Danish order."""
    return list(
        Person.objects.filter(
            is_active=True,
            roles__in=Role.objects.current().filter(forum=meeting.forum, kind__in=SITTING_ROLES),
        ).distinct()
    )


def _send(meeting: Meeting, template: str, *, key: str, subject: str, kind: str, **context) -> None:
    link = settings.BASE_URL + meeting.get_absolute_url()
    for person in recipients(meeting):
        text = render_to_string(
            f"meetings/mail/{template}.txt",
            {"meeting": meeting, "person": person, "link": link, **context},
        )
        queue(key=f"{key}:{person.pk}", person=person, subject=subject, text=text, kind=kind)


def agenda_sent(version: AgendaVersion) -> None:
    """The first version: the agenda is ready to read."""
    _send(
        version.meeting,
        "agenda_sent",
        key=f"agenda:{version.meeting_id}:{version.number}",
        subject=f"Dagsorden til {version.meeting}",
        kind="agenda",
    )


def agenda_changed(version: AgendaVersion, rows: list[Change]) -> None:
    """A later version: only what is new, and of closed items only that something is."""
    told = [
        row if not row["closed"] else {**row, "title": "Lukket punkt", "what": "Ændret"}
        for row in rows
    ]
    _send(
        version.meeting,
        "agenda_changed",
        key=f"agenda:{version.meeting_id}:{version.number}",
        subject=f"Ændringer til dagsordenen, {version.meeting}",
        kind="delta",
        rows=told,
        version=version,
    )


def minutes_sent(version: MinutesVersion) -> None:
    again = version.number > 1
    _send(
        version.meeting,
        "minutes_sent",
        key=f"minutes:{version.meeting_id}:{version.number}",
        subject=f"{'Rettet referatudkast' if again else 'Referatudkast'}, {version.meeting}",
        kind="minutes",
        again=again,
        version=version,
    )


def minutes_sealed(version: MinutesVersion, receipt: str) -> None:
    """The seal is set. The receipt in so many inboxes is what shows a record cut short later."""
    _send(
        version.meeting,
        "minutes_sealed",
        key=f"sealed:{version.meeting_id}:{version.number}",
        subject=f"Godkendt og forseglet: referat af {version.meeting}",
        kind="sealed",
        version=version,
        receipt=receipt,
    )


def minutes_corrected(version: MinutesVersion) -> None:
    _send(
        version.meeting,
        "minutes_corrected",
        key=f"minutes:{version.meeting_id}:{version.number}",
        subject=f"Rettelse til referatet, {version.meeting}",
        kind="minutes",
        version=version,
    )


def meeting_cancelled(meeting: Meeting) -> None:
    _send(
        meeting,
        "cancelled",
        key=f"cancelled:{meeting.pk}:{meeting.agenda_versions.count()}",
        subject=f"Aflyst: {meeting}",
        kind="cancelled",
    )


def contribution_asked(contribution: Contribution, token: str) -> None:
    """The personal link to an outsider. The item is named by its meeting, not by its title."""
    meeting = contribution.item.meeting
    link = settings.BASE_URL + reverse("meetings:contribute", args=[token])
    text = render_to_string(
        "meetings/mail/contribution_asked.txt",
        {
            "contribution": contribution,
            "meeting": meeting,
            "link": link,
            "until": date_format(contribution.expires_at, "j. F Y"),
        },
    )
    queue(
        key=f"contribution:{contribution.pk}",
        to=contribution.email,
        subject=f"Bidrag til {meeting}",
        text=text,
        kind="contribution",
    )


def contribution_delivered(contribution: Contribution) -> None:
    """Tell those at the secretariat that something came in."""
    item = contribution.item
    link = settings.BASE_URL + reverse("meetings:item_edit", args=[item.pk])
    stamp = contribution.delivered_at.isoformat() if contribution.delivered_at else ""
    office = Person.objects.filter(
        is_active=True,
        roles__in=Role.objects.current().filter(kind=RoleKind.SECRETARIAT),
    ).distinct()
    for person in office:
        queue(
            key=f"delivered:{contribution.pk}:{stamp}:{person.pk}",
            person=person,
            subject=f"Nyt bidrag til {item.meeting}",
            text=render_to_string(
                "meetings/mail/contribution_delivered.txt",
                {"contribution": contribution, "item": item, "link": link, "person": person},
            ),
            kind="delivered",
        )
