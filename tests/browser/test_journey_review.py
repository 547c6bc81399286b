"""The secretariat goes through what a municipality handed in: filters, asks about a line, sends it
back; the municipality answers and hands in again; the difference is shown, and it is taken in. And a
name that nobody knew is settled."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from dasportal.accounts.models import Person, RoleKind
from dasportal.register.models import Offer, OfferName
from dasportal.register.workflow import confirm_offer
from tariffs import workflow
from tariffs.models import Submission, SubmissionStatus
from tariffs.workflow import Stage
from tests import factories
from tests.browser.conftest import PASSWORD
from tests.tariffs.conftest import line, take

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
    before = [line(takst="4000", budget="18601000"), line("Astrupparken", takst="4600")]
    take(before, year=2026, stage=Stage.APPROVED)
    for offer in Offer.objects.all():
        confirm_offer(offer, by=made["Lene Bak"])
    workflow.open_year(2027, by=None, pl_pct=Decimal("2.5"), deadline_on=date(2190, 10, 15))
    rows = [line(forklaring="Ny afdeling."), line("Astrupparken", takst="4701"),
            line("Botilbud Violen 2", takst="4702")]  # fmt: skip
    workflow.submit(take(rows, year=2027).submission, by=made["Kirsten Budolf"])
    return made


def test_from_the_queue_to_taken_in(people, sign_in):
    office = sign_in(people["Lene Bak"])
    filter_the_queue(office)
    ask_about_a_line(office)
    send_back(office)
    reporter = sign_in(people["Kirsten Budolf"])
    answer_and_hand_in_again(reporter)
    see_what_was_changed(office)
    take_in(office)
    settle_the_new_name(office)


def filter_the_queue(page: Page) -> None:
    page.get_by_role("link", name="Takster 2027").click()
    page.get_by_role("link", name="Gennemgå det indsendte").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Gennemgang af takster 2027")
    expect(page.get_by_role("row")).to_have_count(5)  # head, three lines, foot
    page.get_by_text("Afgræns linjerne").click()
    page.locator("#id_fund").select_option(label="Drøftes i DAS")
    page.get_by_role("button", name="Vis", exact=True).click()
    expect(page.get_by_role("row")).to_have_count(3)
    expect(page.get_by_role("rowheader", name=re.compile("Violen, Botilbud"))).to_be_visible()
    expect(page.get_by_text("I alt 1 linje")).to_be_visible()


def ask_about_a_line(page: Page) -> None:
    page.get_by_role("link", name="Violen, Botilbud").click()
    expect(page.get_by_text("Det flyttede taksten")).to_be_visible()
    page.get_by_label("Kommentar til linjen").fill("Hvornår åbnede afdelingen?")
    page.get_by_role("button", name="Gem kommentaren").click()
    expect(page.get_by_text("Ikke sendt", exact=True)).to_be_visible()


def send_back(page: Page) -> None:
    page.get_by_role("link", name="Til indberetningen").click()
    page.get_by_role("link", name=re.compile("Send retur med 1.kommentar")).click()
    page.get_by_role("button", name="Send retur").click()
    expect(page.get_by_text("er sendt retur")).to_be_visible()
    made = Submission.objects.get(year__year=2027)
    assert made.status == SubmissionStatus.RETURNED
    assert made.return_reason == "Violen, Botilbud (ABL § 105): Hvornår åbnede afdelingen?"


def answer_and_hand_in_again(page: Page) -> None:
    page.get_by_role("link", name="Aalborg, takster 2027").click()
    expect(
        page.get_by_text(re.compile("1.kommentar fra sekretariatet venter på svar"))
    ).to_be_visible()
    page.get_by_role("link", name=re.compile("Svar på kommentaren")).click()
    page.get_by_label("Jeres svar").fill("Den 1. marts 2026.")
    page.get_by_role("button", name="Gem svaret").click()
    expect(page.get_by_text("Den 1. marts 2026.")).to_be_visible()
    made = Submission.objects.get(year__year=2027)
    row = made.lines.get(offer__name="Violen")
    reporter = Person.objects.get(name="Kirsten Budolf")
    workflow.save_line(made, by=reporter, line=row, base_revision=row.revision,
                       values={"tariff": Decimal(4702)})  # fmt: skip
    page.get_by_role("link", name="Tjek og indsend").click()
    page.get_by_role("button", name="Indsend").click()
    expect(page.get_by_text("Version 3: indsendt")).to_be_visible()


def see_what_was_changed(page: Page) -> None:
    page.goto("/takster/gennemgang/2027/")
    page.get_by_role("link", name="Gennemgå Aalborg").click()
    page.get_by_role("link", name="Versioner").click()
    expect(page.get_by_text(re.compile("1.linje rettet"))).to_be_visible()
    page.get_by_role("link", name="Version 3").click()
    expect(page.locator("del", has_text="4.701")).to_be_visible()
    expect(page.locator("ins", has_text="4.702")).to_be_visible()


def take_in(page: Page) -> None:
    page.goto("/takster/gennemgang/2027/")
    page.get_by_role("link", name="Gennemgå Aalborg").click()
    page.get_by_role("link", name=re.compile("Kommenteret")).click()
    page.get_by_text(re.compile("^1.kommentar$")).click()
    expect(page.get_by_text("Den 1. marts 2026.")).to_be_visible()
    page.get_by_role("button", name="Tag imod").click()
    expect(page.get_by_text("er taget imod")).to_be_visible()
    assert Submission.objects.get(year__year=2027).status == SubmissionStatus.ACCEPTED


def settle_the_new_name(page: Page) -> None:
    page.get_by_role("navigation").get_by_role("link", name="Tilbud", exact=True).click()
    page.get_by_role("link", name=re.compile("1.nyt navn at tage stilling til")).click()
    page.get_by_role("link", name=re.compile("Et andet kendt tilbud")).click()
    page.get_by_label("Det er det samme som").select_option(label="Astrupparken")
    page.get_by_role("button", name="Vis, hvad der sker").click()
    page.get_by_role("link", name="Fortryd").click()
    page.get_by_role("button", name=re.compile("Et nyt tilbud")).click()
    expect(page.get_by_text("er bekræftet som et tilbud for sig")).to_be_visible()
    assert Offer.objects.get(name="Botilbud Violen 2").confirmed
    assert not OfferName.objects.exists()
