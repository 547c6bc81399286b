"""What is typed in a plain form is there after a killed browser and after an expired session, and
gone when it has been sent, and at sign-out. Of what is closed nothing lies on the disk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from dasportal.accounts.models import Person, RoleKind
from meetings import workflow
from meetings.approval.models import Comment
from meetings.circulation.models import BallotVersion, Vote
from meetings.circulation.workflow import draft_ballot, send_ballot
from meetings.models import Meeting
from tests import factories
from tests.browser.test_every_page import sign_in
from tests.meetings.conftest import case, plan

pytestmark = pytest.mark.browser
PASSWORD = "et-langt-kodeord-til-prøven"
WORDS = "Vi kan ikke nå det før juni."
STORED = """async () => {
  const open = await new Promise((done) => {
    const request = indexedDB.open("das-portalen", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("drafts", { keyPath: "key" });
    request.onsuccess = () => done(request.result);
  });
  const all = open.transaction("drafts").objectStore("drafts").getAll();
  return new Promise((done) => (all.onsuccess = () => done(all.result.map((row) => row.value))));
}"""


@pytest.fixture
def office(portal: str, settings: Any) -> Person:
    settings.DEMO = True
    return factories.secretary()


@pytest.fixture
def member(office: Person) -> Person:
    person = factories.person("Direktør", password=PASSWORD)
    factories.role(
        person, RoleKind.MEMBER, forum=factories.das(), party=factories.party(),
        start=date(2020, 1, 1),
    )  # fmt: skip
    return person


def out(office: Person, *, is_open: bool = True) -> str:
    """A case that the member is asked to vote on; its address."""
    meeting = plan(factories.das(), office, timezone.localdate() + timedelta(days=60))
    ballot = draft_ballot(case(meeting, office, "Ny frist", is_open=is_open), by=office)
    deadline = timezone.localdate() + timedelta(days=5)
    version: BallotVersion = send_ballot(ballot, deadline=deadline, by=office)
    return version.ballot.get_absolute_url()


@pytest.fixture
def window(context: Any, portal: str, member: Person) -> Iterator[Page]:
    sign_in(member, context, portal)
    yield context.new_page()


def words(page: Page) -> Any:
    return page.get_by_label("Bemærkning eller begrundelse")


def kept(page: Page) -> None:
    """Wait until all that was typed lies in the browser."""
    expect(words(page)).to_have_attribute("data-kept", "")


def test_the_reason_of_a_vote_survives_a_killed_browser(office, member, portal, profile, browser):
    address = out(office)
    process, door = profile()
    page = browser.browser_type.connect_over_cdp(door).contexts[0].new_page()
    sign_in(member, page.context, portal)
    page.goto(f"{portal}{address}")
    words(page).press_sequentially(WORDS)
    kept(page)
    process.kill()
    process.wait()
    _, door = profile()
    page = browser.browser_type.connect_over_cdp(door).contexts[0].new_page()
    sign_in(member, page.context, portal)
    page.goto(f"{portal}{address}")
    expect(words(page)).to_have_value(WORDS)
    expect(
        page.get_by_text(re.compile(r"^Din tekst fra kl\. .* Den er sat ind igen\."))
    ).to_be_visible()
    page.get_by_label("Kan ikke tilslutte sig").check()
    page.get_by_role("button", name="Send svaret").click()
    expect(page.locator("#beskeder")).to_contain_text("er modtaget")
    assert Vote.objects.get(answer="against").words == WORDS
    page.reload()
    expect(page.get_by_role("status").filter(has_text="sat ind igen")).to_have_count(0)
    assert page.evaluate(STORED) == []


def held(office: Person) -> Meeting:
    meeting = plan(factories.das(), office, timezone.localdate() - timedelta(days=3))
    case(meeting, office, "Takster")
    workflow.send_agenda(meeting, by=office)
    workflow.start_meeting(meeting, by=office)
    for item in meeting.items.filter(kind="approve_minutes"):
        workflow.set_outcome(item, outcome="postponed", by=office)
    meeting = workflow.end_meeting(meeting, by=office)
    workflow.send_minutes(meeting, by=office)
    return meeting


def test_a_comment_survives_an_expired_session_and_one_is_back_at_it(office, member, window):
    meeting = held(office)
    item = meeting.items.get(title="Takster")
    window.goto(f"/godkendelse/{meeting.pk}/")
    window.locator(f"a[href*='{item.pk}']").click()
    address = window.url
    window.get_by_label("Kommentar", exact=True).fill(WORDS)
    window.context.clear_cookies(name="sessionid")
    window.get_by_role("button", name="Send kommentaren").click()
    window.get_by_label("E-mail").fill(member.email)
    window.get_by_label("Adgangskode").fill(PASSWORD)
    window.get_by_role("button", name="Log ind", exact=True).click()
    window.wait_for_url(address)
    expect(window.get_by_label("Kommentar", exact=True)).to_have_value(WORDS)
    window.get_by_role("button", name="Send kommentaren").click()
    expect(window.locator(".remark")).to_contain_text(WORDS)
    assert Comment.objects.count() == 1
    window.goto(address)
    expect(window.get_by_label("Kommentar", exact=True)).to_have_value("")


def test_an_invalid_form_keeps_its_text_once_and_discarding_it_is_one_press(office, window):
    address = out(office)
    window.goto(address)
    words(window).fill(WORDS)
    window.get_by_role("button", name="Send svaret").click()
    expect(window.get_by_text("Vælg et svar.").first).to_be_visible()
    expect(words(window)).to_have_value(WORDS)
    window.goto(address)
    expect(words(window)).to_have_value(WORDS)
    window.get_by_role("button", name="Fjern den").click()
    expect(words(window)).to_have_value("")
    window.reload()
    expect(words(window)).to_have_value("")


def test_signing_out_erases_it(office, window):
    address = out(office)
    window.goto(address)
    words(window).fill(WORDS)
    kept(window)
    window.locator(".user-menu summary").click()
    window.get_by_role("button", name="Log ud").click()
    window.get_by_label("E-mail").wait_for()
    assert window.evaluate(STORED) == []


def test_what_is_said_of_a_closed_case_stays_in_the_tab(office, window):
    address = out(office, is_open=False)
    window.goto(address)
    words(window).fill(WORDS)
    kept(window)
    assert window.evaluate(STORED) == []
    window.reload()
    expect(words(window)).to_have_value(WORDS)
    window.locator(".user-menu summary").click()
    window.get_by_role("button", name="Log ud").click()
    window.get_by_label("E-mail").wait_for()
    assert WORDS not in window.evaluate("JSON.stringify(sessionStorage)")
