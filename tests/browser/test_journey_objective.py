"""A year's shares from pasted population figures to the table a director reads on a phone."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from dasportal.accounts.models import Person
from tariffs.objective.models import Scenario
from tests import factories

pytestmark = pytest.mark.browser
BLOCK = "\n".join(
    ["Kommune\tAntal", "Aalborg Kommune\t39.584", "Brønderslev\t7.737", "Frederikshavns\t10.155",
     "Hjørring\t12.129", "Jammerbugt\t7.682", "Læsø\t223", "Mariagerfjord\t7.888", "Morsø\t3.700",
     "Rebild\t7.239", "Thisted\t8.412", "Vesthimmerland\t7.091", "I alt\t111.840"]
)  # fmt: skip


def sign_in(who: Person, context: Any, portal: str) -> Page:
    client = Client()
    client.force_login(who)
    context.clear_cookies()
    for name, morsel in client.cookies.items():
        context.add_cookies([{"name": name, "value": morsel.value, "url": portal}])
    page: Page = context.new_page()
    return page


def test_from_pasted_figures_to_a_directors_phone(context, portal, settings):
    settings.DEMO = True
    office = factories.secretary("Lene Bak")
    director = factories.member(name="Direktør i Aalborg")
    page = sign_in(office, context, portal)
    page.goto("/")
    page.get_by_role("link", name="Takster", exact=True).click()
    page.get_by_role("link", name="Se ordningerne og jeres andel").click()
    expect(page.get_by_text("Der er ingen ordninger endnu")).to_be_visible()
    _figures(page)
    _scheme(page)
    _scenario(page)
    _lay_fast(page)
    _read(sign_in(director, context, portal))


def _figures(page: Page) -> None:
    page.get_by_role("link", name="Befolkningstal").click()
    page.get_by_role("link", name="Indtast tal").click()
    page.get_by_text("0–17-årige").click()
    page.get_by_label("Opgjort pr.").fill("1.1.2022")
    page.get_by_label("Kilde").fill("Danmarks Statistik")
    page.get_by_label("Indsæt fra et regneark").fill(BLOCK.replace("Rebild", "Reblid"))
    page.get_by_role("button", name="Se tallene igennem").click()
    expect(page.get_by_text("Mener du Rebild?").first).to_be_visible()
    expect(page.get_by_label("Aalborg")).to_have_value("39.584")
    page.get_by_label("Indsæt fra et regneark").fill(BLOCK)
    page.get_by_role("button", name="Se tallene igennem").click()
    expect(page.get_by_text("Intet er gemt endnu")).to_be_visible()
    expect(page.get_by_role("row", name="I alt")).to_contain_text("111.840")
    page.get_by_role("button", name="Gem tallene").click()
    expect(page.get_by_text("Tallene er gemt")).to_be_visible()


def _scheme(page: Page) -> None:
    page.goto("/takster/objektiv/ny/")
    page.get_by_label("Navn", exact=True).fill("Børnehus Nord")
    page.get_by_text("0–17-årige").click()
    page.get_by_label("Driftsherre").select_option(label="Aalborg")
    for name in ("Aalborg", "Brønderslev", "Frederikshavn", "Hjørring", "Jammerbugt", "Læsø",
                 "Mariagerfjord", "Morsø", "Rebild", "Thisted", "Vesthimmerlands"):  # fmt: skip
        page.locator("label", has_text=name).last.click()
    page.get_by_label("Objektiv del af budgettet i pct.").fill("60")
    page.get_by_label("Hvad taksten betales for").fill("sag")
    page.get_by_role("button", name="Opret ordningen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Børnehus Nord")


def _scenario(page: Page) -> None:
    page.get_by_role("link", name="Nyt forslag").click()
    page.get_by_label("År", exact=True).fill("2023")
    page.get_by_label("Prisniveau").fill("2023")
    page.get_by_label("Budget", exact=False).first.fill("8.024.0")
    page.get_by_label("Antal sager").fill("220")
    page.get_by_role("button", name="Regn ud og gem").click()
    expect(page.locator(".form-error-message").first).to_be_visible()
    expect(page.get_by_label("Antal sager")).to_have_value("220")
    page.locator("#id_budget").fill("8.024.000")
    page.get_by_role("button", name="Regn ud og gem").click()
    expect(page.get_by_role("row", name="Aalborg")).to_contain_text("1.703.980")
    expect(page.get_by_role("row", name="I alt")).to_contain_text("4.814.400")


def _lay_fast(page: Page) -> None:
    page.get_by_role("button", name="Kopiér til nyt forslag").click()
    page.get_by_text("Største rest").click()
    page.get_by_role("button", name="Regn ud og gem").click()
    page.get_by_role("link", name="Sammenlign årets forslag").click()
    expect(page.get_by_role("row", name="Læsø")).to_contain_text("9.600")
    expect(page.get_by_role("row", name="Læsø")).to_contain_text("9.599")
    page.get_by_role("link", name="Forslag", exact=True).click()
    page.get_by_role("button", name="Vælg forslaget").click()
    page.get_by_role("link", name="Læg fast").click()
    page.get_by_label("Hvor er det besluttet?").fill("DAS den 6. oktober 2022, punkt 8")
    page.get_by_role("button", name="Læg fast").click()
    expect(page.get_by_text("Fordelingen er lagt fast")).to_be_visible()
    assert Scenario.objects.current().get().snapshot["sum"] == 4_814_400


def _read(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/takster/objektiv/")
    page.get_by_role("link", name="Fordelingen for 2023").click()
    mine = page.get_by_role("row", name="Aalborg")
    expect(mine).to_contain_text("jeres andel")
    expect(mine).to_contain_text("1.703.980")
    expect(page.get_by_role("link", name="Ret", exact=True)).to_have_count(0)
    with page.expect_download() as file:
        page.get_by_role("link", name="Excel").click()
    assert file.value.suggested_filename == "boernehus-nord-fordeling-2023.xlsx"
