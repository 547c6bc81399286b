"""Mails of the yearly dialogue. They say that something is so, and where; never a figure or what
was written."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from dasportal.accounts.models import Party, Person, Role, RoleKind
from dasportal.mail.models import MailKind, OutgoingMail
from dasportal.mail.outbox import About, queue
from offers.queries import offers_in

from .models import BuyerAnswer, DialogueYear, Report


def reporters(party: Party) -> list[Person]:
    """Those who report on the party's offers; where nobody does, its members and their deputies."""
    roles = Role.objects.current().filter(party=party)
    people = Person.objects.filter(is_active=True).distinct()
    found = list(people.filter(roles__in=roles.filter(kind=RoleKind.OFFER_REPORTER)))
    sitting = roles.filter(kind__in=(RoleKind.MEMBER, RoleKind.DEPUTY))
    return found or list(people.filter(roles__in=sitting))


def opened(year: DialogueYear) -> None:
    """Reports and answers are asked for: to each party what concerns it."""
    operators = {offer.operator_id: offer.operator for offer in offers_in(year.year)}
    for party in Party.objects.exclude(kind="other"):
        _tell(
            f"yearly-opened:{year.pk}:{party.code}", MailKind.DEADLINE, str(year), "opened",
            reporters(party), year, reverse("yearly:year", args=[year.year]), year=year,
            operates=party.pk in operators, party=party,
        )  # fmt: skip


def handed_in(report: Report) -> None:
    _tell(
        f"yearly-report:{report.pk}:{report.revision}", MailKind.RECEIPT,
        f"Kvittering: {report}", "handed_in", _and(reporters(report.offer.operator), report),
        report.dialogue, report.get_absolute_url(), report=report,
    )  # fmt: skip


def returned(report: Report) -> None:
    """It has come back. Why stands in the portal."""
    _tell(
        f"yearly-returned:{report.pk}:{report.revision}", MailKind.DEADLINE,
        f"Sendt retur: {report}", "returned", reporters(report.offer.operator), report.dialogue,
        report.get_absolute_url(), report=report,
    )  # fmt: skip


def answered(answer: BuyerAnswer) -> None:
    moment = answer.submitted_at.isoformat() if answer.submitted_at else ""
    _tell(
        f"yearly-answer:{answer.pk}:{moment}", MailKind.RECEIPT, f"Kvittering: {answer}", "answered",
        _and(reporters(answer.party), answer), answer.dialogue, answer.get_absolute_url(),
        answer=answer,
    )  # fmt: skip


def remind(year: DialogueYear, party: Party, what: str, day: date) -> list[OutgoingMail]:
    """That a report (»report«) or an answer is missing; once a day to each at most."""
    due = year.reports_due if what == "report" else year.answers_due
    return _tell(
        f"yearly-reminder:{year.pk}:{what}:{party.code}:{day.isoformat()}", MailKind.REMINDER,
        f"Påmindelse: {year}, {party}", "reminder", reporters(party), year,
        reverse("yearly:year", args=[year.year]), year=year, party=party, what=what, due=due,
        is_over=day > due,
    )  # fmt: skip


def _and(people: list[Person], made: Report | BuyerAnswer) -> list[Person]:
    """With the one who handed it in, when that is not the secretariat."""
    found = {person.pk: person for person in people}
    if made.submitted_by is not None and not made.on_behalf:
        found.setdefault(made.submitted_by.pk, made.submitted_by)
    return list(found.values())


def _tell(
    key: str, kind: MailKind, subject: str, template: str, people: Iterable[Person],
    of: DialogueYear, path: str, **context: object,
) -> list[OutgoingMail]:  # fmt: skip
    link = settings.BASE_URL + path
    return [
        queue(
            key=f"{key}:{person.pk}", person=person, subject=subject, kind=kind, link=link,
            text=render_to_string(
                f"yearly/mail/{template}.txt", {"person": person, "link": link, **context}
            ).strip() + "\n",
            about=About(f"dialogue-year:{of.pk}", str(of)),
        )
        for person in people
    ]  # fmt: skip
