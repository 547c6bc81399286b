"""Takstbilag to print: a made-up year, the same every time, and the real lines of one driftsherre."""

from __future__ import annotations

import csv
import random
from decimal import Decimal
from pathlib import Path
from typing import Any

from tariffs.appendix import AppendixLine, AppendixOffer, AppendixParty, AppendixSnapshot

PARTIES = {
    "Brønderslev": 6, "Frederikshavn": 9, "Hjørring": 10, "Jammerbugt": 6, "Læsø": 1,
    "Mariagerfjord": 7, "Morsø": 4, "Rebild": 6, "Thisted": 7, "Vesthimmerland": 6,
    "Region Nordjylland": 14, "Aalborg": 24,
}  # fmt: skip
BASES = ("SEL § 103", "SEL § 104", "SEL § 107", "SEL § 108", "ABL § 105", "Barnets lov § 43")
PLACES = ("Engen", "Skovlyst", "Fjordhuset", "Åkanden", "Møllebo", "Havblik", "Elmegården")


def snapshot(parties: list[AppendixParty], **changed: Any) -> AppendixSnapshot:
    made = AppendixSnapshot(
        year=2027, version=2, decided="DAS, 12. november 2026", valid_from="2027-01-01",
        made_on="2026-11-13", pl_pct="2.5", pl_source="KL, juni 2026", explain_pct="2.0",
        discuss_pct="5.0", parties=parties, ceilings=[], exceptions=[],
    )  # fmt: skip
    made.update(changed)  # type: ignore[typeddict-item]
    return made


def made_up(lines: int) -> AppendixSnapshot:
    """A year of about so many lines, dealt over the twelve parties as in life: unevenly."""
    dice, whole = random.Random(2027), sum(PARTIES.values())
    parties = [
        _party(name, max(1, lines * weight // whole), dice) for name, weight in PARTIES.items()
    ]
    ceiling = {
        "name": "Herberg", "unit": "Døgn", "amount": "2322", "price_level": 2024, "projected": "2496",
    }  # fmt: skip
    return snapshot(parties, ceilings=[ceiling], exceptions=["Frederikshavn, Fjordhuset 2: udsat"])


def _party(name: str, lines: int, dice: random.Random) -> AppendixParty:
    offers: list[AppendixOffer] = []
    while lines > 0:
        levels = min(lines, dice.randint(1, 8))
        lines -= levels
        offers.append(_offer(f"{dice.choice(PLACES)} {len(offers) + 1}", levels, dice))
    offers[0]["lines"][0]["note"] = 1
    return AppendixParty(
        code="", name=name, missing=False, offers=offers,
        explanations=[
            {
                "number": 1,
                "covers": [f"{offers[0]['name']}, gennemsnit"],
                "text": "Normeringen er hævet, fordi målgruppen har større behov for støtte om natten.",
                "causes": [("målgruppe", "412000")],
            }
        ],
    )  # fmt: skip


def _offer(name: str, levels: int, dice: random.Random) -> AppendixOffer:
    basis = dice.choice(BASES)
    lines = [
        _line("Botilbud" if n == 0 else f"Boniveau {n}", basis, n == 0, dice) for n in range(levels)
    ]
    return AppendixOffer(name=name, former_name="", lines=lines)


def _line(service: str, basis: str, average: bool, dice: random.Random) -> AppendixLine:
    last = dice.randint(900, 6000)
    now = last + dice.randint(-300, 400)
    places = dice.randint(4, 40)
    return AppendixLine(
        service=service, legal_basis=basis, unit="Døgn", occupancy_pct="98",
        places=str(places) if average else None,
        budget=str(now * places * 365 * 98 // 100) if average else None,
        last_year=str(last), tariff=str(now),
        nominal_pct=f"{Decimal(now - last) / last * 100:.2f}",
        real_pct=f"{(now / (last * Decimal('1.025')) - 1) * 100:.2f}",
        billed=not average, note=None, outcome="",
    )  # fmt: skip


def aalborg(file: Path) -> AppendixParty:
    """The revised lines of 2023, with the real change that the driftsherre printed itself."""
    offers: dict[str, AppendixOffer] = {}
    covers: dict[str, list[str]] = {}
    with file.open(encoding="utf-8") as source:
        for row in csv.DictReader(source):
            offer = offers.setdefault(
                row["tilbud"], AppendixOffer(name=row["tilbud"], former_name="", lines=[])
            )
            if text := row["forklaring_ny"]:
                covers.setdefault(text, []).append(f"{row['tilbud']}, {row['ydelse']}")
            note = list(covers).index(text) + 1 if text else None
            offer["lines"].append(_read(row, note))
    return AppendixParty(
        code="851", name="Aalborg", missing=False, offers=list(offers.values()),
        explanations=[
            {"number": number, "covers": lines, "text": text, "causes": []}
            for number, (text, lines) in enumerate(covers.items(), start=1)
        ],
    )  # fmt: skip


def _read(row: dict[str, str], note: int | None) -> AppendixLine:
    def whole(name: str) -> str | None:
        return row[name].replace(".", "").strip() or None

    return AppendixLine(
        service=row["ydelse"], legal_basis=row["lovgrundlag"], unit=row["takstenhed"],
        places=whole("antal_pladser"), occupancy_pct=row["belaegning_pct"] or None,
        budget=whole("budget_ny"), last_year=None, tariff=whole("takst_ny"), nominal_pct=None,
        real_pct=row["aendring_pct_ny"] or None, billed=True, note=note, outcome="",
    )  # fmt: skip
