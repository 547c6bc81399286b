"""An early warning becomes monitoring that the portal asks for and is answered."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from dasportal.accounts.models import Person, RoleKind
from dasportal.danish.dates import format_date
from dasportal.mail.models import OutgoingMail
from meetings import workflow as meetings
from meetings.models import AgendaItem, Meeting
from offers.watching.calculation import months_on
from offers.watching.models import EarlyWarning, Monitoring
from offers.watching.schedule import ask_for_figures
from tests import factories
from tests.browser.conftest import PASSWORD
from tests.factories import FREDERIKSHAVN, LÆSØ
from tests.meetings.conftest import plan
from tests.offers.conftest import member_offer
from tests.offers.watching.conftest import lay

pytestmark = pytest.mark.browser
SINCE = date(2020, 1, 1)
HERE = "/forstaerket/opfoelgning/"


@pytest.fixture
def people(portal: str, settings: Any) -> dict[str, Person]:
    settings.DEMO = True
    made = {
        name: factories.person(name, password=PASSWORD)
        for name in ("Lene Bak", "Line Krogh", "Anna Holm", "Læsøs medlem")
    }
    das = factories.das()
    factories.role(made["Lene Bak"], RoleKind.SECRETARIAT, start=SINCE)
    factories.role(
        made["Line Krogh"], RoleKind.OFFER_REPORTER, party=factories.party(), start=SINCE
    )
    factories.role(
        made["Anna Holm"], RoleKind.CHAIR, forum=das, party=factories.party(FREDERIKSHAVN),
        start=SINCE,
    )  # fmt: skip
    factories.role(
        made["Læsøs medlem"], RoleKind.MEMBER, forum=das, party=factories.party(LÆSØ), start=SINCE
    )
    office = made["Lene Bak"]
    kvisten = member_offer("Kvisten", office, places=6).offer
    lay(kvisten, office, "places", (2023, 6))
    lay(kvisten, office, "used", (2023, "5.8"), (2024, "5.1"))
    lay(kvisten, office, "budgeted", (2023, 98), (2024, 98))
    plan(das, office, timezone.localdate())
    return made


def test_a_warning_becomes_monitoring_that_is_asked_for_and_answered(people, sign_in):
    line, lene = sign_in(people["Line Krogh"]), sign_in(people["Lene Bak"])
    member = sign_in(people["Læsøs medlem"])
    see_the_signal(line)
    warn(line)
    made = EarlyWarning.objects.get()
    assert OutgoingMail.objects.filter(
        person=people["Anna Holm"], key__startswith=f"warning:{made.pk}:"
    ).exists()
    not_yet(member, made)
    answer(sign_in(people["Anna Holm"], 390), made)
    the_agenda_is_sent(people["Lene Bak"])
    member.goto(made.get_absolute_url())
    expect(member.get_by_role("heading", level=1)).to_have_text("Tidlig varsling: Kvisten")
    expect(member.get_by_role("button", name="Send svaret")).to_have_count(0)

    agree(lene, made)
    ask_for_figures.func()  # what the schedule does each morning
    reply(line)
    follow_up(lene)


def see_the_signal(page: Page) -> None:
    """On the overview, with its reason one click on."""
    page.goto("/forstaerket/")
    page.get_by_role("link", name="Lav belægning").click()
    expect(page.get_by_text("under det budgetterede to rapporter i træk")).to_be_visible()
    expect(page.get_by_text("ikke en dom").first).to_be_visible()


def warn(page: Page) -> None:
    page.get_by_role("link", name="Send en tidlig varsling").click()
    page.get_by_role("button", name="Send varslingen").click()
    expect(page.get_by_role("alert").first).to_be_visible()  # what is missing is said
    page.get_by_label("Bekymring for den økonomiske bæredygtighed").check()
    page.get_by_label("Bekymrende").check()
    page.get_by_label("Siden hvornår?").fill("1. september 2025")
    page.get_by_label("Hvad ser I?").fill("To pladser har stået tomme siden sommer.")
    page.get_by_label("Hvad gør I selv?").fill("Vi holder igen med vikarer.")
    page.get_by_label("Hvad beder I DAS om?").fill("At parterne siger, hvad de regner med.")
    page.get_by_role("button", name="Send varslingen").click()
    expect(page.get_by_text("Varslingen er sendt")).to_be_visible()
    expect(page.get_by_text("Venter på svar").first).to_be_visible()


def not_yet(page: Page, made: EarlyWarning) -> None:
    """Before the agenda is sent it is not there for the rest of DAS."""
    response = page.goto(made.get_absolute_url())
    assert response is not None
    assert response.status == 404
    page.goto(f"{HERE}varslinger/")
    expect(page.get_by_text("Ingen åbne varslinger")).to_be_visible()


def answer(page: Page, made: EarlyWarning) -> None:
    """DAS's chair, on a phone."""
    page.goto(made.get_absolute_url())
    page.get_by_label("Skriv et svar").fill("Vi tager det op på mødet.")
    page.get_by_role("button", name="Send svaret").click()
    expect(page.get_by_text("Formanden for DAS")).to_be_visible()
    wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    assert not wide


def the_agenda_is_sent(lene: Person) -> None:
    item = AgendaItem.objects.select_related("meeting").get(title="Tidlig varsling: Kvisten")
    meetings.send_agenda(Meeting.objects.get(pk=item.meeting_id), by=lene)


def agree(page: Page, made: EarlyWarning) -> None:
    today = timezone.localdate()
    page.goto(made.get_absolute_url())
    page.get_by_role("link", name="Aftal tættere opfølgning").click()
    page.get_by_label("Pladser i brug").check()
    page.get_by_label("Hver måned").check()
    page.get_by_label("Første gang").fill(format_date(today))
    page.get_by_label("Til og med").fill(format_date(months_on(today, 6)))
    page.get_by_role("button", name="Aftal opfølgningen").click()
    expect(page.get_by_text("Portalen beder selv om tallene")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tættere opfølgning: Kvisten")


def reply(page: Page) -> None:
    """From »Venter på dig«, with last time's figure to go on from."""
    page.goto("/")
    page.get_by_role("link", name="Send tal om Kvisten").first.click()
    expect(page.get_by_text("Sidst: 5,1")).to_be_visible()
    page.get_by_label("Pladser i brug (pladser)").fill("4,5")
    page.get_by_role("button", name="Send tallene").click()
    expect(page.get_by_text("hvorfor et tal mangler").first).to_be_visible()
    page.get_by_label("Med egne ord").fill("Vi har ingen på ventelisten.")
    page.get_by_role("button", name="Send tallene").click()
    expect(page.get_by_text("Tak. Tallene er sendt.")).to_be_visible()


def follow_up(page: Page) -> None:
    found = Monitoring.objects.get()
    page.goto(found.get_absolute_url())
    expect(page.get_by_text("Besvaret").first).to_be_visible()
    page.goto(f"/forstaerket/tilbud/{found.offer_id}/")
    expect(page.get_by_role("link", name="Følges tættere").first).to_be_visible()
    expect(page.get_by_text("Tættere opfølgning aftalt")).to_be_visible()
    page.goto(EarlyWarning.objects.get().get_absolute_url())
    page.get_by_role("link", name="Afslut varslingen").click()
    page.get_by_label("Hvad kom der ud af det?").fill("Tallene følges hver måned.")
    page.get_by_role("button", name="Afslut varslingen").click()
    expect(page.get_by_text("Varslingen er afsluttet.")).to_be_visible()
