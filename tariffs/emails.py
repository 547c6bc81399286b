"""Mails about reporting tariffs. They say that something is so, and where; never a figure or what
was written."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from dasportal.accounts.models import Party, Person, Role, RoleKind
from dasportal.mail.models import MailKind, OutgoingMail
from dasportal.mail.outbox import About, queue

from .models import Submission, SubmissionVersion, TariffYear


def reporters(party: Party) -> list[Person]:
    """Those who report for the party now; where nobody does, its members and their deputies."""
    roles = Role.objects.current().filter(party=party)
    people = Person.objects.filter(is_active=True).distinct()
    found = list(people.filter(roles__in=roles.filter(kind=RoleKind.TARIFF_REPORTER)))
    sitting = roles.filter(kind__in=(RoleKind.MEMBER, RoleKind.DEPUTY))
    return found or list(people.filter(roles__in=sitting))


def handed_in(version: SubmissionVersion) -> None:
    """The receipt: to those who report for the party, and the one of them who handed it in."""
    submission = version.submission
    lines = version.snapshot["lines"]
    offers = len({row["offer_id"] for row in lines})
    people = {person.pk: person for person in reporters(submission.party)}
    if version.made_by is not None and not version.on_behalf:
        people.setdefault(version.made_by_id or 0, version.made_by)
    _tell(
        "tariff-receipt", version.pk, MailKind.RECEIPT, f"Kvittering: {submission}", "handed_in",
        people.values(), submission, version=version, lines=len(lines), offers=offers,
        link=_address("tariffs:receipt", version.pk),
        page=_address("tariffs:submission", submission.pk),
    )  # fmt: skip


def returned(version: SubmissionVersion) -> None:
    """It has come back. Why stands in the portal."""
    submission = version.submission
    _tell(
        "tariff-returned", version.pk, MailKind.DEADLINE, f"Sendt retur: {submission}", "returned",
        reporters(submission.party), submission,
        link=_address("tariffs:submission", submission.pk),
    )  # fmt: skip


def remind(
    year: TariffYear, party: Party, submission: Submission | None, *, missing: int, day: date
) -> list[OutgoingMail]:
    """That the deadline comes or has passed; once a day to each at most."""
    link = (
        _address("tariffs:submission", submission.pk) if submission else _address("tariffs:years")
    )
    return _tell(
        f"tariff-reminder:{party.code}", day.isoformat(), MailKind.REMINDER,
        f"Påmindelse: takster {year.year}, {party}", "reminder", reporters(party), year,
        year=year, party=party, submission=submission, missing=missing, link=link,
        is_over=year.deadline_on is not None and day > year.deadline_on,
    )  # fmt: skip


def last_reminded(year: TariffYear) -> dict[str, datetime]:
    """When each party was last reminded, by its code."""
    rows = OutgoingMail.objects.filter(about=f"tariff-year:{year.pk}", kind=MailKind.REMINDER)
    found: dict[str, datetime] = {}
    for key, at in rows.order_by("queued_at").values_list("key", "queued_at"):
        found[key.split(":")[1]] = at
    return found


def _address(name: str, *args: int) -> str:
    return settings.BASE_URL + reverse(name, args=args)


def _tell(
    key: str, edition: object, kind: MailKind, subject: str, template: str,
    people: Iterable[Person], about: Submission | TariffYear, **context: Any,
) -> list[OutgoingMail]:  # fmt: skip
    what = "tariff-year" if isinstance(about, TariffYear) else "tariffs"
    return [
        queue(
            key=f"{key}:{about.pk}:{edition}:{person.pk}", person=person, subject=subject,
            text=render_to_string(
                f"tariffs/mail/{template}.txt", {"person": person, "about": about, **context}
            ).strip() + "\n",
            kind=kind, about=About(f"{what}:{about.pk}", str(about)), link=context["link"],
        )
        for person in people
    ]  # fmt: skip
