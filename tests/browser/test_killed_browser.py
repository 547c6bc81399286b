"""A killed browser and a dead network at once: what was typed is there afterwards."""

import time

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
MOST_LOST = 10  # seconds of typing (quality goal 6)


def test_text_survives_a_killed_browser_without_network(desk, profile, browser):
    process, address = profile()
    remote = browser.browser_type.connect_over_cdp(address)
    page = remote.contexts[0].new_page()
    page.goto(f"{desk.url}/skriv/")
    page.wait_for_selector("textarea[data-editor-ready]", state="attached")
    page.context.set_offline(True)
    page.locator(".ck-editor__editable").first.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Ord der skal overleve.")
    started = time.monotonic()
    expect(page.locator("[data-status-for='beslutning']")).to_contain_text("Ingen forbindelse")
    assert time.monotonic() - started < MOST_LOST
    process.kill()
    process.wait()
    _, address = profile()
    remote = browser.browser_type.connect_over_cdp(address)
    page = remote.contexts[0].new_page()
    page.goto(f"{desk.url}/skriv/")
    expect(page.locator(".ck-editor__editable").first).to_contain_text("Ord der skal overleve.")
    expect(page.get_by_text("Du har tekst fra kl.")).to_be_visible()
    expect(page.locator("[data-status-for='beslutning']")).to_have_text("Gemt kl. 13.42.07")
    assert desk.text == "<p>Punktet blev drøftet. Ord der skal overleve.</p>"
