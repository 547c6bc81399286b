"""Before a meeting: a director on a tablet sees what the tariffs mean at home, and tries fewer
places; the secretariat goes through the list »over 5 %«."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect

from dasportal.accounts.models import Person, RoleKind
from dasportal.register.models import Offer
from dasportal.register.workflow import report_purchase
from meetings import workflow as meetings
from meetings.models import AgendaItem
from tariffs import workflow
from tariffs.decision.workflow import put_on_agenda
from tariffs.models import TariffYear
from tariffs.workflow import Stage
from tests import factories
from tests.tariffs.analysis.conftest import LAST, NOW
from tests.tariffs.conftest import take
from tests.tariffs.decision.conftest import laid

pytestmark = pytest.mark.browser
TABLET, DESK = (820, 1180), (1280, 900)
AXE_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
SignIn = Callable[..., Page]


@pytest.fixture
def office(portal: str, settings: Any) -> Person:
    settings.DEMO = True
    return factories.secretary("Lene Bak")


@pytest.fixture
def director(office: Person) -> Person:
    return factories.member(code=factories.LÆSØ, name="Direktør på Læsø")


@pytest.fixture
def year(office: Person) -> TariffYear:
    """2027 handed in by Aalborg, where Læsø buys two places."""
    take(LAST, year=2026, stage=Stage.APPROVED)
    made = workflow.open_year(2027, by=office, pl_pct=Decimal(2))
    reporter = factories.holder(
        RoleKind.TARIFF_REPORTER, "Indberetter", party=factories.party()
    )  # fmt: skip
    workflow.submit(take(NOW, year=2027).submission, by=reporter)
    violen, læsø = Offer.objects.get(name="Violen"), factories.party(factories.LÆSØ)
    for number in (2026, 2027):
        report_purchase(violen, buyer=læsø, year=number, places=Decimal(2), by=office)
    return made


@pytest.fixture
def item(year: TariffYear, office: Person) -> AgendaItem:
    day = timezone.localdate() + timedelta(days=9)
    meeting = meetings.plan_meeting(factories.das(), by=office, date=day)
    case = laid(put_on_agenda(year, meeting=meeting, by=office), office)
    meetings.send_agenda(meeting, by=office)
    return AgendaItem.objects.get(pk=case.item_id)


@pytest.fixture
def open_as(browser: Any, portal: str) -> Iterator[SignIn]:
    """A window of one's own, signed in."""
    windows = []

    def open_for(person: Person, size: tuple[int, int]) -> Page:
        window = browser.new_context(
            base_url=portal, locale="da-DK", reduced_motion="reduce",
            viewport={"width": size[0], "height": size[1]},
        )  # fmt: skip
        window.set_default_timeout(20_000)
        windows.append(window)
        client = Client()
        client.force_login(person)
        for name, morsel in client.cookies.items():
            window.add_cookies([{"name": name, "value": morsel.value, "url": portal}])
        return window.new_page()  # type: ignore[no-any-return]

    yield open_for
    for window in windows:
        window.close()


def accessible(page: Page) -> None:
    result = Axe().run(page, options=AXE_RULES | {"preload": False})
    assert result.violations_count == 0, result.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_director_sees_what_it_means_at_home(open_as: SignIn, item, director) -> None:
    page = open_as(director, TABLET)
    page.goto(f"/moeder/punkt/{item.pk}/")
    panel = page.get_by_role("region", name="Hvad betyder det for os")
    expect(panel).to_contain_text("Taksterne for 2027 koster Læsø 73.000 kr. mere end i 2026.")
    accessible(page)
    panel.get_by_role("link", name="Se det tilbud for tilbud").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hvad betyder det for os")
    expect(page.get_by_text("+14.600 kr. er PL (2 %).")).to_be_visible()
    accessible(page)
    try_fewer_places(page)
    as_on_paper(page)
    page.get_by_role("link", name="Udvikling 2027").click()
    expect(page.get_by_role("img", name="Ændring fra 2026 efter driftsherre")).to_be_visible()
    accessible(page)


def try_fewer_places(page: Page) -> None:
    page.get_by_label("Pladser, Violen").fill("0")
    page.get_by_role("button", name="Regn med de pladser").click()
    expect(page.get_by_text("Prøvet med andre pladser")).to_be_visible()
    expect(page.locator(".meaning__sentence")).to_contain_text("730.000 kr. mindre")
    page.get_by_role("link", name="Tilbage til de oplyste pladser").click()
    expect(page.locator(".meaning__sentence")).to_contain_text("73.000 kr. mere")


def as_on_paper(page: Page) -> None:
    """Words and figures stay; what is clicked and typed in is left out."""
    page.emulate_media(media="print")
    expect(page.locator(".meaning__sentence")).to_be_visible()
    expect(page.get_by_role("button", name="Regn med de pladser")).to_be_hidden()
    expect(page.get_by_label("Pladser, Violen")).to_be_hidden()
    expect(page.locator("tbody .printed").first).to_have_text("2")
    page.emulate_media(media="screen")


def test_secretariat_goes_through_what_das_discusses(open_as: SignIn, item, office) -> None:
    page = open_as(office, DESK)
    page.goto("/takster/2027/")
    page.get_by_role("link", name="Til drøftelse i DAS").click()
    expect(page.locator(".meaning__sentence")).to_contain_text("2 takster ændrer sig mere end 5")
    expect(page.get_by_text("Nattevagten er udvidet.")).to_have_count(1)
    accessible(page)
    page.get_by_label("Tilbuddets navn").fill("Roligt")
    page.get_by_role("button", name="Vis").click()
    expect(page.get_by_text("Ingen takster at drøfte")).to_be_visible()
    page.get_by_role("link", name="Nulstil").click()
    with page.expect_download() as got:
        page.get_by_role("link", name="Excel").click()
    assert got.value.suggested_filename == "taksternes-udvikling-2027.xlsx"
