"""The approved takstbilag as it is kept: PDF/A-3a with the same data within it, as CSV and JSON."""

from __future__ import annotations

from dasportal.documents.press import Embedded, embed

from .appendix import AppendixSnapshot
from .exports import appendix_json, appendix_table, csv_text


def archival(pdf: bytes, snapshot: AppendixSnapshot) -> bytes:
    """The pressed takstbilag with the figures that it was made from associated with it. The pages
    are untouched. Raises press.NotArchival when the file is not a PDF/A-3 to begin with."""
    name = f"takstbilag-{snapshot['year']}"
    if snapshot["version"]:
        name = f"{name}-version-{snapshot['version']}"
    told = f"Linjerne i takstbilag {snapshot['year']}"
    return embed(
        pdf,
        [
            Embedded(
                f"{name}.csv", "text/csv", csv_text(appendix_table(snapshot)).encode(),
                f"{told} som CSV, adskilt af semikolon",
            ),
            Embedded(
                f"{name}.json", "application/json", appendix_json(snapshot).encode(),
                f"{told} som JSON, med lofter og forklaringer",
            ),
        ],
    )  # fmt: skip
