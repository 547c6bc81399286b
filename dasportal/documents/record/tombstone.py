"""The page that stands where a redacted file was."""

from __future__ import annotations

import io
import textwrap

import pikepdf
from pikepdf import Dictionary, Name

A4 = (595, 842)  # points
LINE = 18  # points
WIDTH = 78  # characters


def tombstone_pdf(*, name: str, reason: str, by: str, when: str) -> bytes:
    """One page that says what was removed, when, by whom and why. Needs no font files."""
    lines = ["Indholdet er fjernet", ""]
    for paragraph in (f"Fil: {name}", f"Fjernet {when} af {by}.", f"Begrundelse: {reason}"):
        lines += [*textwrap.wrap(paragraph, WIDTH), ""]
    lines += textwrap.wrap(
        "Filen var en del af det forseglede arkiv. Fjernelsen er selv forseglet, og resten af "
        "arkivet kan stadig kontrolleres.",
        WIDTH,
    )
    drawing = [b"BT /F1 11 Tf 72 740 Td %d TL" % LINE]
    drawing += [b"(%s) '" % escaped(line) for line in lines[:36]]
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=A4)
        page = pdf.pages[0].obj
        font = Dictionary(
            Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica,
            Encoding=Name.WinAnsiEncoding,
        )  # fmt: skip
        page.Resources = Dictionary(Font=Dictionary(F1=font))
        page.Contents = pdf.make_stream(b"\n".join([*drawing, b"ET"]))
        pdf.Root.Lang = "da-DK"
        pdf.docinfo["/Title"] = "Indholdet er fjernet"
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
        return out.getvalue()


def escaped(line: str) -> bytes:
    data = line.encode("cp1252", "replace")
    for sign in (b"\\", b"(", b")"):
        data = data.replace(sign, b"\\" + sign)
    return data
