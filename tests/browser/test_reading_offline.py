"""A member reads without a network: what was opened is there, what is closed never is."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect

from dasportal.accounts.models import Person, RoleKind
from meetings import workflow
from meetings.models import Attachment, Meeting
from tests import factories
from tests.meetings.reader.test_bilag import pdf

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
def member(portal: str, settings: Any, tmp_path: Path) -> Person:
    settings.DEMO = True
    settings.VAR_DIR = tmp_path / "var"  # where pictures of pages are drawn
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
    for title, closed, said in (
        ("Budget", False, "Taksten er 2.322 kr."),
        (f"{SECRET} bilag", True, "Lejemålet er opsagt."),
    ):
        file = pdf("Forside", said)
        workflow.add_attachment(item, file=file, title=title, is_closed=closed, by=office)
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
    send_anew(meeting)
    context.set_offline(True)
    context.set_offline(False)
    expect(reading.get_by_text("Der er kommet en nyere version")).to_be_visible()


def test_a_copy_is_no_reading(reading, meeting, member) -> None:
    from meetings.reader.models import ReadMark

    assert not ReadMark.objects.filter(person=member, item__isnull=False).exists()


def send_anew(meeting: Meeting) -> None:
    office = Person.objects.get(name="Lene Bak")
    item = meeting.items.get(title="Takstbilag 2027")
    workflow.change_item(item, title="Takstbilag for 2027", by=office)
    workflow.send_changes(meeting, by=office)


def contact_again(page: Page, context: Any) -> None:
    """The network is back. The event is sent by hand: to a page that was opened without a network
    the emulation does not say so, as a device does."""
    context.set_offline(False)
    page.evaluate("window.dispatchEvent(new Event('online'))")


def open_bilag(page: Page, title: str) -> Any:
    """Open a bilag in the item's page; the picture of its second page, once it is drawn."""
    page.locator("summary", has_text="Læs bilaget her").filter(has_text=title).first.click()
    picture = page.get_by_alt_text(f"Side 2 af {title}")
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", True)
    page.wait_for_function("one => one.naturalWidth > 0", arg=picture.element_handle())
    return picture


def test_an_open_bilag_is_read_without_a_network_and_a_closed_one_is_nowhere(
    reading, context, meeting
) -> None:
    address = f"/moeder/punkt/{meeting.items.get(title='Takstbilag 2027').pk}/"
    reading.goto(address)
    open_bilag(reading, "Budget")
    open_bilag(reading, f"{SECRET} bilag")
    context.set_offline(True)
    reading.goto(address)
    expect(reading.get_by_text("Du læser en gemt udgave fra")).to_be_visible()
    expect(reading.get_by_text(f"{SECRET} bilag")).to_have_count(0)
    open_bilag(reading, "Budget")
    reading.get_by_text("Side 2 som tekst").click()
    expect(reading.get_by_text("Taksten er 2.322 kr.")).to_be_visible()
    closed = Attachment.objects.get(title=f"{SECRET} bilag")
    found = kept(reading)
    assert not any(str(closed.pk) in path for path in found)
    assert not any("Lejemålet" in text or "Østerskoven" in text for text in found.values())


def test_a_kept_copy_says_how_old_it_is_and_when_a_newer_has_come(
    reading, context, meeting
) -> None:
    context.set_offline(True)
    reading.goto(f"/moeder/{meeting.pk}/")
    copy = reading.locator("[data-kept-copy]")
    expect(copy).to_contain_text("for 1 minut siden")
    expect(copy.get_by_text("Der kan være kommet en nyere version")).to_be_visible()
    contact_again(reading, context)
    expect(copy.get_by_text("det er stadig den nyeste version")).to_be_visible()
    expect(copy.get_by_text("Der kan være kommet")).to_be_hidden()
    context.set_offline(True)
    send_anew(meeting)
    contact_again(reading, context)
    expect(copy.get_by_text("Der er kommet en nyere version end den, du læser")).to_be_visible()
    copy.get_by_role("link", name="Hent den nyeste udgave").click()
    expect(reading.locator("[data-kept-copy]")).to_have_count(0)
    expect(reading.get_by_text("Version 2, sendt")).to_be_visible()


def test_the_age_is_told_by_the_calendar(reading, context, meeting) -> None:
    context.set_offline(True)
    reading.goto(f"/moeder/{meeting.pk}/")
    copy = reading.locator("[data-kept-copy]")
    three_days = (timezone.now() - timedelta(days=3)).isoformat()
    copy.evaluate("(copy, then) => { copy.dataset.keptAt = then; }", three_days)
    reading.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(copy).to_contain_text("for 3 dage siden")


def test_a_kept_copy_goes_when_the_role_has_ended(reading, context, meeting, member) -> None:
    context.set_offline(True)
    reading.goto(f"/moeder/{meeting.pk}/")
    expect(reading.locator("[data-kept-copy]")).to_be_visible()
    member.roles.update(end=factories.yesterday())
    contact_again(reading, context)
    expect(reading.locator("[data-kept-copy]")).to_have_count(0)
    assert not any(path.startswith(("/moeder/", "/laesning/")) for path in kept(reading))
