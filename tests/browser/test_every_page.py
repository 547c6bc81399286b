"""Every page for those who may open it: accessible, inside the window, and alone on the network.

The pages are the matrix's rows (tests/access), which fail when an address has none. Each page is
opened by the office where it may, and by the role with the least that may.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from tests.access import matrix

pytestmark = pytest.mark.browser
WIDTHS = (390, 820, 1280)
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"], "preload": False}
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


def signed_in(client: Client, context, portal: str) -> None:
    for name, morsel in client.cookies.items():
        context.add_cookies([{"name": name, "value": morsel.value, "url": portal}])


@pytest.mark.parametrize(("row", "actor"), PAGES)
def test_page_is_accessible_at_three_widths_and_goes_nowhere_else(
    row, actor, portal, context, settings
):
    settings.DEMO = True
    world = matrix.make_world()
    address = reverse(row.name, kwargs=row.kwargs(world))
    client = Client()
    if actor != matrix.ANONYMOUS:
        client.force_login(world[actor])
    answer = client.get(address, row.query)
    if not answer["Content-Type"].startswith("text/html") or b"<html" not in answer.content:
        answer.close()
        return  # a file, or a part of a page that is shown in another
    signed_in(client, context, portal)
    wrong: list[str] = []
    context.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    context.on("weberror", lambda error: wrong.append(str(error.error)))
    context.on("request", lambda asked: wrong.append(asked.url) if outside(asked, portal) else None)
    page = context.new_page()
    query = "&".join(f"{name}={value}" for name, value in row.query.items())
    page.goto(f"{address}?{query}" if query else address)
    expect(page.locator("textarea[data-editor]:not([data-editor-ready])")).to_have_count(0)
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"{width} px: the page scrolls sideways")
    assert wrong == []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for fault in Axe().run(page, options=RULES).response["violations"]:
            where = [node["html"][:120] for node in fault["nodes"]][:3]
            found.append(f"{width} px: {fault['id']} {where}")
    assert found == []


def outside(asked, portal: str) -> bool:
    return not asked.url.startswith((portal, "data:", "blob:"))
