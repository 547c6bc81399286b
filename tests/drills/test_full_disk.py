"""Quality 16: the disk is full in the middle of an upload. A real one: a small tmpfs, filled.

The person is told in Danish, nothing is left on the disk or in the database, and when there is room
again the same upload goes well. Only root may mount one.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from datetime import date, time
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from dasportal.documents.files import DISK_FULL
from dasportal.documents.models import StoredFile
from meetings import workflow
from meetings.models import AgendaItem, Attachment
from tests import factories
from tests.documents import samples

pytestmark = [pytest.mark.drill, pytest.mark.django_db]
DISK = 6 * 1024 * 1024  # bytes
KILO = 1024


@pytest.fixture
def disk(tmp_path: Path, settings: Any) -> Iterator[Path]:
    """A disk of its own for all that is uploaded."""
    folder = tmp_path / "disk"
    folder.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", f"size={DISK}", "none", str(folder)]
    if os.geteuid() != 0 or subprocess.run(words, capture_output=True, check=False).returncode:
        pytest.skip(
            "kun root kan lave en lille disk (mount -t tmpfs), og det må den ikke alle steder"
        )
    settings.MEDIA_ROOT, settings.FILE_UPLOAD_TEMP_DIR = folder / "files", folder / "tmp"
    settings.FILE_UPLOAD_TEMP_DIR.mkdir()
    settings.DEMO = True  # the secretariat is not sent to set up its second step
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def fill(disk: Path, *, leaving: int) -> Path:
    """Fill the disk until so many bytes are left."""
    filler = disk / "filler"
    free = os.statvfs(disk)
    with filler.open("wb") as out:
        out.write(bytes(free.f_bavail * free.f_bsize - leaving))
    return filler


def left_behind(disk: Path) -> list[str]:
    """Every file on the disk but the filler."""
    files = [path for path in disk.rglob("*") if path.is_file()]
    return sorted(str(path.relative_to(disk)) for path in files if path.name != "filler")


def pdf() -> bytes:
    """Some 600 kB, as a scanned page is, with a script that is taken out: it is written anew."""
    found = samples.blank_pdf()
    found.pages[0].Contents = found.make_stream(b"%" + os.urandom(300 * KILO).hex().encode())
    found.Root.OpenAction = samples.javascript()
    return samples.saved(found, compress_streams=False)


def picture() -> bytes:
    """Some 600 kB of noise; a PDF is made of it at once."""
    out = BytesIO()
    Image.frombytes("RGB", (450, 450), os.urandom(450 * 450 * 3)).save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def item() -> AgendaItem:
    office = factories.secretary("Sekretær")
    meeting = workflow.plan_meeting(
        factories.das(), by=office, date=date(2026, 3, 5), starts_at=time(13), ends_at=time(16)
    )
    return workflow.add_item(meeting, title="En sag", by=office)


def upload(item: AgendaItem, name: str, content: bytes) -> str:
    client = Client()
    client.force_login(factories.secretary())
    files = {"files": SimpleUploadedFile(name, content)}
    answer = client.post(reverse("meetings:upload", args=[item.pk]), files, follow=True)
    assert answer.status_code == 200
    return answer.text


@pytest.mark.parametrize(("name", "make"), [("side.pdf", pdf), ("billede.png", picture)])
@pytest.mark.parametrize("left", [0, 8, 300, 620, 900, 1_250, 1_500])  # kB; a file is of about 600
def test_upload_on_a_full_disk(disk: Path, item: AgendaItem, name: str, make: Any, left: int):
    content = make()
    filler = fill(disk, leaving=left * KILO)
    page = upload(item, name, content)
    if "Tilføjet" in page:  # there was just room enough
        assert StoredFile.objects.exists()
        assert all((disk / "files" / row.path).exists() for row in StoredFile.objects.all())
    else:
        assert DISK_FULL in page
        assert not StoredFile.objects.exists()
        assert not Attachment.objects.exists()
        assert left_behind(disk) == []
    assert left > 600 or DISK_FULL in page, "the disk was not full"
    filler.unlink()
    if not Attachment.objects.exists():
        assert "Tilføjet" in upload(item, name, content)
    assert Attachment.objects.count() == 1
    on_disk = {path.split("/")[-1] for path in left_behind(disk)}
    assert on_disk == set(StoredFile.objects.values_list("sha256", flat=True))
