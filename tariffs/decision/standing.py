"""The takstbilag as a year stands, with what was not approved said in words."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from tariffs.appendix import AppendixSnapshot
from tariffs.compiling import appendix_of
from tariffs.models import Submission, SubmissionStatus, TariffYear

from .models import COMES_BACK, LineRuling
from .queries import standing_rulings


def standing(year: TariffYear, *, decided_only: bool = False) -> AppendixSnapshot:
    """The year in plain values, as `appendix_of`, and beside them what awaits or was refused."""
    decided = Submission.objects.filter(year=year, status=SubmissionStatus.APPROVED)
    snapshot = appendix_of(year, decided_only=decided_only)
    return {**snapshot, "exceptions": in_words(standing_rulings(decided))}


def in_words(rulings: Iterable[LineRuling]) -> list[str]:
    """»Aalborg, Botilbud Attruphøj (7 linjer): undtaget, behandles igen i FU«, offer by offer."""
    groups: dict[tuple[str, str, str, str, bool], int] = {}
    for row in rulings:
        submission = row.line.submission
        key = (submission.party.name, row.line.offer.name, row.outcome, row.reason,
               submission.is_correction)  # fmt: skip
        groups[key] = groups.get(key, 0) + 1
    return [_said(*key, lines) for key, lines in groups.items()]


def _said(
    party: str, offer: str, outcome: str, reason: str, is_correction: bool, lines: int
) -> str:
    how = {
        "excepted": "undtaget, behandles igen i FU",
        "postponed": "udsat, behandles igen i FU",
        "rejected": "afvist",
    }[outcome]
    if is_correction:
        how = f"rettelsen er {how}; den hidtidige takst gælder"
    counted = "1 linje" if lines == 1 else f"{lines} linjer"
    why = f" ({reason})" if reason else ""
    return f"{party}, {offer}, {counted}: {how}{why}"


def comes_back(rulings: Iterable[LineRuling]) -> list[LineRuling]:
    return [row for row in rulings if row.outcome in COMES_BACK]


def content_key(snapshot: Any) -> str:
    """SHA-256 of what it says; the day it was made on does not count."""
    said = json.loads(json.dumps(snapshot, default=str))
    for part in (said, *(value for value in said.values() if isinstance(value, dict))):
        part.pop("made_on", None)
    text = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
