"""The bundle as its readers meet it: numbers, names, bookmarks, and every odd file survived."""

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Name

from dasportal.documents.press import Bundle, Entry, Result, Store, press

from .pdfs import CSS, add_page, broken_links_to_tags, html, saved, sound, text_of

Make = Callable[..., Bundle]


def made(bundle: Bundle, store: Store, folder: Path) -> tuple[Path, Result]:
    target = folder / "bundle.pdf"
    return target, press(bundle, target, store)


def test_every_page_is_numbered_through_and_names_item_and_bilag(
    bundle: Make, store: Store, tmp_path: Path, foreign: Callable[..., bytes]
) -> None:
    plan = bundle(
        ("1", "Godkendelse af dagsorden", []),
        ("2", "Takster", [("Takstblad", foreign(pages=3)), ("Budget", foreign())]),
    )
    path, result = made(plan, store, tmp_path)
    assert result.pages == 2 + 1 + 1 + (1 + 3) + (1 + 1)
    for number in range(1, result.pages + 1):
        assert f"Side {number} af {result.pages}" in text_of(path, number, number)
    assert "Punkt 2 · Bilag 2.1: Takstblad" in text_of(path, 6, 6)
    assert "Punkt 2 · Bilag 2.2: Budget" in text_of(path, 10, 10)


def test_contents_give_the_printed_page_of_each_item_and_bilag(
    bundle: Make, store: Store, tmp_path: Path, foreign: Callable[..., bytes]
) -> None:
    plan = bundle(("1", "Først", [("Bilaget", foreign(pages=4))]), ("2", "Sidst", []))
    path, _ = made(plan, store, tmp_path)
    contents = text_of(path, 2, 2)
    for line in ("1 Først 3", "Bilag 1.1 Bilaget 4", "2 Sidst 9"):
        assert line in " ".join(contents.split())
    assert "Tekst til Sidst" in text_of(path, 9, 9)


def test_contents_that_grow_over_a_page_still_give_true_pages(
    bundle: Make, store: Store, tmp_path: Path
) -> None:
    plan = bundle(*[(str(n), f"Sag nummer {n}", []) for n in range(1, 61)])
    path, result = made(plan, store, tmp_path)
    last = result.pages
    assert last > 60 + 2
    contents = " ".join(text_of(path, 2, last - 60).split())
    assert f"1 Sag nummer 1 {last - 59}" in contents
    assert f"60 Sag nummer 60 {last}" in contents
    assert "Tekst til Sag nummer 60" in text_of(path, last, last)


def test_links_in_the_contents_lead_to_the_page(
    bundle: Make, store: Store, tmp_path: Path, foreign: Callable[..., bytes]
) -> None:
    plan = bundle(("1", "Først", [("Bilaget", foreign())]), ("2", "Sidst", []))
    path, _ = made(plan, store, tmp_path)
    with pikepdf.open(path) as pdf:
        pages = {page.obj.objgen: n for n, page in enumerate(pdf.pages, start=1)}
        goals = [pages[note.Dest[0].objgen] for note in pdf.pages[1].obj.Annots]
    assert goals == [3, 4, 6]


def test_outline_has_one_line_per_item_and_bilag_below(
    bundle: Make, store: Store, tmp_path: Path, foreign: Callable[..., bytes]
) -> None:
    plan = bundle(
        ("1", "Den meget lange special\u00adpædagogiske sag", []),
        ("2", "Takster", [("Takstblad", foreign()), ("Budget", None)]),
    )
    path, _ = made(plan, store, tmp_path)
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        lines = [(line.title, [child.title for child in line.children]) for line in outline.root]
    assert lines == [
        ("1 Den meget lange specialpædagogiske sag", []),
        ("2 Takster", ["Bilag 2.1: Takstblad", "Bilag 2.2: Budget"]),
    ]


def test_outline_goes_to_the_places_inside_an_item(store: Store, tmp_path: Path) -> None:
    body = "<h1>13</h1>" + "".join(
        f'<section id="punkt-{n}"><h2>13.{n}</h2>{"<p>Tekst</p>" * 40}</section>' for n in (1, 2)
    )
    places = (("punkt-1", "13.1", "Nyt"), ("punkt-2", "13.2", "Gammelt"))
    plan = Bundle(
        "Titel", CSS, (Entry("Punkt 13", "Orientering", html(body), "13", "", places),), "DAS", "D"
    )
    path, result = made(plan, store, tmp_path)
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        below = outline.root[0].children
        assert [line.title for line in below] == ["13.1 Nyt", "13.2 Gammelt"]
        second = below[1].destination[0].objgen
        assert second == pdf.pages[1].obj.objgen
    assert result.pages == 3


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"ikke en pdf", "ikke en PDF-fil"),
        (b"%PDF-1.7\n%%EOF", "beskadiget"),
        (b"", "ikke vises som sider"),
        (None, "ikke vises som sider"),
    ],
)
def test_bad_file_becomes_a_page_that_says_so(
    bundle: Make, store: Store, tmp_path: Path, data: bytes | None, why: str
) -> None:
    path, result = made(bundle(("1", "Sag", [("Bilaget", data)])), store, tmp_path)
    assert result.pages == 4
    assert why in text_of(path, 4, 4)
    assert [problem.startswith("Punkt 1, Bilag 1.1") for problem in result.problems] == [True]


def test_encrypted_file_becomes_a_page_that_says_so(
    bundle: Make, store: Store, tmp_path: Path
) -> None:
    pdf = pikepdf.new()
    add_page(pdf)
    locked = saved(pdf, encryption=pikepdf.Encryption(owner="ejer", user="bruger"))
    path, _ = made(bundle(("1", "Sag", [("Bilaget", locked)])), store, tmp_path)
    assert "adgangskode" in text_of(path, 4, 4)


def test_missing_file_becomes_a_page_that_says_so(
    bundle: Make, store: Store, tmp_path: Path
) -> None:
    plan = bundle(("1", "Sag", [("Bilaget", b"")]))
    appendix = plan.entries[0].appendices[0]
    object.__setattr__(appendix, "read", (tmp_path / "væk.pdf").read_bytes)
    path, _ = made(plan, store, tmp_path)
    assert "findes ikke i lageret" in text_of(path, 4, 4)


def test_whole_mixed_bundle_is_sound_and_its_tags_hold_together(
    bundle: Make, store: Store, tmp_path: Path, foreign: Callable[..., bytes]
) -> None:
    files = [
        ("Almindelig", foreign(pages=40)),
        ("Liggende A3", foreign(size=(1191, 842), pages=20)),
        ("Roteret", foreign(rotate=90, pages=20)),
        ("Beskåret", foreign(crop=(50, 50, 500, 700), rotate=270, pages=20)),
        ("I stykker", b"%PDF-1.4 sludder"),
    ]
    path, result = made(bundle(("1", "Sag", files)), store, tmp_path)
    assert result.pages == 2 + 1 + 5 + 100
    assert sound(path) == ""
    with pikepdf.open(path) as pdf:
        assert broken_links_to_tags(pdf) == []


def test_progress_counts_up_to_the_whole(
    bundle: Make, store: Store, tmp_path: Path, foreign: Callable[..., bytes]
) -> None:
    told: list[tuple[int, int, str]] = []
    plan = bundle(("1", "Sag", [("Bilaget", foreign())]), ("2", "Sag", []))
    press(plan, tmp_path / "b.pdf", store, lambda *step: told.append(step))
    assert [done for done, _, _ in told] == sorted(done for done, _, _ in told)
    (total,) = {total for _, total, _ in told}
    assert told[-1][:2] == (total, total)


def test_changed_item_remakes_that_part_and_the_contents_only_when_pages_move(
    bundle: Make, store: Store, tmp_path: Path
) -> None:
    items = [(str(n), f"Sag {n}", []) for n in range(1, 18)]
    assert made(bundle(*items), store, tmp_path)[1].parts_made == 18
    assert made(bundle(*items), store, tmp_path)[1].parts_made == 0
    changed = bundle(*items)
    entry = changed.entries[8]
    object.__setattr__(entry, "html", entry.html.replace("Tekst", "Ny tekst"))
    assert made(changed, store, tmp_path)[1].parts_made == 1


def test_same_content_gives_the_same_bytes(bundle: Make, store: Store, tmp_path: Path) -> None:
    from datetime import UTC, datetime

    moment = datetime(2025, 10, 2, 9, tzinfo=UTC)
    plan = bundle(("1", "Sag", []), made_at=moment)
    first = made(plan, store, tmp_path)[0].read_bytes()
    assert made(plan, store, tmp_path)[0].read_bytes() == first


def test_each_face_is_embedded_once(bundle: Make, store: Store, tmp_path: Path) -> None:
    path, _ = made(bundle(*[(str(n), f"Sag {n}", []) for n in range(1, 9)]), store, tmp_path)
    with pikepdf.open(path) as pdf:
        files = {
            thing.FontFile2.objgen
            for thing in pdf.objects
            if isinstance(thing, pikepdf.Dictionary) and Name.FontFile2 in thing
        }
        names = {
            str(thing.FontName).partition("+")[2].rstrip(",").replace("-", "")
            for thing in pdf.objects
            if isinstance(thing, pikepdf.Dictionary) and Name.FontFile2 in thing
        }
    assert len(files) <= len(names)
