"""A DAS meeting from an empty agenda to sealed minutes, played by secretariat, chair and member."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pikepdf
import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from dasportal.accounts.models import Person, RoleKind
from dasportal.mail.models import OutgoingMail
from meetings.models import Meeting, MeetingDocument, MeetingStatus
from tests import factories

pytestmark = pytest.mark.browser
PASSWORD = "et-langt-kodeord-til-prøven"
SINCE = date(2020, 1, 1)
ASKING = re.compile(r"/(trin/\w+|referat/send)/$")  # the pages that ask before a step

SignIn = Callable[[Person], Page]


@pytest.fixture
def people(portal: str, settings: Any) -> dict[str, Person]:
    """The secretariat, the chair and a member, who can sign in."""
    settings.DEMO = True  # staff may sign in without a second step, as in the demo
    made = {
        "office": factories.person("Lene Bak", password=PASSWORD),
        "chair": factories.person("Anna Holm", password=PASSWORD),
        "member": factories.person("Per Strand", password=PASSWORD),
    }
    das = factories.das()
    factories.role(made["office"], RoleKind.SECRETARIAT, start=SINCE)
    factories.role(made["chair"], RoleKind.CHAIR, forum=das, start=SINCE)
    for key, code in (("chair", factories.AALBORG), ("member", factories.LÆSØ)):
        party = factories.party(code)
        factories.role(made[key], RoleKind.MEMBER, forum=das, party=party, start=SINCE)
    return made


@pytest.fixture
def sign_in(browser: Any, portal: str) -> Any:
    """Opens a window of one's own and signs the person in through the form."""
    windows = []

    def open_for(person: Person) -> Page:
        window = browser.new_context(base_url=portal, locale="da-DK", reduced_motion="reduce")
        window.set_default_timeout(20_000)
        windows.append(window)
        page: Page = window.new_page()
        page.goto("/")
        page.get_by_label("E-mail").fill(person.email)
        page.get_by_label("Adgangskode").fill(PASSWORD)
        page.get_by_role("button", name="Log ind", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Min side")
        return page

    yield open_for
    for window in windows:
        window.close()


def work() -> None:
    """The worker does what waits."""
    call_command("run_jobs", "--until-idle", verbosity=0)


def plan(page: Page, day: str) -> Meeting:
    page.goto("/moeder/nyt/?forum=das")
    page.get_by_label("Dato").fill(day)
    page.get_by_label(re.compile("^Fra")).fill("13.00")
    page.get_by_label(re.compile("^Til")).fill("16.00")
    page.get_by_label("Sted").fill("Rådhuset i Hobro")
    page.get_by_role("button", name="Opret mødet").click()
    page.wait_for_url(re.compile(r"/moeder/\d+/"))
    return Meeting.objects.latest("pk")


def add_item(page: Page, meeting: Meeting, title: str) -> None:
    page.goto(f"/moeder/{meeting.pk}/dagsorden/")
    page.get_by_label("Titel").fill(title)
    page.get_by_role("button", name="Tilføj punktet").click()
    expect(page.get_by_role("link", name=title).first).to_be_visible()


def write_case(page: Page, title: str) -> None:
    """Open the item, write its sagsfremstilling in the editor, and add a bilag."""
    page.get_by_role("link", name=title).first.click()
    page.wait_for_selector("textarea[data-editor-ready]", state="attached")
    field = page.locator("textarea[data-field='presentation']")
    area = page.locator(".editor", has=field).locator(".ck-editor__editable")
    area.click()
    page.keyboard.type("Budgettet er 32,1 mio. kr.")
    expect(page.locator(".editor", has=field).get_by_role("status").first).to_contain_text("Gemt")
    page.set_input_files(
        "input[type=file][name=files]",
        {"name": "Budget 2026.pdf", "mimeType": "application/pdf", "buffer": _pdf(3)},
    )
    with page.expect_navigation():  # the item's own title holds the file's name
        page.get_by_role("button", name="Læg filerne op").click()
    expect(page.get_by_role("link", name=re.compile("^Budget 2026"))).to_be_visible()


def _pdf(pages: int) -> bytes:
    file = pikepdf.new()
    for _ in range(pages):
        file.add_blank_page(page_size=(595, 842))
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


def send_agenda(page: Page, meeting: Meeting) -> None:
    page.goto(f"/moeder/{meeting.pk}/klar/")
    page.get_by_role("link", name="Videre til udsendelse").click()
    page.wait_for_url("**/send/")
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Send dagsorden").click()
    page.wait_for_url(f"**/moeder/{meeting.pk}/")
    meeting.refresh_from_db()
    assert meeting.status == MeetingStatus.AGENDA_SENT


def decide(page: Page, text: str, outcome: str = "") -> None:
    """Write the decision of the item shown, choose its outcome, and go on by one keystroke."""
    page.wait_for_selector("textarea[data-editor-ready]", state="attached")
    area = page.locator(".ck-editor__editable").first
    area.click()
    page.keyboard.type(text)
    expect(page.locator("[data-status-for='beslutning']")).to_contain_text("Gemt")
    if outcome:
        page.get_by_label("Udfald for punktet").select_option(label=outcome)
    area.click()


def next_item(page: Page) -> None:
    before = page.url.split("#")[0]
    page.keyboard.press("Alt+ArrowDown")
    page.wait_for_url(lambda url: url.split("#")[0] != before)


def step(page: Page, meeting: Meeting, label: str) -> None:
    """Press a step on the meeting's page, and answer its question."""
    page.goto(f"/moeder/{meeting.pk}/")
    page.locator("main").get_by_text(label, exact=True).first.click()
    page.wait_for_url(ASKING)
    page.get_by_role("button", name=label, exact=True).click()
    page.wait_for_url(lambda url: not ASKING.search(url))


def test_from_an_empty_agenda_to_sealed_minutes(people: dict[str, Person], sign_in: SignIn) -> None:
    office = sign_in(people["office"])

    # The agenda is built and sent.
    first = plan(office, "5.3.2030")
    add_item(office, first, "Socialtilsyn Nords budget 2026")
    write_case(office, "Socialtilsyn Nords budget 2026")
    send_agenda(office, first)
    work()
    bundle = MeetingDocument.objects.get(
        meeting=first, kind="agenda", audience="forum", with_attachments=True
    )
    assert bundle.state == "done"
    assert bundle.file is not None
    assert bundle.file.pages >= 3 + 2  # the bilag's own pages, behind front and item
    assert OutgoingMail.objects.filter(kind="agenda").count() == 2

    # A member reads it.
    member = sign_in(people["member"])
    member.goto(f"/moeder/{first.pk}/")
    member.get_by_role("link", name="Socialtilsyn Nords budget 2026").first.click()
    expect(member.locator("main")).to_contain_text("Budgettet er 32,1 mio. kr.")

    # The chair opens the meeting; the secretary writes, one keystroke from item to item.
    chair = sign_in(people["chair"])
    step(chair, first, "Åbn mødet")
    office.goto(f"/moeder/{first.pk}/referat/skriv/")
    decide(office, "Dagsordenen blev godkendt.", "Godkendt")
    next_item(office)
    decide(office, "Der er ingen tidligere referater.", "Udsat")
    next_item(office)
    decide(office, "Budgettet blev drøftet.", "Drøftet")
    office.keyboard.press("Alt+KeyO")
    office.get_by_label("Hvad skal ske?").fill("Indhente en forklaring")
    office.get_by_role("button", name="Tilføj opfølgning").click()
    expect(office.get_by_role("link", name="Indhente en forklaring")).to_be_visible()

    # The room follows on the wall.
    chair.goto(f"/moeder/{first.pk}/skaerm/")
    expect(chair.get_by_role("heading", level=1)).to_have_text("Socialtilsyn Nords budget 2026")
    expect(chair.locator("main")).to_contain_text("Budgettet blev drøftet.")

    step(office, first, "Slut mødet")
    step(office, first, "Send referatudkast")
    first.refresh_from_db()
    assert first.status == MeetingStatus.MINUTES_SENT
    member.goto(f"/moeder/{first.pk}/referat/")
    expect(member.locator("main")).to_contain_text("Udkast, godkendes på næste møde")
    expect(member.locator("main")).to_contain_text("Budgettet blev drøftet.")

    # The next meeting approves the minutes, and they are sealed.
    second = plan(office, "9.4.2030")
    office.goto(f"/moeder/{second.pk}/dagsorden/")
    send_agenda(office, second)
    step(chair, second, "Åbn mødet")
    office.goto(f"/moeder/{second.pk}/referat/skriv/")
    next_item(office)
    decide(office, "Referatet blev godkendt.", "Godkendt")
    office.get_by_role("button", name="Gem udfald").click()
    expect(office.get_by_label("Udfald for punktet")).to_have_value("approved")
    step(office, second, "Slut mødet")
    work()
    first.refresh_from_db()
    assert first.status == MeetingStatus.SEALED
    member.goto(f"/moeder/{first.pk}/referat/")
    expect(member.locator("main")).to_contain_text("Godkendt og forseglet")
    call_command("verify_record", verbosity=0)
