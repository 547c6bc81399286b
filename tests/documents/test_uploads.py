"""Uploads over HTTP: what is too large is never kept, and the answer is a page."""

import errno
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.http import HttpRequest
from django.test import RequestFactory

from dasportal.documents.files import DISK_FULL, FileRefused, store
from dasportal.documents.forms import UploadField
from dasportal.documents.uploads import LimitedUploadHandler, NotKept
from tests.documents import samples


@pytest.fixture
def temporary(settings: Any, tmp_path: Path) -> Path:
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "tmp"
    settings.FILE_UPLOAD_TEMP_DIR.mkdir()
    return settings.FILE_UPLOAD_TEMP_DIR


def posted(content: bytes, name: str = "a.pdf") -> HttpRequest:
    return RequestFactory().post("/", {"file": SimpleUploadedFile(name, content)})


def test_a_file_within_the_limit_is_kept(temporary: Path) -> None:
    with posted(b"hej").FILES["file"] as upload:
        assert upload.read() == b"hej"
        assert len(list(temporary.iterdir())) == 1


def test_a_file_over_the_limit_is_not_kept(temporary: Path, settings: Any) -> None:
    settings.MAX_UPLOAD_MB = 1
    upload = posted(bytes(3 * 1024 * 1024)).FILES["file"]
    assert isinstance(upload, NotKept)
    assert (upload.size, list(temporary.iterdir())) == (3 * 1024 * 1024, [])
    with pytest.raises(FileRefused, match="højst fylde 1 MB"):
        store(upload, name=upload.name or "", by=None)


def test_a_full_disk_while_uploading_is_said_in_danish(
    temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(TemporaryFileUploadHandler, "receive_data_chunk", full)
    upload = posted(b"hej").FILES["file"]
    with pytest.raises(FileRefused) as refused:
        store(upload, name="a.pdf", by=None)
    assert refused.value.message == DISK_FULL
    assert list(temporary.iterdir()) == []


def test_another_error_is_not_hidden(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*args: Any) -> None:
        raise OSError(errno.EACCES, "denied")

    monkeypatch.setattr(TemporaryFileUploadHandler, "new_file", denied)
    with pytest.raises(OSError, match="denied"):
        posted(b"hej").FILES["file"]


def test_the_handler_is_the_one_in_use(settings: Any) -> None:
    assert [
        f"{LimitedUploadHandler.__module__}.{LimitedUploadHandler.__name__}"
    ] == settings.FILE_UPLOAD_HANDLERS


def test_the_field_says_what_is_wrong(settings: Any) -> None:
    settings.MAX_UPLOAD_MB = 1
    field = UploadField()
    assert field.clean(SimpleUploadedFile("a.pdf", samples.text_pdf("x"))).name == "a.pdf"
    for data, message in (
        (None, "Vælg en fil."),
        (SimpleUploadedFile("a.pdf", b""), "0 byte"),
        (NotKept("a.pdf", 2 * 1024 * 1024, no_room=False), "højst fylde 1 MB"),
        (NotKept("a.pdf", 1, no_room=True), "ikke har mere plads"),
    ):
        with pytest.raises(ValidationError, match=message):
            field.clean(data)
