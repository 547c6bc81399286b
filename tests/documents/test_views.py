"""Det forseglede arkiv in the browser."""

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from dasportal.accounts.models import Person
from dasportal.documents import tasks
from dasportal.documents.models import RecordEntry, StoredFile
from dasportal.documents.record import check, snapshot
from tests.documents import samples
from tests.documents.conftest import SealOne
from tests.documents.record.tampering import guards_off

TEXT = "/content/items/1/text"


@pytest.fixture
def page(client: Client, secretary: Person, settings: Any) -> Client:
    settings.DEMO = True  # no second step
    client.force_login(secretary)
    return client


def text_of(response: Any) -> str:
    assert response.status_code == 200, response
    return " ".join(response.content.decode().split())


def test_an_empty_record_says_what_will_come(page: Client) -> None:
    assert "ikke forseglet noget endnu" in text_of(page.get(reverse("documents:record")))


def test_the_list_shows_entries_and_that_they_are_whole(
    page: Client,
    chain: list[RecordEntry],
) -> None:
    url = reverse("documents:record")
    assert "ikke kontrolleret endnu" in text_of(page.get(url))
    assert page.post(reverse("documents:check")).status_code == 302
    assert DBTaskResult.objects.get(task_path__endswith="check_record")
    tasks.check_record.func()
    shown = text_of(page.get(url))
    assert "Arkivet er ubrudt" in shown
    assert "Referat minutes:3" in shown
    assert chain[2].receipt in shown


def test_the_list_says_what_is_wrong(page: Client, chain: list[RecordEntry]) -> None:
    with guards_off() as cursor:
        cursor.execute("UPDATE documents_recordentry SET subject = 'Andet' WHERE sequence = 2")
    tasks.check_record.func()
    shown = text_of(page.get(reverse("documents:record")))
    assert "Arkivet er ikke i orden" in shown
    assert "Post 2: kolonnen subject siger noget andet" in shown


def test_the_list_can_be_searched(page: Client, chain: list[RecordEntry]) -> None:
    shown = text_of(page.get(reverse("documents:record"), {"subject": "minutes:2"}))
    assert "Referat minutes:2" in shown
    assert "Referat minutes:1" not in shown


def test_the_list_asks_no_more_for_more_rows(
    page: Client,
    seal_one: SealOne,
    django_assert_num_queries: Any,
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    seal_one("minutes:1")
    url = reverse("documents:record")
    page.get(url)
    with CaptureQueriesContext(connection) as one:
        page.get(url)
    for number in range(2, 12):
        seal_one(f"minutes:{number}")
    with django_assert_num_queries(len(one)):
        page.get(url)


def test_an_entry_shows_what_is_sealed(page: Client, seal_one: SealOne) -> None:
    entry = seal_one()
    shown = text_of(page.get(reverse("documents:entry", args=[entry.sequence])))
    for part in ("Drengen Elias", entry.receipt, "referat.pdf", "items › 1 › title"):
        assert part in shown


def test_what_must_go_is_found_by_its_words(page: Client, seal_one: SealOne) -> None:
    url = reverse("documents:entry", args=[seal_one().sequence])
    shown = text_of(page.get(url, {"q": "elias"}))
    assert "1 værdi" in shown.replace("\xa0", " ")
    assert "Dagsorden" not in shown


def test_a_sealed_file_is_served(page: Client, seal_one: SealOne) -> None:
    entry = seal_one()
    response = page.get(reverse("documents:entry_file", args=[entry.sequence, 0]))
    assert b"".join(response.streaming_content).startswith(b"%PDF")
    assert response["Content-Disposition"].startswith("attachment")
    assert page.get(reverse("documents:entry_file", args=[entry.sequence, 7])).status_code == 404


def test_an_entry_is_downloaded_as_it_is_exported(page: Client, seal_one: SealOne) -> None:
    entry = seal_one()
    told = json.loads(page.get(reverse("documents:entry_json", args=[entry.sequence])).content)
    assert told["entry_hash"] == entry.entry_hash
    assert len(told["leaves"]) == entry.leaves.count()


def test_the_export_is_downloaded_and_verifies(
    page: Client,
    chain: list[RecordEntry],
    tmp_path: Path,
) -> None:
    check()
    response = page.get(reverse("documents:export"))
    with zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content))) as archive:
        archive.extractall(tmp_path)
    response.close()
    folder = tmp_path / "forseglet-arkiv"
    done = subprocess.run(
        [sys.executable, "-I", str(folder / "verify_record.py"), str(folder)], check=False,
        capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout


def test_content_is_removed_after_a_reason_and_a_confirmation(
    page: Client,
    seal_one: SealOne,
) -> None:
    entry = seal_one()
    url = reverse("documents:redact", args=[entry.sequence])
    assert "Drengen Elias" in text_of(page.get(url, {"path": TEXT}))
    refused = text_of(page.post(url, {"path": TEXT}))
    assert "Skriv, hvorfor indholdet skal fjernes." in refused
    assert "Sæt kryds for at bekræfte" in refused
    assert RecordEntry.objects.count() == 1
    answer = page.post(
        url,
        {"path": TEXT, "reason": "Et barns navn", "understood": "on", "replacement": "Uden navn"},
        follow=True,
    )
    shown = text_of(answer)
    assert "Fjernelsen er post 2" in shown
    assert "Uden navn" in shown
    assert "Elias" not in shown
    assert check().ok


def test_several_values_go_at_once(page: Client, seal_one: SealOne) -> None:
    entry = seal_one()
    url = reverse("documents:redact", args=[entry.sequence])
    paths = [TEXT, "/content/items/1/title"]
    page.post(url, {"path": paths, "reason": "x", "understood": "on"})
    assert "Anna Skov" in str(snapshot(entry)["items"][1]["title"])
    assert check().redacted == 2


def test_a_file_is_replaced_by_another(
    page: Client,
    seal_one: SealOne,
    sealed_pdf: StoredFile,
) -> None:
    entry = seal_one()
    url = reverse("documents:redact", args=[entry.sequence])
    told = {"path": "/files/0", "reason": "x", "understood": "on"}
    bad = SimpleUploadedFile("ny.pdf", samples.program())
    assert "Filen er et program" in text_of(page.post(url, {**told, "new_file": bad}))
    assert RecordEntry.objects.count() == 1
    new = SimpleUploadedFile("ny.pdf", samples.text_pdf("Uden navn"))
    assert page.post(url, {**told, "new_file": new}).status_code == 302
    sealed_pdf.refresh_from_db()
    assert sealed_pdf.name == "ny.pdf"
    assert check().ok


def test_nothing_chosen_leads_back(page: Client, seal_one: SealOne) -> None:
    entry = seal_one()
    url = reverse("documents:redact", args=[entry.sequence])
    for response in (page.get(url), page.get(url, {"path": "/findes/ikke"})):
        assert response.status_code == 302
        assert response["Location"] == reverse("documents:entry", args=[entry.sequence])
