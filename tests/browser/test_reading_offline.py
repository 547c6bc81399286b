"""A member reads without a network: what was opened is there, what is closed never is."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect

from dasportal.accounts.models import Person, RoleKind
from meetings import workflow
from meetings.models import Meeting
from tests import factories
from tests.access.rows_meetings import a_file

pytestmark = pytest.mark.browser
SECRET = "Østerskoven lukker"
KEPT = "Mødets åbne punkter er gemt"
IN_CACHE = """async () => {
  const found = {};
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      found[new URL(request.url).pathname] = await (await cache.match(request)).text();
    }
  }
  return found;
}"""


@pytest.fixture
def member(portal: str, settings: Any) -> Person:
    settings.DEMO = True
    das, since = factories.das(), date(2020, 1, 1)
    return factories.holder(
        RoleKind.MEMBER, "Per Strand", forum=das, party=factories.party(), start=since
    )


@pytest.fixture
def meeting(member: Person) -> Meeting:
    office = factories.secretary("Lene Bak")
    day = timezone.localdate() + timedelta(days=9)
    made = workflow.plan_meeting(factories.das(), by=office, date=day)
    item = workflow.add_item(made, title="Takstbilag 2027", by=office)
    workflow.add_item(made, title=SECRET, is_open=False, by=office)
    for title, closed in (("Budget", False), (f"{SECRET} bilag", True)):
        workflow.add_attachment(item, file=a_file(), title=title, is_closed=closed, by=office)
    workflow.send_agenda(made, by=office)
    return made


@pytest.fixture
def reading(page: Page, context: Any, portal: str, member: Person, meeting: Meeting) -> Page:
    """The meeting opened by the member, and its copies made."""
    client = Client()
    client.force_login(member)
    for name, morsel in client.cookies.items():
        context.add_cookies([{"name": name, "value": morsel.value, "url": portal}])
    page.goto(f"/moeder/{meeting.pk}/")
    expect(page.get_by_text(KEPT)).to_be_visible()
    return page


def kept(page: Page) -> dict[str, str]:
    found: dict[str, str] = page.evaluate(IN_CACHE)
    return found


def test_the_meeting_is_read_without_a_network(reading, context, meeting) -> None:
    context.set_offline(True)
    reading.goto(f"/moeder/{meeting.pk}/")
    expect(reading.get_by_text("Du læser en gemt udgave fra")).to_be_visible()
    expect(reading.get_by_text("Lukket punkt", exact=True)).to_be_visible()
    reading.get_by_role("link", name="Takstbilag 2027").click()
    expect(reading.get_by_role("heading", level=1)).to_have_text("Takstbilag 2027")
    expect(reading.get_by_text("Du læser en gemt udgave fra")).to_be_visible()
    context.set_offline(False)
    reading.get_by_role("link", name="Hent den nyeste udgave").click()
    expect(reading.get_by_text(KEPT)).to_be_visible()


def test_nothing_closed_is_in_the_cache(reading, meeting) -> None:
    closed = meeting.items.get(title=SECRET)
    reading.goto(f"/moeder/punkt/{closed.pk}/")
    expect(reading.get_by_role("heading", level=1)).to_have_text(SECRET)
    reading.goto(f"/moeder/punkt/{meeting.items.get(title='Takstbilag 2027').pk}/")
    expect(reading.get_by_text(f"{SECRET} bilag").first).to_be_visible()
    expect(reading.get_by_text(KEPT)).to_be_visible()
    found = kept(reading)
    assert f"/moeder/{meeting.pk}/" in found
    assert f"/moeder/punkt/{closed.pk}/" not in found
    assert not any("Østerskoven" in text for text in found.values())


def test_a_role_that_ended_wipes_the_copies_at_the_first_contact(reading, member) -> None:
    assert any(path.startswith("/moeder/") for path in kept(reading))
    member.roles.update(end=factories.yesterday())
    reading.goto("/")
    expect(reading.get_by_role("heading", level=1)).to_have_text("Min side")
    assert not any(path.startswith(("/moeder/", "/laesning/")) for path in kept(reading))


def test_signing_out_wipes_the_copies(reading) -> None:
    reading.locator(".user-menu summary").click()
    reading.get_by_role("button", name="Log ud").click()
    expect(reading.get_by_label("E-mail")).to_be_visible()
    assert not any(path.startswith(("/moeder/", "/laesning/")) for path in kept(reading))


def test_it_is_told_when_a_newer_version_has_come(reading, context, meeting) -> None:
    office = Person.objects.get(name="Lene Bak")
    item = meeting.items.get(title="Takstbilag 2027")
    workflow.change_item(item, title="Takstbilag for 2027", by=office)
    workflow.send_changes(meeting, by=office)
    context.set_offline(True)
    context.set_offline(False)
    expect(reading.get_by_text("Der er kommet en nyere version")).to_be_visible()


def test_a_copy_is_no_reading(reading, meeting, member) -> None:
    from meetings.reader.models import ReadMark

    assert not ReadMark.objects.filter(person=member, item__isnull=False).exists()
