"""An agenda with something closed: stopped, mended, sent, published, read by a stranger, withdrawn."""

from __future__ import annotations

import re
from datetime import date, time
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from playwright.sync_api import Page, expect

from dasportal.accounts.models import Person
from meetings import workflow
from meetings.models import Meeting
from tests import factories

pytestmark = pytest.mark.browser
SECRET = "Lukning af Østerskovens døgnafdeling"


@pytest.fixture
def office(portal: str, settings: Any) -> Person:
    settings.DEMO = True
    factories.member(factories.das(), name="Per Strand")
    return factories.secretary("Lene Bak")


@pytest.fixture
def meeting(office: Person) -> Meeting:
    meeting = workflow.plan_meeting(
        factories.das(), by=office, date=date(2031, 3, 6), starts_at=time(13), ends_at=time(16),
        place="Rådhuset i Hobro",
    )  # fmt: skip
    opened = workflow.add_item(meeting, title="Takster for 2032", by=office)
    workflow.save_text(
        opened, field="presentation", base_revision=0, by=office,
        value=f"<p>Taksterne stiger. Se også {SECRET.lower()}.</p>",
    )  # fmt: skip
    workflow.add_item(meeting, title=SECRET, is_open=False, by=office)
    return meeting


@pytest.fixture
def signed_in(context: Any, portal: str, office: Person) -> Page:
    client = Client()
    client.force_login(office)
    for name, morsel in client.cookies.items():
        context.add_cookies([{"name": name, "value": morsel.value, "url": portal}])
    page: Page = context.new_page()
    return page


def work() -> None:
    """The worker does what waits."""
    call_command("run_jobs", "--until-idle", verbosity=0)


def examine(page: Page) -> None:
    page.get_by_role("button", name="Kør fortrolighedskontrollen").click()
    expect(page.get_by_text("Fortrolighedskontrollen").first).to_be_visible()
    work()  # the page asks how far it is, and shows itself anew when it has ended
    expect(page.locator("#fremdrift")).to_have_count(0, timeout=20_000)


def test_from_a_leak_that_is_stopped_to_a_public_page_that_is_withdrawn(
    signed_in: Page, meeting: Meeting, browser: Any, portal: str, office: Person
) -> None:
    page = signed_in
    page.goto(f"/moeder/{meeting.pk}/send/")
    expect(page.get_by_role("button", name="Send dagsordenen")).to_have_count(0)
    examine(page)
    expect(page.get_by_role("heading", name="Noget lukket ville komme ud")).to_have_count(0)
    expect(page.get_by_text("Noget lukket ville komme ud")).to_be_visible()
    page.get_by_role("link", name="Se, hvor det står").click()
    for channel in ("Teksterne", "Siderne i portalen", "Offentlige sider", "PDF"):
        expect(page.locator("dt", has_text=channel).first).to_be_visible()

    # It is mended where the link leads, and looked through again.
    page.get_by_role("link", name=re.compile("^Ret teksten")).click()
    expect(page).to_have_url(re.compile(r"/punkt/.*/ret/#presentation$"))
    item = meeting.items.get(title="Takster for 2032")
    workflow.save_text(
        item, field="presentation", base_revision=workflow.revision_of(item, "presentation"),
        value="<p>Taksterne stiger.</p>", by=office,
    )  # fmt: skip
    page.goto(f"/moeder/{meeting.pk}/send/")
    examine(page)
    expect(page.get_by_text("Intet af det lukkede kommer ud")).to_be_visible()
    page.get_by_role("button", name="Send dagsordenen").click()
    expect(page.get_by_text("Dagsordenen er sendt til 1")).to_be_visible()

    # What was examined as it was sent need not be examined again to be published.
    page.get_by_role("link", name="Offentliggør dagsordenen").click()
    expect(page.get_by_text("Lukket punkt").first).to_be_visible()
    page.get_by_role("button", name="Offentliggør dagsordenen").click()
    expect(page.get_by_text("Dagsordenen er offentliggjort")).to_be_visible()
    work()

    stranger = browser.new_context(base_url=portal, locale="da-DK", java_script_enabled=False)
    reading = stranger.new_page()
    reading.goto("/offentlig/")
    reading.get_by_role("link", name=re.compile(r"Den Administrative Styregruppe\s?,")).click()
    expect(reading.get_by_role("heading", level=1)).to_have_text(
        "Dagsorden: DAS Social, 6. marts 2031"
    )
    expect(reading.get_by_text("Lukket punkt")).to_be_visible()
    expect(reading.get_by_role("link", name="Hent dagsordenen som PDF")).to_be_visible()
    reading.get_by_role("link", name="Takster for 2032").click()
    expect(reading.get_by_text("Taksterne stiger.")).to_be_visible()
    assert SECRET not in reading.content()
    assert stranger.cookies() == []

    page.goto(meeting.get_absolute_url())
    page.get_by_role("link", name=re.compile(r"Træk tilbage\s?: dagsorden")).click()
    page.get_by_label("Hvorfor trækkes den tilbage?").fill("Et tal for en enkelt borger")
    page.get_by_role("button", name="Træk tilbage").click()
    expect(page.get_by_text("er trukket tilbage")).to_be_visible()
    assert reading.reload().status == 410
    expect(reading.get_by_role("heading", level=1)).to_have_text("Trukket tilbage")
    assert "enkelt borger" not in reading.content()
    stranger.close()


def test_common_word_is_overruled_with_a_reason_by_the_keyboard(
    signed_in: Page, meeting: Meeting
) -> None:
    page = signed_in
    page.goto(f"/moeder/{meeting.pk}/send/")
    examine(page)
    page.get_by_role("link", name="Se, hvor det står").click()
    page.locator("summary", has_text="Tilsidesæt fundet").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Tilsidesæt med begrundelse").click()
    expect(page.get_by_role("link", name=re.compile("Skriv, hvorfor"))).to_be_visible()
    page.get_by_label("Hvorfor må det stå der?").fill("Lukningen er offentlig kendt.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Fundet er tilsidesat")).to_be_visible()
    expect(page.get_by_text("Lukningen er offentlig kendt.")).to_be_visible()
    page.get_by_role("link", name="Til udsendelsen").click()
    page.get_by_role("button", name="Send dagsordenen").click()
    expect(page.get_by_text("Dagsordenen er sendt til 1")).to_be_visible()
    (told, *_) = meeting.agenda_versions.get().answers
    assert told["comment"] == "Lukningen er offentlig kendt."
