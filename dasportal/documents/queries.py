"""What the record's pages show of an entry."""

from __future__ import annotations

import json
from dataclasses import dataclass

from django.utils.html import strip_tags

from .models import RecordEntry, RecordLeaf
from .record.reading import Tombstone, leaves_of, tombstone

EXCERPT = 400  # characters


@dataclass(frozen=True)
class Value:
    """One sealed value on a page: its place, its text, and what stands there if it is removed."""

    path: str
    text: str
    is_text: bool
    tombstone: Tombstone | None = None

    @property
    def is_file(self) -> bool:
        return self.path.startswith("/files/")

    @property
    def place(self) -> str:
        """The path without the part that all share."""
        return self.path.removeprefix("/content").removeprefix("/").replace("/", " › ")

    @property
    def excerpt(self) -> str:
        return self.text if len(self.text) <= EXCERPT else f"{self.text[:EXCERPT]} …"


def values_of(
    entry: RecordEntry, *, search: str = "", paths: list[str] | None = None
) -> list[Value]:
    """The entry's values: those that hold the searched text, or those at these paths, or all.

    Empty values are left out: there is nothing to see or to remove.
    """
    leaves = [leaf for leaf in leaves_of(entry) if paths is None or leaf.path in paths]
    values = [value_of(leaf) for leaf in leaves]
    wanted = search.casefold()
    return [
        value
        for value in values
        if (value.text or value.tombstone) and (not wanted or wanted in value.text.casefold())
    ]


def value_of(leaf: RecordLeaf) -> Value:
    if leaf.content is None:
        return Value(leaf.path, "", False, tombstone(leaf))
    content = json.loads(leaf.content)
    if leaf.path.startswith("/files/"):
        return Value(leaf.path, str(content["name"]), False)
    if isinstance(content, bool):
        return Value(leaf.path, "ja" if content else "nej", False)
    if content is None or content in ([], {}):
        return Value(leaf.path, "", False)
    return Value(leaf.path, strip_tags(str(content)), isinstance(content, str))


def file_leaf(entry: RecordEntry, index: int) -> RecordLeaf | None:
    """The sealed file with that number, redacted or not."""
    return entry.leaves.filter(path=f"/files/{index}").select_related("file__pdf").first()
