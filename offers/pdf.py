"""The year's status, and one offer's sheet, on paper: plain values in, a bundle for the press out.

One page per offer, in the same order every year; what people wrote at length stands behind.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from dasportal.documents.press import Bundle, Edges, Entry, Row

from .fitting import fitted, whole
from .status import for_showing

HOUSE = "Nordjysk Socialaftale · Sekretariatet"
EDGES = Edges(side=20, head=15, foot=10)  # as sheet.css: a page of figures needs its measure
BEHIND = "Ordene i deres fulde længde"


def status_bundle(values: dict[str, Any]) -> Bundle:
    """Front and contents, each offer on a page in the lasting order, and long texts behind."""
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

    entries = [_entries(offer, values["year"]) for offer in offers]
    return Bundle(
        title=title, css=style(), front=page, front_pages=2, archival=True, edges=EDGES,
        head="Det forstærkede samarbejde", foot=str(values["year"]),
        entries=(*(first for first, *_ in entries), *(row for _, *rest in entries for row in rest)),
    )  # fmt: skip


def offer_bundle(offer: dict[str, Any], year: int) -> Bundle:
    """One offer alone."""
    shown = for_showing([offer])[0]
    title = f"{offer['name']} {year}"
    return Bundle(
        title=title, css=style(), entries=tuple(_entries(shown, year)), head=title,
        foot="Det forstærkede samarbejde", archival=True,
        edges=EDGES,
    )  # fmt: skip


def _entries(offer: dict[str, Any], year: int) -> list[Entry]:
    """The offer's page; and where it had no room for all that was written, the texts whole."""
    page = fitted(offer["parts"])
    behind = whole(offer["parts"], page)
    context = {"offer": offer, "year": year, "title": offer["name"], "parts": page}
    found = [Entry("", offer["name"], render_to_string("offers/pdf/offer.html", context))]
    if behind:
        title = f"{offer['name']}: {BEHIND.lower()}"
        context = {"offer": offer, "year": year, "title": title, "parts": behind, "kicker": BEHIND}
        found.append(Entry("", title, render_to_string("offers/pdf/whole.html", context)))
    return found


@cache
def style() -> str:
    """The portal's print style, and what is the sheet's own."""
    folder = Path(settings.BASE_DIR) / "templates"
    names = ("documents/pdf/press.css", "offers/pdf/sheet.css")
    return "\n".join((folder / name).read_text(encoding="utf-8") for name in names)
