"""Special terms for Neurocenter Østerskoven: the operator proposes that a deficit of 6.7 m kr. is shared,
the parties see it to the krone, FU recommends, DAS approves, a party joins, another declines, and the
terms come into force for those who are bound."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from dasportal.accounts.models import Person, RoleKind
from meetings import workflow as meetings
from meetings.models import AgendaItem, Meeting
from offers.models import OfferCase
from offers.terms import workflow
from offers.terms.models import Proposal
from tests import factories
from tests.browser.conftest import PASSWORD
from tests.factories import AALBORG, LÆSØ, REGION
from tests.meetings.conftest import plan
from tests.offers.conftest import member_offer, printed
from tests.offers.terms.conftest import lay_people

pytestmark = pytest.mark.browser
ROWS = 12


@pytest.fixture
def people(portal: str, settings: Any) -> dict[str, Person]:
    settings.DEMO = True
    das = factories.das()
    made = {
        "office": factories.secretary("Lene Bak"),
        "region": factories.holder(
            RoleKind.OFFER_REPORTER, "Regionens indberetter", party=factories.party(REGION)
        ),
        "læsø": factories.member(das, LÆSØ, "Læsøs medlem"),
        "aalborg": factories.member(das, AALBORG, "Aalborgs medlem"),
    }
    for person in made.values():
        person.set_password(PASSWORD)
        person.save()
    lay_people()
    member_offer("Neurocenter Østerskoven", made["office"], REGION, places=24)
    for forum in (factories.fu(), das):
        plan(forum, made["office"], timezone.localdate())
    return made


def test_from_a_proposal_to_parties_that_are_bound(people, sign_in):
    region = sign_in(people["region"])
    propose(region)
    office = sign_in(people["office"])
    hear(office)
    before_the_meeting(office, people["office"], "FU")
    before_the_meeting(office, people["office"], "DAS Social")
    læsø = sign_in(people["læsø"], 390)
    answer(læsø, "Læsø", "Tiltræder")
    aalborg = sign_in(people["aalborg"])
    answer(aalborg, "Aalborg", "Afslår")
    made = Proposal.objects.get()
    for row in made.answers.filter(status="waiting"):
        workflow.join(row, on=timezone.localdate(), source="Byrådet", by=people["office"])
    into_force(office)
    office.goto(f"/forstaerket/tilbud/{made.offer_id}/")
    expect(office.get_by_text("Læsø tiltræder særlige vilkår")).to_be_visible()
    expect(office.get_by_text("Særlige vilkår sat i kraft")).to_be_visible()


def propose(page: Page) -> None:
    page.goto("/forstaerket/")
    page.get_by_role("link", name="Neurocenter Østerskoven").first.click()
    page.get_by_role("link", name="Foreslå særlige vilkår").click()
    page.get_by_label("Kort om forslaget").fill("Fælles garanti for underskuddet")
    page.get_by_label("Hvorfor").fill("Et underskud på 6,7 mio. kr. og færre henvisninger.")
    page.get_by_label("Hvad parterne bedes om").fill("At tiltræde garantien i to år.")
    page.get_by_label("Fra", exact=True).fill("1.7.2025")
    page.get_by_label("Til og med").fill("30.6.2027")
    page.get_by_role("button", name="Gem kladden").click()
    page.get_by_role("link", name="Tilføj vilkår").click()
    page.get_by_text("Solidarisk underskudsgaranti", exact=True).first.click()
    page.get_by_role("button", name="Videre").click()
    page.get_by_label("Underskud, der deles").fill("6.700.000")
    page.get_by_role("button", name="Regn ud og gem").click()
    expect(page.get_by_text("Der mangler nøgletal for Region Nordjylland").first).to_be_visible()
    expect(page.get_by_label("Underskud, der deles")).to_have_value("6.700.000")
    page.get_by_label("Region Nordjylland: nøgletal").fill("60.000")
    page.get_by_role("button", name="Regn ud og gem").click()
    assert sum(shares(page).values()) == 6_700_000
    assert len(shares(page)) == ROWS
    page.get_by_role("link", name="Fremlæg").click()
    expect(page.get_by_text("Intet sættes i kraft af sig selv")).to_be_visible()
    page.get_by_role("button", name="Fremlæg").click()
    expect(page.get_by_text("Forslaget er fremlagt for parterne.")).to_be_visible()


def shares(page: Page) -> dict[str, int]:
    """The amounts of the first table as the page shows them, by party; who is not bound is left out."""
    found = {}
    table = page.get_by_role("table").first
    for row in table.locator("tbody tr").all():
        amount = row.locator("td.number").first.inner_text()
        if "ikke bundet" not in amount:
            found[row.locator("th").inner_text().split(" jeres")[0]] = int(
                re.sub(r"\D", "", amount)
            )
    return found


def hear(page: Page) -> None:
    page.goto(Proposal.objects.get().get_absolute_url())
    page.get_by_role("link", name="Hør parterne").click()
    page.get_by_label("Svarfrist").fill("1.12.2099")
    page.get_by_role("button", name="Lav høringen").click()
    expect(page.get_by_text("Høringen er lavet som kladde")).to_be_visible()
    page.goto(Proposal.objects.get().get_absolute_url())
    expect(
        page.get_by_role("link", name="Særlige vilkår for Neurocenter Østerskoven")
    ).to_be_visible()


def before_the_meeting(page: Page, lene: Person, forum: str) -> None:
    """On the agenda with the figures; the meeting approves; the decision is written in."""
    meeting = Meeting.objects.get(forum__short_name=forum)
    page.goto(Proposal.objects.get().get_absolute_url())
    page.get_by_role("link", name="Sæt på dagsorden").click()
    page.get_by_label("Møde").select_option(value=str(meeting.pk))
    page.get_by_role("button", name="Sæt på dagsorden").click()
    expect(page.get_by_text("er sat på dagsordenen")).to_be_visible()
    case = OfferCase.objects.open().get()
    printed(case, lene)
    item = AgendaItem.objects.get(pk=case.item_id)
    assert "6.700.000" in item.presentation and "18.505" in item.presentation
    meetings.send_agenda(meeting, by=lene)
    meetings.start_meeting(meeting, by=lene)
    meetings.set_outcome(item, outcome="approved", by=lene)
    page.reload()
    page.get_by_role("link", name="Skriv beslutningen ind").click()
    page.get_by_role("button", name="Skriv beslutningen ind").click()
    expect(page.get_by_text("er skrevet ind")).to_be_visible()


def answer(page: Page, party: str, how: str) -> None:
    page.goto("/forstaerket/")
    page.get_by_role("link", name="Fælles garanti for underskuddet").first.click()
    expect(page.get_by_text("Kun de parter, der tiltræder, bliver bundet.")).to_be_visible()
    page.get_by_role("link", name=f"Svar for {party}").first.click()
    page.get_by_text(how, exact=True).click()
    page.get_by_label("Besluttet den").fill("1.6.2025")
    page.get_by_role("button", name="Gem svaret").click()
    expect(page.locator(".form-error-message").first).to_be_visible()
    page.get_by_label("Hvor er det besluttet?").fill("Byrådet den 1. juni 2025")
    page.get_by_role("button", name="Gem svaret").click()
    expect(page.get_by_text(f"{party} {how.lower()}.")).to_be_visible()
    wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    assert not wide
    assert sum(shares(page).values()) == 6_700_000


def into_force(page: Page) -> None:
    page.goto(Proposal.objects.get().get_absolute_url())
    expect(page.get_by_text("11 af 12 har tiltrådt.")).to_be_visible()
    page.get_by_role("link", name="Sæt i kraft").click()
    page.get_by_label("Følges op den").fill("1.12.2099")
    page.get_by_role("button", name="Sæt i kraft").click()
    expect(page.get_by_text("Vilkårene er i kraft.")).to_be_visible()
    bound = shares(page)
    assert "Aalborg" not in bound and len(bound) == ROWS - 1
    assert sum(bound.values()) == 6_700_000
