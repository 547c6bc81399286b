"""`make screenshots`: the demo's pages as each role finds them by its links, in var/screenshots,
and the picture that README.md shows."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings as portal_settings
from django.core.management import call_command
from django.test import Client
from django.urls import Resolver404, resolve, reverse
from playwright.sync_api import expect

from dasportal.accounts.demo import DEMO_SIGN_INS
from dasportal.accounts.models import Person
from meetings.models import Meeting

pytestmark = pytest.mark.screenshots
WIDTHS = (1280, 390)
MOST_PAGES = 60
LEAVE_ALONE = re.compile(r"log-?ud|logout|/static/")
PICTURES = Path(portal_settings.VAR_DIR) / "screenshots"
README_PICTURE = portal_settings.BASE_DIR / "docs" / "images" / "live-minutes.png"


def route_of(address: str) -> str | None:
    """The URL pattern behind an address of our own, so that each is shown once."""
    try:
        return resolve(urlsplit(address).path).route
    except Resolver404:
        return None


def links(page, portal: str) -> list[str]:
    found = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
    return [a for a in found if a.startswith(portal) and not LEAVE_ALONE.search(a)]


def sign_in(context, portal: str, email: str) -> Client:
    """A client signed in as that person, and the browser with the same cookies."""
    client = Client()
    client.force_login(Person.objects.get(email=email))
    for name, morsel in client.cookies.items():
        context.add_cookies([{"name": name, "value": morsel.value, "url": portal}])
    return client


@pytest.mark.parametrize("row", DEMO_SIGN_INS, ids=lambda row: row.email)
def test_pages_of(row, portal, context, settings):
    settings.DEMO = True
    call_command("demo", verbosity=0)
    client = sign_in(context, portal, row.email)
    folder = PICTURES / re.sub(r"\W+", "-", row.role.lower())
    shutil.rmtree(folder, ignore_errors=True)
    page = context.new_page()
    seen: set[str] = set()
    waiting = [f"{portal}/"]
    while waiting and len(seen) < MOST_PAGES:
        address = waiting.pop(0)
        route = route_of(address)
        if route is None or route in seen:
            continue
        seen.add(route)
        with_page = client.get(urlsplit(address).path)
        if not with_page.headers.get("Content-Type", "").startswith("text/html"):
            continue  # a file
        page.goto(address)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            name = re.sub(r"[^a-z0-9]+", "-", route.lower()).strip("-") or "forside"
            page.screenshot(path=folder / f"{name}-{width}.png", full_page=True)
        waiting += links(page, portal)
    assert any(folder.iterdir())


def test_picture_of_the_live_minutes_for_the_readme(portal, context, settings):
    """The writing view of the meeting that is on, as README.md shows it."""
    settings.DEMO = True
    call_command("demo", verbosity=0)
    sign_in(context, portal, DEMO_SIGN_INS[0].email)
    item = Meeting.objects.get(status="in_session").items.get(number="3")
    page = context.new_page()
    page.set_viewport_size({"width": 1280, "height": 860})
    page.goto(f"{portal}{reverse('meetings:write', args=[item.pk])}")
    page.wait_for_selector("textarea[data-editor-ready]", state="attached")
    page.locator(".ck-editor__editable").first.click()
    page.keyboard.type("Tilsynet gennemgik budgettet. Sagen sendes til KKR.")
    expect(page.locator("[data-status-for='beslutning']")).to_contain_text("Gemt")
    page.screenshot(path=README_PICTURE)
    assert README_PICTURE.exists()
