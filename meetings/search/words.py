"""Words as the index knows them. Pure: the same folding for what is stored and what is asked.

Danish stemming parts »genbrugsplads« from »genbrugspladser«, and cannot see »plads« in either, so
the index holds whole words, and a question is widened to the words that belong with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST = 60
SHORTEST_PART = 4  # letters: shorter ones stand inside too many words by chance
TOKEN = re.compile(r"\w+(?:[-/]\w+)*")
ACCENTS = str.maketrans("éèêëüöäáàâíóúç", "eeeeuøæaaaiouc")
# Endings of nouns, adjectives and verbs, longest first; taken off one after the other.
ENDINGS = (
    "ernes", "erne", "eren", "enes", "ene", "ens", "ets", "ers", "er", "en", "et", "es", "e", "s",
)  # fmt: skip


def fold(word: str) -> str:
    """A word as it is compared: small letters, »aa« as »å«, foreign accents gone."""
    return word.lower().translate(ACCENTS).replace("aa", "å")[:LONGEST]


def tokens(text: str) -> Iterator[tuple[str, int, int]]:
    """The words of a text, folded, with where they stand; of »2025-051554« the parts too."""
    for match in TOKEN.finditer(text):
        whole = match.group()
        yield fold(whole), match.start(), match.end()
        parts = re.split(r"[-/]", whole)
        place = match.start()
        for part in parts if len(parts) > 1 else ():
            yield fold(part), place, place + len(part)
            place += len(part) + 1


def words_of(*texts: str) -> list[str]:
    """The different words of these texts, folded."""
    return list(dict.fromkeys(word for text in texts for word, _, _ in tokens(text)))


def base(word: str) -> str:
    """The word without its endings, never shorter than SHORTEST_PART letters: »tilbuddets« and
    »tilbud« have the same."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_PART:
            rest = word[: -len(ending)]
            doubled = rest[-1] == rest[-2] and rest[-1] not in "aeiouyæøå"
            return base(rest[:-1] if doubled and len(rest) > SHORTEST_PART else rest)
    return word


@dataclass(frozen=True)
class Question:
    """What was asked: words that must all be there, and phrases in quotation marks."""

    words: tuple[str, ...]
    phrases: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words)


def ask(text: str) -> Question:
    """Read a search field. At most eight words; more say no more."""
    phrases = tuple(" ".join(p.split()) for p in re.findall(r'["»”“]([^"«”“»]+)["«”“]', text))
    found = (fold(match.group()) for match in TOKEN.finditer(text))
    return Question(tuple(dict.fromkeys(found))[:8], tuple(p for p in phrases if p))
