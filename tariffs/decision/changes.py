"""»Synliggørelse af ændringer«: old and new side by side, in plain values.

Figures are text with a decimal point as in `tariffs.appendix`; percentages are real changes against
last year's tariff after PL, and `points` their difference in percentage points, reckoned from the
two as they are printed with two decimals, so that the reader's own sum is right.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import TypedDict

from tariffs.appendix import AppendixLine, AppendixParty, AppendixSnapshot
from tariffs.calculation import real_change
from tariffs.facts import LineFacts
from tariffs.gathering import book_of
from tariffs.models import Submission, ValidTariff
from tariffs.naming import service_key
from tariffs.queries import Approved

CENT = Decimal("0.01")


class Side(TypedDict):
    """One side of a line. None is unknown, or not there on that side."""

    places: str | None
    occupancy_pct: str | None
    budget: str | None
    tariff: str | None
    real_pct: str | None


class ChangeLine(TypedDict):
    """`line` is the corrected line's number, None in the changes between two versions; `outcome`
    what was decided of it when that is not approval."""

    line: int | None
    service: str
    legal_basis: str
    unit: str
    billed: bool
    old: Side
    new: Side
    difference: str | None
    points: str | None
    explanation: str
    outcome: str


class ChangeOffer(TypedDict):
    party: str
    name: str
    lines: list[ChangeLine]


class ChangeSnapshot(TypedDict):
    """A correction, or what is new in a version. `valid_from` is an ISO day; `bills_sent` None when
    it is not said; `decided` empty while it awaits."""

    year: int
    title: str
    party: str
    reason: str
    valid_from: str
    bills_sent: bool | None
    buyers: list[str]
    pl_pct: str | None
    decided: str
    offers: list[ChangeOffer]
    exceptions: list[str]


NOWHERE = Side(places=None, occupancy_pct=None, budget=None, tariff=None, real_pct=None)


def correction_of(
    submission: Submission,
    *,
    outcomes: Mapping[int, str] | None = None,
    decided: str = "",
    exceptions: Iterable[str] = (),
) -> ChangeSnapshot:
    """The correction with what each line replaces. `outcomes` are words by line."""
    book = book_of(submission)
    old = _replaced(submission)
    offers: dict[str, ChangeOffer] = {}
    for facts in book.lines:
        before = old.get(facts.pk or 0)
        line = _line(facts, before, (outcomes or {}).get(facts.pk or 0, ""))
        offers.setdefault(
            facts.offer, ChangeOffer(party=submission.party.name, name=facts.offer, lines=[])
        )["lines"].append(line)
    return ChangeSnapshot(
        year=submission.year.year,
        title=f"Rettelse {submission.number} af takster for {submission.year.year}",
        party=submission.party.name,
        reason=submission.reason,
        valid_from=submission.valid_from.isoformat(),
        bills_sent=submission.bills_sent,
        buyers=[party.name for party in submission.buyers.order_by("name")],
        pl_pct=_text(submission.year.pl_pct),
        decided=decided,
        offers=list(offers.values()),
        exceptions=list(exceptions),
    )


def only(change: ChangeSnapshot, lines: Iterable[int]) -> ChangeSnapshot:
    """The part of a correction that is of these lines: what an earlier decision put off."""
    keys = set(lines)
    kept = [
        ChangeOffer(
            party=offer["party"], name=offer["name"],
            lines=[line for line in offer["lines"] if line["line"] in keys],
        )
        for offer in change["offers"]
    ]  # fmt: skip
    return {**change, "offers": [offer for offer in kept if offer["lines"]]}


def _replaced(submission: Submission) -> dict[int, ValidTariff]:
    """By line, what it stands in place of: the line that it says, or the one that is the same on
    the day it is to apply from."""
    lines = list(submission.lines.all())
    said = [line.replaces_id for line in lines if line.replaces_id is not None]
    by_line = {row.line_id: row for row in ValidTariff.objects.filter(line__in=said)}
    on_day = Approved.on(submission.party, submission.valid_from).rows
    found: dict[int, ValidTariff] = {}
    for line in lines:
        row = by_line.get(line.replaces_id or 0) or on_day.get(line.key)
        if row is not None and row.line_id != line.pk:
            found[line.pk] = row
    return found


def _line(facts: LineFacts, before: ValidTariff | None, outcome: str) -> ChangeLine:
    last = facts.last.tariff if facts.last else None
    new = Side(
        places=_text(facts.places), occupancy_pct=_text(facts.occupancy_pct),
        budget=_text(facts.budget), tariff=_text(facts.tariff), real_pct=_cents(facts.real),
    )  # fmt: skip
    old = NOWHERE if before is None else Side(
        places=_text(before.places), occupancy_pct=_text(before.occupancy_pct),
        budget=_text(before.budget), tariff=_text(before.tariff),
        real_pct=_cents(real_change(before.tariff, last, facts.year.pl_pct)),
    )  # fmt: skip
    return ChangeLine(
        line=facts.pk, service=facts.service, legal_basis=facts.basis, unit=facts.unit,
        billed=facts.is_billed, old=old, new=new, explanation=facts.explanation, outcome=outcome,
        difference=_minus(new["tariff"], old["tariff"]),
        points=_minus(new["real_pct"], old["real_pct"]),
    )  # fmt: skip


# --- Between two versions of a takstbilag ---------------------------------------------------------

Key = tuple[str, str, str, str, str]  # party, offer, service_key, basis, unit


def differences(before: AppendixSnapshot, after: AppendixSnapshot) -> list[ChangeOffer]:
    """The lines whose tariff, places, occupancy or budget differ, that are new, or that are gone;
    offer by offer in printed order."""
    old, new = dict(_keyed(before["parties"])), dict(_keyed(after["parties"]))
    names: dict[Key, None] = dict.fromkeys([*new, *old])
    offers: dict[tuple[str, str], ChangeOffer] = {}
    for key in names:
        was, now = old.get(key), new.get(key)
        if was is not None and now is not None and _side(was) == _side(now):
            continue
        party, offer = key[0], key[1]
        group = offers.setdefault((party, offer), ChangeOffer(party=party, name=offer, lines=[]))
        group["lines"].append(_between(was, now))
    return list(offers.values())


def _keyed(parties: Iterable[AppendixParty]) -> Iterator[tuple[Key, AppendixLine]]:
    for party in parties:
        for offer in party["offers"]:
            for line in offer["lines"]:
                name = service_key(line["service"])
                yield (party["name"], offer["name"], name, line["legal_basis"], line["unit"]), line


def _side(line: AppendixLine | None) -> Side:
    if line is None:
        return NOWHERE
    real = line["real_pct"]
    return Side(
        places=line["places"], occupancy_pct=line["occupancy_pct"], budget=line["budget"],
        tariff=line["tariff"], real_pct=_cents(Decimal(real) if real is not None else None),
    )  # fmt: skip


def _between(was: AppendixLine | None, now: AppendixLine | None) -> ChangeLine:
    shown = now or was
    assert shown is not None
    old, new = _side(was), _side(now)
    return ChangeLine(
        line=None, service=shown["service"], legal_basis=shown["legal_basis"], unit=shown["unit"],
        billed=shown["billed"], old=old, new=new, explanation="",
        outcome="ny" if was is None else "udgået" if now is None else "",
        difference=_minus(new["tariff"], old["tariff"]),
        points=_minus(new["real_pct"], old["real_pct"]),
    )  # fmt: skip


def count_lines(offers: Iterable[ChangeOffer]) -> int:
    return sum(len(offer["lines"]) for offer in offers)


def _minus(new: str | None, old: str | None) -> str | None:
    return None if new is None or old is None else str(Decimal(new) - Decimal(old))


def _cents(value: Decimal | None) -> str | None:
    return None if value is None else str(value.quantize(CENT, ROUND_HALF_UP))


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)
