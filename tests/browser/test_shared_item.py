"""What somebody behind a personal link can do, in a real browser: the form must get there."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from playwright.sync_api import expect

from dasportal.accounts.models import RoleKind
from meetings import workflow
from meetings.dialogue.models import Remark
from meetings.dialogue.workflow import share
from tests import factories
from tests.meetings.conftest import case, plan

pytestmark = pytest.mark.browser


def test_chief_reads_and_leaves_a_remark(portal: str, page: Any) -> None:
    office, das = factories.secretary(), factories.das()
    member = factories.holder(RoleKind.MEMBER, "Anna", forum=das, party=factories.party())
    meeting = plan(das, office, date(2031, 3, 6))
    item = case(meeting, office, "Takstbilag 2031")
    workflow.send_agenda(meeting, by=office)
    item.refresh_from_db()
    _, secret = share(item, name="Ida", email="ida@kommune.example", access="comment", by=member)
    page.goto(f"/dialog/delt/{secret}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Takstbilag 2031")
    page.get_by_role("textbox", name="Din bemærkning").fill("Vi mangler tal for 2030.")
    page.get_by_role("button", name="Send bemærkningen").click()
    expect(page.locator("main")).to_contain_text("Sendt. Anna har fået besked.")
    assert Remark.objects.get().text == "Vi mangler tal for 2030."


def test_outsider_delivers_a_text(portal: str, page: Any) -> None:
    office = factories.secretary()
    item = case(plan(factories.das(), office, date(2031, 3, 6)), office, "Takstbilag 2031")
    _, secret = workflow.ask_for_contribution(
        item, name="Bo", email="bo@example.org", message="Send os jeres tal.", by=office
    )
    page.goto(f"/moeder/bidrag/udefra/{secret}/")
    page.get_by_label("Din tekst").fill("Vores tal.")
    page.get_by_role("button", name="Send til sekretariatet").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tak.")
