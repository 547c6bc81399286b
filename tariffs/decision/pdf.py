"""Old and new on paper: plain values in, a bundle for the press out. The takstbilag itself is
`tariffs.pdf`."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.formats import date_format

from dasportal.danish.numbers import format_number, format_percent
from dasportal.documents.press import Bundle, Edges, Entry
from tariffs.pdf import change, figure
from tariffs.pdf import style as appendix_style

from .changes import ChangeLine, ChangeSnapshot, count_lines

EDGES = Edges(side=14, head=14, foot=8)


def change_document(snapshot: ChangeSnapshot) -> Bundle:
    """»Synliggørelse af ændringer« of a correction, or of what is new in a version."""
    title = f"Synliggørelse af ændringer {snapshot['year']}"
    status = "som besluttet" if snapshot["decided"] else "forslag"
    context = {
        "title": title,
        "change": snapshot,
        "facts": _facts(snapshot),
        "lines": count_lines(snapshot["offers"]),
        "offers": [
            {**offer, "lines": [printed(line) for line in offer["lines"]]}
            for offer in snapshot["offers"]
        ],
        "many_parties": len({offer["party"] for offer in snapshot["offers"]}) > 1,
    }
    entry = Entry("", title, render_to_string("decision/pdf/changes.html", context))
    return Bundle(
        title=f"{title}, {status}", css=style(), entries=(entry,), head=snapshot["title"],
        foot=status, archival=True, edges=EDGES,
    )  # fmt: skip


@cache
def style() -> str:
    own = Path(settings.BASE_DIR) / "templates" / "decision" / "pdf" / "changes.css"
    return appendix_style() + "\n" + own.read_text(encoding="utf-8")


def _facts(snapshot: ChangeSnapshot) -> list[tuple[str, str]]:
    day = date_format(date.fromisoformat(snapshot["valid_from"]), "j. F Y")
    bills = {True: "Ja", False: "Nej", None: "Ikke oplyst"}[snapshot["bills_sent"]]
    pl = snapshot["pl_pct"]
    rows = [
        ("Driftsherre", snapshot["party"]),
        ("Gælder fra", day),
        ("Besluttet", snapshot["decided"] or "Endnu ikke besluttet"),
    ]
    if snapshot["reason"]:
        rows += [
            ("Hvorfor", snapshot["reason"]),
            ("Regninger sendt", bills),
            ("Får besked", ", ".join(snapshot["buyers"]) or "Ingen valgt"),
        ]
    rows.append(
        ("Pris- og lønregulering", "ikke sat" if pl is None else format_percent(Decimal(pl)))
    )
    return [row for row in rows if row[1]]


def printed(line: ChangeLine) -> dict[str, Any]:
    """The line as it is shown, on paper and on a page."""
    old, new = line["old"], line["new"]
    pairs = [
        (figure(old[name]), figure(new[name]), old[name] != new[name])
        for name in ("places", "occupancy_pct", "budget", "tariff")
    ]
    return {
        "line": line["line"], "service": line["service"], "basis": line["legal_basis"],
        "unit": line["unit"], "pairs": pairs, "difference": _signed(line["difference"]),
        "old_real": change(old["real_pct"]), "new_real": change(new["real_pct"]),
        "points": change(line["points"]), "explanation": line["explanation"],
        "outcome": line["outcome"], "billed": line["billed"],
    }  # fmt: skip


def _signed(value: str | None) -> str:
    return "–" if value is None else format_number(Decimal(value), signed=True)
