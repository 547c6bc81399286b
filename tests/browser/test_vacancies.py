"""A reporter confirms free places by one press of a key, and a stranger finds them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from dasportal.accounts.models import RoleKind
from offers.vacancies.models import Vacancy
from tests import factories
from tests.browser.conftest import PASSWORD
from tests.offers.conftest import SINCE, offer

pytestmark = pytest.mark.browser


def tab_to(page: Any, target: Any) -> None:
    for _ in range(80):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("Tab does not lead there")


def test_one_press_and_a_stranger_finds_the_place(portal, sign_in, browser, settings):
    settings.DEMO = True
    line = factories.person("Line Sohn", password=PASSWORD)
    factories.role(line, RoleKind.OFFER_REPORTER, party=factories.party(), start=SINCE)
    violen = offer("Violen", places=6, target_groups="Autisme")
    offer("Fyret", factories.LÆSØ, target_groups="Misbrug")
    Vacancy.objects.create(
        offer=violen, free=2, confirmed_by=line,
        confirmed_at=timezone.now() - timedelta(days=43),
    )  # fmt: skip
    page = sign_in(line)
    page.goto("/forstaerket/pladser/")
    expect(page.get_by_text("Bekræftet for 43 dage siden")).to_be_visible()
    tab_to(page, page.get_by_role("button", name="Stadig 2 ledige ved Violen"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Violen: 2 ledige")).to_be_visible()
    expect(page.get_by_text("Bekræftet i dag")).to_be_visible()

    stranger = browser.new_context(locale="da-DK").new_page()
    stranger.goto(f"{portal}/tilbudsoverblik/")
    expect(stranger.get_by_role("row").filter(has_text="Fyret")).to_be_visible()
    stranger.locator("#id_maalgruppe").select_option("Autisme")
    stranger.locator("#id_ledige").check()
    stranger.get_by_role("button", name="Vis").click()
    expect(stranger.get_by_role("row").filter(has_text="Fyret")).to_have_count(0)
    expect(stranger.get_by_text("2 ledige")).to_be_visible()
    stranger.get_by_role("link", name="Violen").click()
    expect(stranger.get_by_role("heading", level=1)).to_have_text("Violen")
    stranger.context.close()
