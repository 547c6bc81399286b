"""Which column holds what: by the headers we know, or as somebody has mapped them.

A file with first and revised figures side by side (`budget_gammel`, `budget_ny`) is read by its
stage: a draft or an approved year takes the first, a correction the revised. Where only one of the
two is there, it is taken.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .table import Row, UnreadableFile

OFFER, SERVICE, BASIS, PLACES = "offer", "service", "legal_basis", "places"
UNIT, OCCUPANCY, BUDGET, TARIFF = "unit", "occupancy_pct", "budget", "tariff"
EXPLANATION, BILLED, REPORTING_UNIT, HEALTH = (
    "explanation", "is_billed", "reporting_unit", "health_part",
)  # fmt: skip

LABELS = {
    OFFER: "tilbud", SERVICE: "ydelse", BASIS: "lovgrundlag", PLACES: "antal_pladser",
    UNIT: "takstenhed", OCCUPANCY: "belaegning_pct", BUDGET: "budget", TARIFF: "takst",
    EXPLANATION: "forklaring", BILLED: "afregnes", REPORTING_UNIT: "enhed",
    HEALTH: "heraf_sundhedslov",
}  # fmt: skip
REQUIRED = (OFFER, SERVICE, BASIS, TARIFF)
TWICE = (BUDGET, TARIFF, EXPLANATION)  # those that may stand as first and revised

ALIASES = {
    OFFER: ("tilbud", "tilbuddets_navn", "tilbudsnavn", "navn_paa_tilbud"),
    SERVICE: ("ydelse", "ydelsens_navn", "ydelsestype"),
    BASIS: ("lovgrundlag", "paragraf", "lov", "lovgivning"),
    PLACES: ("antal_pladser", "pladser", "antal_pladser_i_alt", "normering"),
    UNIT: ("takstenhed", "takst_enhed", "afregningsenhed"),
    OCCUPANCY: ("belaegning_pct", "belaegning", "belaegningsprocent", "budgetteret_belaegning"),
    BUDGET: ("budget", "budget_kr", "takstgrundlag", "samlet_budget"),
    TARIFF: ("takst", "takst_kr", "taksten"),
    EXPLANATION: ("forklaring", "forklaringer", "bemaerkning", "bemaerkninger"),
    BILLED: ("afregnes", "faktureres"),
    REPORTING_UNIT: ("enhed", "forvaltning", "indberettende_enhed"),
    HEALTH: ("heraf_sundhedslov", "sundhedslovsydelser", "heraf_sundhedslovsydelser"),
}
_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})
HEADER_WITHIN = 20  # rows: a workbook may have a title above


@dataclass(frozen=True)
class Columns:
    """Where each field stands (from 0), and the row of the headers."""

    places: Mapping[str, int]
    header_row: int

    def __contains__(self, field: str) -> bool:
        return field in self.places


def plain(header: str) -> str:
    """A header as it is compared: »Belægning, pct.« is »belaegning_pct«."""
    return re.sub(r"[^a-z0-9]+", "_", header.casefold().translate(_LETTERS)).strip("_")


def parse_mapping(text: str) -> dict[str, str]:
    """What a person writes to say which header is which field: `takst=Pris 2027;tilbud=Sted`, or
    the same as a JSON object. Fields are named as in our own headers, or in English."""
    try:
        pairs = _pairs(text)
    except ValueError as error:
        raise UnreadableFile("Kolonnerne skrives som felt=overskrift;felt=overskrift.") from error
    names = {plain(label): field for field, label in LABELS.items()}
    names |= {field: field for field in LABELS}
    names |= {alias: field for field, aliases in ALIASES.items() for alias in aliases}
    found: dict[str, str] = {}
    for one, other in pairs:
        # Either may be the header: a header that is also the name of a field is taken as a field.
        field, header = (one, other) if plain(one) in names else (other, one)
        if plain(field) not in names:
            known = ", ".join(LABELS.values())
            raise UnreadableFile(f"Feltet »{one}« kendes ikke. Skriv et af: {known}.")
        found[names[plain(field)]] = header.strip()
    return found


def _pairs(text: str) -> list[tuple[str, str]]:
    if text.lstrip().startswith("{"):
        return [(str(a), str(b)) for a, b in json.loads(text).items()]
    parts = [part for part in re.split(r";|,(?=[^,;]*=)", text) if part.strip()]
    pairs = [tuple(part.split("=", 1)) for part in parts]
    if not pairs or any(len(pair) != 2 for pair in pairs):
        raise ValueError(text)
    return [(a.strip(), b.strip()) for a, b in pairs]


def find_columns(
    rows: Sequence[Row], *, stage: str, mapping: Mapping[str, str] | None = None
) -> Columns:
    """The columns of the first row that looks like headers. Raises UnreadableFile, naming what is
    missing, when none does. `stage` is draft, approved or correction."""
    mapping = mapping or {}
    best: dict[str, int] = {}
    for row in rows[:HEADER_WITHIN]:
        found = _in_row([cell.text for cell in row.cells], stage, mapping)
        if all(field in found for field in REQUIRED):
            return Columns(found, row.number)
        best = max(best, found, key=len)
    missing = [LABELS[field] for field in REQUIRED if field not in best]
    raise UnreadableFile(
        f"Filen mangler {'kolonnen' if len(missing) == 1 else 'kolonnerne'} {', '.join(missing)}. "
        "Ret overskrifterne, eller sig hvilke kolonner der er hvad."
    )


def _in_row(headers: list[str], stage: str, mapping: Mapping[str, str]) -> dict[str, int]:
    places: dict[str, int] = {}
    for index, header in enumerate(headers):
        places.setdefault(plain(header), index)
    found: dict[str, int] = {}
    for field in LABELS:
        if field in mapping:
            wanted = [plain(mapping[field])]
        else:
            wanted = [name for alias in ALIASES[field] for name in _staged(field, alias, stage)]
        place = next((places[name] for name in wanted if name in places), None)
        if place is not None:
            found[field] = place
    missing = [header for header in mapping.values() if plain(header) not in places]
    return {} if missing else found


def _staged(field: str, alias: str, stage: str) -> list[str]:
    if field not in TWICE:
        return [alias]
    first, revised = f"{alias}_gammel", f"{alias}_ny"
    return [revised, alias, first] if stage == "correction" else [first, alias, revised]
