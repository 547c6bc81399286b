"""A stranger with a keyboard: searches the tariffs, narrows, compares, reads an offer, takes the files."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tariffs.workflow import Stage
from tests.tariffs.conftest import line, take

pytestmark = pytest.mark.browser
DAY = "dato=1.5.2026"


@pytest.fixture
def laid(portal: str, settings: Any) -> None:
    settings.DEMO = True
    for year, tariff in ((2024, "4400"), (2025, "4560")):
        take([line("Botilbud Violen", takst=tariff)], year=year, stage=Stage.APPROVED)
    rows = [
        line("Botilbud Violen"), line("Botilbud Violen", "Boniveau 5", takst="2918"),
        line("Botilbud Birken", takst="3900"),
    ]  # fmt: skip
    take(rows, year=2026, stage=Stage.APPROVED)
    day = line("Værkstedet Fyret", "Dagtilbud", takst="598", takstenhed="Dag")
    take([day], year=2026, code="860", stage=Stage.APPROVED)
    take([line("Hemmelighuset")], year=2027)


@pytest.fixture
def stranger(browser: Any, portal: str, laid: None) -> Any:
    """No sign-in, and no JavaScript."""
    context = browser.new_context(
        base_url=portal, locale="da-DK", java_script_enabled=False, accept_downloads=True
    )
    yield context
    context.close()


def press_on(page: Page, name: str | re.Pattern[str], role: Any, key: str) -> None:
    """Reach it by Tab, as a keyboard does, and press the key."""
    target = page.get_by_role(role, name=name).first
    for _ in range(80):
        page.keyboard.press("Tab")
        if target.evaluate("e => e === document.activeElement"):
            page.keyboard.press(key)
            return
    raise AssertionError(f"{name} cannot be reached by Tab")


def test_a_stranger_searches_narrows_compares_and_takes_files_by_keyboard(stranger: Any) -> None:
    page = stranger.new_page()
    page.goto("/offentlig/")
    press_on(page, "Se de gældende takster", "link", "Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Gældende takster")
    page.goto(f"/takster/gaeldende/?{DAY}")
    expect(page.get_by_role("status")).to_contain_text("4 takster hos 3 tilbud")

    page.get_by_label("Tilbud eller ydelse").focus()
    page.keyboard.type("botilbuddene")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("3 takster hos 2 tilbud")
    assert "Hemmelighuset" not in page.content()

    with page.expect_download() as waited:
        press_on(page, "CSV", "link", "Enter")
    text = waited.value.path().read_text(encoding="utf-8-sig")
    assert len(text.splitlines()) == 4 and "Fyret" not in text

    press_on(page, re.compile("Sammenlign Botilbud Birken"), "checkbox", "Space")
    press_on(page, re.compile("Sammenlign Botilbud Violen"), "checkbox", "Space")
    page.get_by_role("button", name="Sammenlign de valgte").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sammenlign tilbud")
    row = page.get_by_role("row", name=re.compile("Gennemsnitstakst"))
    expect(row).to_contain_text("3.900 kr.")
    expect(row).to_contain_text("4.701 kr.")

    page.get_by_label("Læg et tilbud til").focus()
    page.keyboard.type("Værk")
    press_on(page, "Tilføj", "button", "Enter")
    expect(page.get_by_role("columnheader", name="Værkstedet Fyret")).to_be_visible()
    press_on(page, "Fjern Botilbud Birken", "link", "Enter")
    expect(page.get_by_role("columnheader", name="Botilbud Birken")).to_have_count(0)

    press_on(page, "Botilbud Violen", "link", "Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Botilbud Violen")
    expect(page.get_by_role("img", name="Botilbud Violen, takst 2024–2026")).to_be_visible()
    expect(page.get_by_role("cell", name="4.560").first).to_be_visible()
    address = page.get_by_role("link", name="Hent tilbuddets blad (PDF)").get_attribute("href")
    answer = stranger.request.get(address)
    assert answer.ok and answer.body().startswith(b"%PDF")
    assert stranger.cookies() == []


def test_an_earlier_year_is_one_link_away(stranger: Any) -> None:
    page = stranger.new_page()
    page.goto(f"/takster/gaeldende/?{DAY}")
    page.get_by_role("navigation", name="År").get_by_role("link", name="2024").click()
    expect(page.get_by_role("status")).to_contain_text("1 takst hos 1 tilbud")
    expect(page.get_by_role("cell", name="4.400")).to_be_visible()
    expect(page.get_by_text("der gælder 31. december 2024")).to_be_visible()
