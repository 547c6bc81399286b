"""An offer on its way in: nominated, assessed by the six criteria, recommended, decided, in."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from dasportal.accounts.models import Forum, Person, RoleKind
from offers.models import Membership, OfferCase
from tests import factories
from tests.browser.conftest import PASSWORD
from tests.factories import REGION
from tests.offers.conftest import SINCE, meeting_of, met, offer

pytestmark = pytest.mark.browser
CODES = ("a1", "a2", "a3", "b1", "c1", "c2")


@pytest.fixture
def people(portal: str, settings: Any) -> dict[str, Person]:
    settings.DEMO = True
    made = {
        name: factories.person(name, password=PASSWORD)
        for name in ("Lene Bak", "Peter Færge", "Vibeke Lund")
    }
    factories.role(made["Lene Bak"], RoleKind.SECRETARIAT, start=SINCE)
    factories.role(made["Vibeke Lund"], RoleKind.EXPERT, start=SINCE)
    factories.role(
        made["Peter Færge"], RoleKind.OFFER_REPORTER, party=factories.party(REGION), start=SINCE
    )
    offer("Center Nordlys", REGION, target_groups="Erhvervet hjerneskade")
    return made


def test_from_nomination_to_being_in(people, sign_in):
    office = people["Lene Bak"]
    peter, lene = sign_in(people["Peter Færge"]), sign_in(office)
    nominate(peter)
    assess(lene)
    recommend(sign_in(people["Vibeke Lund"]))
    for forum in (factories.fu(), factories.das()):
        over_a_meeting(lene, forum, office)
    onward(lene)
    assert Membership.objects.get().offer.name == "Center Nordlys"
    peter.goto("/forstaerket/")
    expect(peter.get_by_role("row").filter(has_text="Center Nordlys")).to_be_visible()


def nominate(page: Page) -> None:
    page.goto("/forstaerket/udvaelgelse/")
    page.get_by_role("link", name="Indstil et tilbud").click()
    page.locator("#id_offer").select_option(label="Center Nordlys (Region Nordjylland)")
    page.locator("#id_why").fill("Der er intet andet i landsdelen.")
    page.get_by_role("button", name="Indstil", exact=True).click()
    expect(page.get_by_text("Center Nordlys er indstillet.")).to_be_visible()


def assess(page: Page) -> None:
    """What is met must say what it builds on; the rule is told as it stands."""
    page.goto("/forstaerket/udvaelgelse/")
    page.get_by_role("link", name="Center Nordlys").click()
    page.get_by_role("link", name="Vurder efter kriterierne").click()
    page.locator("#id_a1_met").select_option("ja")
    page.get_by_role("button", name="Gem vurderingen").click()
    expect(page.get_by_text("Skriv, hvad A.1 bygger på.").first).to_be_visible()
    for code in CODES:
        met_it = code not in ("a2", "a3")
        page.locator(f"#id_{code}_met").select_option("ja" if met_it else "nej")
        page.locator(f"#id_{code}_why").fill("Beskrevet i bilaget." if met_it else "")
    page.get_by_role("button", name="Gem vurderingen").click()
    expect(page.get_by_text("A, B og C er alle opfyldt.").first).to_be_visible()
    page.get_by_role("button", name="Læg for ekspertpanelet").click()
    expect(page.get_by_text("Vurderingen er lagt for ekspertpanelet.")).to_be_visible()


def recommend(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Skriv ekspertpanelets anbefaling om Center Nordlys").click()
    page.locator("#id_text").fill("Vi anbefaler, at tilbuddet kommer med.")
    page.get_by_role("button", name="Gem anbefalingen").click()
    expect(page.get_by_text("Ekspertpanelets anbefaling er gemt.")).to_be_visible()


def over_a_meeting(page: Page, forum: Forum, office: Person) -> None:
    """Put on by the page, decided by the meeting, written in by the page."""
    meeting = meeting_of(forum, office)
    page.goto("/forstaerket/udvaelgelse/")
    page.get_by_role("link", name="Center Nordlys").click()
    page.get_by_role("link", name=f"Sæt på dagsorden i {forum.short_name}").click()
    page.locator("#id_meeting").select_option(str(meeting.pk))
    page.get_by_role("button", name="Sæt på dagsorden").click()
    expect(page.get_by_text("er sat på dagsordenen.")).to_be_visible()
    case = OfferCase.objects.open().get()
    met(case, office)
    page.reload()
    page.get_by_role("link", name="Skriv beslutningen ind").click()
    page.get_by_role("button", name="Skriv beslutningen ind").click()
    expect(page.get_by_text("er skrevet ind.")).to_be_visible()


def onward(page: Page) -> None:
    page.goto("/forstaerket/udvaelgelse/")
    page.get_by_role("link", name="Center Nordlys").click()
    page.get_by_role("link", name="Notér: Videre til KKR").click()
    page.get_by_role("button", name="Notér").click()
    expect(page.get_by_text("»Videre til KKR« er noteret.")).to_be_visible()
