from typing import Any

import pytest
from django.http import Http404, HttpResponseBase
from django.test import RequestFactory

from dasportal.documents.files import serve, store
from dasportal.documents.models import StoredFile
from dasportal.documents.serving import parse_range
from tests.documents import samples

pytestmark = pytest.mark.django_db


@pytest.fixture
def stored() -> StoredFile:
    return store(samples.text_pdf("Hej"), name="Blå bilag.pdf", by=None)


def get(stored: StoredFile, *, inline: bool = False, **headers: str) -> HttpResponseBase:
    return serve(RequestFactory().get("/", headers=headers), stored, inline=inline)


def body(response: Any) -> bytes:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    response.close()
    return content


def test_a_download_can_do_nothing_but_be_a_file(stored: StoredFile) -> None:
    response = get(stored)
    assert body(response) == stored.on_disk.read_bytes()
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''Bl%C3%A5%20bilag.pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Length"] == str(stored.size)
    assert response["Cache-Control"] == "private, no-cache"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"


def test_a_pdf_may_be_shown_but_runs_nothing(stored: StoredFile) -> None:
    response = get(stored, inline=True)
    body(response)
    assert response["Content-Disposition"].startswith("inline")
    assert response["Content-Security-Policy"].startswith("default-src 'none'")
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("content", "name"), [(samples.docx(), "a.docx"), (b"<b>hej</b> du", "a.html")]
)
def test_what_a_browser_could_run_is_never_shown(content: bytes, name: str) -> None:
    stored = store(content, name=name, by=None)
    response = get(stored, inline=True)
    body(response)
    assert response["Content-Disposition"].startswith("attachment")
    assert "sandbox" in response["Content-Security-Policy"]
    assert "html" not in response["Content-Type"]


def test_what_the_browser_has_is_not_sent_again(stored: StoredFile) -> None:
    first = get(stored)
    body(first)
    again = get(stored, **{"If-None-Match": first["ETag"]})
    assert (again.status_code, body(again)) == (304, b"")
    other = get(stored, **{"If-None-Match": '"other"'})
    assert (other.status_code, body(other)) == (200, stored.on_disk.read_bytes())


@pytest.mark.parametrize(
    ("asked", "span"),
    [
        ("bytes=0-4", (0, 4)),
        ("bytes=5-", (5, 99)),
        ("bytes=-10", (90, 99)),
        ("bytes=-500", (0, 99)),
        ("bytes=90-500", (90, 99)),
        ("bytes=100-", None),
        ("bytes=5-2", None),
        ("bytes=-0", None),
        ("bytes=-", None),
        ("bytes=0-1,5-6", None),
        ("pages=1-2", None),
    ],
)
def test_ranges(asked: str, span: tuple[int, int] | None) -> None:
    assert parse_range(asked, 100) == span


def test_a_part_is_sent_when_asked_for(stored: StoredFile) -> None:
    whole = stored.on_disk.read_bytes()
    response = get(stored, Range="bytes=5-14")
    assert (response.status_code, body(response)) == (206, whole[5:15])
    assert response["Content-Range"] == f"bytes 5-14/{len(whole)}"
    assert response["Content-Length"] == "10"
    assert response["Content-Disposition"].startswith("attachment")


def test_a_part_of_another_version_is_not_sent(stored: StoredFile) -> None:
    response = get(stored, **{"Range": "bytes=0-4", "If-Range": '"older"'})
    assert (response.status_code, len(body(response))) == (200, stored.size)


def test_a_part_that_is_not_there_is_416(stored: StoredFile) -> None:
    response = get(stored, Range="bytes=999999-")
    assert (response.status_code, response["Content-Range"]) == (416, f"bytes */{stored.size}")


def test_the_web_server_may_send_it(stored: StoredFile, settings: Any) -> None:
    settings.FILES_ACCEL_PREFIX = "/_filer/"
    response = get(stored)
    assert response["X-Accel-Redirect"] == f"/_filer/{stored.path}"
    assert "sandbox" in response["Content-Security-Policy"]


def test_a_file_that_is_gone_is_404(stored: StoredFile) -> None:
    stored.on_disk.unlink()
    with pytest.raises(Http404, match="findes ikke længere"):
        get(stored)
