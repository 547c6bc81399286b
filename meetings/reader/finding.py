"""Words in one meeting: where they stand in what this person reads, with the words around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from dasportal.documents.models import StoredFile
from dasportal.documents.richtext import to_text
from meetings.finding import excerpt, has_all, marked, pattern, words_of
from meetings.snapshot import Snapshot, flat_items

MOST_HITS = 6  # shown of one item

TEXTS = (
    ("Resumé", "summary"),
    ("Baggrund", "background"),
    ("Sagsfremstilling", "presentation"),
)


@dataclass(frozen=True)
class Hit:
    """A place where a word stands: the part of the item, the words around it, and the address."""

    place: str
    words: SafeString
    url: str


@dataclass(frozen=True)
class ItemHits:
    """An item that holds all the words."""

    item: dict[str, Any]
    title: SafeString
    url: str
    hits: list[Hit]
    more: int


def find(snapshot: Snapshot, query: str) -> list[ItemHits]:
    """The items of a snapshot, as one may read it, that hold every word of the query, in order.

    One query, for the text of the bilag.
    """
    words = words_of(query)
    if not words:
        return []
    wanted = pattern(words)
    items = [item for item in flat_items(snapshot) if item["id"]]
    texts = _texts_of(items)
    found = (_in_item(item, words, wanted, texts, query) for item in items)
    return [hits for hits in found if hits]


def _texts_of(items: list[dict[str, Any]]) -> dict[str, StoredFile]:
    ids = [bilag["file"] for item in items for bilag in item["attachments"] if bilag["file"]]
    rows = StoredFile.objects.filter(pk__in=ids).only("text", "pages")
    return {str(row.pk): row for row in rows}


def _in_item(
    item: dict[str, Any],
    words: list[str],
    wanted: re.Pattern[str],
    files: dict[str, StoredFile],
    query: str,
) -> ItemHits | None:
    places = list(_places(item, files, query))
    whole = "\n".join([item["title"], *(text for _, text, _ in places)])
    if not has_all(words, whole):
        return None
    hits = [
        Hit(place, said, url)
        for place, text, url in places
        if (said := excerpt(text, wanted)) is not None
    ]
    url = _item_url(item, query)
    title = marked(item["title"], wanted)
    return ItemHits(item, title, url, hits[:MOST_HITS], max(len(hits) - MOST_HITS, 0))


def _item_url(item: dict[str, Any], query: str) -> str:
    return f"{reverse('meetings:item', args=[item['id']])}?{urlencode({'soeg': query})}"


def _places(
    item: dict[str, Any], files: dict[str, StoredFile], query: str
) -> Iterator[tuple[str, str, str]]:
    """Each part of the item that holds words: its name, its text, and where it is read."""
    url = _item_url(item, query)
    lines = [item["lead"], *(row["text"] for row in item["recommendations"])]
    yield "Indstilling", " ".join(lines), url
    if item["decision"]:
        yield "Beslutning", to_text(item["decision"]["html"]), url
    for label, key in TEXTS:
        yield label, to_text(item[key]), url
    for statement in item["statements"]:
        yield statement["body"], to_text(statement["html"]), url
    for note in item["notes"]:
        yield "Rettelse", note["text"], url
    for bilag in item["attachments"]:
        yield from _in_bilag(bilag, files.get(bilag["file"]), url)


def _in_bilag(
    bilag: dict[str, Any], file: StoredFile | None, url: str
) -> Iterator[tuple[str, str, str]]:
    name = f"Bilag {bilag['number']} {bilag['title']}"
    yield "Bilag", bilag["title"], f"{url}#bilag-{bilag['id']}"
    if file is None:
        yield name, bilag["text"], url
        return
    own = reverse("reader:bilag", args=[bilag["id"]])
    pages = file.text_by_page
    for number, text in enumerate(pages, start=1):
        place = f"{name}, side {number}" if len(pages) > 1 else name
        yield place, text, f"{own}#bilag-{bilag['id']}-side-{number}"
