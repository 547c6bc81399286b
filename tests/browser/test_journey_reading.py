"""A member prepares a meeting on a tablet: reads, notes, marks, asks, shares one item, and takes
the notes along on paper. The secretariat answers; a chief at home remarks by a link."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from dasportal.accounts.models import Person, RoleKind
from dasportal.mail.models import OutgoingMail
from meetings import workflow
from meetings.dialogue.models import Question, QuestionStatus
from meetings.dialogue.workflow import ask as ask_as
from meetings.models import AgendaItem, Attachment
from meetings.notes.anchors import Anchor
from meetings.notes.models import Highlight, Note
from meetings.notes.workflow import highlight_text
from tests import factories
from tests.meetings.reader.test_bilag import pdf

pytestmark = pytest.mark.browser
TABLET, DESK = (820, 1180), (1280, 900)
TEXT = "<p>Med modellen betaler køberne det samme for samme støtte. Skiftet sker i 2027.</p>"
LEVELS = "Der er ni niveauer"
CHIEF = "ida.holm@kommune.example"
AXE_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
SELECT = """(element, words) => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const start = node.data.indexOf(words);
    if (start >= 0) {
      const range = document.createRange();
      range.setStart(node, start);
      range.setEnd(node, start + words.length);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      return true;
    }
  }
  return false;
}"""
SignIn = Callable[..., Page]


@pytest.fixture
def office(portal: str, settings: Any, tmp_path: Path) -> Person:
    settings.DEMO = True  # staff may sign in without a second step, as in the demo
    settings.VAR_DIR = tmp_path / "var"
    return factories.secretary("Lene Bak")


@pytest.fixture
def member(office: Person) -> Person:
    return factories.holder(
        RoleKind.MEMBER, "Per Strand", forum=factories.das(), party=factories.party(),
        start=date(2020, 1, 1),
    )  # fmt: skip


@pytest.fixture
def item(office: Person, member: Person) -> AgendaItem:
    """A sent case with a text and a bilag of two pages."""
    day = timezone.localdate() + timedelta(days=9)
    meeting = workflow.plan_meeting(factories.das(), by=office, date=day)
    made = workflow.add_item(meeting, title="Ny takstmodel", by=office)
    workflow.save_text(made, field="presentation", value=TEXT, base_revision=0, by=office)
    workflow.add_attachment(
        made, file=pdf("Forside til modellen", f"{LEVELS} på botilbud"), title="Model", by=office
    )
    workflow.send_agenda(meeting, by=office)
    return AgendaItem.objects.select_related("meeting").get(pk=made.pk)


@pytest.fixture
def open_as(browser: Any, portal: str) -> Iterator[SignIn]:
    """A window of one's own, signed in as somebody or as nobody."""
    windows = []

    def open_for(person: Person | None, size: tuple[int, int] = TABLET) -> Page:
        window = browser.new_context(
            base_url=portal, locale="da-DK", reduced_motion="reduce", accept_downloads=True,
            viewport={"width": size[0], "height": size[1]},
        )  # fmt: skip
        window.set_default_timeout(20_000)
        windows.append(window)
        if person is not None:
            client = Client()
            client.force_login(person)
            for name, morsel in client.cookies.items():
                window.add_cookies([{"name": name, "value": morsel.value, "url": portal}])
        return window.new_page()  # type: ignore[no-any-return]

    yield open_for
    for window in windows:
        window.close()


def page_of(item: AgendaItem) -> str:
    return f"/moeder/punkt/{item.pk}/"


def mark(page: Page, element: Locator, words: str, button: str | None = None) -> None:
    """Select words with a finger, and say what they mean; without a button by Alt M."""
    assert element.evaluate(SELECT, words), words
    bar = page.locator("[data-mark-bar]")
    expect(bar).to_be_visible()
    if button is None:
        page.keyboard.press("Alt+m")
    else:
        bar.get_by_role("button", name=button, exact=True).click()
    expect(page.locator("#markeringer")).to_contain_text(f"»{words}«")


def accessible(page: Page) -> None:
    result = Axe().run(page, options=AXE_RULES)
    assert result.violations_count == 0, result.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_member_prepares_a_meeting(open_as: SignIn, item, member, office) -> None:
    page = open_as(member)
    read_and_note(page, item)
    bilag = Attachment.objects.get(title="Model")
    mark_in_the_bilag(page, bilag)
    bilag_gets_a_new_version(page, bilag, office)
    ask(page, item)
    answer(open_as(office, DESK), item)
    read_the_answer(page)
    link = share(page, item)
    chief_remarks(open_as(None), link)
    read_the_remark(page)
    take_the_notes_along(page, item)


def read_and_note(page: Page, item: AgendaItem) -> None:
    page.goto("/")
    page.get_by_role("link", name=f"Læs dagsordenen til {item.meeting}").click()
    page.get_by_role("link", name="Ny takstmodel").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ny takstmodel")
    page.get_by_label("Min note til punktet").fill("Spørg økonomi om 2027.")
    expect(page.locator("[data-status-for='note']")).to_contain_text("Gemt")
    text = page.locator(".reading .richtext").first
    mark(page, text, "det samme for samme støtte", "Enig")
    mark(page, text, "Skiftet sker i 2027")  # by Alt M
    page.reload()
    expect(page.get_by_label("Min note til punktet")).to_have_value("Spørg økonomi om 2027.")
    expect(page.locator("mark.own-mark--agree")).to_have_text("det samme for samme støtte")
    expect(page.locator("mark.own-mark--important")).to_have_text("Skiftet sker i 2027")
    accessible(page)


def mark_in_the_bilag(page: Page, bilag: Attachment) -> None:
    page.get_by_role("link", name="Markér og skriv noter på siderne").click()
    second = page.locator("#side-2")
    second.scroll_into_view_if_needed()
    expect(second.locator(".textLayer")).to_contain_text(LEVELS)
    mark(page, second.locator(".textLayer"), LEVELS, "Spørg")
    expect(second.locator("mark.own-mark--ask")).to_be_attached()
    accessible(page)
    row = Highlight.objects.get(version__attachment=bilag)
    assert (row.quote, row.page, row.version.number) == (LEVELS, 2, 1)


def bilag_gets_a_new_version(page: Page, bilag: Attachment, office: Person) -> None:
    """A page is put in before the one that is marked: the highlight moves along."""
    newer = pdf("Forside til modellen", "Et nyt afsnit", f"{LEVELS} på botilbud")
    workflow.replace_attachment(bilag, file=newer, by=office)
    workflow.send_changes(bilag.item.meeting, by=office)
    page.reload()
    page.get_by_role("heading", name="Mine noter til bilaget").click()  # folded on a tablet
    expect(page.locator("#markeringer")).to_contain_text("Overført fra version 1, side 2")
    expect(page.locator("#markeringer").get_by_role("link", name="Side 3")).to_be_visible()
    third = page.locator("#side-3")
    third.scroll_into_view_if_needed()
    expect(third.locator("mark.own-mark--ask")).to_be_attached()


def ask(page: Page, item: AgendaItem) -> None:
    page.goto(page_of(item))
    page.get_by_text("Stil et spørgsmål, eller skriv en kommentar").click()
    page.get_by_label("Dit spørgsmål eller din kommentar").fill("Hvad koster det os?")
    page.get_by_label("Alle i forummet").check()
    page.get_by_role("button", name="Send som spørgsmål").click()
    expect(page.locator(".thread")).to_contain_text("Venter på svar")
    assert Question.objects.get().status == QuestionStatus.WAITING


def answer(page: Page, item: AgendaItem) -> None:
    page.goto("/")
    page.get_by_role("link", name="Svar på spørgsmålet fra").click()
    page.get_by_label("Dit svar til Per Strand").fill("Tallene kommer på mandag.")
    page.get_by_role("button", name="Send svaret").click()
    expect(page.locator(".thread")).to_contain_text("Tallene kommer på mandag.")
    accessible(page)


def read_the_answer(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Læs svaret på dit spørgsmål").click()
    expect(page.locator(".thread")).to_contain_text("Tallene kommer på mandag.")
    accessible(page)
    page.goto("/")
    expect(page.get_by_role("link", name="Læs svaret på dit spørgsmål")).to_have_count(0)


def share(page: Page, item: AgendaItem) -> str:
    page.goto(page_of(item))
    page.get_by_role("link", name="Del punktet, og få bemærkninger tilbage").click()
    accessible(page)
    page.get_by_label("Navn").fill("Ida Holm")
    page.get_by_label("E-mail").fill(CHIEF)
    page.get_by_label("Din besked").fill("Hvad siger du til den?")
    page.get_by_role("button", name="Send linket").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Linket er sendt til Ida Holm")
    link = page.locator(".link-box").inner_text()
    assert OutgoingMail.objects.filter(to=CHIEF).count() == 1
    page.get_by_role("link", name="Til punktet").click()
    expect(page.locator("#deling")).to_contain_text("Ida Holm")
    expect(page.locator("#deling")).to_contain_text("Ikke åbnet")
    return link


def chief_remarks(page: Page, link: str) -> None:
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_have_text("Ny takstmodel")
    expect(page.get_by_text("Hvad siger du til den?")).to_be_visible()
    expect(page.get_by_text("Spørg økonomi")).to_have_count(0)  # notes are not shared
    page.get_by_role("textbox", name="Din bemærkning").fill("Vi køber 14 pladser.")
    page.get_by_role("button", name="Send bemærkningen").click()
    expect(page.locator("main")).to_contain_text("Sendt.")


def read_the_remark(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Læs bemærkningerne til punkt").click()
    expect(page.locator("main")).to_contain_text("Vi køber 14 pladser.")
    accessible(page)


def take_the_notes_along(page: Page, item: AgendaItem) -> None:
    page.goto(f"/noter/moede/{item.meeting_id}/")
    for words in ("Spørg økonomi om 2027.", "det samme for samme støtte", LEVELS):
        expect(page.get_by_text(words).first).to_be_visible()
    accessible(page)
    address = page.get_by_role("link", name="Hent som PDF").get_attribute("href")
    file = page.request.get(str(address), timeout=120_000)  # the press may be cold
    assert file.headers["content-type"] == "application/pdf"
    assert file.body().startswith(b"%PDF")


def test_note_and_highlight_by_the_keyboard_alone(open_as: SignIn, item, member) -> None:
    page = open_as(member, DESK)
    page.goto(page_of(item))
    tab_to(page, page.get_by_label("Min note til punktet"))
    page.keyboard.type("Skrevet uden mus")
    expect(page.locator("[data-status-for='note']")).to_contain_text("Gemt")
    tab_to(page, page.locator(".own-notes__mark summary"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_label("Tekst, der skal markeres"))
    page.keyboard.type("køberne det samme")
    tab_to(page, page.locator(".own-notes__mark textarea[name=note]"))
    page.keyboard.type("Godt")
    tab_to(page, page.get_by_role("button", name="Markér teksten"))
    page.keyboard.press("Enter")
    expect(page.locator("mark.own-mark--important")).to_have_text("køberne det samme")
    assert Note.objects.get().text == "Skrevet uden mus"
    row = Highlight.objects.get()
    assert (row.quote, row.note) == ("køberne det samme", "Godt")


def test_a_page_note_by_the_keyboard_alone(open_as: SignIn, item, member) -> None:
    bilag = Attachment.objects.get(title="Model")
    page = open_as(member, DESK)
    page.goto(f"/noter/bilag/{bilag.pk}/")
    expect(page.locator("#side-1[data-drawn]")).to_be_attached()
    tab_to(page, page.locator("#side-1").get_by_role("button", name="Skriv en note til siden"))
    page.keyboard.press("Enter")
    expect(page.locator("[data-pdf-form] textarea[name=note]")).to_be_focused()
    page.keyboard.type("Forsiden mangler dato")
    tab_to(page, page.get_by_role("button", name="Gem noten"))
    page.keyboard.press("Enter")
    expect(page.locator("#markeringer")).to_contain_text("Forsiden mangler dato")
    row = Highlight.objects.get()
    assert (row.page, row.quote, row.note) == (1, "", "Forsiden mangler dato")


CLICKED = (
    "button, summary, input, .reading-tools, .thumb-bar, .mark-row__tools, .bilag-facts, .sharing"
)


def test_on_paper_stand_the_words_and_nothing_to_click(open_as: SignIn, item, member) -> None:
    highlight_text(item, anchor=Anchor("det samme for samme støtte"), by=member)
    ask_as(item, text="Hvad koster det os?", audience="forum", by=member)
    page = open_as(member)
    for address, words in (
        (page_of(item), ("Ny takstmodel", "Skiftet sker i 2027", "Model", "Hvad koster det os?")),
        (item.meeting.get_absolute_url(), ("Dagsorden", "Ny takstmodel")),
        (f"/moeder/{item.meeting_id}/version/1/", ("Skiftet sker i 2027", "Model")),
        (f"/noter/moede/{item.meeting_id}/", ("det samme for samme støtte",)),
    ):
        page.goto(address)
        page.emulate_media(media="print")
        for each in words:
            expect(page.locator("main").get_by_text(each).first).to_be_visible()
        left = page.locator("main").locator(CLICKED).filter(visible=True)
        assert left.all_inner_texts() == [], address
        page.emulate_media(media="screen")


def tab_to(page: Page, element: Locator) -> None:
    """Press Tab until the element has the focus, and see that it shows."""
    for _ in range(80):
        if element.evaluate("one => one === document.activeElement"):
            break
        page.keyboard.press("Tab")
    expect(element).to_be_focused()
    shown = element.evaluate(
        "one => { const s = getComputedStyle(one); return s.outlineStyle !== 'none' || s.boxShadow !== 'none'; }"
    )
    assert shown, "the focus must be seen"
