"""Whatever differs between two versions is shown; what does not is left out."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from meetings.approval.comparison import differences
from meetings.approval.models import ApprovalRound
from meetings.approval.variants import sha256_of, variant


@pytest.fixture
def snapshot(sent: ApprovalRound) -> dict[str, Any]:
    return sent.version.snapshot


def changed(snapshot: dict[str, Any], path: tuple[str | int, ...], value: Any) -> dict[str, Any]:
    made = copy.deepcopy(snapshot)
    place: Any = made
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return made


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], Any]]:
    if isinstance(value, dict):
        return [row for key, inner in value.items() for row in leaves(inner, (*path, key))]
    if isinstance(value, list) and value:
        return [row for n, inner in enumerate(value) for row in leaves(inner, (*path, n))]
    return [(path, value)]


def another(value: Any) -> Any:
    if isinstance(value, bool) or value is None:
        return not value
    if isinstance(value, int):
        return value + 1
    return f"{value}x" if isinstance(value, str) else ["x"]


def test_every_change_that_changes_the_hash_is_shown(snapshot) -> None:
    """Each value of the snapshot in turn: no stale approval without something to look at."""
    seen = 0
    for path, value in leaves(snapshot):
        if path == ("version",) or value == [] or path[-1] == "decision":
            continue  # a decision that comes into being is an object, not a value
        after = changed(snapshot, path, another(value))
        for closed in (True, False):
            if sha256_of(snapshot, closed=closed) == sha256_of(after, closed=closed):
                continue
            found = differences(variant(snapshot, closed=closed), variant(after, closed=closed))
            assert found, f"{path} changes the hash and shows nothing"
            assert all(row.parts or row.notes for row in found)
            seen += 1
    assert seen > 100


def test_the_same_shows_nothing(snapshot) -> None:
    assert differences(variant(snapshot, closed=True), variant(snapshot, closed=True)) == []


def test_only_the_item_that_changed_is_named(snapshot) -> None:
    place = next(n for n, item in enumerate(snapshot["items"]) if item["title"] == "Åben sag")
    after = changed(
        snapshot, ("items", place, "decision", "html"),
        "<p>Budgettet blev drøftet. Der var bred tilslutning.</p>",
    )  # fmt: skip
    (row,) = differences(variant(snapshot, closed=True), variant(after, closed=True))
    assert (row.title, [part.label for part in row.parts]) == ("Åben sag", ["Beslutning"])
    assert "<ins>bred</ins>" in row.parts[0].html


def test_an_outsider_learns_nothing_of_a_closed_change(snapshot) -> None:
    place = next(n for n, item in enumerate(snapshot["items"]) if item["title"] == "Lukket sag")
    after = changed(snapshot, ("items", place, "decision", "html"), "<p>Noget andet.</p>")
    assert differences(variant(snapshot, closed=False), variant(after, closed=False)) == []
    assert sha256_of(snapshot, closed=False) == sha256_of(after, closed=False)
    assert sha256_of(snapshot, closed=True) != sha256_of(after, closed=True)


def test_the_number_of_the_version_is_not_part_of_what_is_approved(snapshot) -> None:
    assert sha256_of(changed(snapshot, ("version",), 9), closed=True) == sha256_of(
        snapshot, closed=True
    )
