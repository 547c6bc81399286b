"""The portal's own kinds of enquiry, with the form that each begins with, and what fills it in.

A form is where the secretariat begins: every question can be changed before it is sent.
"""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from dasportal.accounts.models import RoleKind

from . import values
from .models import Enquiry, Response
from .queries import previous_answers
from .slots import KINDS, Follow, Kind

ASKED = (RoleKind.MEMBER,)
BUYS = (RoleKind.MEMBER, RoleKind.TARIFF_REPORTER)


def column(key: str, label: str, kind: str = "text", unit: str = "", **more: Any) -> dict[str, Any]:
    return {
        "key": key,
        "label": label,
        "kind": kind,
        "unit": unit,
        "decimals": 0,
        "options": [],
    } | more


def choices(*labels: str) -> list[dict[str, str]]:
    taken: list[str] = []
    for label in labels:
        taken.append(values.free_key(label, taken, "valg"))
    return [{"key": key, "label": label} for key, label in zip(taken, labels, strict=True)]


MEMBERS: tuple[dict[str, Any], ...] = (
    {"key": "medlemmer", "kind": "table", "text": "Hvem udpeger I?", "free_rows": 1,
     "columns": [column("navn", "Navn"), column("stilling", "Stilling"),
                 column("email", "E-mail"), column("telefon", "Telefon")]},
    {"key": "stedfortraeder", "kind": "text", "text": "Eventuel stedfortræder",
     "help": "Navn, stilling og e-mail.", "required": False},
    {"key": "dage", "kind": "long_text", "text": "Er der dage, hvor de ikke kan mødes?",
     "required": False},
)  # fmt: skip
PLACES: tuple[dict[str, Any], ...] = (
    {"key": "pladser", "kind": "table", "text": "Hvor køber I pladser?", "free_rows": 5,
     "help": "Ét tilbud pr. række. Det, I svarede sidst, er sat ind: ret det, så det passer.",
     "columns": [column("tilbud", "Tilbud"), column("driftsherre", "Driftsherre"),
                 column("ventet", "Ventet i år", "number", "pladser", decimals=1),
                 column("nu", "I brug nu", "number", "pladser", decimals=1),
                 column("naeste", "Ventes næste år", "number", "pladser", decimals=1)]},
    {"key": "oensker", "kind": "long_text", "text": "Hvad mangler I pladser til?",
     "required": False},
    {"key": "ikke-brugt", "kind": "long_text", "required": False,
     "text": "Er der tilbud, I er holdt op med at bruge, og hvorfor?"},
)  # fmt: skip


def places_as_last_year(response: Response) -> dict[str, Any]:
    """The rows that the party gave last time: the same offers, with what it expected for this year
    beside the two figures that are asked for now."""
    before = previous_answers(response)
    then = before.questions.get("pladser") if before else None
    if before is None or then is None:
        return {}
    rows = [
        {
            "tilbud": row.get("tilbud", ""), "driftsherre": row.get("driftsherre", ""),
            "ventet": row.get("naeste", ""), "nu": "", "naeste": "",
        }
        for row in values.retyped(then, before.answers.get("pladser"))
    ]  # fmt: skip
    return {"pladser": rows} if rows else {}


def _laid_in_register(enquiry: Enquiry) -> Follow:
    return Follow("Læg købene i registret", reverse("enquiries:purchases", args=[enquiry.pk]))


def register() -> None:
    """Fill the slot: called once, when the app is ready."""
    KINDS.add(Kind("hearing", "Høring", 10, ASKED))
    KINDS.add(Kind("enquiry", "Rundspørge", 20, ASKED))
    KINDS.add(Kind("report", "Indmelding", 30, ASKED))
    KINDS.add(Kind("members", "Udpegning til arbejdsgruppe", 40, ASKED, form=MEMBERS))
    KINDS.add(Kind("places", "Køb af pladser, årligt", 60, BUYS, places_as_last_year, form=PLACES,
                   follow=_laid_in_register))  # fmt: skip
