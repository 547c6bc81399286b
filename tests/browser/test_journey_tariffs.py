"""A municipality's tariffs from a file to accepted: begun, taken in, mended, explained and handed in
with the keyboard alone, sent back, handed in again."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from dasportal.accounts.models import Person, RoleKind
from dasportal.mail.models import OutgoingMail
from tariffs import workflow
from tariffs.models import FindingAnswer, Line, Submission, SubmissionStatus
from tariffs.workflow import Stage
from tests import factories
from tests.browser.conftest import PASSWORD
from tests.tariffs.conftest import csv_of, line, take

pytestmark = pytest.mark.browser
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


def test_from_a_file_to_accepted(people, sign_in, tmp_path):
    reporter = sign_in(people["Kirsten Budolf"])
    begin(reporter)
    bring_in_the_file(reporter, tmp_path)
    mend_a_figure_by_keyboard(reporter)
    go_between_lines_by_keyboard(reporter)
    go_on_before_the_save_has_been_answered(reporter)
    explain_what_has_risen_by_keyboard(reporter)
    answer_a_notice(reporter)
    hand_in(reporter)
    fetch_the_receipt(reporter)
    office = sign_in(people["Lene Bak"])
    send_back(office)
    hand_in_again(reporter)
    accept(office)


def begin(page: Page) -> None:
    go(page, page.get_by_role("button", name="Begynd indberetningen for Aalborg"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Indberetning af takster for 2027")
    # last year's lines are there, and their figures are to be given anew
    expect(page.get_by_label("Takst, Violen, Boniveau 5")).to_have_value("")


def bring_in_the_file(page: Page, folder: Path) -> None:
    file = folder / "takster.csv"
    file.write_bytes(csv_of([line(), line(service="Boniveau 5", takst="2.918")]))
    go(page, page.get_by_role("link", name="Læg regnearket ind"))
    tab_to(page, page.get_by_label("Fil", exact=True))
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Space")
    chooser.value.set_files(file)
    go(page, page.get_by_role("button", name="Vis, hvad der sker"))
    expect(page.get_by_text("Intet er gemt endnu")).to_be_visible()
    assert not Line.objects.filter(submission__year__year=2027, tariff__isnull=False).exists()
    go(page, page.get_by_role("button", name=re.compile("Læg 2.linjer ind")))
    expect(page.get_by_label("Takst, Violen, Boniveau 5")).to_have_value("2.918")


def mend_a_figure_by_keyboard(page: Page) -> None:
    """Typed and left by Tab: saved, computed anew, and the cursor goes on to the next field."""
    tab_to(page, page.get_by_label("Budget, Violen, Botilbud"))
    page.keyboard.press("Control+A")
    page.keyboard.type("22.000.000")
    page.keyboard.press("Tab")
    expect(page.get_by_text("passer ikke")).to_be_visible()
    expect(page.get_by_text("Gemt", exact=True)).to_be_visible()
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


def go_between_lines_by_keyboard(page: Page) -> None:
    """Enter and the arrows go to the same figure of the next line; what is left is saved. What a
    row comes to is there while it is typed."""
    average, level = (
        page.get_by_label(f"Takst, Violen, {name}") for name in ("Botilbud", "Boniveau 5")
    )
    average.focus()
    page.keyboard.press("ArrowDown")
    expect(level).to_be_focused()
    page.keyboard.type("3.000")
    expect(page.get_by_text("+5,63 % nominelt")).to_be_visible()
    page.keyboard.press("ArrowUp")
    expect(average).to_be_focused()
    page.keyboard.press("Enter")
    expect(level).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type("2.918")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_text("+2,75 % nominelt")).to_be_visible()
    poll(lambda: Line.objects.get(submission__year__year=2027, kind="level").tariff == 2918, page)


def go_on_before_the_save_has_been_answered(page: Page) -> None:
    """One is held until it has been, so that nothing typed is lost."""
    expect(page.locator(".htmx-request")).to_have_count(0)
    held: list[Any] = []
    page.route(re.compile("/takster/linje/"), lambda route: held.append(route))
    page.get_by_label("Takst, Violen, Botilbud").fill("4.732")
    page.get_by_role("link", name="Tjek og indsend").click()
    poll(lambda: held, page)
    assert not page.url.endswith("/indsend/")
    page.unroute_all()  # which lets what was held go on
    page.wait_for_url("**/indsend/")
    assert Line.objects.get(submission__year__year=2027, service="Botilbud").tariff == 4732
    page.go_back()


def poll(holds: Any, page: Page) -> None:
    """Until what was saved in the background is there."""
    for _ in range(100):
        if holds():
            return
        page.wait_for_timeout(100)
    raise AssertionError("it was not saved")


def tab_to(page: Page, target: Any, most: int = 80) -> None:
    """By Tab alone, as one does who has no mouse."""
    for _ in range(most):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("Tab does not lead there")


def go(page: Page, target: Any) -> None:
    """To a link or a button by Tab, seen to be where one is, and pressed by Enter."""
    tab_to(page, target)
    shown = "e => { const s = getComputedStyle(e); return s.outlineStyle + s.boxShadow; }"
    assert target.evaluate(shown) != "nonenone", "one does not see where one is"
    page.keyboard.press("Enter")


def explain_what_has_risen_by_keyboard(page: Page) -> None:
    page.reload()
    tab_to(page, page.get_by_role("link", name="Forklar Botilbud, Violen"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_label("Forklaring", exact=False).first)
    page.keyboard.type("Målgruppen kræver mere om natten.")
    tab_to(page, page.get_by_label("Målgruppe", exact=True))
    page.keyboard.press("Space")
    tab_to(page, page.get_by_label("Målgruppe, kr."))
    page.keyboard.type("500")
    tab_to(page, page.get_by_label("Overhead, kr."))
    page.keyboard.type("131")
    expect(page.get_by_text("+631 kr.")).to_be_visible()
    tab_to(page, page.get_by_role("button", name="Gem forklaringen"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Målgruppen kræver mere om natten.")).to_be_visible()


def answer_a_notice(page: Page) -> None:
    notices = re.compile("bemærkning(er)? til Botilbud, Violen")
    go(page, page.locator("summary").filter(has_text=notices))
    go(page, page.get_by_role("link", name=re.compile("^Svar på: Violen, Botilbud")).first)
    tab_to(page, page.get_by_label("Bemærkning"))
    page.keyboard.type("Det har vi talt med jer om.")
    go(page, page.get_by_role("button", name="Gem svaret"))
    expect(page.get_by_text("Bemærkningen er besvaret.")).to_be_visible()
    assert FindingAnswer.objects.get().comment == "Det har vi talt med jer om."


def fetch_the_receipt(page: Page) -> None:
    link = page.get_by_role("link", name=re.compile("Kvittering for version 1"))
    answer = page.request.get(link.get_attribute("href"))
    assert answer.headers["content-type"] == "application/pdf"
    mail = OutgoingMail.objects.get(kind="receipt")
    assert mail.person.name == "Kirsten Budolf"
    assert "/takster/kvittering/" in mail.text


def hand_in(page: Page) -> None:
    go(page, page.get_by_role("link", name="Tjek og indsend"))
    go(page, page.get_by_role("button", name="Indsend"))
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
