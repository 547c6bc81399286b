"""What the tests of the press start from."""

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from dasportal.documents.press import Bundle, Store

from .pdfs import CSS, add_page, entry, front, saved


@pytest.fixture
def foreign() -> Callable[..., bytes]:
    """Makes a PDF file of one page, or of as many as `pages` says; options as `add_page`."""

    def make(text: str = "Fremmed side", pages: int = 1, **options: object) -> bytes:
        pdf = pikepdf.new()
        for number in range(pages):
            add_page(pdf, f"{text} {number + 1}", **options)
        return saved(pdf)

    return make


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "parts")


@pytest.fixture
def bundle() -> Callable[..., Bundle]:
    """A bundle of entries, each given as (number, title, [(bilag title, bytes)])."""

    def make(
        *entries: tuple[str, str, list[tuple[str, bytes | None]]], **options: object
    ) -> Bundle:
        return Bundle(
            title="Dagsorden: DAS Social, 2. oktober 2025",
            css=CSS,
            entries=tuple(entry(*one) for one in entries),
            head="DAS Social, 2. oktober 2025",
            foot="Dagsorden",
            **{"front": front, **options},
        )

    return make
