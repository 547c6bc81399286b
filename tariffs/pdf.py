"""The takstbilag on paper: plain values in, a bundle for the press out. Knows neither person nor
request.

A driftsherre is one part of the file or, when it has many offers, several: a part is kept by its
content, so that a changed line lays only its own part anew, and two cores share the work.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.formats import date_format

from dasportal.danish.numbers import format_number, format_percent
from dasportal.documents.press import Bundle, Edges, Entry, Row

from .appendix import (
    AppendixLine,
    AppendixOffer,
    AppendixParty,
    AppendixSnapshot,
    above_threshold,
    by_basis,
    lines_of,
    sums,
)

HOUSE = "Nordjysk Socialaftale · Sekretariatet"
LINES_IN_A_PART = 150
NOTHING = "–"


@dataclass(frozen=True)
class Figures:
    """Sums of a row in the summaries, as they are printed."""

    name: str
    cells: tuple[str, ...]


def tariff_appendix(snapshot: AppendixSnapshot) -> Bundle:
    """The takstbilag: front and contents, summary, then each driftsherre's lines and explanations.
    Those that have not reported are named in the summary, without a page of their own."""
    entries = [_overview(snapshot)]
    for party in snapshot["parties"]:
        if not party["missing"]:
            entries.extend(_party(party, snapshot))
    title = f"Takstbilag {snapshot['year']}"
    status = _status(snapshot)
    front = {"house": HOUSE, "title": title, "status": status, "facts": _facts(snapshot)}

    def page(rows: list[Row]) -> str:
        firsts = {row.title: row for row in reversed(rows) if row.level == 1}
        lines = sorted(firsts.values(), key=lambda row: row.page)
        return render_to_string(
            "tariffs/pdf/front.html", {"front": front, "rows": lines, "title": title}
        )

    return Bundle(
        title=f"{title}, {status}",
        css=style(),
        entries=tuple(entries),
        head=title,
        foot=status,
        front=page,
        front_pages=2,
        archival=True,
        edges=Edges(side=14, head=14, foot=8),
    )


@cache
def style() -> str:
    """The portal's print style, and what is the takstbilag's own."""
    folder = Path(settings.BASE_DIR) / "templates"
    names = ("documents/pdf/press.css", "tariffs/pdf/appendix.css")
    return "\n".join((folder / name).read_text(encoding="utf-8") for name in names)


def _status(snapshot: AppendixSnapshot) -> str:
    if snapshot["version"]:
        return f"version {snapshot['version']}"
    return "som besluttet" if snapshot["decided"] else "foreløbig"


def _facts(snapshot: AppendixSnapshot) -> list[tuple[str, str]]:
    pl = _pl(snapshot)
    made = date_format(date.fromisoformat(snapshot["made_on"]), "j. F Y")
    valid = date_format(date.fromisoformat(snapshot["valid_from"]), "j. F Y")
    return [
        ("Version", _status(snapshot).removeprefix("version ").capitalize()),
        ("Besluttet", snapshot["decided"] or "Endnu ikke besluttet"),
        ("Gælder fra", valid),
        ("Opgjort", made),
        ("Pris- og lønregulering", f"{pl} ({snapshot['pl_source']})" if snapshot["pl_source"] else pl),
    ]  # fmt: skip


def _pl(snapshot: AppendixSnapshot) -> str:
    return "ikke sat" if snapshot["pl_pct"] is None else format_percent(Decimal(snapshot["pl_pct"]))


# --- Summary --------------------------------------------------------------------------------------


def _overview(snapshot: AppendixSnapshot) -> Entry:
    parties, limit = snapshot["parties"], snapshot["discuss_pct"]
    here = [party for party in parties if not party["missing"]]
    context = {
        "year": snapshot["year"],
        "pl": _pl(snapshot),
        "explain": format_percent(Decimal(snapshot["explain_pct"])),
        "discuss": format_percent(Decimal(limit)),
        "parties": [_figures(party["name"], list(lines_of([party])), limit) for party in here],
        "bases": [_figures(name, lines, limit) for name, lines in by_basis(here).items()],
        "total": _figures("I alt", list(lines_of(here)), limit),
        "missing": [party["name"] for party in parties if party["missing"]],
        "ceilings": [
            (row["name"], row["unit"], kroner(row["amount"]), row["price_level"], kroner(row["projected"]))
            for row in snapshot["ceilings"]
        ],
        "exceptions": snapshot["exceptions"],
    }  # fmt: skip
    return Entry("", "Overblik", render_to_string("tariffs/pdf/overview.html", context))


def _figures(name: str, lines: list[AppendixLine], limit: str) -> Figures:
    made = sums(lines, limit)
    counts = ("lines", "places", "budget", "rising", "falling", "above")
    return Figures(name, tuple(format_number(made[key]) for key in counts))  # type: ignore[literal-required]


# --- A driftsherre --------------------------------------------------------------------------------


def _party(party: AppendixParty, snapshot: AppendixSnapshot) -> Iterator[Entry]:
    """Its parts: blocks of whole offers; the explanations stand in the last."""
    blocks = list(_blocks(party["offers"])) or [[]]
    for number, offers in enumerate(blocks):
        last = number == len(blocks) - 1
        context = {
            "party": party["name"],
            "goes_on": number > 0,
            "year": snapshot["year"],
            "offers": [_offer(offer, snapshot) for offer in offers],
            "discuss": format_percent(Decimal(snapshot["discuss_pct"])),
            "above": list(_above(party, snapshot)) if last else [],
            "explanations": [_explanation(row) for row in party["explanations"]] if last else [],
        }
        html = render_to_string("tariffs/pdf/party.html", context)
        places = tuple((_anchor(offer), "", offer["name"]) for offer in offers)
        yield Entry("", party["name"], html, places=places, bookmark=number == 0)


def _blocks(offers: list[AppendixOffer]) -> Iterator[list[AppendixOffer]]:
    block: list[AppendixOffer] = []
    size = 0
    for offer in offers:
        if block and size + len(offer["lines"]) > LINES_IN_A_PART:
            yield block
            block, size = [], 0
        block.append(offer)
        size += len(offer["lines"])
    if block:
        yield block


def _anchor(offer: AppendixOffer) -> str:
    return "t-" + "".join(c if c.isascii() and c.isalnum() else f"_{ord(c)}" for c in offer["name"])


def _offer(offer: AppendixOffer, snapshot: AppendixSnapshot) -> dict[str, Any]:
    return {
        "name": offer["name"],
        "former": offer["former_name"],
        "anchor": _anchor(offer),
        "lines": [_line(line, snapshot) for line in offer["lines"]],
    }


def _line(line: AppendixLine, snapshot: AppendixSnapshot) -> dict[str, Any]:
    marks = [
        "" if line["billed"] else "vejledende",
        line["outcome"],
        f"note {line['note']}" if line["note"] else "",
    ]
    return {
        "service": line["service"],
        "basis": line["legal_basis"],
        "unit": line["unit"],
        "figures": (
            figure(line["places"]),
            figure(line["occupancy_pct"]),
            figure(line["budget"]),
            figure(line["last_year"]),
            figure(line["tariff"]),
            change(line["nominal_pct"]),
            change(line["real_pct"]),
        ),
        "loud": above_threshold(line, snapshot["discuss_pct"]),
        "marks": ", ".join(mark for mark in marks if mark),
    }


def _above(party: AppendixParty, snapshot: AppendixSnapshot) -> Iterator[dict[str, Any]]:
    """The party's changes that DAS discusses, each with what explains it."""
    texts = {row["number"]: row["text"] for row in party["explanations"]}
    for offer in party["offers"]:
        for line in offer["lines"]:
            if above_threshold(line, snapshot["discuss_pct"]):
                yield {
                    "line": f"{offer['name']}, {line['service']}",
                    "last": figure(line["last_year"]) if line["last_year"] else "",
                    "tariff": figure(line["tariff"]),
                    "real": change(line["real_pct"]),
                    "note": line["note"],
                    "text": texts.get(line["note"] or 0, ""),
                }


def _explanation(row: Any) -> dict[str, Any]:
    causes = [f"{cause} {kroner(amount)}" if amount else cause for cause, amount in row["causes"]]
    return {**row, "covers": ", ".join(row["covers"]), "causes": ", ".join(causes)}


def figure(value: str | None) -> str:
    """A figure as it is printed, a dash when it is unknown."""
    return NOTHING if value is None else format_number(Decimal(value))


def change(value: str | None) -> str:
    """A change in percent with its sign and two decimals, without the percent sign: the column
    has it."""
    return NOTHING if value is None else format_number(Decimal(value), 2, signed=True)


def kroner(value: str) -> str:
    return f"{format_number(Decimal(value))} kr."
