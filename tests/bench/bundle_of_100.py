"""An agenda with 100 foreign pages of all sizes: text, landscape A3, scans."""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Array, Dictionary, Name, Page
from PIL import Image

from dasportal.documents.press import Bundle
from meetings import pdf

from .minutes import snapshot


def bundle() -> Bundle:
    """17 items, of which five have a bilag of 20 pages each."""
    values = snapshot()
    for n, row in enumerate(values["items"][2:7]):
        row["attachments"] = [
            {
                "id": f"b{n}", "number": f"{row['number']}.1", "title": f"Rapport {n}",
                "closed": False, "published": True, "late": False, "with_minutes": False,
                "version": 1, "file": str(n), "file_name": "rapport.pdf", "sha256": "",
                "minutes_of": None, "text": "",
            }
        ]  # fmt: skip
    files = {str(n): report(n) for n in range(5)}
    return pdf.agenda(values, pdf.Edition(read=files.get))


def report(kind: int) -> bytes:
    """20 pages; kind 3 is a scan, kind 1 and 2 are large and turned."""
    out = pikepdf.new()
    size = (1191, 842) if kind == 1 else (595, 842)
    for number in range(20):
        page = Dictionary(Type=Name.Page, MediaBox=Array([0, 0, *size]))
        if kind == 2:
            page.Rotate = 90
        if kind == 3:
            _scan(out, page, number)
        else:
            _text(out, page, number, size)
        out.pages.append(Page(out.make_indirect(page)))
    stream = io.BytesIO()
    out.save(stream)
    return stream.getvalue()


def _text(out: pikepdf.Pdf, page: Dictionary, number: int, size: tuple[int, int]) -> None:
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    lines = "".join(f"(Linje {n} paa side {number} af rapporten) Tj 0 -14 Td " for n in range(45))
    content = f"BT /F1 11 Tf 60 {size[1] - 80} Td {lines} ET".encode()
    page.Resources = Dictionary(Font=Dictionary(F1=font))
    page.Contents = out.make_stream(content)


def _scan(out: pikepdf.Pdf, page: Dictionary, number: int) -> None:
    picture = Image.effect_noise((1240, 1754), 40 + number)
    jpeg = io.BytesIO()
    picture.save(jpeg, "JPEG", quality=50)
    image = out.make_stream(jpeg.getvalue())
    image.Type, image.Subtype, image.Filter = Name.XObject, Name.Image, Name.DCTDecode
    image.Width, image.Height, image.BitsPerComponent = 1240, 1754, 8
    image.ColorSpace = Name.DeviceGray
    page.Resources = Dictionary(XObject=Dictionary(Im=image))
    page.Contents = out.make_stream(b"q 595 0 0 842 0 0 cm /Im Do Q")
