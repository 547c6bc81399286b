"""Being told: a call to a meeting and where it is seen, one's own choice, and one's own calendar."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.request import urlopen

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.utils import timezone
from icalendar import Calendar
from playwright.sync_api import Page, expect

from dasportal.accounts.models import Person
from dasportal.mail.models import MailPreference, OutgoingMail
from meetings.models import Meeting
from tests import factories
from tests.meetings.conftest import plan

from .test_every_page import RULES, WIDTHS, sign_in

pytestmark = pytest.mark.browser


@pytest.fixture
def meeting(portal: str, settings: Any) -> Meeting:
    settings.DEMO = True
    day = timezone.localdate() + timedelta(days=30)
    return plan(factories.das(), factories.secretary("Lene Bak"), day, place="Rådhuset i Hobro")


@pytest.fixture
def member(meeting: Meeting) -> Person:
    return factories.member(name="Åse Østergård")


def enter(page: Page, portal: str, person: Person) -> None:
    sign_in(person, page.context, portal)


def test_secretary_calls_members_moves_the_meeting_and_sees_who_was_told(
    page: Page, portal: str, meeting: Meeting, member: Person
) -> None:
    enter(page, portal, Person.objects.get(name="Lene Bak"))
    page.goto(meeting.get_absolute_url())
    page.get_by_role("link", name="Indkald medlemmerne").click()
    expect(page.get_by_text("Rådhuset i Hobro")).to_be_visible()
    expect(page.get_by_text("Åse Østergård")).to_be_visible()
    page.get_by_role("button", name="Indkald medlemmerne").click()
    expect(page.get_by_text("Medlemmerne er indkaldt")).to_be_visible()
    expect(page.get_by_role("link", name="Indkald medlemmerne")).to_have_count(0)
    page.get_by_role("link", name="Ret tid, sted og personer").click()
    expect(page.get_by_text("får de en mail, og mødet flytter sig")).to_be_visible()
    page.get_by_label("Sted").fill("Rådhuset i Aars")
    page.get_by_role("button", name="Gem").click()
    page.get_by_role("link", name="Hvem har fået hvad?").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hvem har fået hvad?")
    expect(page.locator("details.told")).to_have_count(2)
    page.get_by_role("link", name="Åse Østergård").first.click()
    expect(page.get_by_text("Sted: Rådhuset i Hobro → Rådhuset i Aars")).to_be_visible()


def test_member_chooses_by_keyboard_when_to_be_told(
    page: Page, portal: str, meeting: Meeting, member: Person
) -> None:
    enter(page, portal, member)
    page.goto("/")
    page.locator(".user-menu summary").focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Mine beskeder").press("Enter")
    page.get_by_role("link", name="Hvornår jeg får besked").press("Enter")
    agenda = page.get_by_role("group", name="Dagsorden", exact=True)
    agenda.get_by_label("Straks").focus()
    page.keyboard.press("ArrowDown")
    expect(agenda.get_by_label("Samlet, én gang om dagen")).to_be_checked()
    page.get_by_role("button", name="Gem").press("Enter")
    expect(page.get_by_text("Dit valg er gemt")).to_be_visible()
    assert MailPreference.objects.get(person=member, kind="agenda").timing == "daily"


def test_member_makes_a_calendar_that_a_program_can_fetch_until_it_is_deleted(
    page: Page, portal: str, meeting: Meeting, member: Person
) -> None:
    enter(page, portal, member)
    page.goto("/profil/")
    page.get_by_role("main").get_by_role("link", name="Min kalender").click()
    page.get_by_role("button", name="Lav min kalenderadresse").click()
    expect(page.get_by_role("heading", name="Din kalenderadresse")).to_be_visible()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert Axe().run(page, options=RULES).response["violations"] == []
    address = page.locator(".link-box").inner_text().strip()
    assert page.get_by_role("link", name="Åbn i min kalender").get_attribute("href") == (
        address.replace("http://", "webcal://")
    )
    with urlopen(address) as answer:
        [event] = Calendar.from_ical(answer.read()).events
    assert str(event.uid) == meeting.calendar.uid
    page.get_by_role("link", name="Slet adressen").click()
    page.get_by_role("button", name="Slet adressen").click()
    expect(page.get_by_text("virker ikke længere")).to_be_visible()
    assert Client().get(address.removeprefix(portal)).status_code == 410


def test_choosing_works_without_javascript(
    browser: Any, portal: str, meeting: Meeting, member: Person
) -> None:
    window = browser.new_context(base_url=portal, locale="da-DK", java_script_enabled=False)
    page = window.new_page()
    enter(page, portal, member)
    page.goto("/post/mine/valg/")
    page.get_by_role("group", name="Referat", exact=True).get_by_label("Slet ikke").check()
    page.get_by_role("button", name="Gem").click()
    assert "Dit valg er gemt" in page.content()
    assert MailPreference.objects.get(person=member, kind="minutes").timing == "never"
    assert not OutgoingMail.objects.filter(person=member).exists()
    window.close()
