"""Pages as pictures: drawn once, in the sandbox, and gone when the bytes are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from dasportal.documents import conversion, pictures, sandbox, tasks
from dasportal.documents.files import store
from dasportal.documents.models import StoredFile
from tests.documents import samples

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def var_of_its_own(settings: Any, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path / "var"


@pytest.fixture
def pdf() -> StoredFile:
    return store(samples.text_pdf("Blåbær", "og", "fløde", "i", "skålen"), name="b.pdf", by=None)


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """What the sandbox was asked to draw."""
    asked: list[tuple[Any, ...]] = []
    real = sandbox.run_script

    def run(name: str, *arguments: Any, **options: Any) -> dict[str, Any]:
        asked.append((name, *arguments[2:4]))
        return real(name, *arguments, **options)

    monkeypatch.setattr(sandbox, "run_script", run)
    return asked


def test_a_page_is_drawn_with_its_neighbours_and_kept(pdf, runs) -> None:
    path = pictures.picture(pdf, 2)
    assert path is not None
    with Image.open(path) as image:
        assert image.format == "WEBP"
        assert image.width == pictures.WIDTH
    assert pictures.picture(pdf, 4) is not None
    assert runs == [("draw_pages", "1", "4")]
    assert pictures.picture(pdf, 5) is not None
    assert runs[1:] == [("draw_pages", "5", "8")]


def test_sizes_tell_the_shape_of_every_page(pdf, runs) -> None:
    assert len(pictures.sizes(pdf)) == 5
    assert all(height > width > 0 for width, height in pictures.sizes(pdf))
    assert len(runs) == 1


@pytest.mark.parametrize("number", [0, -1, 6, 999_999])
def test_a_page_that_is_not_there_has_no_picture(pdf, runs, number) -> None:
    assert pictures.picture(pdf, number) is None
    assert runs == []


def test_a_file_that_cannot_be_read_has_no_pages(pdf) -> None:
    pdf.on_disk.chmod(0o600)
    pdf.on_disk.write_bytes(b"%PDF-1.7 and no more")
    assert pictures.sizes(pdf) == []
    assert pictures.picture(pdf, 1) is None


def test_all_pages_are_drawn_by_the_job(pdf) -> None:
    tasks.draw_pages.func(str(pdf.pk))
    made = {path.name for path in pictures.folder_of(pdf.sha256).glob("*.webp")}
    assert made == {f"{number}.webp" for number in range(1, 6)}


def test_the_whole_is_ordered_once(pdf) -> None:
    assert pictures.first_order(pdf)
    assert not pictures.first_order(pdf)


def test_pictures_go_with_the_bytes(pdf) -> None:
    pictures.draw_all(pdf)
    assert pictures.prune() == 0
    StoredFile.objects.filter(pk=pdf.pk).update(sha256="f" * 64)
    assert pictures.prune() == 1
    assert not pictures.folder_of(pdf.sha256).exists()


def test_text_is_told_apart_by_page(pdf) -> None:
    pdf.text = conversion.text_of(pdf)
    assert [page.split()[0] for page in pdf.text_by_page] == [
        "Blåbær",
        "og",
        "fløde",
        "i",
        "skålen",
    ]
