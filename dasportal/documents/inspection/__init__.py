"""Looks into a file from a stranger: takes it in, makes it harmless, or says why not."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dasportal.documents import kinds
from dasportal.documents.kinds import Family, Kind

from . import ole, pdf, pictures, rtf, text, zipped


@dataclass(frozen=True)
class Inspected:
    """What is kept of a file. `path` is the original, or the harmless rewriting of it.

    `pdf` is its PDF where that was made at once, `warning` what the person should know (Danish).
    """

    kind: Kind
    path: Path
    warning: str = ""
    pages: int | None = None
    pdf: Path | None = None


def inspect(path: Path, name: str, folder: Path) -> Inspected:
    """Inspects the file at `path`; raises FileRefused with a Danish reason.

    `name` is what the stranger calls it, `folder` a place for what is made underway.
    """
    found = kinds.guess(path)
    if found is kinds.PDF:
        cleaned, warning, pages = pdf.clean(path, folder)
        return Inspected(kinds.PDF, cleaned, warning, pages, cleaned)
    if found is kinds.RTF:
        return Inspected(kinds.RTF, path, rtf.check(path))
    if isinstance(found, Kind):
        made, pages = pictures.convert(path, name, folder)
        return Inspected(found, path, pages=pages, pdf=made)
    if found is Family.OOXML:
        kind, warning = zipped.check(path)
        return Inspected(kind, path, warning)
    if found is Family.OLE:
        return Inspected(ole.check(path), path)
    return Inspected(text.check(path, name), path)
