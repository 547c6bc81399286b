"""What the votes come to under the forum's rule. Pure.

The parties are equals and none can be bound against its word where all are asked to agree; that is
why one »kan ikke tilslutte sig« stops a case under the first two rules, and under the third only
the number counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .models import Answer, Rule

IN_FAVOUR = (Answer.FOR, Answer.REMARK)


@dataclass(frozen=True)
class Cast:
    """A party's vote in plain values; an empty answer is silence."""

    party: str
    answer: str
    words: str = ""


@dataclass(frozen=True)
class Result:
    """Whether the case is adopted, and why, in a Danish sentence."""

    adopted: bool
    why: str


def needed(at_least: int, parties: int) -> int:
    """How many must agree: the rule's number, or all where the case concerns fewer."""
    return min(at_least, parties)


def decide(rule: str, at_least: int | None, votes: Sequence[Cast]) -> Result:
    """The outcome at the deadline. Nobody has asked for a meeting then: that ends it at once."""
    if not votes:
        raise ValueError("a ballot without parties has no outcome")
    agree = [vote for vote in votes if vote.answer in IN_FAVOUR]
    against = [vote.party for vote in votes if vote.answer == Answer.AGAINST]
    silent = [vote.party for vote in votes if not vote.answer]
    if rule == Rule.AT_LEAST:
        wanted = needed(at_least or 0, len(votes))
        return Result(
            len(agree) >= wanted,
            f"Reglen kræver, at mindst {wanted} parter tilslutter sig.",
        )
    if against:
        return Result(False, f"{joined(against)} kunne ikke tilslutte sig.")
    if rule == Rule.ALL and silent:
        return Result(False, f"Ikke alle parter har svaret. Det mangler fra {joined(silent)}.")
    if silent:
        return Result(
            True, f"Ingen har sagt fra. {joined(silent)} svarede ikke og tæller som tilsluttet."
        )
    return Result(True, f"Alle {len(votes)} parter tilsluttede sig.")


def tally(votes: Sequence[Cast]) -> str:
    """»10 af 12 parter tilsluttede sig, heraf 2 med bemærkning (…). 1 kunne ikke (…).«"""
    agree = [vote for vote in votes if vote.answer in IN_FAVOUR]
    remarks = [vote.party for vote in agree if vote.answer == Answer.REMARK]
    said = f"{len(agree)} af {len(votes)} parter tilsluttede sig"
    if remarks:
        said += f", heraf {len(remarks)} med bemærkning ({joined(remarks)})"
    rows = [said]
    for answer, words in (
        (Answer.AGAINST, "kunne ikke tilslutte sig"),
        (Answer.MEETING, "bad om drøftelse på møde"),
        ("", "svarede ikke"),
    ):
        names = [vote.party for vote in votes if vote.answer == answer]
        if names:
            rows.append(f"{len(names)} {words} ({joined(names)})")
    return "; ".join(rows) + "."


def joined(names: Iterable[str]) -> str:
    """»Morsø, Læsø og Aalborg«"""
    words = list(names)
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} og {words[-1]}"


def rule_in_words(rule: str, at_least: int | None, parties: int | None = None) -> str:
    """What the rule means, as those who vote read it. `parties` is how many the case concerns."""
    if rule == Rule.ALL:
        return (
            "Alle parter skal svare. Sagen er vedtaget, når alle har tilsluttet sig. Svarer en part "
            "ikke, eller kan den ikke tilslutte sig, er sagen ikke vedtaget."
        )
    if rule == Rule.SILENCE:
        return (
            "Tavshed er samtykke. En part, der ikke svarer inden fristen, tæller som tilsluttet. "
            "Kan en part ikke tilslutte sig, er sagen ikke vedtaget."
        )
    wanted = at_least or 0
    of = f" af de {parties}" if parties else ""
    wanted = needed(wanted, parties) if parties else wanted
    return (
        f"Mindst {wanted}{of} parter skal tilslutte sig. En part, der ikke svarer, tæller ikke med. "
        "Den, der ikke kan tilslutte sig, får sin begrundelse skrevet ind i afgørelsen."
    )
