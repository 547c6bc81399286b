"""Twelve members, the secretariat and an outsider between two meetings: minutes approved online, and
a case decided in writing. On a phone, a tablet and a desk."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import cycle
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Page, expect

from dasportal.accounts.models import Party, PartyKind, Person, RoleKind
from dasportal.mail.models import OutgoingMail
from meetings import workflow
from meetings.approval.models import ApprovalRound, PartyApproval
from meetings.circulation.models import Ballot, BallotVersion, Vote
from meetings.circulation.workflow import close_due_ballots
from meetings.deadlines import database_clock
from meetings.models import Meeting
from tests import factories
from tests.browser.test_every_page import sign_in as signed_in

pytestmark = pytest.mark.browser
PASSWORD = "et-langt-kodeord-til-prøven"
SINCE = date(2020, 1, 1)
PHONE, TABLET, DESK = (390, 844), (820, 1180), (1280, 900)
SignIn = Callable[..., Page]


@pytest.fixture
def members(portal: str, settings: Any) -> dict[str, Person]:
    """A member for each of the twelve parties, by the party's name."""
    settings.DEMO = True  # staff may sign in without a second step, as in the demo
    das, made = factories.das(), {}
    for party in Party.objects.exclude(kind=PartyKind.OTHER):
        person = factories.person(f"Direktør i {party.name}", password=PASSWORD)
        factories.role(person, RoleKind.MEMBER, forum=das, party=party, start=SINCE)
        made[party.name] = person
    assert len(made) == 12
    return made


@pytest.fixture
def office(members: dict[str, Person]) -> Person:
    person = factories.person("Lene Bak", password=PASSWORD)
    factories.role(person, RoleKind.SECRETARIAT, start=SINCE)
    return person


@pytest.fixture
def deputy(members: dict[str, Person]) -> Person:
    person = factories.person("Maja Fjerre", password=PASSWORD)
    factories.role(
        person, RoleKind.DEPUTY, forum=factories.das(), party=factories.party("849"), start=SINCE
    )
    return person


@pytest.fixture
def outsider(members: dict[str, Person]) -> Person:
    person = factories.person("Ude Frakommende", password=PASSWORD)
    factories.role(
        person, RoleKind.MEMBER, forum=factories.fu(), party=factories.party("851"), start=SINCE
    )
    return person


@pytest.fixture
def sign_in(browser: Any, portal: str) -> Iterator[SignIn]:
    windows = []

    def open_for(person: Person, size: tuple[int, int]) -> Page:
        window = browser.new_context(
            base_url=portal, locale="da-DK", reduced_motion="reduce",
            viewport={"width": size[0], "height": size[1]},
        )  # fmt: skip
        window.set_default_timeout(30_000)
        windows.append(window)
        page: Page = window.new_page()
        page.goto("/")
        page.get_by_label("E-mail").fill(person.email)
        page.get_by_label("Adgangskode").fill(PASSWORD)
        page.get_by_role("button", name="Log ind", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Min side")
        return page

    yield open_for
    for window in windows:
        window.close()


@pytest.fixture
def seated(browser: Any, portal: str) -> Iterator[Callable[..., Any]]:
    """A window for somebody who is signed in already: on a phone, a tablet or a desk, in turn."""
    sizes = cycle((PHONE, TABLET, DESK))

    @contextmanager
    def open_for(person: Person) -> Iterator[Page]:
        width, height = next(sizes)
        window = browser.new_context(
            base_url=portal, locale="da-DK", reduced_motion="reduce",
            viewport={"width": width, "height": height},
        )  # fmt: skip
        window.set_default_timeout(30_000)
        signed_in(person, window, portal)
        yield window.new_page()
        window.close()

    yield open_for


def held_meeting(office: Person) -> Meeting:
    """Held, written, and ready to be sent as a draft."""
    day = timezone.localdate() - timedelta(days=3)
    meeting = workflow.plan_meeting(factories.das(), by=office, date=day)
    workflow.add_item(meeting, title="Herberger og krisecentre", by=office)
    workflow.add_item(meeting, title="Fortrolig sag", is_open=False, by=office)
    workflow.send_agenda(meeting, by=office)
    workflow.start_meeting(meeting, by=office)
    write(meeting, office, "Herberger og krisecentre", "<p>Lofterne blev drøftet i gruppen.</p>")
    write(meeting, office, "Fortrolig sag", "<p>Aftalen blev godkendt.</p>")
    for item in meeting.items.filter(kind="approve_minutes"):
        workflow.set_outcome(item, outcome="postponed", by=office)
    return workflow.end_meeting(meeting, by=office)


def write(meeting: Meeting, by: Person, title: str, text: str) -> None:
    item = meeting.items.get(title=title)
    base = workflow.revision_of(item, "decision")
    workflow.save_text(item, field="decision", value=text, base_revision=base, by=by)


def step(page: Page, meeting: Meeting, name: str, label: str) -> None:
    page.goto(f"/moeder/{meeting.pk}/trin/{name}/")
    page.get_by_role("button", name=label, exact=True).click()
    page.wait_for_url(lambda url: "/trin/" not in url)


def send_minutes(page: Page, meeting: Meeting) -> None:
    """What is closed is looked for first, by the worker."""
    page.goto(f"/moeder/{meeting.pk}/referat/send/")
    look = page.get_by_role("button", name="Kør fortrolighedskontrollen")
    if look.count():
        look.click()
        expect(page.get_by_text("Fortrolighedskontrollen").first).to_be_visible()
        call_command("run_jobs", "--until-idle", verbosity=0)
        expect(page.locator("#fremdrift")).to_have_count(0, timeout=20_000)
    page.get_by_role("button", name="Send referatudkast").click()
    page.wait_for_url(lambda url: "/send/" not in url)


def fits(page: Page) -> None:
    width = page.viewport_size["width"]  # type: ignore[index]
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_minutes_are_approved_by_twelve_with_different_fates(
    members, office, deputy, outsider, sign_in, seated
) -> None:
    meeting = held_meeting(office)
    desk = sign_in(office, DESK)
    send_minutes(desk, meeting)
    address = f"/godkendelse/{meeting.pk}/"

    # One approves on a phone, from what waits on Min side.
    phone = sign_in(members["Læsø"], PHONE)
    phone.get_by_role("link", name=re.compile("^Godkend referatet af")).click()
    fits(phone)
    phone.get_by_role("button", name="Godkend for Læsø").click()
    expect(phone.locator("main")).to_contain_text("Referatet er godkendt på vegne af Læsø")

    # One marks a sentence on a tablet, and comments on it.
    tablet = sign_in(members["Rebild"], TABLET)
    tablet.goto(address)
    tablet.get_by_text("Lofterne blev drøftet i gruppen.").select_text()
    tablet.get_by_role("link", name=re.compile("^Kommentér det markerede i punkt")).click()
    expect(tablet.get_by_label("Sætningen, det drejer sig om")).to_have_value(
        "Lofterne blev drøftet i gruppen."
    )
    tablet.get_by_label("Kommentar", exact=True).fill("Der var også enighed om veteraner.")
    fits(tablet)
    tablet.get_by_role("button", name="Send kommentaren").click()
    expect(tablet.locator(".remark")).to_contain_text("Der var også enighed om veteraner.")

    # Eight more approve, each on a device of their own. Morsø reads, and stays silent.
    done = ("Rebild", "Morsø", "Læsø", "Jammerbugt")
    others = [name for name in members if name not in done]
    for name in others:
        with seated(members[name]) as page:
            approve(page, address, name)
    with seated(members["Morsø"]) as page:
        page.goto(address)
        expect(page.locator(".approve-bar")).to_contain_text("Morsø har ikke svaret")
        fits(page)

    # Jammerbugt does by its deputy.
    stand_in = sign_in(deputy, PHONE)
    stand_in.goto(address)
    stand_in.get_by_role("button", name="Godkend for Jammerbugt").click()
    expect(stand_in.locator(".approve-bar")).to_contain_text("stedfortræder")

    # The secretariat promises, corrects and sends again.
    desk.goto(address)
    desk.get_by_role("link", name=re.compile("^Besvar")).click()
    desk.get_by_label("Vi retter det i næste version").check()
    desk.get_by_role("button", name="Gem svaret").click()
    step(desk, meeting, "withdraw_minutes", "Ret referatudkastet")
    write(
        meeting, office, "Herberger og krisecentre",
        "<p>Lofterne blev drøftet i gruppen. Veteraner undtages.</p>",
    )  # fmt: skip
    send_minutes(desk, meeting)
    desk.goto(address)
    expect(desk.locator(".remark")).to_contain_text("Rettet i version 2")
    assert PartyApproval.objects.filter(status="stale").count() == 10

    # Only the difference is shown to the one who approved before.
    phone.goto("/")
    phone.get_by_role("link", name=re.compile("og godkend igen")).click()
    expect(phone.locator(".difference")).to_have_count(1)
    expect(phone.locator(".difference ins")).to_have_text("Veteraner undtages.")
    expect(phone.locator("main")).not_to_contain_text("Aftalen blev godkendt")
    fits(phone)
    phone.get_by_role("button", name="Godkend igen for Læsø").click()
    expect(phone.locator(".approve-bar")).to_contain_text("Godkendt")

    # So do the others, from the mail's link; Thisted never looks again.
    for name in (name for name in others if name != "Thisted"):
        with seated(members[name]) as page:
            approve_again(page, meeting, name)
    with seated(members["Thisted"]) as page:
        page.goto(address)
        expect(page.get_by_role("link", name="Se kun det, der er ændret")).to_be_visible()
    approve_again(stand_in, meeting, "Jammerbugt")

    # Rebild, whose words were heard, approves what came of them.
    tablet.goto(address)
    expect(tablet.locator(".remark")).to_contain_text("Rettet i version 2")
    approve(tablet, address, "Rebild")
    states = dict(PartyApproval.objects.values_list("party__name", "status"))
    assert {name for name, state in states.items() if state != "approved"} == {"Morsø", "Thisted"}
    assert PartyApproval.objects.get(party__name="Jammerbugt").as_deputy

    # An outsider finds nothing, by address or by button.
    outside = sign_in(outsider, DESK)
    assert outside.goto(address).status == 404  # type: ignore[union-attr]

    # At the deadline it stands clear, and goes under the next meeting's item with one press.
    ApprovalRound.objects.update(closes_at=database_clock())
    later = workflow.plan_meeting(
        factories.das(), by=office, date=timezone.localdate() + timedelta(days=40)
    )
    approving = later.items.get(kind="approve_minutes")
    desk.goto(f"/moeder/punkt/{approving.pk}/ret/")
    desk.get_by_role("button", name="Indsæt under punktet").click()
    said = desk.locator("#udtalelser")
    expect(said).to_contain_text("godkendt skriftligt af 10 af 12 parter")
    expect(said).to_contain_text("Har godkendt en tidligere version: Thisted.")
    expect(said).to_contain_text("Har ikke svaret: Morsø.")
    tablet.goto(address)
    expect(tablet.get_by_role("button", name=re.compile("^Godkend for"))).to_have_count(0)


def approve(page: Page, address: str, party: str) -> None:
    page.goto(address)
    fits(page)
    page.get_by_role("button", name=f"Godkend for {party}").click()
    expect(page.locator("#beskeder")).to_contain_text(f"godkendt på vegne af {party}")


def approve_again(page: Page, meeting: Meeting, party: str) -> None:
    """Only what has changed is shown."""
    page.goto(f"/godkendelse/{meeting.pk}/aendret/")
    expect(page.locator(".difference")).to_have_count(1)
    expect(page.locator(".difference ins")).to_have_text("Veteraner undtages.")
    fits(page)
    page.get_by_role("button", name=f"Godkend igen for {party}").click()
    expect(page.locator("#beskeder")).to_contain_text(f"godkendt på vegne af {party}")


def sent_case(page: Page, office: Person, title: str) -> Ballot:
    """Written by the secretariat as a case of its own, and sent from the panel at its side."""
    page.goto("/skriftligt/ny/")
    page.get_by_label("Sagens titel").fill(title)
    page.get_by_role("button", name="Opret sagen").click()
    page.get_by_role("link", name="Send punktet i skriftlig behandling").click()
    page.get_by_role("button", name=re.compile("^Send til 12 parter")).click()
    page.wait_for_url(re.compile(r"/skriftligt/\d+/$"))
    return Ballot.objects.get(title=title)


def answer(page: Page, ballot: Ballot, label: str, words: str = "") -> None:
    page.goto(f"/skriftligt/{ballot.pk}/")
    page.get_by_label(label, exact=True).check()
    page.get_by_label("Bemærkning eller begrundelse").fill(words)
    page.get_by_role("button", name=re.compile("svaret$")).click()


def test_a_case_is_decided_between_meetings_and_another_goes_to_one(
    members, office, deputy, outsider, sign_in, seated
) -> None:
    day = timezone.localdate() + timedelta(days=40)
    workflow.plan_meeting(factories.das(), by=office, date=day)
    desk = sign_in(office, DESK)
    desk.goto("/skriftligt/regel/das/")
    desk.get_by_label("Tavshed er samtykke").check()
    desk.get_by_role("button", name="Gem reglen").click()
    ballot = sent_case(desk, office, "Ny frist for indberetning")

    # On a phone one agrees, thinks again, and the history keeps both.
    phone = sign_in(members["Læsø"], PHONE)
    phone.get_by_role("link", name=re.compile("Ny frist for indberetning")).click()
    expect(phone.locator("main")).to_contain_text("Tavshed er samtykke")
    fits(phone)
    answer(phone, ballot, "Tilslutter sig")
    answer(phone, ballot, "Tilslutter sig med bemærkning", "Gerne en påmindelse i maj.")
    phone.get_by_text("Alle svar, i den rækkefølge de kom").click()
    expect(phone.locator(".vote-history li")).to_have_count(2)

    # The deputy votes on a tablet; a refusal without a reason is asked for one, and nothing is lost.
    tablet = sign_in(deputy, TABLET)
    answer(tablet, ballot, "Kan ikke tilslutte sig")
    expect(tablet.locator("main")).to_contain_text("Skriv, hvorfor parten ikke kan tilslutte sig.")
    fits(tablet)
    answer(tablet, ballot, "Tilslutter sig")
    expect(tablet.locator(".party-answers")).to_contain_text("stedfortræder")
    assert Vote.objects.exclude(answer="").count() == 2

    # Nine more answer, each on a device of their own. Morsø reads, and stays silent.
    done = ("Læsø", "Jammerbugt", "Morsø")
    for name in (name for name in members if name not in done):
        with seated(members[name]) as page:
            answer(page, ballot, "Tilslutter sig")
            expect(page.locator("#beskeder")).to_contain_text(f"Svaret fra {name} er modtaget")
            fits(page)
    with seated(members["Morsø"]) as page:
        page.goto(f"/skriftligt/{ballot.pk}/")
        expect(page.locator("#svar")).to_contain_text("Svar for Morsø")
        fits(page)

    # What is out stands still; an outsider does not know of it.
    desk.goto(f"/skriftligt/{ballot.pk}/")
    expect(desk.locator("main")).to_contain_text("11 af 12 parter har svaret")
    outside = sign_in(outsider, DESK)
    assert outside.goto(f"/skriftligt/{ballot.pk}/").status == 404  # type: ignore[union-attr]

    # The deadline passes; those who were silent consent, and it is noted, printed and sealed.
    BallotVersion.objects.update(closes_at=database_clock())
    Ballot.objects.update(closes_at=database_clock())
    assert close_due_ballots() == 1
    call_command("run_jobs", "--until-idle", verbosity=0)
    phone.goto(f"/skriftligt/{ballot.pk}/")
    expect(phone.locator(".decision-box")).to_contain_text("Vedtaget")
    expect(phone.locator(".decision-box")).to_contain_text("forseglede arkiv")
    expect(phone.get_by_role("button", name=re.compile("svaret$"))).to_have_count(0)
    ballot.refresh_from_db()
    assert ballot.noted_on.section == "information"
    call_command("verify_record", verbosity=0)

    # All twelve are told, and nobody of what was said.
    told = OutgoingMail.objects.filter(subject__startswith="Afgjort skriftligt")
    assert set(told.values_list("person", flat=True)) >= {one.pk for one in members.values()}
    assert not told.filter(text__contains="påmindelse i maj").exists()

    # Another case: one asks for a meeting, is asked whether it is meant, and it goes on the agenda.
    second = sent_case(desk, office, "Fælles udbud af tolke")
    for name in ("Hjørring", "Region Nordjylland"):
        with seated(members[name]) as page:
            answer(page, second, "Tilslutter sig")
    answer(phone, second, "Beder om drøftelse på møde", "Det binder os i to år.")
    expect(phone.locator("main")).to_contain_text("Det kan ikke fortrydes")
    phone.get_by_role("button", name="Bed om drøftelse for Læsø").click()
    expect(phone.locator(".decision-box")).to_contain_text("Læsø har bedt om drøftelse på møde")
    second.refresh_from_db()
    with seated(members["Rebild"]) as page:
        page.goto(f"/skriftligt/{second.pk}/")
        expect(page.locator(".decision-box")).to_contain_text("2 af 12 parter tilsluttede sig")
        expect(page.get_by_role("button", name=re.compile("svaret$"))).to_have_count(0)
    assert second.noted_on.statements.filter(body="Skriftlig behandling").exists()
    assert not OutgoingMail.objects.filter(text__contains="Det binder os").exists()
