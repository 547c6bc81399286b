"""The two ways into the draft from a spreadsheet: the prefilled workbook and the party's own cells."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.test import Client
from playwright.sync_api import Page, expect

from dasportal.accounts.models import Person, RoleKind
from tariffs import workflow
from tariffs.models import Line
from tariffs.workflow import Stage
from tests import factories
from tests.tariffs.conftest import line, take
from tests.tariffs.workbook.conftest import filled

pytestmark = pytest.mark.browser
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"], "preload": False}
FOREIGN = "Afdelingens navn;Ydelsestype;Hjemmel;Pris\nViolen;Boniveau 5;ABL § 105;{price}\n"


def sign_in(who: Person, context: Any, portal: str) -> Page:
    client = Client()
    client.force_login(who)
    for name, morsel in client.cookies.items():
        context.add_cookies([{"name": name, "value": morsel.value, "url": portal}])
    page: Page = context.new_page()
    page.set_viewport_size({"width": 1280, "height": 900})
    return page


@pytest.fixture
def page(context, portal, settings) -> Page:
    settings.DEMO = True
    reporter = factories.holder(RoleKind.TARIFF_REPORTER, "Kirsten Budolf", party=factories.party())
    for year, tariff in ((2026, "4000"), (2025, "3900")):
        take(
            [line(takst=tariff), line(service="Boniveau 5", takst="2840")],
            year=year,
            stage=Stage.APPROVED,
        )
    workflow.open_year(2027, by=None, pl_pct=Decimal("2.5"))
    take([line(), line(service="Boniveau 5", takst="2918")], year=2027)
    opened = sign_in(reporter, context, portal)
    opened.goto("/takster/")
    opened.get_by_role("link", name=re.compile("2027")).first.click()
    return opened


def tariff(service: str) -> Decimal | None:
    return Line.objects.get(submission__year__year=2027, service=service).tariff


def test_two_ways_that_meet_in_the_same_draft(page, tmp_path):
    home = page.url
    sent = the_workbook_goes_out_and_comes_back(page, tmp_path)
    page.goto(home)
    another_years_is_refused(page, sent, tmp_path)
    page.goto(home)
    cells_are_pasted(page)
    cells_are_pasted_in_the_table(page)
    page.goto(home)
    another_file_is_asked_about_once(page, tmp_path)


def the_workbook_goes_out_and_comes_back(page: Page, folder: Path) -> Path:
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Hent jeres regneark").click()
    fetched = folder / waiting.value.suggested_filename
    waiting.value.save_as(fetched)
    assert fetched.name == "takster-2027-aalborg.xlsx"
    typed = {("Violen", "Botilbud", "Takst, kr."): 4702,
             ("Violen", "Boniveau 5", "Takst, kr."): "30,5x"}  # fmt: skip
    fetched.write_bytes(filled(fetched.read_bytes(), typed))
    page.get_by_role("link", name="Læg regnearket ind").click()
    page.get_by_label("Fil", exact=True).set_input_files(fetched)
    page.get_by_role("button", name="Vis, hvad der sker").press("Enter")
    expect(page.get_by_text("Intet er gemt endnu")).to_be_visible()
    expect(page.get_by_role("row", name=re.compile("Takst, kr. 4.701 4.702"))).to_be_visible()
    expect(page.get_by_text("Celle K6:").first).to_be_visible()
    assert tariff("Botilbud") == 4701
    accessible(page)
    page.get_by_role("button", name=re.compile("Læg 1.linje ind")).press("Enter")
    expect(page.get_by_label("Takst, Violen, Botilbud")).to_have_value("4.702")
    return fetched


def accessible(page: Page) -> None:
    page.evaluate(AXE_SCRIPT)
    for width in (390, 820, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        wide = page.evaluate("document.documentElement.scrollWidth")
        faults = page.evaluate("rules => axe.run(rules)", RULES)["violations"]
        assert (wide <= width, [fault["id"] for fault in faults]) == (True, [])


def another_years_is_refused(page: Page, sent: Path, folder: Path) -> None:
    workflow.open_year(2028, by=None)
    other = take([line()], year=2028).submission
    page.goto(f"/takster/regneark/{other.pk}/")
    page.get_by_label("Fil", exact=True).set_input_files(sent)
    page.get_by_role("button", name="Vis, hvad der sker").click()
    expect(page.get_by_text("Regnearket er til takster for 2027").first).to_be_visible()


def cells_are_pasted(page: Page) -> None:
    page.get_by_role("link", name="Sæt ind fra Excel").click()
    page.get_by_label("Det, du har kopieret").fill("4.710\n2.930\n")
    page.get_by_role("button", name="Vis, hvad der sker").click()
    expect(page.get_by_text("Du har kun sat tal ind").first).to_be_visible()
    page.get_by_label("begynd ved linjen").select_option(label="Violen, Botilbud (ABL § 105)")
    page.get_by_label("og i kolonnen").select_option(label="Takst, kr.")
    page.get_by_role("button", name="Vis, hvad der sker").click()
    expect(page.get_by_role("row", name=re.compile("2.918 2.930"))).to_be_visible()
    page.get_by_role("button", name=re.compile("Læg 2.linjer ind")).click()
    expect(page.get_by_label("Takst, Violen, Boniveau 5")).to_have_value("2.930")


PASTE = """(box, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    const paste = {clipboardData, bubbles: true, cancelable: true};
    box.dispatchEvent(new ClipboardEvent("paste", paste));
}"""


def cells_are_pasted_in_the_table(page: Page) -> None:
    """Down and to the right from the cell, each line saved by itself; words go by the preview."""
    box = page.get_by_label("Budget, Violen, Botilbud")
    box.evaluate(PASTE, "22.000.000\t4.720\r\n\t2.935\r\n")
    expect(page.get_by_text("3 felter er udfyldt")).to_be_visible()
    expect(page.locator(".htmx-request")).to_have_count(0)
    page.reload()
    expect(page.get_by_label("Takst, Violen, Botilbud")).to_have_value("4.720")
    expect(page.get_by_label("Budget, Violen, Botilbud")).to_have_value("22.000.000")
    expect(page.get_by_label("Takst, Violen, Boniveau 5")).to_have_value("2.935")
    box = page.get_by_label("Budget, Violen, Botilbud")
    words = "Tilbud\tYdelse\tLovgrundlag\tTakst\nViolen\tBotilbud\tABL § 105\t4.721\n"
    box.evaluate(PASTE, words)
    expect(page.get_by_role("heading", level=1)).to_have_text("Se ændringerne igennem")
    expect(page.get_by_role("row", name=re.compile("4.720 4.721"))).to_be_visible()


def another_file_is_asked_about_once(page: Page, folder: Path) -> None:
    send(page, folder, "2.940")
    expect(page.get_by_role("heading", level=1)).to_have_text("Hvilken kolonne er hvad?")
    expect(page.get_by_label("Takst, kr.")).to_have_value("3")
    accessible(page)
    page.get_by_label("Navn", exact=True).fill("Lønsystemet")
    page.get_by_role("button", name="Husk det, og vis, hvad der sker").click()
    expect(page.get_by_role("row", name=re.compile("2.935 2.940"))).to_be_visible()
    page.get_by_role("button", name=re.compile("Læg 1.linje ind")).click()
    expect(page.get_by_label("Takst, Violen, Boniveau 5")).to_have_value("2.940")
    send(page, folder, "2.950")
    expect(page.get_by_text("Kolonnerne er læst som »Lønsystemet«")).to_be_visible()


def send(page: Page, folder: Path, price: str) -> None:
    file = folder / "system.csv"
    file.write_text(FOREIGN.format(price=price), encoding="utf-8")
    page.get_by_role("link", name="Læg regnearket ind").click()
    page.get_by_label("Fil", exact=True).set_input_files(file)
    page.get_by_role("button", name="Vis, hvad der sker").click()
