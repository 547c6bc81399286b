"""The live meeting's writing view: nothing is lost at an expired session, nothing overwritten."""

from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from meetings.models import Decision
from tests import factories
from tests.access.matrix import SECRETARIAT, make_world
from tests.access.rows_meetings import _running_item

pytestmark = pytest.mark.browser
PASSWORD = "en lang adgangskode"
STATUS = "[data-status-for='beslutning']"
EDITOR = ".ck-editor__editable"


@pytest.fixture
def item(portal, settings):
    """An item of a meeting that is going on."""
    settings.DEMO = True
    world = make_world()
    kwargs = _running_item(world)
    return {"world": world, "address": reverse("meetings:write", kwargs=kwargs), **kwargs}


def at_the_item(context, portal, item, person):
    client = Client()
    client.force_login(person)
    for name, morsel in client.cookies.items():
        context.add_cookies([{"name": name, "value": morsel.value, "url": portal}])
    page = context.new_page()
    page.goto(item["address"])
    page.wait_for_selector("#beslutning[data-editor-ready]", state="attached")
    return page


def write(page, words):
    page.locator(EDITOR).first.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


def stored(item) -> str:
    return Decision.objects.get(item_id=item["pk"]).text


def test_a_decision_is_saved_while_it_is_written(portal, context, item):
    page = at_the_item(context, portal, item, item["world"][SECRETARIAT])
    write(page, "Indstillingen blev godkendt.")
    expect(page.locator(STATUS)).to_contain_text("Gemt kl.")
    assert stored(item) == "<p>Indstillingen blev godkendt.</p>"


def test_after_an_expired_session_one_is_back_at_the_same_field_with_the_text(
    portal, context, item
):
    office = item["world"][SECRETARIAT]
    page = at_the_item(context, portal, item, office)
    write(page, "Punktet blev drøftet.")
    expect(page.locator(STATUS)).to_contain_text("Gemt kl.")
    Session.objects.all().delete()
    write(page, " Og aftalt.")
    expect(page.locator(STATUS)).to_contain_text("Du er logget ud")
    page.get_by_role("link", name="Log ind igen, og skriv videre").click()
    page.get_by_label("E-mail").fill(office.email)
    page.get_by_label("Adgangskode", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Log ind", exact=True).click()
    page.wait_for_selector("#beslutning[data-editor-ready]", state="attached")
    assert page.url.endswith(f"{item['address']}#beslutning")
    expect(page.locator(EDITOR).first).to_have_text("Punktet blev drøftet. Og aftalt.")
    expect(page.locator(EDITOR).first).to_be_focused()
    expect(page.locator(STATUS)).to_contain_text("Gemt kl.")
    assert stored(item) == "<p>Punktet blev drøftet. Og aftalt.</p>"


def test_two_at_one_item_see_each_other_and_the_second_save_shows_both_texts(
    portal, context, item, browser
):
    office, colleague = item["world"][SECRETARIAT], factories.secretary("Jonas Krogh")
    page = at_the_item(context, portal, item, office)
    elsewhere = browser.new_context(base_url=portal)
    theirs = at_the_item(elsewhere, portal, item, colleague)
    expect(theirs.get_by_text("redigerer også")).to_be_visible()
    write(theirs, "Jonas skrev først.")
    expect(theirs.locator(STATUS)).to_contain_text("Gemt kl.")
    write(page, "Lene skrev bagefter.")
    expect(page.get_by_text("Jonas Krogh har ændret teksten, mens du skrev")).to_be_visible()
    expect(page.locator(".conflict")).to_contain_text("Lene skrev bagefter.")
    expect(page.locator(".conflict")).to_contain_text("Jonas skrev først.")
    assert stored(item) == "<p>Jonas skrev først.</p>"
    page.get_by_role("button", name="Sæt den anden tekst ind").click()
    page.get_by_role("button", name="Gem min tekst").click()
    expect(page.locator(STATUS)).to_contain_text("Gemt kl.")
    assert stored(item) == "<p>Lene skrev bagefter.</p><p>Jonas skrev først.</p>"
    elsewhere.close()
