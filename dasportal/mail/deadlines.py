"""Telling somebody that something waits for them and that its deadline is near."""

from __future__ import annotations

from datetime import datetime, time

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format

from dasportal.accounts.models import Person
from dasportal.mail.models import MailKind, OutgoingMail
from dasportal.mail.outbox import NOTHING, About, queue

END_OF_DAY = time(23, 59)  # a deadline without an hour ends at 23.59.59


def deadline_near(
    person: Person, what: str, url: str, until: datetime, key: str, *, about: About = NOTHING
) -> OutgoingMail:
    """Tell `person` that `what` waits for them at `url` until the moment `until`.

    `what` is one line without a full stop and without a word of what is closed (»Svar på
    høringen om takster«). `url` may be a path. `key` names the reminder, and is what makes it one
    mail however often this is called: say in it what, and which reminder of it it is
    (`enquiry:7:three-days`). The receiver is added. Several at about the same time are gathered
    in one mail; one that would come too late that way goes at once.
    """
    link = url if "://" in url else settings.BASE_URL + url
    values = {"person": person, "what": what, "when": said(until), "link": link}
    return queue(
        key=f"deadline:{key}:{person.pk}",
        person=person,
        subject=f"Frist {said(until)}: {what}",
        text=render_to_string("mail/deadline.txt", values).strip() + "\n",
        kind=MailKind.DEADLINE,
        about=about,
        link=link,
        until=until,
    )


def said(until: datetime) -> str:
    """»12. maj 2026«, with the hour where it is not the end of the day."""
    moment = timezone.localtime(until)
    day = date_format(moment, "j. F Y")
    if moment.time().replace(second=0, microsecond=0) == END_OF_DAY:
        return day
    return f"{day} kl. {moment:%H.%M}"
