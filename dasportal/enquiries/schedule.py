"""What enquiries do by themselves: open on their day, remind, and close where late answers are not
taken in."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from dasportal.worker.jobs import job

from . import emails
from .models import Enquiry, EnquiryStatus, Response
from .queries import office
from .workflow import close_enquiry, open_enquiry

REMIND_BEFORE = (timedelta(days=3), timedelta(days=1))


@job(label="Åbn og luk høringer")
def open_and_close() -> None:
    """Open those whose day has come; close those past their deadline that take nothing late."""
    today = timezone.localdate()
    someone = office().first()  # the portal acts for the secretariat, whoever is there today
    if someone is None:
        return
    for enquiry in Enquiry.objects.filter(status=EnquiryStatus.SCHEDULED, opens_on__lte=today):
        open_enquiry(enquiry, by=someone)
    for enquiry in Enquiry.objects.open().filter(accepts_late=False, closes_on__lt=today):
        close_enquiry(enquiry, by=someone)


@job(label="Mind om høringer, der mangler svar")
def remind_of_deadlines() -> None:
    """Three days and one day before a deadline. Safe to run again the same day."""
    today = timezone.localdate()
    for before in REMIND_BEFORE:
        emails.due_soon(waiting_until(today + before, today), days=before.days)


def waiting_until(day: date, today: date) -> list[Response]:
    """The responses that are missing and due on that day."""
    rows = Response.objects.unanswered().filter(enquiry__opened_at__isnull=False)
    people = ("enquiry__contact", "party", "unit__party", "person", "lead")
    return [
        row for row in rows.select_related(*people) if row.due == day and row.takes_answers(today)
    ]
