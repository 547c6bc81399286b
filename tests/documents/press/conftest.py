"""Foreign files of every kind that has arrived in a secretariat's mailbox, made on the spot."""

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Page, Pdf

from dasportal.documents.press import Appendix, Bundle, Entry, Row, Store

CSS = (Path(__file__).parents[3] / "templates" / "documents" / "pdf" / "press.css").read_text(
    encoding="utf-8"
)


def html(body: str, title: str = "Prøve") -> str:
    return f'<html lang="da"><head><title>{title}</title></head><body>{body}</body></html>'


def add_page(
    pdf: Pdf,
    text: str = "Fremmed side",
    *,
    size: tuple[float, float] = (595, 842),
    rotate: int = 0,
    crop: tuple[float, float, float, float] | None = None,
    y: float | None = None,
    tail: str = "",
) -> Dictionary:
    """A page with a line of Helvetica in its middle, or at `y`."""
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    at = size[1] / 2 if y is None else y
    content = f"BT /F1 18 Tf {size[0] / 3:.0f} {at:.0f} Td ({text}) Tj ET {tail}".encode()
    page = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, *size]),
        Contents=pdf.make_stream(content),
        Resources=Dictionary(Font=Dictionary(F1=font)),
    )
    if rotate:
        page.Rotate = rotate
    if crop:
        page.CropBox = Array(crop)
    made = pdf.make_indirect(page)
    pdf.pages.append(Page(made))
    return made


def saved(pdf: Pdf, **options: object) -> bytes:
    out = io.BytesIO()
    pdf.save(out, **options)
    return out.getvalue()


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
            entries=tuple(_entry(*entry) for entry in entries),
            head="DAS Social, 2. oktober 2025",
            foot="Dagsorden",
            **{"front": _front, **options},
        )

    return make


def _entry(number: str, title: str, files: list[tuple[str, bytes | None]]) -> Entry:
    appendices = tuple(
        Appendix(
            f"Bilag {number}.{n}",
            name,
            lambda problem, name=name: html(f"<h1>{name}</h1><p>{problem or 'Bilag'}</p>"),
            lambda data=data: data,
        )
        for n, (name, data) in enumerate(files, start=1)
    )
    body = f"<h1>Punkt {number} {title}</h1><p>Tekst til {title}.</p>"
    return Entry(f"Punkt {number}", title, html(body), number, "Sager", (), appendices)


def _front(rows: list[Row]) -> str:
    lines = "".join(f'<p><a href="{r.link}">{r.number} {r.title}</a> {r.page}</p>' for r in rows)
    return html(f"<h1>Dagsorden</h1><div class='sheet'><h2>Indhold</h2>{lines}</div>")
