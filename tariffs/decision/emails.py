"""Mails of what was decided on tariffs: to those who buy there, and to those who run the offers.

What is approved is known to everybody in the cooperation, so that the mail may say it: which lines
changed, from what to what.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.conf import settings
from django.template.loader import render_to_string

from dasportal.accounts.models import Party, PartyKind, Person, Role
from dasportal.danish.numbers import format_number
from dasportal.mail.models import MailKind
from dasportal.mail.outbox import About, queue
from tariffs.models.submissions import REPORTING_ROLES

from .models import AppendixVersion

MOST_TOLD = 20  # lines named in the mail; all stand on the page


def decided(version: AppendixVersion) -> None:
    """Of a correction to the buyers that the party named, and to the party; of a year to all."""
    told = _told(version)
    link = settings.BASE_URL + version.get_absolute_url()
    context = {"version": version, "link": link, **_changed(version)}
    for person in people_of(told):
        text = render_to_string("decision/mail/decided.txt", {**context, "person": person})
        queue(
            key=f"appendix:{version.pk}:{person.pk}",
            person=person,
            subject=_subject(version),
            text=text.strip() + "\n",
            kind=MailKind.DECISION,
            about=About(f"tariffs:{version.year.year}", f"Takster {version.year.year}"),
            link=link,
        )


def _subject(version: AppendixVersion) -> str:
    submission = version.case.submission
    if submission is not None:
        return f"Rettede takster hos {submission.party}, {version.year.year}"
    return f"{version} er besluttet"


def _told(version: AppendixVersion) -> list[Party]:
    submission = version.case.submission
    if submission is None:
        return list(Party.objects.exclude(kind=PartyKind.OTHER))
    return [submission.party, *submission.buyers.all()]


def people_of(parties: Iterable[Party]) -> list[Person]:
    """Who reports tariffs or speaks for these parties now, each once, in Danish order."""
    roles = Role.objects.current().filter(party__in=list(parties), kind__in=REPORTING_ROLES)
    return list(Person.objects.filter(is_active=True, roles__in=roles).distinct())


def _changed(version: AppendixVersion) -> dict[str, object]:
    """The lines that came to apply, as text: »Violen, Boniveau 5: 2.918 kr. → 3.001 kr.«."""
    offers = version.changes.get("offers", []) if version.changes else []
    rows = [
        f"{offer['name']}, {line['service']}: {_kroner(line['old']['tariff'])} → "
        f"{_kroner(line['new']['tariff'])}"
        for offer in offers
        for line in offer["lines"]
        if line["outcome"] in ("", "ny", "udgået")
    ]
    return {"changed": rows[:MOST_TOLD], "more": max(0, len(rows) - MOST_TOLD)}


def _kroner(value: str | None) -> str:
    return "ingen" if value is None else f"{format_number(Decimal(value))} kr."
