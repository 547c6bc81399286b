"""Finding: a question is widened to the words that belong with it, then asked of the index."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import BooleanField, F, Func, Q, QuerySet, Value

from dasportal.accounts.models import Person

from ..models import AgendaItem
from .models import Entry, Kind, Word
from .words import SHORTEST_PART, Question, base, words_of

NEWEST = 200  # rows looked at, newest first: nobody reads further
IN_TITLES = 60  # and so many more whose title has it
READ_THROUGH = 1000  # texts looked through for a phrase
WIDEST = 40  # words that one asked word is widened to
ALIKE = 0.4  # trigram similarity from which a word may be the one that was misspelt


class Matches(Func):
    """Whether a vector has what a raw tsquery asks for; its words are the index's own already."""

    template = "(%(expressions)s::tsquery)"
    arg_joiner = " @@ "
    output_field = BooleanField()


def quoted(words: Iterable[str]) -> str:
    """Any of these words, as a raw tsquery."""
    return " | ".join("'" + word.replace("\\", "").replace("'", "''") + "'" for word in words)


@dataclass(frozen=True)
class Widened:
    """An asked word: itself in its forms, the words that hold it, and those much like it."""

    asked: str
    forms: tuple[str, ...]
    parts: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((self.asked, *self.forms, *self.parts, *self.alike)))


WIDEN = """
SELECT asked.word, found.word, found.how FROM unnest(%s::text[], %s::text[]) AS asked(word, base),
LATERAL (
  (SELECT word, 1 AS how FROM search_word WHERE word = asked.word
     OR stem = coalesce((ts_lexize('danish_stem', asked.word))[1], asked.word) LIMIT 40)
  UNION ALL
  (SELECT word, 2 FROM search_word WHERE length(asked.base) >= %s
     AND word LIKE '%%' || asked.base || '%%' ORDER BY rows DESC LIMIT %s)
) AS found
"""
LIKE_IT = """
SELECT word FROM search_word WHERE word %% %s AND similarity(word, %s) >= %s
  AND abs(length(word) - length(%s)) <= 3
ORDER BY similarity(word, %s) DESC, rows DESC LIMIT 6
"""


def widen(words: Sequence[str]) -> list[Widened]:
    """The words with those that belong with them; a word nobody wrote gets those much like it."""
    found: dict[str, dict[int, list[str]]] = {word: {1: [], 2: []} for word in words}
    with connection.cursor() as cursor:
        cursor.execute(
            WIDEN, [list(words), [like(base(word)) for word in words], SHORTEST_PART, WIDEST]
        )
        for asked, word, how in cursor.fetchall():
            found[asked][how].append(word)
        return [
            Widened(word, tuple(hits[1]), tuple(hits[2]), () if any(hits.values()) else alike(word))
            for word, hits in found.items()
        ]


def like(text: str) -> str:
    """A text as it stands in LIKE."""
    return text.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")


def alike(word: str) -> tuple[str, ...]:
    """Words of the index that are much like this one."""
    with connection.cursor() as cursor:
        cursor.execute(LIKE_IT, [word, word, ALIKE, word, word])
        return tuple(row[0] for row in cursor.fetchall())


def without_small_words(words: Sequence[str]) -> list[str]:
    """Without »og«, »i«, »til«, unless there is nothing else."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word FROM unnest(%s::text[]) AS word "
            "WHERE ts_lexize('danish_stem', word) = '{}'",
            [list(words)],
        )
        small = {row[0] for row in cursor.fetchall()}
    return [word for word in words if word not in small] or list(words)


@dataclass
class Hit:
    """An item that has what was asked: its rows by kind, and how well it fits."""

    item: Any
    meeting: Any
    number: str
    title: str
    day: date
    closed: bool
    rows: list[Entry] = field(default_factory=list)
    in_title: bool = False
    exact: bool = False
    decision: Entry | None = None

    @property
    def rank(self) -> tuple[bool, bool, date, int]:
        return (self.in_title, self.exact, self.day, len(self.rows))


@dataclass(frozen=True)
class Found:
    """The hits, best first; the words as they were widened; whether there may be more."""

    hits: list[Hit]
    words: list[Widened]
    more: bool

    @property
    def marks(self) -> set[str]:
        """The words to highlight."""
        return {word for widened in self.words for word in widened.all}


def find(entries: QuerySet[Entry], question: Question) -> Found:
    """Search rows that the person may see, narrowed by whatever filters, for the question."""
    if not question:
        return Found([], [], False)
    words = widen(without_small_words(question.words))
    wide = " & ".join(f"({quoted(word.all)})" for word in words)
    near = " & ".join(f"({quoted((word.asked, *word.forms))})" for word in words)
    rows = entries.filter(Matches(F("words"), Value(wide)))
    if question.phrases:
        rows = _with_phrases(rows, question.phrases)
    rows = rows.select_related("meeting__forum").defer("text", "words", "title_words")
    rows = rows.annotate(
        in_title=Matches(F("title_words"), Value(near)), exact=Matches(F("words"), Value(near))
    ).order_by("-date", "-id")
    newest = list(rows[:NEWEST])
    titled = list(rows.filter(Matches(F("title_words"), Value(near)))[:IN_TITLES])
    return Found(_by_item([*titled, *newest]), words, len(newest) == NEWEST)


def _with_phrases(rows: QuerySet[Entry], phrases: Sequence[str]) -> QuerySet[Entry]:
    """Of the newest rows that have the words, those that have them in this order.

    No index knows the order, so only so many texts are read.
    """
    newest = rows.order_by("-date", "-id").values_list("pk", flat=True)[:READ_THROUGH]
    rows = rows.filter(pk__in=list(newest))
    for phrase in phrases:
        rows = rows.filter(Q(text__icontains=phrase) | Q(title__icontains=phrase))
    return rows


def _by_item(rows: Iterable[Any]) -> list[Hit]:
    hits: dict[Any, Hit] = {}
    for row in {row.pk: row for row in rows}.values():
        hit = hits.setdefault(
            row.item_id,
            Hit(row.item_id, row.meeting, row.number, row.title, row.date, row.closed),
        )
        hit.rows.append(row)
        hit.in_title = hit.in_title or row.in_title
        hit.exact = hit.exact or row.exact
    order = list(Kind)
    for hit in hits.values():
        hit.rows.sort(key=lambda row: order.index(Kind(row.kind)))
    return sorted(hits.values(), key=lambda hit: hit.rank, reverse=True)


def with_texts(hits: Sequence[Hit], entries: QuerySet[Entry]) -> list[Hit]:
    """The hits of one page with their texts, and each item's decision whether it matched or not."""
    ids = [hit.item for hit in hits]
    decisions = entries.filter(item__in=ids, kind=Kind.DECISION)
    decided = {row.item_id: row for row in decisions}
    texts = dict(
        entries.filter(pk__in=[row.pk for hit in hits for row in hit.rows]).values_list(
            "pk", "text"
        )
    )
    for hit in hits:
        hit.decision = decided.get(hit.item)
        for row in hit.rows:
            row.text = texts.get(row.pk, "")
    return list(hits)


RELATED = 5
TELLING = 6  # the rarest words of a title say what it is about


def related(item: AgendaItem, person: Person) -> list[Hit]:
    """Earlier items that are about the same, most alike first, each with its decision.

    Alike is to share rare words of the title, or the case number; the item's own line of copies
    and continuations comes with that.
    """
    words = _telling(words_of(item.title), Entry.objects.visible_to(person).count())
    if not words:
        return []
    entries = Entry.objects.visible_to(person).settled()
    earlier = entries.filter(date__lte=item.meeting.date).exclude(item=item)
    widened = dict(words)
    wide = {w.asked: w.all for w in widen(list(widened))}
    rows = earlier.filter(kind=Kind.ITEM).filter(
        Matches(F("title_words"), Value(quoted(w for all_of in wide.values() for w in all_of)))
    )
    rows = rows.select_related("meeting__forum").defer("text", "words", "title_words")
    scored = sorted(
        ((_alike(row.title, wide, widened), row) for row in rows.order_by("-date")[:NEWEST]),
        key=lambda pair: (pair[0], pair[1].date),
        reverse=True,
    )
    least = max(widened.values())  # at least the most telling word, or several others
    hits = [
        Hit(row.item_id, row.meeting, row.number, row.title, row.date, row.closed)
        for score, row in scored[:RELATED]
        if score >= least
    ]
    return with_texts(hits, entries)


def _telling(words: Sequence[str], rows: int) -> list[tuple[str, float]]:
    """The rarest of these words, each with its weight: the rarer, the heavier."""
    words = [word for word in without_small_words(words) if len(word) >= SHORTEST_PART]
    known = dict(Word.objects.filter(word__in=words).values_list("word", "rows"))
    weighed = [(word, rows / known[word]) for word in words if word in known]
    rare = sorted(weighed, key=lambda pair: pair[1], reverse=True)[:TELLING]
    return [(word, min(weight, 1000.0)) for word, weight in rare if weight > 3]


def _alike(title: str, wide: dict[str, tuple[str, ...]], weights: dict[str, float]) -> float:
    words = set(words_of(title))
    return sum(weights[asked] for asked, forms in wide.items() if words.intersection(forms))
