"""Helpers on other cores: the same parts, and nothing lost when one dies."""

import os
import signal
from pathlib import Path

import pytest

from dasportal.documents.press import Store, sharing
from dasportal.documents.press.parts import Source

from .pdfs import CSS, html


def sources(count: int = 6) -> list[Source]:
    return [Source(html(f"<h1>{n}</h1><p>{'Et ord. ' * 200}</p>"), CSS) for n in range(count)]


@pytest.fixture(autouse=True)
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "_cores", lambda: 2)
    monkeypatch.setattr(sharing, "WORTH_SHARING", 100)


def test_every_part_is_laid_out_by_one_or_the_other(store: Store) -> None:
    told: list[int] = []
    assert sharing.make_ahead(sources(), store, told.append) == 6
    assert all(store.has(source.key) for source in sources())
    assert 0 < store.made < 6
    assert told == sorted(told) and told[-1] == 6


def test_what_is_kept_is_not_laid_out_again(store: Store) -> None:
    sharing.make_ahead(sources(), store, lambda done: None)
    before = {path: path.stat().st_mtime_ns for path in store.folder.glob("*/*.json")}
    assert sharing.make_ahead(sources(), store, lambda done: None) == 0
    assert {path: path.stat().st_mtime_ns for path in store.folder.glob("*/*.json")} == before


def test_helper_that_dies_leaves_its_share_to_the_one_who_asked(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        sharing, "_lay_out", lambda share, store: os.kill(os.getpid(), signal.SIGKILL)
    )
    sharing.make_ahead(sources(), store, lambda done: None)
    assert any(not store.has(source.key) for source in sources())


def test_helper_that_hangs_is_ended(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "LEAST_PATIENCE", 0.05)
    monkeypatch.setattr(sharing, "_lay_out", lambda share, store: signal.pause())
    monkeypatch.setattr(sharing, "make", lambda source, store: None)
    assert sharing.make_ahead(sources(), store, lambda done: None) == 6


def test_little_is_not_worth_a_helper(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "WORTH_SHARING", 10_000_000)
    assert sharing.make_ahead(sources(), store, lambda done: None) == 0
    assert store.made == 0
