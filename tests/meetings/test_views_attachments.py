"""Bilag taken in, ordered and replaced in the browser."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from meetings import workflow
from meetings.models import Attachment
from tests.access.rows_meetings import a_file
from tests.meetings.conftest import case
from tests.meetings.test_views_contributions import PDF


@pytest.fixture(autouse=True)
def signed_in(settings, client, office):
    settings.DEMO = True
    client.force_login(office)


@pytest.fixture
def item(meeting, office):
    return case(meeting, office)


def pdf(name="tal.pdf", note=b""):
    return SimpleUploadedFile(name, PDF + note)


def test_several_files_become_bilag_titled_after_them(client, item):
    files = [pdf("takst_bilag.pdf"), pdf("notat.pdf", b"%2")]
    client.post(reverse("meetings:upload", args=[item.pk]), {"files": files})
    assert [a.title for a in item.attachments.all()] == ["takst bilag", "notat"]


def test_one_bad_file_does_not_stop_the_others(client, item):
    files = [SimpleUploadedFile("ond.exe", b"MZ" + b"\0" * 99), pdf()]
    response = client.post(
        reverse("meetings:upload", args=[item.pk]), {"files": files}, follow=True
    )
    assert [a.title for a in item.attachments.all()] == ["tal"]
    assert [m.level_tag for m in response.context["messages"]] == ["error", "success"]


def test_no_file_chosen_is_said(client, item):
    response = client.post(reverse("meetings:upload", args=[item.pk]), {}, follow=True)
    assert "error" in [m.level_tag for m in response.context["messages"]]


def test_closed_bilag_is_never_published(client, item):
    client.post(reverse("meetings:upload", args=[item.pk]), {"files": [pdf()], "is_closed": "on"})
    bilag = item.attachments.get()
    assert (bilag.is_closed, bilag.is_published) == (True, False)


def test_bilag_after_sending_is_marked_late(client, item, meeting, office):
    workflow.send_agenda(meeting, by=office)
    client.post(reverse("meetings:upload", args=[item.pk]), {"files": [pdf()]})
    assert item.attachments.get().late


def test_bilag_are_put_in_order(client, item, office):
    ids = [str(workflow.add_attachment(item, file=a_file(), title=t, by=office).pk) for t in "abc"]
    url = reverse("meetings:attachment_order", args=[item.pk])
    answer = client.post(url, {"order": ",".join([ids[2], ids[0], ids[1]])}).json()
    item.refresh_from_db()
    assert answer["numbers"][ids[2]] == f"{item.number}.1"
    client.post(url, {"item": ids[2], "direction": "down"})
    assert [a.title for a in item.attachments.all()] == ["a", "c", "b"]


def test_new_version_keeps_the_old_one(client, item, office):
    bilag = workflow.add_attachment(item, file=a_file(), by=office)
    client.post(reverse("meetings:attachment_replace", args=[bilag.pk]), {"file": pdf("ny.pdf")})
    assert [v.file.name for v in bilag.versions.all()] == ["bilag.pdf", "ny.pdf"]


def test_bilag_is_renamed_and_closed(client, item, office):
    bilag = workflow.add_attachment(item, file=a_file(), by=office)
    client.post(
        reverse("meetings:attachment", args=[bilag.pk]), {"title": "Takster", "is_closed": "on"}
    )
    bilag.refresh_from_db()
    assert (bilag.title, bilag.is_closed, bilag.is_published) == ("Takster", True, False)


def test_unsent_bilag_is_deleted_and_sent_one_withdrawn(client, item, meeting, office):
    kept = workflow.add_attachment(item, file=a_file(), title="Sendt", by=office)
    workflow.send_agenda(meeting, by=office)
    new = workflow.add_attachment(item, file=a_file(), title="Ny", by=office)
    for bilag in (kept, new):
        client.post(reverse("meetings:attachment_remove", args=[bilag.pk]))
    assert list(Attachment.objects.filter(item=item).values_list("title", "withdrawn")) == [
        ("Sendt", True)
    ]


def test_file_is_handed_out_as_a_file(client, item):
    client.post(reverse("meetings:upload", args=[item.pk]), {"files": [pdf()]})
    url = reverse("meetings:attachment_download", args=[item.attachments.get().pk])
    got = client.get(url)
    assert got["Content-Disposition"].startswith("attachment")
    assert b"".join(got.streaming_content).startswith(b"%PDF")
    shown = client.get(url + "?vis")
    assert shown["Content-Disposition"].startswith("inline")
    assert shown["X-Content-Type-Options"] == "nosniff"
    got.close()
    shown.close()
