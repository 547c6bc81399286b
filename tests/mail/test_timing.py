"""When a mail is told: what may be chosen, and when the day's mail is due, in Copenhagen."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from dasportal.accounts.transitions import NotAllowed
from dasportal.mail.models import CARRY_PERSONAL_LINK, MailKind, MailPreference, Timing
from dasportal.mail.timing import COMPANY, POLICIES, next_bundle, policies_for, timing_of
from dasportal.mail.workflow import choose_timings
from tests import factories

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=COPENHAGEN)


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2026-05-12 06:59", "2026-05-12 07:00"),
        ("2026-05-12 07:00", "2026-05-12 07:00"),
        ("2026-05-12 07:30", "2026-05-13 07:00"),
        ("2026-05-12 23:59", "2026-05-13 07:00"),
        ("2026-10-24 12:00", "2026-10-25 07:00"),  # the clock goes back in the night
        ("2026-03-28 12:00", "2026-03-29 07:00"),  # and forward
        ("2026-12-31 08:00", "2027-01-01 07:00"),
    ],
)
def test_day_mail_is_due_at_seven(now, due):
    assert next_bundle(at(now)) == at(due)


def test_what_comes_just_after_seven_goes_the_same_morning():
    now = at("2026-05-12 07:10")
    assert next_bundle(now) == now + COMPANY


def test_every_kind_has_a_choice_or_a_reason_to_go_at_once():
    needed = {MailKind.CALENDAR, MailKind.CANCELLED, MailKind.ROLE}
    gathered_already = {MailKind.BUNDLE}
    asks_for_a_vote = {MailKind.OTHER}  # a case is out, taken back, or goes to a meeting
    without = needed | gathered_already | asks_for_a_vote | set(CARRY_PERSONAL_LINK)
    assert without.isdisjoint(POLICIES)
    assert without | set(POLICIES) == set(MailKind)


def test_what_nobody_may_do_without_is_not_to_be_chosen():
    at_once = {MailKind.CALENDAR, MailKind.CANCELLED, MailKind.ROLE, *CARRY_PERSONAL_LINK}
    assert not at_once & set(POLICIES)
    assert Timing.NEVER not in POLICIES[MailKind.DEADLINE].may
    assert Timing.NEVER not in POLICIES[MailKind.REMINDER].may
    assert Timing.NEVER not in POLICIES[MailKind.ENQUIRY].may


@pytest.mark.django_db
def test_choice_is_kept_for_its_kind_alone():
    person = factories.member()
    choose_timings({"agenda": "daily"}, by=person)
    choose_timings({"agenda": "never"}, by=person)
    assert timing_of(person, "agenda") == Timing.NEVER
    assert timing_of(person, "minutes") == Timing.AT_ONCE
    assert timing_of(factories.member(), "agenda") == Timing.AT_ONCE
    assert timing_of(None, "agenda") == Timing.AT_ONCE


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "timing"), [("deadline", "never"), ("calendar", "daily")])
def test_refused_choice_stores_nothing(kind, timing):
    person = factories.member()
    with pytest.raises(NotAllowed):
        choose_timings({"agenda": "daily", kind: timing}, by=person)
    assert not MailPreference.objects.exists()


@pytest.mark.django_db
def test_stored_choice_that_is_no_longer_offered_counts_for_nothing():
    person = factories.member()
    MailPreference.objects.create(person=person, kind="deadline", timing="never")
    MailPreference.objects.create(person=person, kind="calendar", timing="never")
    assert timing_of(person, "deadline") == timing_of(person, "calendar") == Timing.AT_ONCE


@pytest.mark.django_db
def test_only_staff_choose_about_contributions():
    kinds = {policy.kind for policy in policies_for(factories.member())}
    assert kinds == set(POLICIES) - {MailKind.DELIVERED}
    assert len(policies_for(factories.secretary())) == len(POLICIES)


def test_hold_is_short():
    assert all(policy.hold <= timedelta(minutes=5) for policy in POLICIES.values())
