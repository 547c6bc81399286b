"""Files to test with, good and nasty, made here so that each says what is wrong with it."""

from __future__ import annotations

import io
import struct
import zipfile
from typing import Any

import openpyxl
import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image

CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
    'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
)
DOCX_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
DOCM_MAIN = "application/vnd.ms-word.document.macroEnabled.main+xml"
RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    'relationships">{links}</Relationships>'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ROOT_LINK = f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
DOCUMENT = (
    '<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/'
    'wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body>'
    "</w:document>"
)


def zipped(parts: dict[str, bytes | str], *, packed: bool = True) -> bytes:
    out = io.BytesIO()
    method = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in parts.items():
            part = zipfile.ZipInfo(name)  # with a date that is always the same
            part.compress_type = method
            archive.writestr(part, content)
    return out.getvalue()


def docx(text: str = "Sagsfremstilling", **more: bytes | str) -> bytes:
    """A Word document. `more` replaces or adds parts; their names have _ for / and a dot."""
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": CONTENT_TYPES.format(main=DOCX_MAIN),
        "_rels/.rels": RELATIONS.format(links=ROOT_LINK),
        "word/document.xml": DOCUMENT.format(text=text),
    }
    return zipped(parts | more)


def docx_with(parts: dict[str, bytes | str], text: str = "Sagsfremstilling") -> bytes:
    return docx(text, **parts)


def docm() -> bytes:
    return docx_with(
        {
            "[Content_Types].xml": CONTENT_TYPES.format(main=DOCM_MAIN),
            "word/vbaProject.bin": b"\xd0\xcf\x11\xe0macro",
        }
    )


def xlsx(rows: list[list[Any]] | None = None) -> bytes:
    book = openpyxl.Workbook()
    for row in rows or [["Tilbud", "Takst"], ["Studievej 15", 2322]]:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def odt(manifest: str = "", **more: bytes | str) -> bytes:
    space = "urn:oasis:names:tc:opendocument:xmlns:"
    parts: dict[str, bytes | str] = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": (
            f'<?xml version="1.0"?><office:document-content xmlns:office="{space}office:1.0" '
            f'xmlns:text="{space}text:1.0" office:version="1.2"><office:body><office:text>'
            "<text:p>Referat</text:p></office:text></office:body></office:document-content>"
        ),
        "META-INF/manifest.xml": (
            f'<?xml version="1.0"?><m:manifest xmlns:m="{space}manifest:1.0">'
            '<m:file-entry m:full-path="/" m:media-type="application/vnd.oasis.opendocument.text"/>'
            '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/>'
            f"{manifest}</m:manifest>"
        ),
    }
    return zipped(parts | more)


def zip_bomb() -> bytes:
    """A Word document with 300 MB of nothing in it: 300 kB packed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES.format(main=DOCX_MAIN))
        archive.writestr("word/document.xml", DOCUMENT.format(text="x"))
        with archive.open("word/media/image1.bmp", "w") as part:
            for _ in range(300):
                part.write(bytes(1024 * 1024))
    return out.getvalue()


def many_parts() -> bytes:
    return zipped({f"word/{number}.xml": "<a/>" for number in range(10_001)}, packed=False)


def overlapping_bomb() -> bytes:
    """A zip whose directory names one packed part fifty times (a quine-like bomb)."""
    single = zipped({"word/document.xml": bytes(100_000)})
    start = single.index(b"PK\x01\x02")
    end = single.index(b"PK\x05\x06")
    entry = single[start:end]
    entries = b"".join(
        entry.replace(b"word/document.xml", b"word/documen%02d.xm" % number, 1)
        for number in range(50)
    )
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 50, 50, len(entries), start, 0)
    return single[:start] + entries + tail


def blank_pdf(pages: int = 1) -> pikepdf.Pdf:
    pdf = pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page(page_size=(595, 842))
    return pdf


def saved(pdf: pikepdf.Pdf, **options: Any) -> bytes:
    """The file; the same each time for the same content."""
    out = io.BytesIO()
    pdf.save(out, deterministic_id="encryption" not in options, **options)
    return out.getvalue()


def text_pdf(*texts: str) -> bytes:
    """A PDF with one line of text on each page."""
    pdf = blank_pdf(len(texts))
    for page, text in zip(pdf.pages, texts, strict=True):
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica,
                          Encoding=Name.WinAnsiEncoding)  # fmt: skip
        page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
        page.obj.Contents = pdf.make_stream(
            b"BT /F1 12 Tf 72 700 Td (" + text.encode("cp1252") + b") Tj ET"
        )
    return saved(pdf)


def javascript(code: str = "app.alert(1)") -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=code)


def pdf_with_javascript() -> bytes:
    """JavaScript in each of the places that readers run it from."""
    pdf = blank_pdf()
    pdf.Root.OpenAction = javascript()
    pdf.Root.Names = Dictionary(
        JavaScript=Dictionary(Names=Array([pikepdf.String("a"), javascript()]))
    )
    pdf.pages[0].obj.AA = Dictionary(O=javascript())
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=javascript())
    button = Dictionary(Type=Name.Annot, Subtype=Name.Widget, Rect=Array([0, 0, 9, 9]),
                        FT=Name.Btn, T="knap", AA=Dictionary(U=javascript()))  # fmt: skip
    button = pdf.make_indirect(button)
    pdf.Root.AcroForm = Dictionary(Fields=Array([button]))
    pdf.pages[0].obj.Annots = pdf.make_indirect(Array([link, button]))
    following = Dictionary(S=Name.GoTo, D=Array([pdf.pages[0].obj, Name.Fit]), Next=javascript())
    title = pdf.make_indirect(Dictionary(Title="Punkt 1", A=following))
    pdf.Root.Outlines = Dictionary(First=title, Last=title, Count=1)
    return saved(pdf)


def image(kind: str = "PNG", size: tuple[int, int] = (600, 400), **options: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "steelblue").save(out, kind, **options)
    return out.getvalue()


def program() -> bytes:
    return b"MZ\x90\x00" + bytes(60) + b"PE\x00\x00" + bytes(500)


def ole(streams: dict[str, bytes]) -> bytes:
    """A compound file (the container of .doc and .xls) with these streams at its top."""
    sector = 512
    names = ["Root Entry", *streams]
    directory_sectors = (len(names) + 3) // 4
    table = [0xFFFFFFFD]
    table += [number + 1 for number in range(1, directory_sectors)] + [0xFFFFFFFE]
    first = 1 + directory_sectors
    sizes = [max(4096, len(content) + -len(content) % sector) for content in streams.values()]
    starts, position = [], first
    body = b""
    for content, size in zip(streams.values(), sizes, strict=True):
        count = size // sector
        starts.append(position)
        table += [position + step + 1 for step in range(count - 1)] + [0xFFFFFFFE]
        position += count
        body += content + bytes(size - len(content))
    table += [0xFFFFFFFF] * (128 - len(table))
    entries = b""
    for index, name in enumerate(names):
        encoded = name.encode("utf-16-le")
        kind = 5 if index == 0 else 2
        right = index + 1 if 0 < index < len(names) - 1 else 0xFFFFFFFF
        child = 1 if index == 0 and len(names) > 1 else 0xFFFFFFFF
        start = 0xFFFFFFFE if index == 0 else starts[index - 1]
        size = 0 if index == 0 else sizes[index - 1]
        entries += struct.pack(
            "<64sHBBIII16sIQQIQ", encoded, len(encoded) + 2, kind, 1, 0xFFFFFFFF, right, child,
            b"", 0, 0, 0, start, size,
        )  # fmt: skip
    entries += bytes(-len(entries) % sector)
    header = struct.pack(
        "<8s16sHHHHH6sIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6,
        b"", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0,
    )  # fmt: skip
    header += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    return header + struct.pack("<128I", *table) + entries + body


def doc(*, encrypted: bool = False, macros: bool = False) -> bytes:
    flags = 0x0100 if encrypted else 0
    streams = {"WordDocument": struct.pack("<5HH", 0xA5EC, 0xC1, 0, 0, 0, flags) + bytes(500)}
    return ole(streams | ({"_VBA_PROJECT": b"macro"} if macros else {}))


def xls(*records: tuple[int, bytes]) -> bytes:
    book = b"".join(struct.pack("<HH", number, len(body)) + body for number, body in records)
    return ole({"Workbook": book + struct.pack("<HH", 0x000A, 0)})
