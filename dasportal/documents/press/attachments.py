"""Data within a PDF/A-3 file: the same figures as on its pages, for machines."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String


class NotArchival(ValueError):
    """The file does not claim PDF/A-3, which alone may hold files of any kind."""


@dataclass(frozen=True)
class Embedded:
    """A file to lie in another. `name` is plain ASCII, `description` Danish."""

    name: str
    mime: str
    content: bytes
    description: str


def embed(pdf: bytes, files: Sequence[Embedded]) -> bytes:
    """The same pages with the files associated with the document, as ISO 19005-3, 6.8 asks: each
    with its type, its date and what it is to the pages (Data). What the file claims of itself is
    left as it is. Raises NotArchival when that is not PDF/A-3."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        _check(document)
        specs = [document.make_indirect(_spec(document, file)) for file in files]
        names = [part for file, spec in _sorted(files, specs) for part in (String(file.name), spec)]
        tree = document.Root.get(Name.Names, Dictionary())
        tree.EmbeddedFiles = Dictionary(Names=Array(names))
        document.Root.Names = tree
        document.Root.AF = Array(specs)
        out = io.BytesIO()
        document.save(
            out,
            min_version="1.7",
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
        )
        return out.getvalue()


def _check(document: Pdf) -> None:
    part = document.open_metadata().get("pdfaid:part")  # read only: `with` would rewrite it
    if part != "3" or Name.OutputIntents not in document.Root:
        raise NotArchival("Filen er ikke en PDF/A-3.")


def _sorted(
    files: Sequence[Embedded], specs: Sequence[Object]
) -> list[tuple[Embedded, Object]]:  # a name tree is in the order of its keys
    return sorted(zip(files, specs, strict=True), key=lambda pair: pair[0].name)


def _spec(document: Pdf, file: Embedded) -> Dictionary:
    stream = Stream(document, file.content)
    stream.Type = Name.EmbeddedFile
    stream.Subtype = Name(f"/{file.mime}")
    stream.Params = Dictionary(
        Size=len(file.content),
        CheckSum=String(hashlib.md5(file.content, usedforsecurity=False).digest()),
        ModDate=document.docinfo.get(Name.ModDate, String("")),
    )
    place = document.make_indirect(stream)
    return Dictionary(
        Type=Name.Filespec,
        F=String(file.name),
        UF=String(file.name),
        Desc=String(file.description),
        AFRelationship=Name.Data,
        EF=Dictionary(F=place, UF=place),
    )
