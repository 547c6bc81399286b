"""When a mail is told: at once, with the others of the day, or not; each person chooses.

What nobody may do without (a call to a meeting, access) is in no row here: it goes at once. So does
what carries a personal link, as a shared item: its reader has no page of choices, and the mail is
the only way in. Deadlines and enquiries may wait for the day's mail, but can't be switched off.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from dasportal.accounts.models import Person
from dasportal.accounts.permissions import is_staff
from dasportal.accounts.slots import everyone
from dasportal.mail.models import MailKind, MailPreference, Timing

MORNING = time(7, 0)  # the day's mail, in Copenhagen
STILL_MORNING = timedelta(minutes=30)  # what comes so soon after still goes the same morning
COMPANY = timedelta(minutes=5)  # how long a reminder waits for other reminders


@dataclass(frozen=True)
class Policy:
    """What a receiver may choose for one kind of mail, told in `help`.

    `hold` is how long it waits for others to the same person when it is to be told at once:
    reminders come in flocks, and six of them are one mail.
    """

    kind: MailKind
    help: str
    may: tuple[Timing, ...] = tuple(Timing)
    hold: timedelta = timedelta()
    whom: Callable[[Person], bool] = everyone


NOT_OFF = (Timing.AT_ONCE, Timing.DAILY)
POLICIES = {
    policy.kind: policy
    for policy in (
        Policy(MailKind.AGENDA, "Når dagsordenen til et møde i dit forum er klar."),
        Policy(MailKind.DELTA, "Når der er nyt i en dagsorden, du har fået."),
        Policy(MailKind.MINUTES, "Når et referatudkast er klar, eller et referat er rettet."),
        Policy(
            MailKind.DECISION,
            "Når en sag er afgjort mellem møderne, og når en beslutning giver dig en opgave.",
        ),
        Policy(MailKind.QUESTION, "Når nogen spørger, svarer eller skriver til et punkt."),
        Policy(MailKind.SEALED, "Når et referat er godkendt og forseglet, med kvittering."),
        Policy(MailKind.DEADLINE, "Når noget venter på dig, og fristen er nær.", NOT_OFF, COMPANY),
        Policy(MailKind.REMINDER, "Når sekretariatet minder dig om at svare.", NOT_OFF, COMPANY),
        Policy(
            MailKind.ENQUIRY,
            "Når din part bliver spurgt, og når svarfristen flyttes. Samlet kommer det dagen efter.",
            NOT_OFF,
        ),
        Policy(MailKind.RECEIPT, "Når dit svar på en høring eller en skriftlig sag er modtaget."),
        Policy(MailKind.DELIVERED, "Når et bidrag udefra er kommet.", whom=is_staff),
    )
}


def choices_for(person: Person) -> list[tuple[Policy, Timing]]:
    """The kinds this person may choose about, each with what is chosen now."""
    return [(policy, timing_of(person, policy.kind)) for policy in policies_for(person)]


def policies_for(person: Person) -> list[Policy]:
    return [policy for policy in POLICIES.values() if policy.whom(person)]


def timing_of(person: Person | None, kind: str) -> Timing:
    """When this person wants this kind of mail; at once, where there is nothing to choose."""
    policy = POLICIES.get(MailKind(kind)) if kind in MailKind else None
    if policy is None or person is None:
        return Timing.AT_ONCE
    chosen = MailPreference.objects.filter(person=person, kind=kind)
    timing = Timing(chosen.values_list("timing", flat=True).first() or Timing.AT_ONCE)
    return timing if timing in policy.may else Timing.AT_ONCE


def waits_until(timing: Timing, kind: str, now: datetime) -> datetime | None:
    """The moment until which it waits for company; None when it goes alone, and now."""
    policy = POLICIES.get(MailKind(kind)) if kind in MailKind else None
    if timing == Timing.DAILY:
        return next_bundle(now)
    return now + policy.hold if policy is not None and policy.hold else None


def next_bundle(now: datetime) -> datetime:
    """When the next mail of the day is put together: 7.00 in Copenhagen, also across summer time."""
    today = timezone.localdate(now)
    morning = _morning_of(today)
    if now <= morning:
        return morning
    if now < morning + STILL_MORNING:
        return now + COMPANY
    return _morning_of(today + timedelta(days=1))


def _morning_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, MORNING))
