"""Whether one text holds another, however it was set. Pure: texts in, places out.

Texts are compared by their letters and figures alone: case, spaces, line breaks, hyphens and soft
hyphens, ligatures, entities and markup make no difference. A title counts wherever it stands. Of a
longer text a run counts that is too long to be there by chance.
"""

from __future__ import annotations

import hashlib
import html
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from urllib.parse import unquote

LEAST_RUN = 40  # letters of a longer text: about eight Danish words
GRAM = 24  # letters that are looked up at once
STEP = LEAST_RUN - GRAM + 1  # every run of LEAST_RUN letters holds a gram that begins at a step
WHOLE = 20  # letters: a shorter title must stand as words of its own (not »takst« in »takstbilag«)
SHORTEST_TEXT = 16  # letters of a short text, such as »Afdelingen lukkes i maj«, that counts whole
SHORTEST_WORDS = 3
AROUND = 45  # signs of context on each side of what is shown


def _shown(sign: str) -> str:
    """A sign as it is shown in an excerpt: control signs and marks of hyphenation are not."""
    return sign if sign.isprintable() else " " if sign.isspace() else ""


@dataclass(frozen=True)
class Letters:
    """A text's letters and figures, and where each stands in it."""

    text: str
    stream: str
    places: tuple[int, ...] = field(repr=False)

    def excerpt(self, start: int, end: int) -> str:
        """The words around a place of the stream, on one line."""
        first = max(0, self.places[start] - AROUND)
        last = min(len(self.text), self.places[end - 1] + 1 + AROUND)
        words = " ".join("".join(map(_shown, self.text[first:last])).split())
        return f"{'…' if first else ''}{words}{'…' if last < len(self.text) else ''}"

    def stands_alone(self, start: int, end: int) -> bool:
        """Whether the place begins and ends where words do."""
        before, after = self.places[start] - 1, self.places[end - 1] + 1
        return not (before >= 0 and self.text[before].isalnum()) and not (
            after < len(self.text) and self.text[after].isalnum()
        )


@cache
def _plain(sign: str) -> str:
    """A sign as the letters and figures it stands for: »ﬁ« is »fi«, a hyphen is nothing."""
    return "".join(c for c in unicodedata.normalize("NFKC", sign).casefold() if c.isalnum())


def letters(text: str) -> Letters:
    """The text as it is compared. Entities are read; markup must be taken off before."""
    text = unicodedata.normalize("NFC", html.unescape(text))
    stream: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        for letter in _plain(sign):
            stream.append(letter)
            places.append(place)
    return Letters(text, "".join(stream), tuple(places))


@dataclass(frozen=True)
class Secret:
    """A closed text: which it is, in Danish and without its words, and what it says."""

    what: str  # »Titlen på det lukkede punkt 4«
    stream: str
    title: bool = False  # counts however short
    elsewhere: bool = False  # of another meeting: to be looked at, but it does not block

    @property
    def key(self) -> str:
        return hashed(("title" if self.title else "text", self.stream))


def hashed(parts: Iterable[str]) -> str:
    """A short name for these texts, from which they cannot be read."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:24]


@dataclass(frozen=True)
class Hit:
    secret: Secret
    excerpt: str


class Matcher:
    """Looks for many secrets at once. Made once for an examination, asked for every text."""

    def __init__(self, secrets: Iterable[Secret]) -> None:
        self._whole: list[Secret] = []
        self._grams: dict[str, list[tuple[Secret, int]]] = {}
        for secret in dict.fromkeys(secrets):
            if secret.title or len(secret.stream) < LEAST_RUN:
                self._whole.append(secret)
            else:
                self._lay(secret)

    def _lay(self, secret: Secret) -> None:
        last = len(secret.stream) - GRAM
        for start in (*range(0, last, STEP), last):
            gram = secret.stream[start : start + GRAM]
            self._grams.setdefault(gram, []).append((secret, start))

    def __bool__(self) -> bool:
        return bool(self._whole or self._grams)

    def find(self, text: str) -> list[Hit]:
        """Each secret that the text holds, once, with the words around the first place."""
        said = letters(text)
        found: dict[Secret, Hit] = {}
        for secret, start, end in (*self._find_whole(said), *self._find_runs(said)):
            found.setdefault(secret, Hit(secret, said.excerpt(start, end)))
        return list(found.values())

    def _find_whole(self, said: Letters) -> Iterator[tuple[Secret, int, int]]:
        for secret in self._whole:
            start = said.stream.find(secret.stream)
            while start >= 0:
                end = start + len(secret.stream)
                if len(secret.stream) >= WHOLE or said.stands_alone(start, end):
                    yield secret, start, end
                    break
                start = said.stream.find(secret.stream, start + 1)

    def _find_runs(self, said: Letters) -> Iterator[tuple[Secret, int, int]]:
        if not self._grams:
            return
        place, stop = 0, len(said.stream) - GRAM + 1
        while place < stop:
            known = self._grams.get(said.stream[place : place + GRAM])
            ends = [place + 1]
            for secret, at in known or ():
                start, end = _widen(said.stream, place, secret.stream, at)
                if end - start >= LEAST_RUN:
                    yield secret, start, end
                    ends.append(end - GRAM)
            place = max(ends)


def _widen(said: str, place: int, secret: str, at: int) -> tuple[int, int]:
    """From where to where the two texts run alike around a gram they share."""
    start, before = place, at
    while start and before and said[start - 1] == secret[before - 1]:
        start, before = start - 1, before - 1
    end, after = place + GRAM, at + GRAM
    while end < len(said) and after < len(secret) and said[end] == secret[after]:
        end, after = end + 1, after + 1
    return start, end


def title_secret(what: str, title: str) -> Secret | None:
    """A title as a secret; None when it has no letters."""
    stream = letters(title).stream
    return Secret(what, stream, title=True) if stream else None


def text_secrets(what: str, text: str, by_right: Iterable[str] = ()) -> list[Secret]:
    """A text as secrets: what is left of it when the phrases that stand in open items by right
    are cut out, as far as the pieces are long enough to mean anything."""
    pieces = [text]
    for phrase in by_right:
        pieces = [part for piece in pieces for part in _cut(piece, phrase)]
    streams = [(letters(piece).stream, len(re.findall(r"\w+", piece))) for piece in pieces]
    short = len(letters(text).stream) < LEAST_RUN
    return [
        Secret(what, stream)
        for stream, words in streams
        if len(stream) >= LEAST_RUN
        or (short and len(stream) >= SHORTEST_TEXT and words >= SHORTEST_WORDS)
    ]


def _cut(text: str, phrase: str) -> list[str]:
    """The text without the phrase, in pieces."""
    words = re.findall(r"\w+", phrase)
    if not words:
        return [text]
    return re.split(r"(?i)\W*\b" + r"\W+".join(map(re.escape, words)) + r"\b\W*", text)


def said(value: str) -> str:
    """A value that may be written as an address is, and what it then says."""
    return f" {value} {unquote(value)} " if "%" in value else f" {value} "


class _Words(HTMLParser):
    """All that a page says: its text, and what its attributes say or name."""

    SILENT = {"script", "style"}

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self._within = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._within = tag if tag in self.SILENT else ""
        self.said += [said(value) for name, value in attrs if value and name not in ("class", "id")]

    def handle_endtag(self, tag: str) -> None:
        self._within = ""

    def handle_data(self, data: str) -> None:
        if not self._within:
            self.said.append(data)

    def handle_comment(self, data: str) -> None:
        self.said.append(data)


def words_of_page(markup: str) -> str:
    """What an HTML page holds for anybody who looks: words, addresses, hidden values, comments."""
    reader = _Words()
    reader.feed(markup)
    reader.close()
    return "\n".join(reader.said)
