"""The yearly dialogue: driftsherre reports, twelve buyers answer, expert comments, FU recommends, DAS
notes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from dasportal.accounts.models import Forum, Person, RoleKind
from dasportal.danish.dates import format_date
from dasportal.register.models import Offer
from offers import workflow as offers
from offers.models import Figure, OfferCase
from offers.yearly.models import BuyerAnswer, DialogueYear
from offers.yearly.queries import parties
from tests import factories
from tests.browser.conftest import PASSWORD
from tests.factories import AALBORG, LÆSØ, REGION
from tests.offers.conftest import meeting_of, member_offer, met, reporter
from tests.offers.yearly.conftest import LATER, given_answer, given_report

pytestmark = pytest.mark.browser
SINCE = date(2020, 1, 1)
HERE = "/forstaerket/aaret/"


@pytest.fixture
def people(portal: str, settings: Any) -> dict[str, Person]:
    settings.DEMO = True
    made = {
        name: factories.person(name, password=PASSWORD)
        for name in ("Lene Bak", "Line Krogh", "Læsøs indberetter", "Vibeke Lund")
    }
    factories.role(made["Lene Bak"], RoleKind.SECRETARIAT, start=SINCE)
    factories.role(made["Vibeke Lund"], RoleKind.EXPERT, start=SINCE)
    for name, code in (("Line Krogh", AALBORG), ("Læsøs indberetter", LÆSØ)):
        factories.role(
            made[name], RoleKind.OFFER_REPORTER, party=factories.party(code), start=SINCE
        )
    member_offer("Kvisten", made["Lene Bak"], AALBORG, places=6)
    member_offer("Neurocenter Østerskoven", made["Lene Bak"], REGION, places=24)
    return made


def test_a_year_goes_from_reports_to_das(people, sign_in):
    office = people["Lene Bak"]
    lene, line = sign_in(office), sign_in(people["Line Krogh"])
    læsø, vibeke = sign_in(people["Læsøs indberetter"], 390), sign_in(people["Vibeke Lund"])
    open_the_year(lene)
    year = DialogueYear.objects.get()
    report(line)
    the_others_report(year)
    answer(line)
    answer_that_it_is_not_used(læsø)
    the_other_ten_answer(year)
    send_to_hearing(lene)
    read_the_twelve(læsø)
    comment(vibeke)
    over_a_meeting(lene, factories.fu(), office, outcome="approved")
    lene.goto(f"{HERE}2024/")
    expect(lene.get_by_role("heading", name="FU's anbefaling")).to_be_visible()
    over_a_meeting(lene, factories.das(), office, outcome="noted")
    the_year_is_over(læsø)


def open_the_year(page: Page) -> None:
    page.goto(HERE)
    page.get_by_role("link", name="Åbn et år").click()
    page.get_by_label("År", exact=True).fill("2024")
    page.get_by_label("Frist for årsrapporter").fill(format_date(LATER))
    page.get_by_label("Frist for købernes svar").fill(format_date(LATER))
    page.get_by_role("button", name="Åbn og giv besked").click()
    expect(page.get_by_text("0 af 2 årsrapporter er indsendt")).to_be_visible()


def report(page: Page) -> None:
    """Kvisten, 5.6 of 6 places. A wrong occupancy is saved, and keeps the report back until it is
    put right."""
    page.goto("/")
    page.get_by_role("link", name="Skriv årsrapport 2024 for Kvisten").first.click()
    page.locator("#id_places").fill("6")
    page.locator("#id_used").fill("5,6")
    page.locator("#id_occupancy_pct").fill("80")
    page.locator("#id_income").fill("9.000.000")
    page.locator("#id_cost").fill("9.100.000")
    page.locator("#id_result").fill("-100.000")
    page.locator("#id_professional").fill("Holdet er samlet.")
    page.locator("#id_economic").fill("Vi klarer os.")
    page.locator("#id_worries").fill("Vagterne er svære at dække.")
    page.get_by_role("button", name="Gem, og gå til indsendelse").click()
    expect(page.get_by_text("Rapporten kan ikke indsendes endnu")).to_be_visible()
    expect(page.get_by_role("button", name="Indsend", exact=True)).to_have_count(0)
    page.get_by_role("link", name="Ret rapporten").click()
    expect(page.locator("#id_worries")).to_have_value("Vagterne er svære at dække.")
    page.locator("#id_occupancy_pct").fill("93,3")
    page.get_by_role("button", name="Gem, og gå til indsendelse").click()
    page.get_by_role("button", name="Indsend", exact=True).click()
    expect(page.get_by_text("er indsendt. I får en kvittering på mail.")).to_be_visible()
    used = Figure.objects.get(series__offer__name="Kvisten", series__measure="used")
    assert (used.on, used.value) == (date(2024, 12, 31), Decimal("5.6"))


def the_others_report(year: DialogueYear) -> None:
    offer = offers_named("Neurocenter Østerskoven")
    given_report(
        year, offer, reporter(REGION), places=Decimal(24), used=Decimal(17),
        result=Decimal(-6_700_000), expected_result=Decimal(-10_600_000),
    )  # fmt: skip


def offers_named(name: str) -> Offer:
    return Offer.objects.get(name=name)


def answer(page: Page) -> None:
    """Aalborg: both offers on one page, a draft first."""
    page.goto(f"{HERE}2024/")
    page.get_by_role("link", name="Svar for Aalborg").first.click()
    kvisten = page.get_by_role("group", name="Kvisten")
    kvisten.get_by_label("Pladser i brug nu").fill("3")
    page.get_by_role("button", name="Gem kladden").click()
    expect(page.get_by_text("Gemt. Du kan komme tilbage")).to_be_visible()
    expect(kvisten.get_by_label("Pladser i brug nu")).to_have_value("3")
    for name in ("Kvisten", "Neurocenter Østerskoven"):
        about = page.get_by_role("group", name=name)
        about.get_by_label("Ventes næste år").fill("2,5")
        about.get_by_label("Hvad regner I med?").select_option("same")
    page.get_by_role("button", name="Indsend").click()
    expect(page.get_by_text("Svaret er indsendt")).to_be_visible()


def answer_that_it_is_not_used(page: Page) -> None:
    """Læsø, on a phone: why is asked for, beside the offer it is about."""
    page.goto(f"{HERE}2024/koeber/{LÆSØ}/")
    for name in ("Kvisten", "Neurocenter Østerskoven"):
        about = page.get_by_role("group", name=name)
        about.get_by_label("Hvad regner I med?").select_option("none")
    page.get_by_role("button", name="Indsend").click()
    expect(page.get_by_text("Kvisten: skriv, hvorfor I ikke bruger det.").first).to_be_visible()
    for name in ("Kvisten", "Neurocenter Østerskoven"):
        about = page.get_by_role("group", name=name)
        about.get_by_label("Hvorfor bruger I ikke tilbuddet?").fill("Ingen i målgruppen.")
    page.get_by_role("button", name="Indsend").click()
    expect(page.get_by_text("Svaret er indsendt")).to_be_visible()
    assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")


def the_other_ten_answer(year: DialogueYear) -> None:
    for party in parties():
        if party.code not in (AALBORG, LÆSØ):
            given_answer(year, party, reporter(party.code), now="0.25", expected="0.3")
    assert BuyerAnswer.objects.filter(status="submitted").count() == 12


def send_to_hearing(page: Page) -> None:
    page.goto(f"{HERE}2024/")
    expect(page.get_by_text("12 af 12 parter har svaret som købere")).to_be_visible()
    page.get_by_role("link", name="Send i høring").click()
    page.get_by_label("Høringsfrist").fill(format_date(LATER))
    page.get_by_role("button", name="Send i høring").click()
    expect(page.get_by_text("0 af 12 har svaret på")).to_be_visible()


def read_the_twelve(page: Page) -> None:
    """Twelve answers on one page, now read by all: 3 + 10 × 0,25 in use."""
    page.goto(f"{HERE}2024/")
    page.get_by_role("link", name="Svarene om Kvisten").click()
    expect(page.get_by_text("12 af 12 parter har svaret")).to_be_visible()
    expect(page.locator("tfoot")).to_contain_text("5,5")
    expect(page.get_by_text("Ingen i målgruppen.")).to_be_visible()
    assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")


def comment(page: Page) -> None:
    page.goto(f"{HERE}2024/")
    page.get_by_role("link", name="Skriv bemærkninger til Kvisten").click()
    page.get_by_label("Ekspertpanelets bemærkninger").fill("Fagligheden er høj.")
    page.get_by_role("button", name="Gem bemærkningerne").click()
    expect(page.get_by_text("Ekspertpanelet har skrevet om 1 af 2 tilbud.")).to_be_visible()


def over_a_meeting(page: Page, forum: Forum, office: Person, *, outcome: str) -> None:
    """On the agenda in the browser; the meeting itself is others' journey."""
    meeting = meeting_of(forum, office)
    page.goto(f"{HERE}2024/")
    page.get_by_role("link", name="Sæt status på en dagsorden").click()
    page.get_by_label("Møde").select_option(str(meeting.pk))
    page.get_by_role("button", name="Sæt på dagsorden").click()
    expect(page.get_by_text("er sat på dagsordenen.")).to_be_visible()
    case = OfferCase.objects.get(status="open")
    assert case.item is not None
    text = case.item.presentation
    assert text.index("Kvisten") < text.index("Østerskoven")
    assert "5,6 af 6" in text
    met(case, office, outcome=outcome)
    offers.decide(OfferCase.objects.get(pk=case.pk), by=office)


def the_year_is_over(page: Page) -> None:
    """Read by a party on a phone, with the whole sheet of the offer."""
    page.goto(f"{HERE}2024/")
    expect(page.get_by_text("Afsluttet").first).to_be_visible()
    year = DialogueYear.objects.get()
    assert (year.status, bool(year.recommendation)) == ("closed", True)
    page.goto(f"/forstaerket/tilbud/{offers_named('Kvisten').pk}/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kvisten")
