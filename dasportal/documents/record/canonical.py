"""JSON in one form only (after RFC 8785), and a document as a list of leaves and back.

The form: UTF-8, keys sorted by their UTF-16 units, no spaces, only the escapes that JSON demands,
whole numbers. Fractions are refused: write an amount as text, then nobody rounds it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

LARGEST = 2**53 - 1  # whole numbers that every reader of JSON agrees on


def canonical(value: Any) -> str:
    """The one JSON text of a value; TypeError for floats, dates and other things JSON lacks."""
    if isinstance(value, dict):
        pairs = sorted(value.items(), key=lambda pair: checked_key(pair[0]).encode("utf-16-be"))
        return "{" + ",".join(f"{canonical(k)}:{canonical(v)}" for k, v in pairs) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ",".join(map(canonical, value)) + "]"
    if value is None or isinstance(value, (bool, str)):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, int) and abs(value) <= LARGEST:
        return str(value)
    raise TypeError(f"{value!r} has no canonical JSON; write it as text")


def checked_key(key: object) -> str:
    """Names of fields become paths, which nobody redacts: they are names, not content."""
    if not isinstance(key, str) or not key.isprintable():
        raise TypeError(f"{key!r} is no name of a field")
    return key


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """(JSON pointer, value) of all that is no container, empty containers included."""
    if isinstance(value, dict) and value:
        for key in sorted(value, key=lambda k: checked_key(k).encode("utf-16-be")):
            yield from leaves(value[key], f"{path}/{escape(key)}")
    elif isinstance(value, (list, tuple)) and value:
        for index, entry in enumerate(value):
            yield from leaves(entry, f"{path}/{index}")
    else:
        yield path, value


def escape(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")


def unescape(key: str) -> str:
    return key.replace("~1", "/").replace("~0", "~")


def rebuild(pairs: Iterable[tuple[str, Any]]) -> Any:
    """The document whose leaves these are. Containers whose keys are 0, 1, 2 … become lists."""
    root: dict[str, Any] = {}
    for path, value in pairs:
        keys = [unescape(key) for key in path.split("/")]
        holder = root
        for key in keys[:-1]:
            holder = holder.setdefault(key, {})
        holder[keys[-1]] = Leaf(value)
    return unwrap(root.get("", {}))


class Leaf:
    """Marks a value as no container of ours, so that an empty one is left as it is."""

    def __init__(self, value: Any) -> None:
        self.value = value


def unwrap(node: Any) -> Any:
    if isinstance(node, Leaf):
        return node.value
    if node and list(node) == [str(index) for index in range(len(node))]:
        return [unwrap(entry) for entry in node.values()]
    return {key: unwrap(entry) for key, entry in node.items()}
