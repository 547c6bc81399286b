"""`make screenshots`: the member's way through the portal, as docs/member-tour.md shows it."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings as portal_settings
from django.core.management import call_command
from django.urls import reverse

from dasportal.accounts.models import Person
from dasportal.enquiries.models import Response
from meetings.approval.models import ApprovalRound
from meetings.circulation.models import Ballot
from meetings.models import Attachment, Meeting, MeetingStatus
from tests.browser.test_screenshots import sign_in

pytestmark = pytest.mark.screenshots
WIDTHS = (390, 820, 1280)
PICTURES = portal_settings.BASE_DIR / "docs" / "images" / "member"
MEMBER = "birgitte.strand@frederikshavn.example"


def stops() -> dict[str, str]:
    """What the tour shows, by the picture's name: the address of each page."""
    person = Person.objects.get(email=MEMBER)
    meetings = Meeting.objects.visible_to(person)
    coming = meetings.filter(status=MeetingStatus.AGENDA_SENT).order_by("date")[0]
    bilag = Attachment.objects.visible_to(person).filter(versions__isnull=False).order_by("pk")[0]
    asked = Response.objects.visible_to(person).filter(party__code="813").order_by("pk")[0]
    return {
        "my-page": reverse("accounts:home"),
        "meeting": reverse("meetings:meeting", args=[coming.pk]),
        "item": reverse("meetings:item", args=[coming.items.filter(kind="ordinary")[0].pk]),
        "attachment": reverse("notes:bilag", args=[bilag.pk]),
        "approve-minutes": reverse("approval:round", args=[ApprovalRound.objects.all()[0].pk]),
        "vote": reverse("circulation:ballot", args=[Ballot.objects.get(status="out").pk]),
        "answer": reverse("enquiries:response", args=[asked.pk]),
        "search": reverse("search:search") + "?q=krisecenter",
    }


def test_pictures_of_the_members_way(portal, context, settings):
    settings.DEMO = True
    call_command("demo", verbosity=0)
    sign_in(context, portal, MEMBER)
    page = context.new_page()
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name, address in stops().items():
        answer = page.goto(f"{portal}{address}", wait_until="networkidle")
        assert answer is not None and answer.ok, f"{name}: {address}"
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 1000})
            page.screenshot(path=PICTURES / f"{name}-{width}.png")
    told = Path(portal_settings.BASE_DIR, "docs", "member-tour.md").read_text(encoding="utf-8")
    missing = [file.name for file in PICTURES.glob("*.png") if file.name not in told]
    assert missing == [], "say in docs/member-tour.md what these pictures show"
