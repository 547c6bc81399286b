"""An agenda is built and put in order with the keyboard alone (quality 2)."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from tests.access.matrix import SECRETARIAT, make_world
from tests.access.rows_meetings import planned

pytestmark = pytest.mark.browser


def titles(meeting) -> list[str]:
    rows = meeting.items.filter(parent=None).order_by("position")
    return list(rows.values_list("title", flat=True))


def tab_to(page, locator) -> None:
    for _ in range(120):
        if locator.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("the keyboard does not reach it")


def test_items_are_added_and_ordered_without_a_mouse(portal, context, settings):
    settings.DEMO = True
    world = make_world()
    meeting = planned(world)
    client = Client()
    client.force_login(world[SECRETARIAT])
    for name, morsel in client.cookies.items():
        context.add_cookies([{"name": name, "value": morsel.value, "url": portal}])
    page = context.new_page()
    page.goto(reverse("meetings:agenda", kwargs={"pk": meeting.pk}))
    tab_to(page, page.get_by_label("Titel"))
    page.keyboard.type("Ny takstmodel")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Ny takstmodel").wait_for()
    assert "Ny takstmodel" in titles(meeting)
    page.goto(reverse("meetings:agenda", kwargs={"pk": meeting.pk}))
    row = page.locator("li[data-id]", has_text="Ny takstmodel")
    before = titles(meeting).index("Ny takstmodel")
    tab_to(page, row)
    with page.expect_response("**/raekkefoelge/"):
        page.keyboard.press("Alt+ArrowUp")
    assert titles(meeting).index("Ny takstmodel") == before - 1
    expect(row).to_be_focused()
    tab_to(page, row.get_by_role("button", name="Ned: Ny takstmodel"))
    with page.expect_response("**/raekkefoelge/"):
        page.keyboard.press("Enter")
    assert titles(meeting).index("Ny takstmodel") == before
    numbers = page.locator(".sortable > li > .sortable__number").all_text_contents()
    assert numbers == [str(n) for n in range(1, len(numbers) + 1)]
