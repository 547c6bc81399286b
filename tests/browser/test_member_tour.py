"""`make screenshots`: the member's way through the portal, as docs/member-tour.md shows it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as portal_settings
from django.core.management import call_command
from django.urls import reverse
from PIL import Image
from playwright.sync_api import expect

from dasportal.accounts.models import Person
from dasportal.documents.models import StoredFile
from dasportal.documents.tasks import read_text
from dasportal.enquiries.models import Response
from meetings.approval.models import ApprovalRound
from meetings.circulation.models import Ballot
from meetings.demo.content import TARIFF_MODEL
from meetings.models import Attachment, Meeting, MeetingStatus
from meetings.search.tasks import index_changed
from meetings.tasks import print_document
from tests.browser.test_screenshots import sign_in

pytestmark = pytest.mark.screenshots
SIZES = ((390, 844), (820, 1100), (1280, 900))
PICTURES = portal_settings.BASE_DIR / "docs" / "images" / "member"
MEMBER = "birgitte.strand@frederikshavn.example"
COLOURS = 96  # of a picture's palette: nobody sees the difference, and the file is a third
LARGEST = 150_000  # bytes


def stops(person: Person, coming: Meeting) -> dict[str, str]:
    """What the tour shows, by the picture's name: the address of each page."""
    item = coming.items.get(title=TARIFF_MODEL.title)
    bilag = Attachment.objects.visible_to(person).get(item=item)
    asked = Response.objects.visible_to(person).get(enquiry__kind="places", enquiry__status="open")
    page = reverse("meetings:item", args=[item.pk])
    return {
        "my-page": reverse("accounts:home"),
        "meeting": reverse("meetings:meeting", args=[coming.pk]),
        "item": page,
        "own-notes": f"{page}#mine-noter",
        "questions": f"{page}#spoergsmaal",
        "attachment": reverse("notes:bilag", args=[bilag.pk]),
        "notes": reverse("notes:meeting", args=[coming.pk]),
        "approve-minutes": ApprovalRound.objects.all()[0].get_absolute_url(),
        "vote": reverse("circulation:ballot", args=[Ballot.objects.get(status="out").pk]),
        "answer": reverse("enquiries:write", args=[asked.pk]),
        "search": reverse("search:search") + "?q=pladser",
    }


def do_what_the_worker_does(coming: Meeting) -> None:
    """Read the bilag, print the PDFs of the meeting that is shown, and index it all."""
    for stored in StoredFile.objects.filter(pdf__isnull=False, text=""):
        read_text.func(str(stored.pk))
    for document in coming.documents.all():
        print_document.func(str(document.pk))
    index_changed.func()


def take(page: Any, address: str, name: str, width: int, height: int) -> None:
    """One picture. The page is opened anew: a PDF is drawn for the width it is opened at."""
    page.set_viewport_size({"width": width, "height": height})
    page.goto("about:blank")  # an address that differs by its place alone loads nothing
    answer = page.goto(address, wait_until="networkidle")
    assert answer is not None and answer.ok, f"{name}: {address}"
    if name == "attachment":
        expect(page.locator("#side-1[data-drawn]")).to_be_attached()
    path = PICTURES / f"{name}-{width}.png"
    page.screenshot(path=path)
    with Image.open(path) as taken:
        few = taken.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(path, optimize=True)
    assert path.stat().st_size < LARGEST, path.name


def test_pictures_of_the_members_way(portal, context, settings):
    settings.DEMO = True
    call_command("demo", verbosity=0)
    person = Person.objects.get(email=MEMBER)
    coming = Meeting.objects.visible_to(person).get(status=MeetingStatus.AGENDA_SENT)
    do_what_the_worker_does(coming)
    sign_in(context, portal, MEMBER)
    page = context.new_page()
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name, address in stops(person, coming).items():
        for width, height in SIZES:
            take(page, f"{portal}{address}", name, width, height)
    told = Path(portal_settings.BASE_DIR, "docs", "member-tour.md").read_text(encoding="utf-8")
    missing = [file.name for file in PICTURES.glob("*.png") if file.name not in told]
    assert missing == [], "say in docs/member-tour.md what these pictures show"
