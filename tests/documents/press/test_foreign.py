"""Foreign files: harmless afterwards, and looking as they did."""

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from dasportal.documents.press import Bundle, Store, Unreadable, press, take_in
from dasportal.documents.press.foreign import MAX_PAGES

from .pdfs import add_page, broken_links_to_tags, saved, sound, tags, text_of


def cleaned(data: bytes, store: Store) -> Pdf:
    return pikepdf.open(take_in(data, store).path)


def everything(pdf: Pdf) -> str:
    """All that stands in the file's objects, for looking for what must be gone."""
    return "\n".join(repr(thing) for thing in pdf.objects)


def harmful() -> Pdf:
    """A file with every way that a PDF can act by itself."""
    pdf = pikepdf.new()
    page = add_page(pdf)
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert('ONDT')"))
    launch = Dictionary(S=Name.Launch, F=String("ONDT.exe"))
    pdf.Root.OpenAction = script
    pdf.Root.AA = Dictionary(WC=script)
    pdf.Root.Names = Dictionary(
        JavaScript=Dictionary(Names=Array([String("ONDT"), pdf.make_indirect(script)]))
    )
    pdf.attachments["ONDT.txt"] = b"ONDT"
    page.AA = Dictionary(O=script)
    page.Annots = Array(
        [
            pdf.make_indirect(Dictionary(Type=Name.Annot, Rect=[0, 0, 50, 50], **keys))
            for keys in (
                {"Subtype": Name.Link, "A": script},
                {"Subtype": Name.Link, "A": launch},
                {"Subtype": Name.Link, "A": Dictionary(S=Name.URI, URI=String("javascript:ONDT"))},
                {"Subtype": Name.FileAttachment, "Contents": String("ONDT")},
                {"Subtype": Name.Screen, "A": script},
                {"Subtype": Name.Text, "Contents": String("Rar note"), "AA": Dictionary(E=script)},
            )
        ]
    )
    return pdf


def test_nothing_that_acts_survives(store: Store) -> None:
    with cleaned(saved(harmful()), store) as pdf:
        assert "ONDT" not in everything(pdf)
        assert set(pdf.Root.keys()) <= {"/Type", "/Pages", "/StructTreeRoot", "/MarkInfo", "/Lang"}
        assert [str(note.Contents) for note in pdf.pages[0].obj.Annots] == ["Rar note"]


def test_nothing_that_acts_reaches_the_bundle(
    store: Store, tmp_path: Path, bundle: Callable[..., Bundle]
) -> None:
    target = tmp_path / "b.pdf"
    press(bundle(("1", "Sag", [("Bilaget", saved(harmful()))])), target, store)
    with pikepdf.open(target) as pdf:
        found = everything(pdf)
    assert "ONDT" not in found
    assert "/JavaScript" not in found and "/Launch" not in found


def test_links_to_the_web_and_within_the_file_stay(store: Store) -> None:
    pdf = pikepdf.new()
    first, second = add_page(pdf), add_page(pdf)
    web = Dictionary(S=Name.URI, URI=String("https://www.example.org/"))
    jump = Dictionary(S=Name.GoTo, D=Array([second, Name.Fit]))
    first.Annots = Array(
        [
            Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=action)
            for action in (web, jump)
        ]
    )
    with cleaned(saved(pdf), store) as after:
        outside, inside = after.pages[0].obj.Annots
        assert str(outside.A.URI) == "https://www.example.org/"
        assert inside.Dest[0].objgen == after.pages[1].obj.objgen


def test_filled_form_is_kept_as_print(store: Store) -> None:
    pdf = pikepdf.new()
    page = add_page(pdf)
    look = pdf.make_stream(b"BT /Helv 12 Tf 2 5 Td (Udfyldt svar) Tj ET")
    look.Type, look.Subtype, look.BBox = Name.XObject, Name.Form, Array([0, 0, 200, 20])
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    look.Resources = Dictionary(Font=Dictionary(Helv=font))
    field = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("svar"), F=4,
            V=String("Udfyldt svar"), Rect=[100, 100, 300, 120], AP=Dictionary(N=look), P=page,
            DA=String("/Helv 12 Tf 0 g"),
        )
    )  # fmt: skip
    page.Annots = Array([field])
    pdf.Root.AcroForm = Dictionary(
        Fields=Array([field]), DR=Dictionary(Font=Dictionary(Helv=font)), DA=String("/Helv 12 Tf")
    )
    part = take_in(saved(pdf), store)
    assert "Udfyldt svar" in text_of(part.path)
    with pikepdf.open(part.path) as after:
        assert Name.AcroForm not in after.Root


def picture(data: bytes | Path, number: int = 0) -> bytes:
    document = pypdfium2.PdfDocument(data)
    try:
        return document[number].render(scale=0.5).to_pil().convert("L").tobytes()
    finally:
        document.close()


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [None, (60, 80, 500, 700)])
def test_page_looks_as_it_did(
    store: Store, foreign: Callable[..., bytes], rotate: int, crop: tuple[int, ...] | None
) -> None:
    data = foreign("Indhold", rotate=rotate, crop=crop)
    part = take_in(data, store)
    assert picture(part.path) == picture(data)


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("size", [(595, 842), (1191, 842), (300, 300), (2384, 3370)])
def test_stamp_stands_at_the_seen_bottom_and_the_size_is_kept(
    store: Store,
    tmp_path: Path,
    bundle: Callable[..., Bundle],
    foreign: Callable[..., bytes],
    rotate: int,
    size: tuple[int, int],
) -> None:
    data = foreign("Indhold", rotate=rotate, size=size)
    target = tmp_path / "b.pdf"
    press(bundle(("1", "Sag", [("Bilaget", data)])), target, store)
    document = pypdfium2.PdfDocument(target)
    page = document[4]
    width, height = page.get_size()
    assert (round(width), round(height)) == (size if rotate in (0, 180) else size[::-1])
    pixels = page.render(scale=1).to_pil().convert("L")
    low = pixels.crop((0, int(height - 25), int(width), int(height)))
    assert low.getextrema()[0] < 200
    words = page.get_textpage().get_text_bounded()
    assert "Side 5 af 5" in words
    document.close()


def test_stamp_goes_to_the_top_when_the_bottom_is_taken(
    store: Store, foreign: Callable[..., bytes]
) -> None:
    assert take_in(foreign(), store).spots[0].place == "bottom"
    assert take_in(foreign(y=8), store).spots[0].place == "top"


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_page_that_is_full_gets_a_strip_below_and_nothing_is_covered(
    store: Store, tmp_path: Path, bundle: Callable[..., Bundle], rotate: int
) -> None:
    pdf = pikepdf.new()
    add_page(pdf, tail="2 2 591 838 re S", rotate=rotate)
    data = saved(pdf)
    assert take_in(data, store).spots[0].place == "below"
    target = tmp_path / "b.pdf"
    press(bundle(("1", "Sag", [("Bilaget", data)])), target, store)
    document = pypdfium2.PdfDocument(target)
    before = pypdfium2.PdfDocument(data)
    width, height = before[0].get_size()
    assert document[4].get_size()[0] == pytest.approx(width)
    assert document[4].get_size()[1] == pytest.approx(height + 26)
    upper = document[4].render(scale=1).to_pil().convert("L").crop((0, 0, int(width), int(height)))
    assert upper.tobytes() == before[0].render(scale=1).to_pil().convert("L").tobytes()
    document.close()
    before.close()


def test_stamp_is_light_on_a_dark_slide(store: Store) -> None:
    pdf = pikepdf.new()
    add_page(pdf, tail="0 0 0.3 rg 0 0 595 842 re f")
    assert take_in(saved(pdf), store).spots[0].light


def test_content_that_leaves_the_page_turned_does_not_turn_the_stamp(
    store: Store, tmp_path: Path, bundle: Callable[..., Bundle]
) -> None:
    pdf = pikepdf.new()
    add_page(pdf, tail="q q 0 1 -1 0 400 0 cm Q Q Q 0.1 0 0 0.1 0 0 cm q")
    target = tmp_path / "b.pdf"
    press(bundle(("1", "Sag", [("Bilaget", saved(pdf))])), target, store)
    document = pypdfium2.PdfDocument(target)
    page = document[4].get_textpage()
    place = page.search("Side 5 af 5").get_next()
    left, bottom, *_ = page.get_charbox(place[0])
    assert bottom < 25 and 450 < left < 595
    document.close()


def test_untagged_page_is_read_as_one_paragraph(
    store: Store, foreign: Callable[..., bytes]
) -> None:
    with cleaned(foreign(pages=2), store) as pdf:
        assert sorted(str(tag.S) for tag in tags(pdf)) == ["/P", "/P", "/Part"]
        assert broken_links_to_tags(pdf) == []


def tagged(kind: str = "/Overskrift") -> Pdf:
    """A file of one tagged paragraph that is called by a name of its own."""
    pdf = pikepdf.new()
    page = add_page(pdf)
    page.Contents = pdf.make_stream(b"/P <</MCID 0>> BDC BT /F1 18 Tf 99 400 Td (Hej) Tj ET EMC q")
    page.StructParents = 0
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    element = pdf.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name(kind), P=root, Pg=page, K=0, ID=String("x"))
    )
    root.K = Array([element])
    root.RoleMap = Dictionary({"/Overskrift": Name.H1})
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array([0, Array([element])])))
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    return pdf


def test_tags_of_a_foreign_file_are_kept_in_standard_words(
    store: Store, tmp_path: Path, bundle: Callable[..., Bundle]
) -> None:
    target = tmp_path / "b.pdf"
    data = saved(tagged())
    assert take_in(data, store).tagged
    files = [("Bilaget", data), ("En gang til", saved(tagged("/Ukendt")))]
    press(bundle(("1", "Sag", files)), target, store)
    assert sound(target) == ""
    with pikepdf.open(target) as pdf:
        assert broken_links_to_tags(pdf) == []
        kinds = {str(tag.S) for tag in tags(pdf)}
        assert "/H1" in kinds and "/Overskrift" not in kinds and "/Ukendt" not in kinds


def test_circular_tags_are_left_behind(store: Store) -> None:
    pdf = tagged()
    root = pdf.Root.StructTreeRoot
    root.K[0].K = Array([root.K[0]])
    part = take_in(saved(pdf), store)
    assert not part.tagged


@pytest.mark.parametrize(
    "harm",
    [
        lambda data: data[: len(data) // 2],
        lambda data: data.replace(b"/MediaBox [ 0 0 595 842 ]", b"/MediaBox (hvad?)        "),
        lambda data: data.replace(b"endobj", b"endbbb"),
        lambda data: b"\x00" * 200 + data,
        lambda data: data.replace(b"stream", b"strexm"),
    ],
)
def test_damaged_file_is_read_or_refused_but_never_more(
    store: Store,
    tmp_path: Path,
    bundle: Callable[..., Bundle],
    foreign: Callable[..., bytes],
    harm: Callable[[bytes], bytes],
) -> None:
    data = harm(foreign(pages=3))
    target = tmp_path / "b.pdf"
    result = press(bundle(("1", "Sag", [("Bilaget", data)])), target, store)
    assert result.pages > 4 or result.problems
    assert sound(target) == ""


def test_file_without_pages_and_with_too_many_is_refused(store: Store) -> None:
    with pytest.raises(Unreadable, match="ingen sider"):
        take_in(saved(pikepdf.new()), store)
    pdf = pikepdf.new()
    page = pikepdf.Page(add_page(pdf))
    for _ in range(MAX_PAGES):
        pdf.pages.append(page)
    with pytest.raises(Unreadable, match="over 3000 sider"):
        take_in(saved(pdf), store)


def test_file_is_cleaned_once(store: Store, foreign: Callable[..., bytes]) -> None:
    data = foreign()
    first, second = take_in(data, store), take_in(data, store)
    assert first == second
    assert (store.made, store.found) == (1, 1)


def test_file_that_needs_no_password_to_open_is_printed(store: Store) -> None:
    pdf = pikepdf.new()
    add_page(pdf)
    out = io.BytesIO()
    pdf.save(out, encryption=pikepdf.Encryption(owner="ejer", user=""))
    assert take_in(out.getvalue(), store).pages == 1
