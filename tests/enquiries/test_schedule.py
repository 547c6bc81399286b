"""What happens by itself: opening on the day, reminding, closing where nothing late is taken."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from dasportal.accounts.transitions import NotAllowed
from dasportal.enquiries import schedule, workflow
from dasportal.enquiries.models import Enquiry
from dasportal.mail.models import OutgoingMail
from tests.enquiries.conftest import answer, build, response
from tests.factories import AALBORG, LÆSØ, REGION


@pytest.fixture
def today():
    return timezone.localdate()


def test_sent_before_its_day_it_opens_on_the_day(enquiry, office, people, today):
    Enquiry.objects.filter(pk=enquiry.pk).update(opens_on=today + timedelta(days=2))
    sent = workflow.send_enquiry(enquiry, by=office)
    assert sent.status == "scheduled"
    assert not OutgoingMail.objects.exists()
    schedule.open_and_close.call()
    assert not OutgoingMail.objects.exists()
    Enquiry.objects.filter(pk=enquiry.pk).update(opens_on=today)
    schedule.open_and_close.call()
    schedule.open_and_close.call()
    enquiry.refresh_from_db()
    assert enquiry.status == "open"
    assert OutgoingMail.objects.filter(kind="enquiry").count() == 3


def test_closes_by_itself_only_where_nothing_late_is_taken(office, people, today):
    takes, refuses = build(office), build(office, accepts_late=False)
    for made in (takes, refuses):
        workflow.send_enquiry(made, by=office)
    Enquiry.objects.update(opens_on=today - timedelta(days=5), closes_on=today - timedelta(days=1))
    schedule.open_and_close.call()
    takes.refresh_from_db()
    refuses.refresh_from_db()
    assert (takes.status, refuses.status) == ("open", "closed")


def reminders() -> set[str]:
    return {mail.person.name for mail in OutgoingMail.objects.filter(kind="deadline")}


@pytest.mark.parametrize(("days", "reminded"), [(4, 0), (3, 2), (2, 0), (1, 2), (0, 0)])
def test_reminded_three_days_and_one_day_before(sent, people, today, days, reminded):
    answer(response(sent), people[AALBORG])
    Enquiry.objects.update(opens_on=today, closes_on=today + timedelta(days=days))
    schedule.remind_of_deadlines.call()
    schedule.remind_of_deadlines.call()  # the worker may run it again
    assert OutgoingMail.objects.filter(kind="deadline").count() == reminded
    assert reminders() == ({f"Medlem {LÆSØ}", f"Medlem {REGION}"} if reminded else set())


def test_whoever_has_longer_is_reminded_by_that(sent, people, office, today):
    workflow.close_enquiry(sent, by=office)
    workflow.give_longer(response(sent, LÆSØ), due_on=today + timedelta(days=3), by=office)
    schedule.remind_of_deadlines.call()
    assert reminders() == {f"Medlem {LÆSØ}"}


def test_confidential_title_stays_out_of_every_mail(office, people, today):
    made = build(office, is_confidential=True)
    workflow.send_enquiry(made, by=office)
    answer(response(made), people[AALBORG])
    workflow.remind(made, by=office)
    due = today + timedelta(days=2)
    workflow.ask_again(response(made), reason="Hemmelig grund", due_on=due, by=office)
    Enquiry.objects.update(opens_on=today, closes_on=today + timedelta(days=3))
    schedule.remind_of_deadlines.call()
    made.refresh_from_db()
    workflow.close_enquiry(made, by=office)
    mails = list(OutgoingMail.objects.all())
    assert {mail.kind for mail in mails} == {"enquiry", "receipt", "reminder", "deadline"}
    for mail in mails:
        for words in ("Ny vejledning", "Hemmelig grund"):
            assert words not in mail.subject + mail.text + mail.about_name


def test_reminding_twice_within_the_hour_is_once(sent, people, office):
    assert workflow.remind(sent, by=office) == 3
    with pytest.raises(NotAllowed, match="mindet for nylig"):
        workflow.remind(sent, by=office)
    assert OutgoingMail.objects.filter(kind="reminder").count() == 3
