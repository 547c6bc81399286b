"""The personal calendar: who sees what in it, and that its address can be taken away."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from dasportal.accounts import workflow as accounts
from dasportal.accounts.models import Forum, Person, RoleKind
from dasportal.accounts.transitions import NotAllowed
from meetings import workflow
from meetings.models import CalendarFeed, Meeting
from meetings.workflow.feeds import make_feed, revoke_feed
from tests import factories

from .conftest import case, plan


@pytest.fixture
def soon(office: Person, das: Forum) -> Meeting:
    day = timezone.localdate() + timedelta(days=30)
    return plan(das, office, day, place="Rådhuset i Hobro", video_link="https://video.example/das")


def address(person: Person) -> str:
    return reverse("calendar:feed", args=[make_feed(by=person)])


def fetch(url: str, **headers: str):
    """As a calendar program does: with nothing but the address."""
    return Client().get(url, headers=headers)


def events(response) -> dict[str, object]:
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = Calendar.from_ical(response.content)
    return {str(event.uid): event for event in calendar.events}


def test_member_sees_the_meetings_of_own_forums_alone(
    soon: Meeting, office: Person, member: Person
) -> None:
    other = plan(factories.fu(), office, soon.date)
    shown = events(fetch(address(member)))
    assert list(shown) == [soon.calendar.uid]
    event = shown[soon.calendar.uid]
    assert event["SUMMARY"] == "Møde i DAS Social"
    assert "video.example" in event["DESCRIPTION"]
    assert other.calendar.uid not in shown
    assert set(events(fetch(address(office)))) == {soon.calendar.uid, other.calendar.uid}


def test_reader_sees_no_video_link(soon: Meeting, das: Forum) -> None:
    reader = factories.holder(RoleKind.READER, forum=das)
    response = fetch(address(reader))
    assert len(events(response)) == 1
    assert "video.example" not in response.content.decode()


def test_nothing_of_the_agenda_is_in_it(soon: Meeting, office: Person, member: Person) -> None:
    case(soon, office, "Hemmelig titel", is_open=False)
    case(soon, office, "Åben titel")
    workflow.send_agenda(soon, by=office)
    text = fetch(address(member)).content.decode()
    assert "emmelig" not in text
    assert "Åben titel" not in text


def test_it_follows_moves_and_cancellations(soon: Meeting, office: Person, member: Person) -> None:
    url = address(member)
    first = events(fetch(url))[soon.calendar.uid]
    workflow.change_meeting(soon, date=soon.date + timedelta(days=7), by=office)
    second = events(fetch(url))[soon.calendar.uid]
    assert second["SEQUENCE"] > first["SEQUENCE"]
    assert second.start - first.start == timedelta(days=7)
    workflow.cancel_meeting(soon, reason="Ingen sager", by=office)
    third = events(fetch(url))[soon.calendar.uid]
    assert (third["STATUS"], third["SUMMARY"]) == ("CANCELLED", "Aflyst: Møde i DAS Social")
    assert third["SEQUENCE"] > second["SEQUENCE"]


def test_role_that_ended_closes_it_at_the_next_request(
    soon: Meeting, office: Person, member: Person
) -> None:
    url = address(member)
    assert fetch(url).status_code == 200
    role = member.roles.get()
    accounts.end_role(role, by=office)
    gone = fetch(url)
    assert gone.status_code == 410
    assert "VCALENDAR" not in gone.content.decode()


def test_role_in_another_forum_leaves_it_empty(
    soon: Meeting, office: Person, member: Person
) -> None:
    url = address(member)
    accounts.end_role(member.roles.get(), by=office)
    factories.role(member, RoleKind.MEMBER, forum=factories.fu(), party=factories.party())
    assert events(fetch(url)) == {}


def test_revoked_address_is_gone_and_a_guessed_one_is_unknown(
    soon: Meeting, member: Person
) -> None:
    url = address(member)
    revoke_feed(by=member)
    assert fetch(url).status_code == 410
    assert fetch(reverse("calendar:feed", args=["gættet"])).status_code == 404
    with pytest.raises(NotAllowed):
        revoke_feed(by=member)


def test_new_address_closes_the_old_one(soon: Meeting, member: Person) -> None:
    old, new = address(member), address(member)
    assert fetch(old).status_code == 410
    assert fetch(new).status_code == 200


def test_secret_is_not_kept(soon: Meeting, member: Person) -> None:
    token = make_feed(by=member)
    row = CalendarFeed.objects.get()
    assert token not in str(vars(row))
    assert len(token) >= 43  # 256 bits


def test_one_who_is_locked_out_gets_nothing(soon: Meeting, member: Person) -> None:
    url = address(member)
    Person.objects.filter(pk=member.pk).update(is_active=False)
    assert fetch(url).status_code == 410


def test_unchanged_calendar_is_not_sent_again(
    soon: Meeting, office: Person, member: Person
) -> None:
    url = address(member)
    etag = fetch(url)["ETag"]
    again = fetch(url, **{"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    workflow.change_meeting(soon, place="Aars", by=office)
    changed = fetch(url, **{"If-None-Match": etag})
    assert changed.status_code == 200
    assert changed["ETag"] != etag


def test_program_gets_no_cookie_and_nothing_is_kept_on_the_way(
    soon: Meeting, member: Person
) -> None:
    response = fetch(address(member))
    assert not response.cookies
    assert response["Cache-Control"] == "private, no-cache"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Referrer-Policy"] == "no-referrer"


def test_asking_too_often_is_refused_for_that_address_alone(
    soon: Meeting, member: Person, das: Forum, settings
) -> None:
    cache.clear()
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "calendar": "3/10m/key"}
    url, other = address(member), address(factories.member(das))
    answers = [fetch(url).status_code for _ in range(4)]
    assert answers == [200, 200, 200, 429]
    assert fetch(other).status_code == 200


@pytest.mark.parametrize("number", [1, 12])
def test_it_costs_the_same_however_many_meetings(
    office: Person, das: Forum, member: Person, django_assert_num_queries, settings, number: int
) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    for n in range(number):
        plan(das, office, timezone.localdate() + timedelta(days=n + 1))
    url = address(member)
    fetch(url)
    client = Client()
    with django_assert_num_queries(5):
        client.get(url)


def test_owner_sees_that_it_is_in_use(soon: Meeting, member: Person, client: Client) -> None:
    client.force_login(member)
    page = reverse("calendar:own")
    assert "Lav min kalenderadresse" in client.get(page).content.decode()
    made = client.post(reverse("calendar:make"))
    url = made.context["address"]
    assert url in made.content.decode()
    assert made.context["one_click"].startswith("webcal://")
    assert made["Cache-Control"] == "no-store"
    assert "Ikke endnu" in client.get(page).content.decode()
    assert url not in client.get(page).content.decode(), "it is shown once"
    assert fetch(reverse("calendar:feed", args=[url.rpartition("/")[2][:-4]])).status_code == 200
    assert "Ikke endnu" not in client.get(page).content.decode()
    client.post(reverse("calendar:revoke"))
    assert "Lav min kalenderadresse" in client.get(page).content.decode()


def test_profile_leads_to_it(member: Person, client: Client) -> None:
    client.force_login(member)
    assert reverse("calendar:own") in client.get(reverse("accounts:profile")).content.decode()
