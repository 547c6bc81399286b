"""One offer's sheet: its tariffs, and ten years of them as a chart with its table. Kept by its
content in the press's store, so that the next who asks gets it at once."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string

from dasportal.documents import storage
from dasportal.documents.press import Bundle, Entry, Store, press
from meetings.pdf import style


def offer_sheet(context: dict[str, Any]) -> bytes:
    """The sheet as PDF/A of our own pages, from what the offer's page shows. Raises
    storage.DiskFull, and FontsMissing where PDFs are off."""
    title = f"{context['name']}, takster"
    html = render_to_string("published/pdf/offer.html", {**context, "title": title})
    bundle = Bundle(
        title=title, css=style(), entries=(Entry("", context["name"], html),),
        head=context["name"], foot="Nordjysk Socialaftale", archival=True,
    )  # fmt: skip
    with storage.workspace() as folder:
        press(bundle, folder / "sheet.pdf", Store())
        return (folder / "sheet.pdf").read_bytes()
