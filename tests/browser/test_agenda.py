"""Building an agenda with the keyboard alone, and with JavaScript off."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from meetings import workflow
from meetings.models import AgendaItem, Meeting
from tests import factories

pytestmark = pytest.mark.browser


@pytest.fixture
def office(portal: str, settings: Any):
    settings.DEMO = True  # the secretariat is not sent to set up its second step
    return factories.secretary("Lene Bak")


@pytest.fixture
def meeting(office) -> Meeting:
    return workflow.plan_meeting(
        factories.das(), by=office, date=date(2031, 3, 6), starts_at=time(13), ends_at=time(16)
    )


def signed_in(context: Any, portal: str, person: Any) -> None:
    client = Client()
    client.force_login(person)
    for name, morsel in client.cookies.items():
        context.add_cookies([{"name": name, "value": morsel.value, "url": portal}])


def titles(meeting: Meeting) -> list[str]:
    return [item.title for item in meeting.items.in_order()]


def test_items_are_added_and_moved_by_keyboard(page, context, portal, office, meeting):
    signed_in(context, portal, office)
    page.goto(reverse("meetings:agenda", args=[meeting.pk]))
    page.get_by_label("Titel").focus()
    page.keyboard.type("Takstbilag 2032")
    page.keyboard.press("Enter")
    row = page.locator("li[data-id]", has_text="Takstbilag 2032")
    expect(row.locator(".sortable__number")).to_have_text("3")
    row.focus()
    with page.expect_response(lambda r: "raekkefoelge" in r.url) as answer:
        page.keyboard.press("Alt+ArrowUp")
    assert answer.value.status == 200
    expect(row.locator(".sortable__number")).to_have_text("2")
    expect(row).to_be_focused()
    assert titles(meeting)[1] == "Takstbilag 2032"


def test_recommendations_show_their_verb_while_one_writes(page, context, portal, office, meeting):
    item = workflow.add_item(meeting, title="Takstbilag 2032", by=office)
    signed_in(context, portal, office)
    page.goto(reverse("meetings:item_edit", args=[item.pk]))
    first = page.get_by_label("Indstilling 1", exact=True)
    first.fill("takstbilaget")
    row = page.locator(".reco-rows > li").first
    expect(row.locator(".status")).to_have_text("Intet verbum")
    first.fill("godkender takstbilaget")
    expect(row.locator(".status")).to_have_text("godkender")
    first.press("End")
    first.press("Enter")
    second = page.get_by_label("Indstilling 2", exact=True)
    expect(second).to_be_focused()
    page.keyboard.type("drøfter udviklingen")
    page.keyboard.press("Alt+ArrowUp")
    page.get_by_role("button", name="Gem indstillingen").click()
    page.wait_for_url("**#indstilling")
    assert [r.text for r in item.recommendations.all()] == [
        "drøfter udviklingen", "godkender takstbilaget",
    ]  # fmt: skip


def test_text_saves_itself_and_a_stale_save_shows_both(page, context, portal, office, meeting):
    item = workflow.add_item(meeting, title="Takstbilag 2032", by=office)
    signed_in(context, portal, office)
    page.goto(reverse("meetings:item_edit", args=[item.pk]))
    page.wait_for_selector("#tekst-summary[data-editor-ready]", state="attached")
    editor = page.locator("#summary .ck-editor__editable")
    editor.click()
    page.keyboard.type("Mit udkast.")
    status = page.locator("[data-status-for='tekst-summary']")
    expect(status).to_contain_text("Gemt")
    assert AgendaItem.objects.get(pk=item.pk).summary == "<p>Mit udkast.</p>"
    other = factories.secretary("Ane Vest")
    workflow.save_text(item, field="summary", value="<p>Anes.</p>", base_revision=1, by=other)
    page.keyboard.type(" Og mere.")
    panel = page.locator("[data-panel-for='tekst-summary']")
    expect(panel).to_contain_text("Ane Vest")
    assert AgendaItem.objects.get(pk=item.pk).summary == "<p>Anes.</p>"


def test_agenda_is_built_without_javascript(browser, portal, office, meeting):
    plain = browser.new_context(base_url=portal, locale="da-DK", java_script_enabled=False)
    signed_in(plain, portal, office)
    page = plain.new_page()
    page.goto(reverse("meetings:agenda", args=[meeting.pk]))
    page.get_by_label("Titel").fill("Uden script")
    page.get_by_role("button", name="Tilføj punktet").click()
    page.get_by_role("button", name="Op: Uden script").click()
    assert titles(meeting)[1] == "Uden script"
    page.get_by_role("link", name="Uden script").click()
    page.get_by_label("Indstillinger, én pr. linje").fill("godkender sagen\ndrøfter den")
    page.get_by_role("button", name="Gem indstillingen").click()
    page.get_by_label("Sagsfremstilling").fill("Første afsnit.\n\nAndet afsnit.")
    page.get_by_role("button", name="Gem sagsfremstilling").click()
    expect(page.get_by_text("Teksten er gemt.")).to_be_visible()
    item = AgendaItem.objects.get(title="Uden script")
    assert item.presentation == "<p>Første afsnit.</p><p>Andet afsnit.</p>"
    assert [r.verb for r in item.recommendations.all()] == ["approves", "discusses"]
    plain.close()
