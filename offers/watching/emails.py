"""Mails about warnings and figures that are asked for. They say that something is so, and where;
never what is warned of, nor a figure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.template.loader import render_to_string

from dasportal.accounts.models import SITTING_ROLES, Party, Person, Role, RoleKind
from dasportal.mail.models import MailKind, OutgoingMail
from dasportal.mail.outbox import About, queue

from .models import EarlyWarning, Monitoring, Request, WarningAnswer
from .models.warnings import OPERATORS


def _people(roles: Any) -> list[Person]:
    people = Person.objects.filter(is_active=True, roles__in=roles)
    return list(people.distinct().order_by("name", "pk"))


def reporters(party: Party) -> list[Person]:
    """Those who report on the party's offers; where nobody does, its members and deputies."""
    roles = Role.objects.current().filter(party=party)
    found = _people(roles.filter(kind=RoleKind.OFFER_REPORTER))
    return found or _people(roles.filter(kind__in=OPERATORS))


def office() -> list[Person]:
    return _people(Role.objects.current().filter(kind=RoleKind.SECRETARIAT))


def told_at_once() -> list[Person]:
    """DAS's chair, FU's members, and the secretariat."""
    return _people(
        Role.objects.current().filter(
            Q(kind=RoleKind.SECRETARIAT)
            | Q(forum__slug="das", kind=RoleKind.CHAIR)
            | Q(forum__slug="fu", kind__in=SITTING_ROLES)
        )
    )


def warned(warning: EarlyWarning) -> list[OutgoingMail]:
    return _tell(
        f"warning:{warning.pk}", MailKind.OTHER,
        f"Tidlig varsling fra {warning.offer.operator}", "warned", told_at_once(),
        _about(warning), warning, warning=warning,
    )  # fmt: skip


def answered(answer: WarningAnswer) -> list[OutgoingMail]:
    """To the operator; what the operator writes to the secretariat. Never to the writer."""
    warning = answer.warning
    theirs = answer.of == str(warning.offer.operator)
    people = office() if theirs else [*reporters(warning.offer.operator), warning.sent_by]
    people = list({row.pk: row for row in people if row.pk != answer.by_id}.values())
    return _tell(
        f"warning-answer:{answer.pk}", MailKind.OTHER, "Svar på en tidlig varsling", "answered",
        people, _about(warning), warning, warning=warning, answer=answer,
    )  # fmt: skip


def closed(warning: EarlyWarning) -> list[OutgoingMail]:
    return _tell(
        f"warning-closed:{warning.pk}", MailKind.OTHER, "En tidlig varsling er afsluttet",
        "closed", reporters(warning.offer.operator), _about(warning), warning, warning=warning,
    )  # fmt: skip


def agreed(monitoring: Monitoring) -> list[OutgoingMail]:
    """What is coming, so that the first request is no surprise."""
    return _tell(
        f"monitoring:{monitoring.pk}", MailKind.OTHER, str(monitoring), "agreed",
        reporters(monitoring.offer.operator), About(f"monitoring:{monitoring.pk}", str(monitoring)),
        monitoring, monitoring=monitoring,
    )  # fmt: skip


def asked(request: Request) -> list[OutgoingMail]:
    return _tell(
        f"figures:{request.pk}", MailKind.DEADLINE, str(request), "asked", _asked_of(request),
        About(f"figures:{request.pk}", str(request)), request, request=request,
    )  # fmt: skip


def remind(request: Request, day: date) -> list[OutgoingMail]:
    """That the deadline comes or has passed; once a day to each at most."""
    return _tell(
        f"figures-reminder:{request.pk}:{day.isoformat()}", MailKind.REMINDER,
        f"Påmindelse: {request}", "reminder", _asked_of(request),
        About(f"figures:{request.pk}", str(request)), request,
        request=request, is_over=day > request.deadline_on,
    )  # fmt: skip


def _asked_of(request: Request) -> list[Person]:
    return office() if request.party is None else reporters(request.party)


def _about(warning: EarlyWarning) -> About:
    return About(f"warning:{warning.pk}", "Tidlig varsling")


def _tell(
    key: str, kind: MailKind, subject: str, template: str, people: Iterable[Person], about: About,
    subject_of: EarlyWarning | Monitoring | Request, **context: Any,
) -> list[OutgoingMail]:  # fmt: skip
    link = settings.BASE_URL + subject_of.get_absolute_url()
    return [
        queue(
            key=f"{key}:{person.pk}", person=person, subject=subject, kind=kind, about=about,
            link=link,
            text=render_to_string(
                f"watching/mail/{template}.txt", {"person": person, "link": link, **context}
            ).strip() + "\n",
        )
        for person in people
    ]  # fmt: skip
