"""Contributions from outside, and what the page behind the link says."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings import workflow
from meetings.models import Contribution
from tests.meetings.conftest import case

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj\nxref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000052 00000 n \n0000000101 00000 n \ntrailer<</Size 4/Root 1 0 R>>\nstartxref\n164\n%%EOF\n"


@pytest.fixture(autouse=True)
def demo(settings):
    settings.DEMO = True
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()


@pytest.fixture
def item(meeting, office):
    found = case(meeting, office, "Lukning af Kvisten", is_open=False)
    workflow.save_text(
        found, field="summary", value="<p>Hemmeligt resumé</p>", base_revision=0, by=office
    )
    return found


@pytest.fixture
def asked(item, office):
    return workflow.ask_for_contribution(
        item, name="Ida Eg", email="ida@example.org", message="Send os jeres tal.", by=office
    )


def door(token):
    return reverse("meetings:contribute", args=[token])


def test_the_page_says_date_and_message_and_no_more(asked):
    response = Client().get(door(asked[1]))
    html = response.content.decode()
    assert "5. marts 2026" in html
    assert "Send os jeres tal." in html
    assert "Kvisten" not in html
    assert "Hemmeligt" not in html
    assert response["X-Robots-Tag"].startswith("noindex")
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "same-origin"


def test_text_and_file_are_delivered_and_taken_in(client, asked, item, office):
    contribution, token = asked
    response = Client().post(
        door(token), {"text": "Vores tal.", "file": SimpleUploadedFile("tal.pdf", PDF)}
    )
    assert "Vi har modtaget dit bidrag" in response.content.decode()
    client.force_login(office)
    page = client.get(reverse("meetings:contribution", args=[contribution.pk])).content.decode()
    assert "Vores tal." in page
    assert "tal.pdf" in page
    client.post(reverse("meetings:take_in", args=[contribution.pk]))
    assert item.statements.get().text == "<p>Vores tal.</p>"
    assert item.attachments.get().title == "tal"
    assert Client().get(door(token)).status_code == 410


def test_nothing_delivered_is_an_error_on_the_form(asked):
    html = Client().post(door(asked[1]), {"text": "  "}).content.decode()
    assert "Skriv en tekst, eller vælg en fil." in html
    assert Contribution.objects.get().delivered_at is None


def test_bad_file_is_refused_with_its_reason_on_the_field(asked):
    bad = SimpleUploadedFile("program.exe", b"MZ\x90\x00" + b"\0" * 200)
    response = Client().post(door(asked[1]), {"text": "Se her", "file": bad})
    assert response.context["form"].errors["file"]
    assert Contribution.objects.get().delivered_at is None


@pytest.mark.parametrize("why", ["expired", "revoked", "unknown"])
def test_link_that_does_not_work_says_nothing_of_the_meeting(asked, office, why):
    contribution, token = asked
    if why == "expired":
        contribution.expires_at = timezone.now() - timedelta(seconds=1)
        contribution.save()
    elif why == "revoked":
        workflow.revoke_contribution(contribution, by=office)
    else:
        token = "x" * 43
    response = Client().get(door(token))
    assert response.status_code == 410
    assert "marts" not in response.content.decode()


def test_sending_in_is_limited(asked):
    stranger = Client()
    answers = [stranger.post(door("x" * 43)).status_code for _ in range(61)]
    assert answers[:60] == [410] * 60
    assert answers[60] == 429


def test_asking_shows_the_link_once_and_mails_it(client, item, office):
    client.force_login(office)
    data = {
        "name": "Bo Hav", "email": "bo@example.org", "message": "Et notat, tak.",
        "until": "31.12.2031",
    }  # fmt: skip
    html = client.post(reverse("meetings:ask", args=[item.pk]), data).content.decode()
    made = Contribution.objects.get()
    assert "/bidrag/udefra/" in html
    assert (
        timezone.localtime(made.expires_at).strftime("%d.%m.%Y %H.%M.%S") == "31.12.2031 23.59.59"
    )
    again = client.get(reverse("meetings:contribution", args=[made.pk])).content.decode()
    assert "/bidrag/udefra/" not in again


def test_link_cannot_end_in_the_past(client, item, office):
    client.force_login(office)
    data = {"name": "Bo", "email": "bo@example.org", "message": "x", "until": "1.1.2020"}
    response = client.post(reverse("meetings:ask", args=[item.pk]), data)
    assert response.context["form"].errors["until"]
