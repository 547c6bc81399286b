"""Every page for those who may open it: accessible, inside the window, and alone on the network.

The pages are the matrix's rows (tests/access), which fail when an address has none. Each page is
opened by the office where it may, and by the role with the least that may.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Error, TimeoutError, expect

from dasportal.accounts.models import Person
from tests.access import matrix
from tests.browser.conftest import Round

pytestmark = pytest.mark.browser
WIDTHS = (390, 820, 1280)
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"],
    "preload": False,
    "resultTypes": ["violations"],  # what passes is not told at length
}
FITS = "width => document.documentElement.scrollWidth <= width"
LEAST_FIRST = (
    matrix.ENDED, matrix.READER, matrix.OTHER_PARTY, matrix.MEMBER, matrix.MEMBER_FU, matrix.CHAIR,
    matrix.ADMINISTRATOR,
)  # fmt: skip
FILES = Path(__file__).parent.parent.joinpath("access").glob("rows_*.py")


def opened_by(row: matrix.Row) -> list[str]:
    """The office, and the one with the least who may: those two, where they may open the page."""
    if row.expected("get", matrix.ANONYMOUS) == 200:
        return [matrix.ANONYMOUS]
    may = [actor for actor in LEAST_FIRST if row.expected("get", actor) == 200][:1]
    office = [matrix.SECRETARIAT] if row.expected("get", matrix.SECRETARIAT) == 200 else []
    return [*may, *office]


PAGES = [
    pytest.param(row, actor, id=f"{row}-{actor}")
    for file in sorted(FILES)
    for row in import_module(f"tests.access.{file.stem}").ROWS
    for actor in opened_by(row)
]


def sign_in(who: Person, context: Any, portal: str) -> None:
    client = Client()
    client.force_login(who)
    for name, morsel in client.cookies.items():
        context.add_cookies([{"name": name, "value": morsel.value, "url": portal}])


def opened(page: Any, address: str) -> bool:
    """Whether a whole page opens there: not a file, nor a part of a page that is shown in another."""
    try:
        answer = page.goto(address)
    except Error as error:
        if "Download is starting" not in error.message:
            raise
        return False
    assert answer.status == 200, f"{address} answers {answer.status}"
    is_page = answer.header_value("content-type").startswith("text/html")
    return is_page and "<html" in answer.text()


@pytest.mark.parametrize(("row", "actor"), PAGES)
def test_page_is_accessible_at_three_widths_and_goes_nowhere_else(
    row, actor, round_of_pages, settings
):
    settings.DEMO = True
    world = matrix.make_world()
    address = reverse(row.name, kwargs=row.kwargs(world))
    if actor != matrix.ANONYMOUS:
        sign_in(world[actor], round_of_pages.context, round_of_pages.url)
    with round_of_pages.being_served():
        found = seen(round_of_pages, f"{address}?{urlencode(row.query)}" if row.query else address)
    assert found == []


def seen(here: Round, address: str) -> list[str]:
    """What is wrong with the page there, at all widths."""
    if not opened(here.page, address):
        return []
    expect(here.page.locator("textarea[data-editor]:not([data-editor-ready])")).to_have_count(0)
    here.page.evaluate(AXE_SCRIPT)
    found = [fault for width in WIDTHS for fault in faults(here.page, width)]
    return [*here.wrong, *found]


def faults(page: Any, width: int) -> list[str]:
    """What is wrong when the window is so wide."""
    page.set_viewport_size({"width": width, "height": 900})
    found = []
    try:  # a page that is still settling may be wider for a moment
        page.wait_for_function(FITS, arg=width, timeout=3_000)
    except TimeoutError:
        found.append(f"{width} px: the page scrolls sideways")
    for fault in page.evaluate("rules => axe.run(rules)", RULES)["violations"]:
        where = [node["html"][:120] for node in fault["nodes"]][:3]
        found.append(f"{width} px: {fault['id']} {where}")
    return found
