"""Minutes of 17 items and about 25 pages, made of words that mean nothing, the same every time."""

from __future__ import annotations

import random
from typing import Any

WORDS = [
    "aftale",
    "anbefaling",
    "arbejdsgruppe",
    "behov",
    "beslutning",
    "borger",
    "budget",
    "bæredygtighed",
    "data",
    "dialog",
    "driftsherre",
    "effekt",
    "erfaring",
    "faglighed",
    "fleksibel",
    "forpligtende",
    "forslag",
    "forstærket",
    "forventning",
    "fælles",
    "indsats",
    "kapacitet",
    "kommune",
    "kompetence",
    "koordinering",
    "kvalitet",
    "lovgivning",
    "målgruppe",
    "målsætning",
    "nordjysk",
    "opfølgning",
    "orientering",
    "overblik",
    "plads",
    "region",
    "rammeaftalesekretariatet",
    "samarbejde",
    "samarbejdsaftale",
    "sekretariatet",
    "socialområdet",
    "specialiserede",
    "styregruppen",
    "takst",
    "tidsplan",
    "tilbud",
    "udvikling",
    "udmøntning",
    "udviklingshæmning",
    "velfærdsteknologi",
    "visitation",
    "økonomi",
    "og",
    "af",
    "til",
    "med",
    "for",
    "den",
    "det",
    "en",
    "som",
    "er",
    "at",
    "på",
]


def snapshot(seed: int = 17) -> dict[str, Any]:
    """A minutes snapshot, shaped as meetings.snapshot makes it."""
    chance = random.Random(seed)
    return {
        "kind": "minutes",
        "version": 1,
        "meeting": {
            "id": 1, "forum": "das", "forum_name": "Den Administrative Styregruppe",
            "forum_short_name": "DAS Social", "title": "", "date": "2025-10-02",
            "starts_at": "09.00", "ends_at": "12.00", "place": "Aalborg", "video_link": "",
            "format": "physical", "format_label": "Fysisk", "chair": "Formand Formandsen",
            "minute_taker": "Referent Referentsen", "guests": "", "case_number": "2025-000001",
        },
        "attendance": [_attendee(n) for n in range(12)],
        "items": [_item(chance, n) for n in range(1, 18)],
        "notes": [],
    }  # fmt: skip


def _attendee(n: int) -> dict[str, str]:
    return {
        "party": f"Kommune {n}", "unit": "", "name": f"Deltager {n}", "role": "",
        "status": "absent" if n == 5 else "present", "status_label": "", "deputy": "",
        "left_before": "", "arrived_at": "",
    }  # fmt: skip


def _sentence(chance: random.Random) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randint(9, 22))).capitalize() + "."


def _paragraphs(chance: random.Random, count: int, sentences: int = 4) -> str:
    texts = (" ".join(_sentence(chance) for _ in range(sentences)) for _ in range(count))
    return "".join(f"<p>{text}</p>" for text in texts)


def _table(chance: random.Random) -> str:
    rows = "".join(
        f"<tr><th scope='row'>Tilbud {n}</th>"
        + "".join(f"<td>{chance.randint(1000, 9999)}</td>" for _ in range(3))
        + "</tr>"
        for n in range(14)
    )
    head = "".join(f"<th scope='col'>{name}</th>" for name in ("Tilbud", "2025", "2026", "2027"))
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _item(chance: random.Random, n: int) -> dict[str, Any]:
    long = n % 3 == 0
    points = "".join(f"<li>{_sentence(chance)}</li>" for _ in range(4))
    return {
        "id": f"item-{n}", "number": str(n), "title": _sentence(chance)[:60].strip(),
        "kind": "ordinary", "open": True, "is_stub": False, "section": "decision",
        "section_label": "Sager til behandling", "case_number": "2025-000001",
        "concerns_label": "", "presenter": "", "planned_minutes": None, "late": False,
        "late_reason": "", "withdrawn": False, "withdrawn_reason": "", "continues": "",
        "lead": "Det indstilles, at Den Administrative Styregruppe",
        "recommendations": [{"text": _sentence(chance), "verb": "", "outcome": ""}] * 2,
        "summary": _paragraphs(chance, 1, 2), "background": "",
        "presentation": _paragraphs(chance, 4 if long else 1) + (f"<ul>{points}</ul>" if long else "")
        + (_table(chance) if n % 5 == 0 else ""),
        "statements": [], "guests": [], "attachments": [],
        "decision": {
            "html": _paragraphs(chance, 1, 3 if long else 1), "outcome": "", "outcome_label": "",
            "outcome_note": "", "print_outcome": False, "positions": [], "follow_ups": [],
        },
        "notes": [], "children": [],
    }  # fmt: skip
