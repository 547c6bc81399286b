"""From a decision to what came of it, in the browser: delegated to FU, decided there, told to DAS by
itself, rolled back; and a request to all twelve parties that ends under »Opfølgning«."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import cycle
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from dasportal.accounts.models import Party, PartyKind, Person
from dasportal.danish.dates import format_date
from meetings import workflow
from meetings.models import AgendaItem, CommitteeReport, Delegation, FollowUp, Meeting, SentOnward
from tests import factories
from tests.browser.test_every_page import sign_in
from tests.meetings.conftest import case, plan

pytestmark = pytest.mark.browser
SIZES = ((390, 844), (820, 1180), (1280, 900))
Seat = Callable[[Person], Any]
CASE = "Takster for 2027"
WHAT = "Godkende taksten for Havblik, når den er rettet."


@pytest.fixture
def members(portal: str, settings: Any) -> dict[str, Person]:
    settings.DEMO = True
    das = factories.das()
    parties = Party.objects.exclude(kind=PartyKind.OTHER)
    return {party.name: factories.member(das, party.code, party.name) for party in parties}


@pytest.fixture
def office(members: dict[str, Person]) -> Person:
    return factories.secretary()


@pytest.fixture
def seat(browser: Any, portal: str) -> Iterator[Seat]:
    """A window for somebody who is signed in: on a phone, a tablet or a desk, in turn."""
    sizes = cycle(SIZES)

    @contextmanager
    def open_for(person: Person) -> Iterator[Page]:
        width, height = next(sizes)
        window = browser.new_context(
            base_url=portal, locale="da-DK", reduced_motion="reduce",
            viewport={"width": width, "height": height},
        )  # fmt: skip
        window.set_default_timeout(30_000)
        sign_in(person, window, portal)
        yield window.new_page()
        window.close()

    yield open_for


@pytest.fixture
def desk(office: Person, context: Any, portal: str) -> Page:
    context.set_default_timeout(30_000)
    sign_in(office, context, portal)
    page: Page = context.new_page()
    page.set_viewport_size({"width": 1280, "height": 900})
    return page


def day(days: int) -> Any:
    return timezone.localdate() + timedelta(days=days)


def begin(meeting: Meeting, office: Person) -> None:
    workflow.send_agenda(meeting, by=office)
    workflow.start_meeting(meeting, by=office)


def end(meeting: Meeting, office: Person) -> None:
    for item in meeting.items.filter(kind="approve_minutes"):
        workflow.set_outcome(item, outcome="postponed", by=office)
    workflow.end_meeting(meeting, by=office)


def write(page: Page, item: AgendaItem) -> None:
    page.goto(reverse("meetings:write", args=[item.pk]))
    page.wait_for_selector("#beslutning[data-editor-ready]", state="attached")


def first_das(desk: Page, office: Person) -> AgendaItem:
    """DAS meets: what follows the decision is written with the keyboard."""
    meeting = plan(factories.das(), office, day(-20))
    item = case(meeting, office, CASE)
    begin(meeting, office)
    write(desk, item)
    desk.keyboard.press("Alt+g")
    expect(desk.get_by_label("Hvad præcist?")).to_be_visible()
    expect(desk.locator("#delegation select")).to_be_focused()
    desk.keyboard.press("Tab")
    desk.keyboard.type(WHAT)
    desk.get_by_role("button", name="Tilføj delegation").press("Enter")
    expect(desk.locator("#delegation")).to_contain_text("Til FU")
    desk.keyboard.press("Alt+v")
    expect(desk.locator("#videre select")).to_be_focused()
    desk.get_by_label("Hvad sendes?").fill("Til orientering.")
    desk.get_by_role("button", name="Tilføj modtager").press("Enter")
    expect(desk.locator("#videre")).to_contain_text("KKR")
    desk.keyboard.press("Alt+o")
    expect(desk.get_by_label("Hvad skal ske?")).to_be_focused()
    desk.keyboard.type("Send jeres tal for ledige pladser.")
    desk.get_by_label("Hvem?").fill("Alle parter")
    desk.locator("#opfoelgning").get_by_label(re.compile("^Senest")).fill(format_date(day(5)))
    desk.get_by_role("button", name="Tilføj opfølgning").press("Enter")
    # the words, which only the row that was made has: »Alle parter« stands among the choices too
    expect(desk.locator("#opfoelgning")).to_contain_text("Send jeres tal for ledige pladser.")
    end(meeting, office)
    return item


def fu_decides(desk: Page, office: Person) -> Meeting:
    """FU makes an item of the delegation and decides on it; and on a case of its own."""
    fu = plan(factories.fu(), office, day(-10))
    case(fu, office, "Fælles indkøb")
    desk.goto(fu.get_absolute_url())
    desk.get_by_role("button", name=re.compile("^Lav et punkt af den")).click()
    begin(fu, office)
    own = fu.items.get(on_delegation__isnull=False)
    write(desk, own)
    expect(desk.locator("#delegation")).to_contain_text("Punktet besluttes på delegation")
    desk.locator("#udfald [name='outcome']").select_option(label="Godkendt")
    with desk.expect_navigation():
        desk.get_by_role("button", name="Gem udfald").click()
    workflow.set_outcome(fu.items.get(title="Fælles indkøb"), outcome="discussed", by=office)
    end(fu, office)
    return fu


def test_delegated_to_fu_told_to_das_by_itself_and_rolled_back(desk, office, members, seat) -> None:
    first = first_das(desk, office)
    assert SentOnward.objects.get().decision.item == first
    fu = fu_decides(desk, office)
    decided = fu.items.get(on_delegation__isnull=False)
    assert Delegation.objects.get().status == "used"

    # It gathers on the next agenda, without anybody writing it.
    second = plan(factories.das(), office, day(10))
    briefing = second.items.get(kind="from_committee")
    desk.goto(reverse("meetings:item_edit", args=[briefing.pk]))
    gathered = desk.locator("#fra-udvalget")
    expect(gathered).to_contain_text(decided.title)
    expect(gathered).to_contain_text("Fælles indkøb")
    begin(second, office)

    # A member reads it on the agenda, with what it was decided on.
    with seat(members["Læsø"]) as page:
        page.goto(reverse("meetings:item", args=[briefing.pk]))
        expect(page.locator("main")).to_contain_text(decided.title)
        expect(page.locator("main")).to_contain_text("På delegation fra")

    # DAS rolls one back, for a reason, and takes note of the rest by one key.
    write(desk, briefing)
    row = desk.locator(".committee__list > li").filter(has_text=decided.title)
    row.locator("summary").click()
    row.get_by_label("Hvorfor rulles beslutningen tilbage?").fill("Beregningen er forkert.")
    row.get_by_role("button", name="Rul beslutningen tilbage").click()
    expect(desk.locator("#fra-udvalget")).to_contain_text("Beregningen er forkert.")
    desk.keyboard.press("Alt+t")
    expect(desk.locator("#fra-udvalget")).to_contain_text("Taget til efterretning")
    states = dict(CommitteeReport.objects.values_list("source__title", "status"))
    assert states == {decided.title: "rolled_back", "Fælles indkøb": "noted"}
    assert FollowUp.objects.filter(item=briefing, owner_forum=fu.forum).exists()
    end(second, office)

    # FU's own page says what became of its decision.
    desk.goto(reverse("meetings:item", args=[decided.pk]))
    expect(desk.locator("#hvad-fulgte").locator("..")).to_contain_text("Rullet tilbage")


def test_request_to_all_twelve_ends_under_opfoelgning(desk, office, members, seat) -> None:
    first_das(desk, office)
    request = FollowUp.objects.get()
    address = request.get_absolute_url()
    desk.goto(address)
    expect(desk.locator(".answers tbody tr")).to_have_count(12)
    expect(desk.locator("main")).to_contain_text("0 af 12 har svaret")

    for name in ("Læsø", "Rebild", "Aalborg"):
        with seat(members[name]) as page:
            page.goto("/")
            page.get_by_role("link", name=re.compile("Send jeres tal")).first.click()
            page.get_by_role("link", name=f"Svar for {name}").click()
            if name == "Rebild":  # nothing is no answer
                page.get_by_role("button", name="Gem svaret").click()
                expect(
                    page.get_by_text(re.compile("Skriv et svar|vælg en fil")).first
                ).to_be_visible()
            page.get_by_role("textbox", name=re.compile("^Svar")).fill(
                f"{name} har 4 ledige pladser."
            )
            page.get_by_role("button", name="Gem svaret").click()
            expect(page.locator(".answers tbody tr")).to_have_count(1)  # one's own alone
    desk.reload()
    expect(desk.locator("main")).to_contain_text("3 af 12 har svaret")
    expect(desk.locator(".answers")).to_contain_text("Rebild har 4 ledige pladser.")

    # What is open goes on the next agenda, as an item.
    second = plan(factories.das(), office, day(10))
    desk.goto(second.get_absolute_url())
    desk.get_by_role("button", name="Opfølgning fra tidligere møder").click()
    item = second.items.get(kind="follow_up")
    desk.goto(reverse("meetings:item_edit", args=[item.pk]))
    expect(desk.locator("main, aside").last).to_contain_text("Send jeres tal for ledige pladser.")
    workflow.send_agenda(second, by=office)
    with seat(members["Morsø"]) as page:
        page.goto(reverse("meetings:item", args=[item.pk]))
        expect(page.locator("main")).to_contain_text("3 af 12 har svaret")
        width = page.viewport_size["width"]  # type: ignore[index]
        assert page.evaluate("document.documentElement.scrollWidth") <= width
