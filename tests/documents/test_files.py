"""Taking a file in: once, whole, under its true kind; or not at all, with a reason."""

import errno
import io
import os
import resource
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from dasportal.accounts.models import Person
from dasportal.documents import storage
from dasportal.documents.files import (
    DISK_FULL,
    EMPTY,
    FileRefused,
    retry_conversion,
    store,
    store_own,
)
from dasportal.documents.models import Conversion, StoredFile
from tests.documents import samples

pytestmark = pytest.mark.django_db


def on_disk() -> list[Path]:
    return [path for path in storage.root().rglob("*") if path.is_file()]


def queued() -> list[str]:
    return [row.task_path.rpartition(".")[2] for row in DBTaskResult.objects.all()]


def test_a_pdf_is_stored_as_it_is(secretary: Person) -> None:
    content = samples.text_pdf("En", "To")
    stored = store(content, name="../Bilag 1.PDF", by=secretary)
    assert stored.on_disk.read_bytes() == content
    assert (stored.name, stored.media_type, stored.pages) == ("Bilag 1.pdf", "application/pdf", 2)
    assert (stored.size, stored.created_by, stored.pdf) == (len(content), secretary, stored)
    assert stored.conversion == Conversion.NONE
    assert stored.path == f"{stored.sha256[:2]}/{stored.sha256[2:4]}/{stored.sha256}"
    assert queued() == ["read_text"]


@pytest.mark.parametrize("wrap", [bytes, io.BytesIO, lambda b: SimpleUploadedFile("x.pdf", b)])
def test_content_comes_as_bytes_or_as_a_file(wrap: Any) -> None:
    content = samples.text_pdf("Hej")
    assert store(wrap(content), name="a.pdf", by=None).on_disk.read_bytes() == content


def test_an_office_document_waits_for_its_pdf() -> None:
    stored = store(samples.docx(), name="notat.doc", by=None)
    assert (stored.name, stored.conversion, stored.pdf) == ("notat.docx", Conversion.PENDING, None)
    assert queued() == ["convert"]


def test_an_image_has_its_pdf_at_once() -> None:
    stored = store(samples.image(), name="foto.jpeg", by=None)
    assert stored.name == "foto.png"
    assert stored.conversion == Conversion.DONE
    assert stored.pdf is not None
    assert (stored.pdf.media_type, stored.pdf.pages, stored.pages) == ("application/pdf", 1, 1)


def test_the_same_bytes_are_one_file_on_disk() -> None:
    first = store(samples.text_pdf("Hej"), name="a.pdf", by=None)
    second = store(samples.text_pdf("Hej"), name="b.pdf", by=None)
    assert first.pk != second.pk
    assert (first.path, [second.on_disk]) == (second.path, on_disk())


def test_the_same_image_shares_its_pdf() -> None:
    first = store(samples.image(), name="a.png", by=None)
    second = store(samples.image(), name="b.png", by=None)
    assert first.pdf == second.pdf


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(FileRefused, match="0 byte"):
        store(b"", name="tom.pdf", by=None)
    assert EMPTY.startswith("Filen er tom")


def test_a_refusal_is_an_error_that_forms_can_show() -> None:
    with pytest.raises(ValidationError) as refused:
        store(samples.program(), name="faktura.pdf", by=None)
    assert "program" in refused.value.messages[0]


class Endless(io.RawIOBase):
    """A file that says that it is 200 MB, and fails when it is read."""

    size = 200 * 1024 * 1024

    def read(self, size: int = -1) -> bytes:
        raise AssertionError("the file was read")


def test_200_mb_are_refused_without_being_read() -> None:
    with pytest.raises(FileRefused, match="højst fylde 100 MB"):
        store(Endless(), name="stor.pdf", by=None)  # type: ignore[arg-type]


def test_a_size_that_lies_is_found_while_reading(settings: Any) -> None:
    settings.MAX_UPLOAD_MB = 1
    content = io.BytesIO(bytes(1024 * 1024 + 1))
    content.size = 10  # type: ignore[attr-defined]
    with pytest.raises(FileRefused, match="for stor"):
        store(content, name="stor.pdf", by=None)
    assert on_disk() == []


def test_a_refused_file_leaves_nothing() -> None:
    with pytest.raises(FileRefused):
        store(samples.zip_bomb(), name="bombe.docx", by=None)
    assert (on_disk(), StoredFile.objects.count(), queued()) == ([], 0, [])


def test_a_full_disk_is_said_in_danish_and_leaves_nothing() -> None:
    """The limit on file size makes the write fail half-way, as a full disk does."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    try:
        with pytest.raises(FileRefused) as refused:
            store(samples.text_pdf("Hej") + bytes(300_000), name="a.pdf", by=None)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert refused.value.message == DISK_FULL
    assert (on_disk(), StoredFile.objects.count()) == ([], 0)


def test_a_disk_without_inodes_is_the_same(settings: Any, tmp_path: Path) -> None:
    with pytest.raises(storage.DiskFull), storage.workspace():
        raise OSError(errno.EDQUOT, "no room")
    with pytest.raises(OSError, match="denied"), storage.workspace():
        raise OSError(errno.EACCES, "denied")


def test_our_own_pdf_is_stored_without_limits(settings: Any, tmp_path: Path) -> None:
    settings.MAX_UPLOAD_MB = 0
    content = samples.text_pdf("En", "To")
    stored = store_own(content, name="Referat", by=None)
    assert (stored.name, stored.pages, stored.on_disk.read_bytes()) == ("Referat.pdf", 2, content)
    path = tmp_path / "made.pdf"
    path.write_bytes(content)
    assert store_own(path, name="Referat", by=None).sha256 == stored.sha256
    assert path.exists()


def test_the_sweep_takes_only_what_no_row_knows() -> None:
    kept = store(samples.text_pdf("Hej"), name="a.pdf", by=None)
    with pytest.raises(RuntimeError), transaction.atomic():
        lost = store(samples.text_pdf("Tabt"), name="b.pdf", by=None)
        raise RuntimeError
    assert lost.on_disk.exists()
    assert storage.sweep(older_than=3600) == 0
    os.utime(lost.on_disk, (0, 0))
    os.utime(kept.on_disk, (0, 0))
    assert storage.sweep(older_than=3600) == 1
    assert on_disk() == [kept.on_disk]


def test_conversion_can_be_tried_again() -> None:
    stored = store(samples.docx(), name="a.docx", by=None)
    DBTaskResult.objects.all().delete()
    retry_conversion(stored)
    assert queued() == []  # it is still waiting for its first try
    StoredFile.objects.update(conversion=Conversion.FAILED, conversion_message="x")
    retry_conversion(stored)
    stored.refresh_from_db()
    assert (stored.conversion, stored.conversion_message) == (Conversion.PENDING, "")
    assert queued() == ["convert"]
