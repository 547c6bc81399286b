"""What is taken in, as what, and what is refused with which reason."""

from pathlib import Path

import pikepdf
import pytest

from dasportal.documents import kinds
from dasportal.documents.inspection import Inspected, inspect, ole, pdf, pictures, rtf, zipped
from dasportal.documents.kinds import FileRefused
from tests.documents import samples


def look(tmp_path: Path, content: bytes, name: str = "fil") -> Inspected:
    path = tmp_path / "upload"
    path.write_bytes(content)
    return inspect(path, name, tmp_path)


def refusal(tmp_path: Path, content: bytes, name: str = "fil") -> str:
    with pytest.raises(FileRefused) as refused:
        look(tmp_path, content, name)
    return refused.value.message


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (samples.text_pdf("Hej"), kinds.PDF),
        (b"\n\n" + samples.text_pdf("Hej"), kinds.PDF),
        (samples.docx(), kinds.DOCX),
        (samples.xlsx(), kinds.XLSX),
        (samples.odt(), kinds.ODT),
        (samples.doc(), kinds.DOC),
        (samples.xls((0x0809, b"\x00" * 8)), kinds.XLS),
        (samples.ole({"PowerPoint Document": b"x"}), kinds.PPT),
        (rb"{\rtf1\ansi Hej}", kinds.RTF),
        (samples.image("JPEG"), kinds.JPEG),
        (samples.image("PNG"), kinds.PNG),
        (samples.image("GIF"), kinds.GIF),
        (samples.image("TIFF"), kinds.TIFF),
        (samples.image("WEBP"), kinds.WEBP),
        ("Blåbærgrød".encode(), kinds.TEXT),
        ("Blåbærgrød".encode("cp1252"), kinds.TEXT),
        ("Blåbærgrød".encode("utf-16"), kinds.TEXT),
    ],
    ids=lambda value: value.name if isinstance(value, kinds.Kind) else None,
)
def test_kind_is_told_by_the_bytes_and_not_the_name(
    tmp_path: Path, content: bytes, kind: kinds.Kind
) -> None:
    assert look(tmp_path, content, "billede.exe").kind is kind


def test_plain_text_named_csv_is_csv(tmp_path: Path) -> None:
    assert look(tmp_path, b"a;b\n1;2\n", "takster.CSV").kind is kinds.CSV


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (samples.program(), kinds.PROGRAM),
        (b"\x7fELF" + bytes(100), kinds.PROGRAM),
        (b"Rar!\x1a\x07\x00", kinds.ARCHIVE),
        (b"\x1f\x8b\x08\x00", kinds.ARCHIVE),
        (samples.zipped({"a.txt": "hej"}), kinds.ARCHIVE),
        (b"<!DOCTYPE html><script>alert(1)</script>", kinds.WEB_PAGE),
        (b"\xef\xbb\xbf  <svg onload='x()'/>", kinds.WEB_PAGE),
        ("<html>".encode("utf-16"), kinds.WEB_PAGE),
        (b"\x00\x00\x00\x18ftypheic" + bytes(50), kinds.HEIC),
        (bytes(range(256)), kinds.UNKNOWN),
        (b"\xff\xfe\x00\xd8", kinds.UNKNOWN),
        (samples.docm(), zipped.MACROS),
        (samples.docx_with({"word/vbaProject.bin": b"x"}), zipped.MACROS),
        (samples.docx_with({"xl/macrosheets/sheet1.xml": "<a/>"}), zipped.MACROS),
        (samples.odt(**{"Basic/Standard/Module1.xml": "<a/>"}), zipped.MACROS),
        (samples.odt('<m:encryption-data xmlns:m="x"/>'), zipped.ENCRYPTED),
        (samples.doc(encrypted=True), ole.ENCRYPTED),
        (samples.doc(macros=True), ole.MACROS),
        (samples.xls((0x0085, bytes(5) + b"\x01\x00")), ole.MACROS),
        (samples.xls((0x002F, bytes(6))), ole.ENCRYPTED),
        (samples.ole({"EncryptedPackage": b"x"}), ole.ENCRYPTED),
        (samples.ole({"__substg1.0_0037001F": b"x"}), ole.OTHER),
        (samples.doc()[:700], ole.BROKEN),
        (samples.zip_bomb(), zipped.BOMB),
        (samples.many_parts(), zipped.BOMB),
        (samples.overlapping_bomb(), zipped.BOMB),
        (samples.xlsx()[:-200], zipped.BROKEN),
        (samples.docx_with({"../../evil.xml": "<a/>"}), zipped.BAD_NAMES),
        (samples.docx_with({"C:/evil.xml": "<a/>"}), zipped.BAD_NAMES),
        (samples.docx_with({"word/document.xml": "<w:document>"}), zipped.BROKEN),
        (samples.docx_with({"word/x.bin": samples.program()}), kinds.PROGRAM),
        (rb"{\rtf1 {\object\objdata 01050000}}", rtf.REFUSED),
        (samples.image("PNG")[:200], pictures.BROKEN),
        (b"%PDF-1.7\nnonsense", pdf.BROKEN),
        (samples.saved(samples.blank_pdf(0)), pdf.EMPTY),
    ],
)
def test_what_is_unsafe_is_refused_with_its_reason(
    tmp_path: Path, content: bytes, reason: str
) -> None:
    assert refusal(tmp_path, content) == reason


@pytest.mark.parametrize(
    "document_type",
    [
        '<!DOCTYPE x [<!ENTITY file SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x [<!ENTITY % remote SYSTEM "http://example.dk/x.dtd"> %remote;]>',
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
    ],
)
@pytest.mark.parametrize("part", ["word/document.xml", "[Content_Types].xml", "_rels/.rels"])
def test_xml_entities_are_refused_in_any_part(
    tmp_path: Path, document_type: str, part: str
) -> None:
    xml = f'<?xml version="1.0"?>{document_type}<x>hej</x>'
    assert refusal(tmp_path, samples.docx_with({part: xml})) == zipped.ENTITIES


def test_entities_are_found_in_other_encodings(tmp_path: Path) -> None:
    xml = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY a "b">]><x/>'
    content = samples.docx_with({"word/settings.xml": xml.encode("utf-16")})
    assert refusal(tmp_path, content) == zipped.ENTITIES


def test_a_document_in_a_document_may_be_one_level_deep(tmp_path: Path) -> None:
    sheet = samples.xlsx()
    assert look(tmp_path, samples.docx_with({"word/embeddings/a.xlsx": sheet})).kind is kinds.DOCX
    twice = samples.docx_with({"word/embeddings/a.xlsx": sheet})
    nested = samples.docx_with({"word/embeddings/a.docx": twice})
    assert refusal(tmp_path, nested) == zipped.BOMB
    bomb = samples.docx_with({"word/embeddings/a.docx": samples.zip_bomb()})
    assert refusal(tmp_path, bomb) == zipped.BOMB
    macros = samples.docx_with({"word/embeddings/a.xlsm": samples.docm()})
    assert refusal(tmp_path, macros) == zipped.MACROS


def test_what_reaches_outside_is_taken_in_with_a_note(tmp_path: Path) -> None:
    link = f'<Relationship Id="r1" Type="{samples.OFFICE}/{{kind}}" TargetMode="External" Target="http://example.dk/x"/>'
    image = samples.RELATIONS.format(links=link.format(kind="image"))
    click = samples.RELATIONS.format(links=link.format(kind="hyperlink"))
    part = "word/_rels/document.xml.rels"
    assert look(tmp_path, samples.docx_with({part: image})).warning == zipped.OUTSIDE
    assert look(tmp_path, samples.docx_with({part: click})).warning == ""


def test_javascript_is_removed_from_a_pdf_wherever_it_is(tmp_path: Path) -> None:
    found = look(tmp_path, samples.pdf_with_javascript())
    assert "scripts" in found.warning
    content = found.path.read_bytes()
    with pikepdf.open(found.path) as cleaned:
        pages = len(cleaned.pages)
        plain = samples.saved(
            cleaned, object_stream_mode=pikepdf.ObjectStreamMode.disable, qdf=True
        )
    assert found.pages == pages == 1
    for trace in (b"JavaScript", b"/JS", b"app.alert", b"/AA"):
        assert trace not in content + plain, trace
    assert b"Punkt 1" in plain  # the outline itself is left


def test_launch_and_embedded_files_are_removed_from_a_pdf(tmp_path: Path) -> None:
    source = samples.blank_pdf()
    source.attachments["virus.exe"] = samples.program()
    source.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe")
    found = look(tmp_path, samples.saved(source))
    assert "filer og medier" in found.warning
    with pikepdf.open(found.path) as cleaned:
        assert not cleaned.attachments
        assert "/OpenAction" not in cleaned.Root


def test_links_and_plain_pdf_are_left_to_the_byte(tmp_path: Path) -> None:
    source = samples.blank_pdf(3)
    source.pages[0].obj.Annots = pikepdf.Array([
        pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=pikepdf.Array([0, 0, 9, 9]),
            A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://example.dk"),
        )
    ])  # fmt: skip
    content = samples.saved(source)
    found = look(tmp_path, content)
    assert found.path.read_bytes() == content
    assert (found.warning, found.pages) == ("", 3)


def test_a_pdf_with_a_password_is_refused_and_one_without_is_unlocked(tmp_path: Path) -> None:
    locked = samples.saved(
        samples.blank_pdf(), encryption=pikepdf.Encryption(owner="a", user="hemmelig")
    )
    assert refusal(tmp_path, locked) == pdf.ENCRYPTED
    restricted = samples.saved(
        samples.blank_pdf(), encryption=pikepdf.Encryption(owner="a", user="")
    )
    found = look(tmp_path, restricted)
    assert "spærringen" in found.warning
    with pikepdf.open(found.path) as opened:
        assert not opened.is_encrypted


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "TIFF", "WEBP"])
def test_an_image_becomes_a_page_of_a4(tmp_path: Path, kind: str) -> None:
    found = look(tmp_path, samples.image(kind))
    assert found.pages == 1
    assert found.pdf is not None
    with pikepdf.open(found.pdf) as made:
        box = [round(float(side)) for side in made.pages[0].mediabox]
    assert box == [0, 0, 842, 595]


def test_an_image_is_turned_as_its_exif_says(tmp_path: Path) -> None:
    from PIL import Image

    turned = Image.Exif()
    turned[0x0112] = 6
    found = look(tmp_path, samples.image("JPEG", exif=turned))
    assert found.pdf is not None
    with pikepdf.open(found.pdf) as made:
        box = [round(float(side)) for side in made.pages[0].mediabox]
    assert box == [0, 0, 595, 842]


def test_every_page_of_a_tiff_is_a_page(tmp_path: Path) -> None:
    import io

    from PIL import Image

    out = io.BytesIO()
    more = [Image.new("L", (100, 200)), Image.new("1", (50, 50))]
    Image.new("RGB", (200, 100)).save(out, "TIFF", save_all=True, append_images=more)
    assert look(tmp_path, out.getvalue()).pages == 3


def test_an_image_of_too_many_pixels_is_refused(tmp_path: Path) -> None:
    """A PNG that says 60,000 × 60,000 in a few hundred bytes."""
    import struct
    import zlib

    def chunk(name: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    content = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"0"))
    assert refusal(tmp_path, content + chunk(b"IEND", b"")) == pictures.TOO_LARGE


def test_refusals_say_what_to_do() -> None:
    words = ("Gem", "Pak", "Åbn", "Hent", "læg", "Del", "Kontrollér", "kan ikke lægges")
    for module in (kinds, ole, pdf, pictures, rtf, zipped):
        for name, text in vars(module).items():
            if name.isupper() and isinstance(text, str) and " " in text and text.endswith("."):
                assert any(word in text for word in words) or name == "OUTSIDE", text
