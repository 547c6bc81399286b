"""A municipality's tariffs from a file to accepted: shown before it is taken in, mended by keyboard
in the row, explained, handed in, sent back, handed in again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from dasportal.accounts.models import Person, RoleKind
from tariffs import workflow
from tariffs.models import Line, Submission, SubmissionStatus
from tariffs.workflow import Stage
from tests import factories
from tests.tariffs.conftest import csv_of, line, take

pytestmark = pytest.mark.browser
PASSWORD = "et-langt-kodeord-til-prøven"
SINCE = date(2020, 1, 1)


@pytest.fixture
def people(portal: str, settings: Any) -> dict[str, Person]:
    settings.DEMO = True
    made = {
        name: factories.person(name, password=PASSWORD) for name in ("Lene Bak", "Kirsten Budolf")
    }
    factories.role(made["Lene Bak"], RoleKind.SECRETARIAT, start=SINCE)
    factories.role(
        made["Kirsten Budolf"], RoleKind.TARIFF_REPORTER, party=factories.party(), start=SINCE
    )
    before = [line(takst="4000", budget="18601000"), line(service="Boniveau 5", takst="2840")]
    take(before, year=2026, stage=Stage.APPROVED)
    workflow.open_year(2027, by=None, pl_pct=Decimal("2.5"), deadline_on=date(2190, 10, 15))
    return made


@pytest.fixture
def sign_in(browser: Any, portal: str) -> Iterator[Any]:
    windows = []

    def open_for(person: Person) -> Page:
        window = browser.new_context(
            base_url=portal, locale="da-DK", timezone_id="Europe/Copenhagen",
            viewport={"width": 1280, "height": 900}, reduced_motion="reduce",
        )  # fmt: skip
        window.set_default_timeout(15_000)
        windows.append(window)
        page = window.new_page()
        page.goto("/takster/")
        page.get_by_label("E-mail").fill(person.email)
        page.get_by_label("Adgangskode", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Log ind", exact=True).first.click()
        expect(page.get_by_role("heading", name="Takster", level=1)).to_be_visible()
        return page

    yield open_for
    for window in windows:
        window.close()


def test_from_a_file_to_accepted(people, sign_in, tmp_path):
    reporter = sign_in(people["Kirsten Budolf"])
    begin(reporter)
    bring_in_the_file(reporter, tmp_path)
    mend_a_figure_by_keyboard(reporter)
    explain_what_has_risen(reporter)
    hand_in(reporter)
    office = sign_in(people["Lene Bak"])
    send_back(office)
    hand_in_again(reporter)
    accept(office)


def begin(page: Page) -> None:
    page.get_by_role("button", name="Begynd indberetningen for Aalborg").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Indberetning af takster for 2027")
    # last year's lines are there, and their figures are to be given anew
    expect(page.get_by_label("Takst, Violen, Boniveau 5")).to_have_value("")


def bring_in_the_file(page: Page, folder: Path) -> None:
    file = folder / "takster.csv"
    file.write_bytes(csv_of([line(), line(service="Boniveau 5", takst="2.918")]))
    page.get_by_role("link", name="Læg regnearket ind").click()
    page.get_by_label("Fil", exact=True).set_input_files(file)
    page.get_by_role("button", name="Vis, hvad der sker").click()
    expect(page.get_by_text("Intet er gemt endnu")).to_be_visible()
    assert not Line.objects.filter(submission__year__year=2027, tariff__isnull=False).exists()
    page.get_by_role("button", name=re.compile("Læg 2.linjer ind")).click()
    expect(page.get_by_label("Takst, Violen, Boniveau 5")).to_have_value("2.918")


def mend_a_figure_by_keyboard(page: Page) -> None:
    """Typed and left by Tab: saved, computed anew, and the cursor goes on to the next field."""
    box = page.get_by_label("Budget, Violen, Botilbud")
    box.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("22.000.000")
    page.keyboard.press("Tab")
    expect(page.get_by_text("passer ikke")).to_be_visible()
    expect(page.get_by_label("Takst, Violen, Botilbud")).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type("4.5")
    page.keyboard.press("Tab")
    expect(page.get_by_text("kan læses på to måder")).to_be_visible()
    page.get_by_label("Takst, Violen, Botilbud").fill("4.731")
    page.keyboard.press("Tab")
    expect(page.get_by_text("passer", exact=True)).to_be_visible()
    expect(page.get_by_text("kan læses på to måder")).to_be_hidden()
    row = Line.objects.get(submission__year__year=2027, service="Botilbud")
    assert (row.budget, row.tariff) == (22_000_000, 4731)


def explain_what_has_risen(page: Page) -> None:
    page.reload()
    page.get_by_role("link", name="Forklar Botilbud, Violen").click()
    page.get_by_label("Forklaring").fill("Målgruppen kræver mere om natten.")
    page.get_by_label("Målgruppe").check()
    page.get_by_role("button", name="Gem forklaringen").click()
    expect(page.get_by_text("Målgruppen kræver mere om natten.")).to_be_visible()


def hand_in(page: Page) -> None:
    page.get_by_role("link", name="Tjek og indsend").click()
    page.get_by_role("button", name="Indsend").click()
    expect(page.get_by_text("er indsendt til sekretariatet")).to_be_visible()
    expect(page.get_by_label("Takst, Violen, Boniveau 5")).to_have_count(0)


def send_back(page: Page) -> None:
    page.get_by_role("link", name="Takster 2027", exact=True).click()
    expect(page.get_by_text("1 af 12 parter har indsendt")).to_be_visible()
    page.get_by_role("link", name="Åbn Aalborgs takster").click()
    page.get_by_role("link", name="Send retur").click()
    page.get_by_label("Hvad skal rettes?").fill("Se på Boniveau 5.")
    page.get_by_role("button", name="Send retur").click()


def hand_in_again(page: Page) -> None:
    page.reload()
    expect(page.get_by_text("Se på Boniveau 5.")).to_be_visible()
    page.get_by_role("link", name="Tjek og indsend").click()
    page.get_by_role("button", name="Indsend").click()
    expect(page.get_by_text("er indsendt til sekretariatet")).to_be_visible()


def accept(page: Page) -> None:
    page.reload()
    page.get_by_role("button", name="Tag imod").click()
    expect(page.get_by_text("er taget imod")).to_be_visible()
    made = Submission.objects.get(year__year=2027)
    assert made.status == SubmissionStatus.ACCEPTED
    assert made.versions.count() == 4
