"""The year's status, and one offer's sheet, on paper: plain values in, a bundle for the press out."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from dasportal.documents.press import Bundle, Entry, Row

from .status import for_showing

HOUSE = "Nordjysk Socialaftale · Sekretariatet"


def status_bundle(values: dict[str, Any]) -> Bundle:
    """Front and contents, then each offer in the lasting order, each on pages of its own."""
    title = f"Status for det forstærkede samarbejde {values['year']}"
    offers = for_showing(values["offers"])

    def page(rows: list[Row]) -> str:
        firsts = sorted((row for row in rows if row.level == 1), key=lambda row: row.page)
        front = {
            "house": HOUSE, "title": title, "count": len(offers),
            "operators": sorted({offer["operator"] for offer in offers}),
        }  # fmt: skip
        return render_to_string(
            "offers/pdf/front.html", {"front": front, "rows": firsts, "title": title}
        )

    return Bundle(
        title=title, css=style(), front=page, front_pages=2, archival=True,
        head="Det forstærkede samarbejde", foot=str(values["year"]),
        entries=tuple(_entry(offer, values["year"]) for offer in offers),
    )  # fmt: skip


def offer_bundle(offer: dict[str, Any], year: int) -> Bundle:
    """One offer alone."""
    shown = for_showing([offer])[0]
    title = f"{offer['name']} {year}"
    return Bundle(
        title=title, css=style(), entries=(_entry(shown, year),), head=title,
        foot="Det forstærkede samarbejde", archival=True,
    )  # fmt: skip


def _entry(offer: dict[str, Any], year: int) -> Entry:
    html = render_to_string(
        "offers/pdf/offer.html", {"offer": offer, "year": year, "title": offer["name"]}
    )
    return Entry("", offer["name"], html)


@cache
def style() -> str:
    """The portal's print style, and what is the sheet's own."""
    folder = Path(settings.BASE_DIR) / "templates"
    names = ("documents/pdf/press.css", "offers/pdf/sheet.css")
    return "\n".join((folder / name).read_text(encoding="utf-8") for name in names)
