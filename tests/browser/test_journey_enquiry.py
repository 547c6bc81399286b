"""A hearing from an empty form to a bilag under an item: built and sent by the secretariat, a
chief's part, the member's answer by keyboard and on a phone, one that comes late, and compiled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Page, expect

from dasportal.accounts.models import Person, RoleKind
from dasportal.enquiries.models import Enquiry, Response
from dasportal.mail.models import OutgoingMail
from meetings import workflow as meetings
from meetings.models import AgendaItem
from tests import factories

pytestmark = pytest.mark.browser
PASSWORD = "et-langt-kodeord-til-prøven"
SINCE = date(2020, 1, 1)


@pytest.fixture
def people(portal: str, settings: Any) -> dict[str, Person]:
    settings.DEMO = True
    das = factories.das()
    made = {
        name: factories.person(name, password=PASSWORD)
        for name in ("Lene Bak", "Anna Holm", "Per Strand", "Kirsten Budolf")
    }
    factories.role(made["Lene Bak"], RoleKind.SECRETARIAT, start=SINCE)
    for name, code in (("Anna Holm", factories.AALBORG), ("Per Strand", factories.LÆSØ)):
        party = factories.party(code)
        factories.role(made[name], RoleKind.MEMBER, forum=das, party=party, start=SINCE)
    return made


@pytest.fixture
def item(people: dict[str, Person]) -> AgendaItem:
    office = people["Lene Bak"]
    from datetime import time

    meeting = meetings.plan_meeting(
        factories.das(), by=office, date=timezone.localdate() + timedelta(days=40),
        starts_at=time(13), ends_at=time(16),
    )  # fmt: skip
    return meetings.add_item(meeting, title="Fælles vejledning", by=office)


@pytest.fixture
def sign_in(browser: Any, portal: str) -> Iterator[Any]:
    windows = []

    def open_for(person: Person | None, *, width: int = 1280) -> Page:
        window = browser.new_context(
            base_url=portal, locale="da-DK", reduced_motion="reduce",
            viewport={"width": width, "height": 850},
        )  # fmt: skip
        window.set_default_timeout(30_000)
        windows.append(window)
        page: Page = window.new_page()
        if person is None:
            return page
        page.goto("/")
        page.get_by_label("E-mail").fill(person.email)
        page.get_by_label("Adgangskode").fill(PASSWORD)
        page.get_by_role("button", name="Log ind", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Min side")
        return page

    yield open_for
    for window in windows:
        window.close()


def add_question(page: Page, kind: str, text: str, **fields: str) -> None:
    page.get_by_role("link", name=kind, exact=True).click()
    page.get_by_label(re.compile("^Spørgsmål")).fill(text)
    for label, value in fields.items():
        page.get_by_label(re.compile(f"^{label}")).fill(value)
    page.get_by_role("button", name="Gem spørgsmålet").click()
    expect(page.get_by_role("link", name=text)).to_be_visible()


def build_and_send(page: Page, item: AgendaItem) -> Enquiry:
    """Started from the item, asked of all parties but one, and sent."""
    page.goto(f"/moeder/punkt/{item.pk}/ret/")
    page.get_by_role("link", name="Hør parterne om punktet").click()
    expect(page.get_by_label("Titel")).to_have_value("Fælles vejledning")
    page.get_by_role("button", name="Opret kladde").click()
    add_question(page, "Ét valg", "Kan I bruge den?", Muligheder="Ja\nNej")
    add_question(page, "Tal", "Antal tilbud")
    page.locator("li[data-id]").nth(1).focus()
    page.keyboard.press("Alt+ArrowUp")  # the order by keyboard alone
    expect(page.locator("li[data-id]").first).to_contain_text("Antal tilbud")
    page.get_by_role("link", name="Færdig").click()
    page.get_by_role("link", name="Vælg kreds").first.click()
    for name in ("Aalborg", "Læsø"):
        page.get_by_label(name, exact=True).check()
    page.get_by_role("button", name="Gem kredsen").click()
    page.get_by_role("link", name="Ret titel, tekst og frist").click()
    page.get_by_label(re.compile("^Svarfrist")).fill(
        (timezone.localdate() + timedelta(days=5)).strftime("%d.%m.%Y")
    )
    page.get_by_role("button", name="Gem", exact=True).click()
    page.get_by_role("link", name="Send", exact=True).click()
    page.get_by_role("button", name="Send høringen").click()
    expect(page.locator("main")).to_contain_text("0 af 2")
    return Enquiry.objects.get()


def test_from_an_empty_form_to_a_bilag_under_the_item(people, item, sign_in) -> None:
    office = sign_in(people["Lene Bak"])
    enquiry = build_and_send(office, item)
    assert OutgoingMail.objects.filter(kind="enquiry").count() == 2

    # Aalborg's member finds it on Min side, writes by keyboard, and asks a chief for a part.
    anna = sign_in(people["Anna Holm"])
    anna.get_by_role("link", name=re.compile("Svar på »Fælles vejledning«")).click()
    anna.get_by_role("link", name="Besvar").click()
    anna.get_by_label("Antal tilbud").focus()
    anna.keyboard.type("1.234")
    expect(anna.locator("[data-progress]")).to_have_text("1 af 3 besvaret")
    anna.keyboard.press("Tab")
    anna.keyboard.press("Space")
    expect(anna.locator("[data-progress]")).to_have_text("2 af 3 besvaret")
    anna.get_by_role("link", name="Bed en kollega om et bidrag").click()
    anna.get_by_label("Navn").fill("Centerchef")
    anna.get_by_label("E-mail").first.fill("chef@aalborg.example")
    anna.get_by_label("Bemærkninger i øvrigt").check()
    anna.get_by_role("button", name="Send mail").click()

    # The chief has no access to the portal: a personal link, on a phone.
    mail = OutgoingMail.objects.get(to="chef@aalborg.example")
    link = re.search(r"/hoeringer/bidrag/link/\S+", mail.text)
    assert link is not None
    chief = sign_in(None, width=390)
    chief.goto(link.group())
    chief.get_by_label("Bemærkninger i øvrigt").fill("Vi mangler et eksempel.")
    chief.get_by_role("button", name="Send til Anna Holm").click()
    expect(chief.get_by_role("heading", level=1)).to_contain_text("Tak")

    anna.get_by_role("link", name="Til skemaet").click()
    anna.get_by_role("button", name=re.compile("^Brug det")).click()
    expect(anna.get_by_label("Bemærkninger i øvrigt")).to_have_value("Vi mangler et eksempel.")
    anna.get_by_role("button", name="Se svaret igennem").click()
    expect(anna.locator("main")).to_contain_text("1.234")
    anna.get_by_role("button", name="Aflevér svaret").click()
    expect(anna.locator("main")).to_contain_text("Svaret er afleveret")

    # The secretariat sees it, and who is missing.
    office.goto(f"/hoeringer/{enquiry.pk}/svar/")
    expect(office.locator("main")).to_contain_text("1 af 2 har svaret")
    expect(office.locator(".answers-who")).to_contain_text("Mangler: Læsø")

    # Læsø answers after the deadline, on a phone.
    Enquiry.objects.update(
        opens_on=timezone.localdate() - timedelta(days=9),
        closes_on=timezone.localdate() - timedelta(days=1),
    )
    per = sign_in(people["Per Strand"], width=390)
    per.goto("/hoeringer/mine/")
    per.get_by_role("link", name="Fælles vejledning").click()
    per.get_by_role("link", name="Besvar").click()
    per.get_by_label("Antal tilbud").fill("2")
    per.get_by_label("Nej").check()
    assert per.evaluate("document.documentElement.scrollWidth") <= 390
    per.get_by_role("button", name="Se svaret igennem").click()
    per.get_by_role("button", name="Aflevér svaret").click()
    expect(per.locator("main")).to_contain_text("efter fristen")
    assert Response.objects.get(late=True).party.name == "Læsø"

    # One action: closed, compiled, and laid under the item it is about.
    office.goto(f"/hoeringer/{enquiry.pk}/bilag/")
    expect(office.get_by_label("Læg bilaget under")).to_have_value(f"meetings.item|{item.pk}")
    office.get_by_role("button", name="Saml svarene").click()
    call_command("run_jobs", "--until-idle", verbosity=0)
    office.reload()
    expect(office.locator("main")).to_contain_text("Bilaget er klar og lagt")
    assert item.attachments.get().title == "Svar: Fælles vejledning"
