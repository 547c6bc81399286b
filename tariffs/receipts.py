"""The receipt of what was handed in: a PDF out of the frozen version, made once and kept with it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format

from dasportal.documents import storage
from dasportal.documents.files import store_own
from dasportal.documents.models import StoredFile
from dasportal.documents.press import Bundle, Entry, Store, press
from meetings.pdf import style

from .exports import Column, Table, Value
from .models import Cause, SubmissionVersion

AMOUNTS = ("places", "occupancy_pct", "budget", "tariff", "health_part")


@transaction.atomic
def receipt_of(version: SubmissionVersion) -> StoredFile:
    """The version's receipt, made now when it is not there. Safe to repeat, and by two at once.
    Raises storage.DiskFull, and FontsMissing where PDFs are off."""
    rows = SubmissionVersion.objects.select_for_update(of=("self",))
    wanted = rows.select_related("submission__party", "submission__year", "made_by", "receipt")
    fresh = wanted.get(pk=version.pk)
    if fresh.receipt is None:
        name = f"kvittering-takster-{fresh.submission.year.year}-version-{fresh.number}.pdf"
        fresh.receipt = store_own(receipt_paper(fresh), name=name, by=fresh.made_by)
        fresh.save(update_fields=["receipt"])
    return fresh.receipt


def receipt_paper(version: SubmissionVersion) -> bytes:
    title = f"Kvittering: {version.submission}"
    html = render_to_string("tariffs/pdf/receipt.html", {"title": title, **receipt_values(version)})
    bundle = Bundle(
        title=title, css=style(), entries=(Entry("", title, html),), archival=True,
        head=str(version.submission), foot=f"DAS Social · version {version.number}",
    )  # fmt: skip
    with storage.workspace() as folder:
        target = folder / "receipt.pdf"
        press(bundle, target, Store(folder / "parts"))
        return target.read_bytes()


def receipt_values(version: SubmissionVersion) -> dict[str, Any]:
    """What the receipt says, all of it out of the frozen snapshot."""
    lines = [_line(row) for row in version.snapshot["lines"]]
    offers: dict[str, list[dict[str, Any]]] = {}
    for row in lines:
        offers.setdefault(row["offer"], []).append(row)
    named = {row["id"]: f"{row['offer']}, {row['service']}" for row in lines}
    return {
        "version": version,
        "submission": version.submission,
        "shot": version.snapshot,
        "offers": list(offers.items()),
        "lines": len(lines),
        "texts": _texts(lines),
        "answers": [
            {**row, "about": named.get(row["line"], "Det hele")}
            for row in version.snapshot["answers"]
        ],
        "has_health": any(row["health_part"] is not None for row in lines),
        "has_units": any(row["reporting_unit"] for row in lines),
    }


def _line(row: dict[str, Any]) -> dict[str, Any]:
    return row | {name: None if row[name] is None else Decimal(row[name]) for name in AMOUNTS}


def _texts(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each explanation once, with the lines it covers and its causes."""
    found: dict[str, dict[str, Any]] = {}
    for row in lines:
        if row["explanation"]:
            said = found.setdefault(
                row["explanation"], {"text": row["explanation"], "covers": {}, "causes": ""}
            )
            offer = f"{row['offer']} ({row['legal_basis']})"
            said["covers"].setdefault(offer, []).append(row["service"])
            said["causes"] = ", ".join(Cause(each["cause"]).label for each in row["causes"])
    return [
        row | {"covers": [f"{offer}: {', '.join(names)}" for offer, names in row["covers"].items()]}
        for row in found.values()
    ]


# --- As a table -----------------------------------------------------------------------------------

COLUMNS = (
    Column("Tilbud", 38), Column("Ydelse", 30), Column("Lovgrundlag", 17), Column("Enhed", 20),
    Column("Antal pladser", 10, "places", True), Column("Takstenhed", 11),
    Column("Belægning pct", 11, "pct"), Column("Budget", 15, "kroner", True),
    Column("Takst", 12, "kroner"), Column("Heraf sundhedslovsydelser", 12, "kroner"),
    Column("Afregnes", 9), Column("Forklaring", 60),
)  # fmt: skip


def receipt_table(version: SubmissionVersion) -> Table:
    """What was handed in, line by line, out of the frozen snapshot; for Excel and CSV."""
    rows: list[tuple[Value, ...]] = [
        (row["offer"], row["service"], row["legal_basis"], row["reporting_unit"], row["places"],
         row["unit"], row["occupancy_pct"], row["budget"], row["tariff"], row["health_part"],
         row["is_billed"], row["explanation"])
        for row in map(_line, version.snapshot["lines"])
    ]  # fmt: skip
    when = date_format(timezone.localtime(version.made_at), "j. F Y H.i")
    about = (f"Kvittering: {version.submission}, version {version.number}", f"Modtaget {when}.")
    return Table("Indsendt", COLUMNS, rows, about)
