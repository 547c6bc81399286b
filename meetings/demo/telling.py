"""Who is told what in the demo: calls to the coming meetings, a mail of the day, a calendar."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from dasportal.accounts.demo import DEMO_SIGN_INS
from dasportal.accounts.models import Person, RoleKind
from dasportal.mail import bundling
from dasportal.mail.timing import next_bundle
from dasportal.mail.workflow import choose_timings

from .. import workflow
from ..models import Meeting
from ..workflow.feeds import make_feed

CHAIR, BUSY = DEMO_SIGN_INS[1].email, DEMO_SIGN_INS[2].email
GATHERED = {"agenda": "daily", "delta": "daily", "minutes": "daily", "sealed": "daily"}


def choose_the_mail_of_the_day() -> None:
    """One busy member wants it gathered. Before the year is built, since that sends it all."""
    choose_timings(GATHERED, by=Person.objects.get(email=BUSY))


def tell(made: dict[str, Meeting]) -> None:
    """Call members to what comes, move one meeting, and put one morning's mail together."""
    office = Person.objects.filter(roles__kind=RoleKind.SECRETARIAT).order_by("pk")[0]
    workflow.invite_members(made["working"], by=office)
    later = made["next"]
    workflow.invite_members(later, by=office)
    workflow.change_meeting(later, date=later.date + timedelta(days=7), by=office)
    busy = Person.objects.get(email=BUSY)
    bundling.gather(busy.pk, next_bundle(timezone.now()))
    make_feed(by=Person.objects.get(email=CHAIR))
