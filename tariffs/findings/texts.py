"""Rules on what an explanation says, held up against the figures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tariffs.facts import Book, LineFacts

from .finding import Finding, Rule, moves, notice

_RISE = re.compile(r"\b(?:stig\w*|forøg\w*|forhøj\w*)", re.IGNORECASE)
_FALL = re.compile(r"\b(?:fald(?:et|er|t|e)?|nedsæt\w*|reduc\w*|reduktion\w*)\b", re.IGNORECASE)
# »32 §105/85 pladser«, »4 pladser efter § 107«
_PLACES = (
    re.compile(r"(?P<n>[0-9]+)\s*§\s*(?P<p>[0-9]+(?:\s*/\s*[0-9]+)*)[ -]*plads", re.IGNORECASE),
    re.compile(
        r"(?P<n>[0-9]+)\s*pladser\s+(?:efter|på|i henhold til|jf\.?)\s*(?:\w+\s*)?§\s*"
        r"(?P<p>[0-9]+(?:\s*/\s*[0-9]+)*)",
        re.IGNORECASE,
    ),
)


def text_against_figure(line: LineFacts, book: Book) -> Iterator[Finding]:
    """The first word of direction counts: a text may go on about a neighbour's opposite move."""
    change = line.change
    if change is None or not change:
        return
    said = _direction(line.explanation)
    if said and said != (1 if change > 0 else -1):
        what = "en stigning" if said > 0 else "et fald"
        moved = moves(change).replace(" ", f" {line.change_word} ", 1)
        why = f"Forklaringen taler om {what}, men taksten {moved}."
        yield notice(line, "text_against_figure", why, "explanation")


def _direction(text: str) -> int:
    rise, fall = _RISE.search(text), _FALL.search(text)
    if rise and (fall is None or rise.start() < fall.start()):
        return 1
    return -1 if fall else 0


def same_text(line: LineFacts, book: Book) -> Iterator[Finding]:
    """The same words under several offers that are not said to hang together."""
    text = " ".join(line.explanation.split())
    if not text or line.shares_explanation:
        return
    others = {r.offer for r in book.by_text[text] if r.family != line.family}
    if others:
        where = ", ".join(sorted(others))
        why = (
            f"Den samme forklaring står også under {where}. Hænger tilbuddene sammen, så lav én "
            "fælles forklaring; ellers skriv, hvad der gælder her."
        )
        yield notice(line, "same_text", why, "explanation")


def places_without_a_line(line: LineFacts, book: Book) -> Iterator[Finding]:
    bases = " ".join(key.split("§")[-1].strip() for key in book.bases_of[line.family])
    there = set(bases.split())
    for pattern in _PLACES:
        for match in pattern.finditer(line.explanation):
            named = re.split(r"\s*/\s*", match["p"])
            if not there & set(named):
                why = (
                    f"Forklaringen nævner {match['n']} pladser efter § {match['p']}, men tilbuddet "
                    "har ingen linje på det lovgrundlag."
                )
                yield notice(line, "places_without_a_line", why, "explanation")


RULES: tuple[Rule, ...] = (text_against_figure, same_text, places_without_a_line)
