"""A killed browser and a dead network at once: what was typed is there afterwards."""

import os
import shutil
import subprocess
import time

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
QUIETLY = ["--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
MOST_LOST = 10  # seconds of typing (quality goal 6)


@pytest.fixture
def profile(tmp_path):
    """Starts Chromium on one profile, again and again; each can be killed outright."""
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("Chromium er ikke installeret")
    running = []

    def start():
        port_file = tmp_path / "DevToolsActivePort"
        port_file.unlink(missing_ok=True)
        arguments = ["--headless=new", "--remote-debugging-port=0", *QUIETLY]
        arguments += ["--no-sandbox"] if os.geteuid() == 0 else []
        process = subprocess.Popen(
            [program, *arguments, f"--user-data-dir={tmp_path}", "about:blank"],
            stderr=subprocess.DEVNULL,
        )
        running.append(process)
        until = time.monotonic() + 30
        while not port_file.exists() or "\n" not in port_file.read_text():
            assert time.monotonic() < until, "Chromium did not start"
            assert process.poll() is None
        return process, f"http://localhost:{port_file.read_text().splitlines()[0]}"

    yield start
    for process in running:
        process.kill()
        process.wait()


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
