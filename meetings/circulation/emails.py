"""Mails of written procedure: that an answer is asked for, received, or what came of it.

An open case is named; a closed one goes by its number. What the case says is never told.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string

from dasportal.accounts.models import SITTING_ROLES, Forum, Person, Role, RoleKind
from dasportal.accounts.queries import spokespeople
from dasportal.mail.models import MailKind
from dasportal.mail.outbox import About, queue

from .models import Ballot, BallotVersion, Vote
from .queries import day_of


def office() -> list[Person]:
    """Everybody at the secretariat, in Danish order."""
    now = Role.objects.current().filter(kind=RoleKind.SECRETARIAT)
    return list(Person.objects.filter(is_active=True, roles__in=now).distinct())


def sitting(forum: Forum) -> list[Person]:
    """Those who sit in the forum now, each once, in Danish order."""
    roles = Role.objects.current().filter(forum=forum, kind__in=SITTING_ROLES)
    return list(Person.objects.filter(is_active=True, roles__in=roles).distinct())


def asked(version: BallotVersion, votes: Iterable[Vote] | None = None) -> list[Person]:
    """Those who speak for the parties that vote (of these `votes`), each once."""
    people = spokespeople(version.ballot.forum)
    rows = version.votes.all() if votes is None else votes
    found = {person.pk: person for vote in rows for person in people.get(vote.party_id, [])}
    return list(found.values())


def sent_out(version: BallotVersion) -> None:
    """Please vote; a new version says that what was voted on the last one does not count."""
    for person in asked(version):
        _send(
            version.ballot,
            person,
            "sent_out",
            key=f"{version.number}:out",
            subject="Svar udbedes: {named}",
            until=version.closes_at,
            day=day_of(version.closes_at),
            again=version.number > 1,
        )


def remind(version: BallotVersion, days: int) -> None:
    """To those who speak for a party that has not voted; once for each reminder."""
    for person in asked(version, version.votes.silent()):
        _send(
            version.ballot,
            person,
            "reminder",
            key=f"{version.number}:remind:{days}",
            subject="Husk at svare: {named}",
            kind=MailKind.DEADLINE,
            until=version.closes_at,
            day=day_of(version.closes_at),
        )


def receipt(vote: Vote) -> None:
    """To the one who voted: what was received, and until when it can be changed."""
    assert vote.voted_by is not None and vote.voted_at is not None
    ballot = vote.version.ballot
    _send(
        ballot,
        vote.voted_by,
        "receipt",
        key=f"vote:{vote.pk}:{vote.voted_at.isoformat()}",
        subject="Kvittering for svar: {named}",
        kind=MailKind.RECEIPT,
        vote=vote,
        day=day_of(vote.version.closes_at),
    )


def withdrawn(version: BallotVersion) -> None:
    for person in asked(version):
        _send(
            version.ballot,
            person,
            "withdrawn",
            key=f"{version.number}:withdrawn",
            subject="Trukket tilbage: {named}",
        )


def to_meeting(version: BallotVersion) -> None:
    """A party has asked for a meeting: nobody needs to answer any more."""
    for person in (*asked(version), *office()):
        _send(
            version.ballot,
            person,
            "to_meeting",
            key=f"{version.number}:to_meeting",
            subject="Drøftes på møde: {named}",
        )


def decided(version: BallotVersion) -> None:
    """The decision is made: to all who sit in the forum, also those who had no vote on it."""
    for person in (*sitting(version.ballot.forum), *office()):
        _send(
            version.ballot,
            person,
            "decided",
            key=f"{version.number}:decided",
            subject="Afgjort skriftligt: {named}",
            kind=MailKind.DECISION,
        )


def _send(
    ballot: Ballot,
    person: Person,
    template: str,
    *,
    key: str,
    subject: str,
    kind: str = MailKind.OTHER,
    until: datetime | None = None,
    **context: object,
) -> None:
    link = settings.BASE_URL + ballot.get_absolute_url()
    values = {"ballot": ballot, "person": person, "link": link, **context}
    queue(
        key=f"ballot:{ballot.pk}:{key}:{person.pk}",
        person=person,
        subject=subject.format(named=ballot.named),
        text=render_to_string(f"circulation/mail/{template}.txt", values).strip() + "\n",
        kind=kind,
        about=About(f"ballot:{ballot.pk}", f"{ballot}, {ballot.forum}"),
        link=link,
        until=until,
    )
