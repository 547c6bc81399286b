"""What the engine fetches, lays out and leaves alone."""

import gc
import re
from pathlib import Path

import pikepdf
import pytest

from dasportal.documents.press import Store, engine
from dasportal.documents.press.engine import OwnFetcher, Refused
from dasportal.documents.press.parts import Source, make
from dasportal.documents.richtext import ALLOWED

from .pdfs import CSS, html, tags, text_of


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/x",
        "https://www.example.org/x.png",
        "file:///etc/passwd",
        "ftp://example.org/x",
        "press:static/../dasportal/settings.py",
        "press:static/missing.png",
        "press:go/3",
        "press:",
        "data:image/png;base64," + "A" * (engine.MAX_INLINE_IMAGE + 1),
    ],
)
def test_nothing_outside_is_fetched(address: str) -> None:
    with pytest.raises(Refused):
        OwnFetcher().fetch(address)


def test_fonts_and_inline_images_are_fetched() -> None:
    assert OwnFetcher().fetch("press:font/IBMPlexSans-400-normal.ttf").read(4) == b"\0\1\0\0"
    assert OwnFetcher().fetch("data:text/plain,hej").read() == b"hej"


def test_image_from_outside_leaves_no_trace_and_no_failure() -> None:
    sheet = engine.render(html('<p>Tekst <img src="file:///etc/hostname" alt="x">'), CSS)
    assert sheet.pages == 1
    assert b"/Subtype /Image" not in sheet.pdf


def test_collection_is_as_before() -> None:
    gc.disable()
    try:
        engine.render(html("<p>Hej"), CSS)
        assert not gc.isenabled()
    finally:
        gc.enable()
    engine.render(html("<p>Hej"), CSS)
    assert gc.isenabled()


def test_danish_words_are_hyphenated_but_never_in_a_heading(tmp_path: Path) -> None:
    words = "Socialudviklingsgruppen drøfter rammeaftalesekretariatets visitationspraksis. " * 12
    path = tmp_path / "t.pdf"
    path.write_bytes(engine.render(html(f"<p>{words}</p>"), CSS).pdf)
    assert "-\n" in text_of(path)
    path.write_bytes(engine.render(html(f"<h1>{words}</h1><h2>{words}</h2>"), CSS).pdf)
    assert "-\n" not in text_of(path)


def test_heading_is_never_the_last_on_its_page(tmp_path: Path) -> None:
    path = tmp_path / "t.pdf"
    for lines in range(30, 46):
        body = "<p>Linje</p>" * lines + "<h2>Overskrift</h2><p>" + "Brødtekst. " * 60 + "</p>"
        path.write_bytes(engine.render(html(body), CSS).pdf)
        for page in text_of(path).split("\f"):
            if "Overskrift" in page:
                assert "Brødtekst" in page.split("Overskrift")[1]


def test_long_table_repeats_its_header_on_each_page(tmp_path: Path) -> None:
    rows = "".join(f"<tr><td>Tilbud {n}</td><td>{n}</td></tr>" for n in range(120))
    body = (
        f"<table><thead><tr><th>Navn</th><th>Pladser</th></tr></thead><tbody>{rows}</tbody></table>"
    )
    path = tmp_path / "t.pdf"
    sheet = engine.render(html(body), CSS)
    path.write_bytes(sheet.pdf)
    assert sheet.pages > 2
    for number in range(1, sheet.pages + 1):
        assert text_of(path, number, number).split()[:2] == ["Navn", "Pladser"]


def test_rare_signs_and_names_have_glyphs(tmp_path: Path) -> None:
    said = "Łódź → ≥ ☐ ✓ ● − ½ € Ørsø"
    path = tmp_path / "t.pdf"
    path.write_bytes(engine.render(html(f"<p>{said}</p><h2>{said}</h2>"), CSS).pdf)
    assert text_of(path).count(said) == 2


def test_style_covers_every_element_of_rich_text() -> None:
    styled = set(re.findall(r"[a-z][a-z0-9]*", CSS))
    plain = {"br", "s", "u", "em", "tbody"}  # the engine's own style is what is wanted
    assert set(ALLOWED) - plain <= styled


def test_anchors_tell_page_and_height() -> None:
    sheet = engine.render(html('<p id="a">A</p><p id="b" style="break-before: page">B</p>'), CSS)
    assert sheet.anchors["a"][0] == 0 and sheet.anchors["b"][0] == 1
    assert 700 < sheet.anchors["b"][1] < 842


def test_header_cells_say_what_they_head(tmp_path: Path) -> None:
    body = (
        "<table><thead><tr><th>Part</th><th>Antal</th></tr></thead>"
        "<tbody><tr><th>Morsø</th><td>1</td></tr><tr><th>Thisted</th><td>2</td></tr></tbody></table>"
    )
    part = make(Source(html(body), CSS), Store(tmp_path))
    with pikepdf.open(part.path) as pdf:
        scopes = sorted(str(tag.A.Scope) for tag in tags(pdf) if str(tag.S) == "/TH")
        assert scopes == ["/Column", "/Column", "/Row", "/Row"]
        assert not any("/ID" in tag or "/Headers" in tag.get("/A", {}) for tag in tags(pdf))
