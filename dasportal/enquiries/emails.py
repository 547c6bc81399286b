"""Mails about enquiries. They say what waits and until when, and link to it; never an answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format

from dasportal.accounts.models import Person
from dasportal.mail.deadlines import deadline_near
from dasportal.mail.models import MailKind
from dasportal.mail.outbox import About, queue

from .models import Enquiry, PartAnswer, Response, Submission
from .queries import mailed, office
from .slots import kind_of


def _link(response: Response) -> str:
    return settings.BASE_URL + response.get_absolute_url()


def _by_person(
    enquiry: Enquiry, responses: Sequence[Response]
) -> list[tuple[Person, list[Response]]]:
    """Each person once, with all of the responses that the mail is about."""
    people: dict[int, tuple[Person, list[Response]]] = {}
    for response_id, persons in mailed(enquiry, responses).items():
        response = next(row for row in responses if row.pk == response_id)
        for person in persons:
            people.setdefault(person.pk, (person, []))[1].append(response)
    return list(people.values())


def _send(
    enquiry: Enquiry,
    responses: Sequence[Response],
    template: str,
    *,
    key: str,
    subject: str,
    kind: str,
    **context: object,
) -> None:
    for person, rows in _by_person(enquiry, responses):
        values = {
            "enquiry": enquiry,
            "person": person,
            "rows": [(row, _link(row)) for row in rows],
            "kind": kind_of(enquiry).label.lower(),
            "deadline": _last_day(rows[0].due),
            **context,
        }
        text = render_to_string(f"enquiries/mail/{template}.txt", values)
        queue(
            key=f"{key}:{person.pk}", person=person, subject=subject, text=text, kind=kind,
            about=_about(enquiry), link=_link(rows[0]), until=rows[0].deadline,
        )  # fmt: skip


def _last_day(day: date | None) -> str:
    return date_format(day, "l j. F Y") if day else ""


def _subject(lead: str, enquiry: Enquiry) -> str:
    return lead if enquiry.is_confidential else f"{lead}: {enquiry.title}"


def asked(enquiry: Enquiry, responses: Sequence[Response]) -> None:
    """You are asked. The key names the responses, so that one who is added later gets it too."""
    for response in responses:
        _send(
            enquiry, [response], "asked",
            key=f"enquiry-asked:{response.pk}",
            subject=_subject(f"{kind_of(enquiry).label} til {response.short_name}", enquiry),
            kind=MailKind.ENQUIRY,
        )  # fmt: skip


def moved(enquiry: Enquiry, responses: Sequence[Response]) -> None:
    """The deadline has moved."""
    _send(
        enquiry, responses, "moved",
        key=f"enquiry-moved:{enquiry.pk}:{enquiry.revision}",
        subject=_subject("Ny svarfrist", enquiry),
        kind=MailKind.ENQUIRY,
    )  # fmt: skip


def reminded(enquiry: Enquiry, responses: Sequence[Response]) -> None:
    """A reminder by hand: each press is one."""
    _send(
        enquiry, responses, "reminded",
        key=f"enquiry-reminded:{enquiry.pk}:{enquiry.reminders}",
        subject=_subject("Påmindelse", enquiry),
        kind=MailKind.REMINDER,
    )  # fmt: skip


def due_soon(responses: Sequence[Response], *, days: int) -> None:
    """The deadline is so many days off. What waits for one person is gathered in one mail."""
    for enquiry, rows in _by_enquiry(responses):
        people = mailed(enquiry, rows)
        for row in rows:
            what = "Svar på en høring" if enquiry.is_confidential else f"Svar på »{enquiry.title}«"
            if row.deadline is None:
                continue
            for person in people[row.pk]:
                deadline_near(
                    person, f"{what} ({row})", row.get_absolute_url(), row.deadline,
                    f"enquiry:{row.pk}:{row.due}:{days}", about=_about(enquiry),
                )  # fmt: skip


def _by_enquiry(responses: Sequence[Response]) -> list[tuple[Enquiry, list[Response]]]:
    groups: dict[int, tuple[Enquiry, list[Response]]] = {}
    for row in responses:
        groups.setdefault(row.enquiry_id, (row.enquiry, []))[1].append(row)
    return list(groups.values())


def _about(enquiry: Enquiry) -> About:
    return About(f"enquiry:{enquiry.pk}", "Høring" if enquiry.is_confidential else enquiry.title)


def asked_again(response: Response) -> None:
    _send(
        response.enquiry, [response], "asked_again",
        key=f"enquiry-again:{response.pk}:{response.times_returned}",
        subject=_subject("Vi spørger igen", response.enquiry),
        kind=MailKind.ENQUIRY,
    )  # fmt: skip


def given_longer(response: Response) -> None:
    _send(
        response.enquiry, [response], "moved",
        key=f"enquiry-longer:{response.pk}:{response.due_on}",
        subject=_subject("Ny svarfrist", response.enquiry),
        kind=MailKind.ENQUIRY,
    )  # fmt: skip


def closed(enquiry: Enquiry, responses: Sequence[Response]) -> None:
    _send(
        enquiry, responses, "closed",
        key=f"enquiry-closed:{enquiry.pk}:{enquiry.closes_on}",
        subject=_subject("Lukket", enquiry),
        kind=MailKind.ENQUIRY,
    )  # fmt: skip


def cancelled(enquiry: Enquiry, responses: Sequence[Response]) -> None:
    _send(
        enquiry, responses, "cancelled",
        key=f"enquiry-cancelled:{enquiry.pk}",
        subject=_subject("Trukket tilbage", enquiry),
        kind=MailKind.ENQUIRY,
    )  # fmt: skip


def receipt(submission: Submission) -> None:
    """To whoever handed in, and to the one who gathered the answer."""
    response = submission.response
    people = {submission.submitted_by_id: submission.submitted_by}
    if response.lead is not None:
        people[response.lead.pk] = response.lead
    if submission.on_behalf:
        people = {p.pk: p for p in mailed(response.enquiry, [response])[response.pk]}
    for person in people.values():
        values = {
            "submission": submission, "response": response, "enquiry": response.enquiry,
            "person": person, "link": _link(response),
        }  # fmt: skip
        queue(
            key=f"enquiry-receipt:{response.pk}:{submission.number}:{person.pk}",
            person=person,
            subject=_subject("Kvittering for svar", response.enquiry),
            text=render_to_string("enquiries/mail/receipt.txt", values),
            kind=MailKind.RECEIPT,
            about=_about(response.enquiry),
        )


def part_asked(part: PartAnswer, token: str) -> None:
    """A colleague is asked for a part: a page in the portal, or a personal link."""
    name = "enquiries:part" if part.person_id else "enquiries:part_by_link"
    link = settings.BASE_URL + reverse(name, args=[part.pk if part.person_id else token])
    enquiry = part.response.enquiry
    values = {"part": part, "enquiry": enquiry, "link": link, "deadline": _last_day(part.due_on)}
    queue(
        key=f"enquiry-part:{part.pk}",
        person=part.person,
        to=part.email,
        subject=_subject(f"{part.asked_by.name} beder om et bidrag", enquiry),
        text=render_to_string("enquiries/mail/part_asked.txt", values),
        kind=MailKind.CONTRIBUTION,
        about=_about(enquiry),
    )


def part_delivered(part: PartAnswer) -> None:
    """Tell whoever asked, and whoever gathers the answer now."""
    response = part.response
    people = {part.asked_by_id: part.asked_by}
    if response.lead is not None:
        people[response.lead.pk] = response.lead
    stamp = part.delivered_at.isoformat() if part.delivered_at else ""
    for person in people.values():
        values = {
            "part": part, "person": person, "enquiry": response.enquiry,
            "link": settings.BASE_URL + reverse("enquiries:write", args=[response.pk]),
        }  # fmt: skip
        queue(
            key=f"enquiry-part-in:{part.pk}:{stamp}:{person.pk}",
            person=person,
            subject=_subject(f"Bidrag fra {part.name}", response.enquiry),
            text=render_to_string("enquiries/mail/part_delivered.txt", values),
            kind=MailKind.DELIVERED,
            about=_about(response.enquiry),
        )


def answered(submission: Submission) -> None:
    """Tell the contact at the secretariat that an answer has come after the deadline or again;
    answers in time are on the page and need no mail."""
    if not submission.late and submission.number == 1:
        return
    response = submission.response
    who = response.enquiry.contact
    if not office().filter(pk=who.pk).exists():
        return
    queue(
        key=f"enquiry-came:{response.pk}:{submission.number}",
        person=who,
        subject=_subject(f"Svar fra {response.short_name}", response.enquiry),
        text=render_to_string(
            "enquiries/mail/answered.txt",
            {
                "submission": submission, "response": response, "person": who,
                "link": settings.BASE_URL
                + reverse("enquiries:answers", args=[response.enquiry_id]),
            },
        ),
        kind=MailKind.DELIVERED,
        about=_about(response.enquiry),
    )  # fmt: skip
