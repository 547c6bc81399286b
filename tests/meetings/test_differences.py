"""What an item says now against what it said before, in words."""

from __future__ import annotations

from typing import Any

import pytest

from meetings.differences import (
    changed_items,
    item_differences,
    marked_recommendations,
)
from meetings.snapshot import closed_stub
from meetings.textdiff import changed_lines, plain_diff


def item(key: str = "1", **fields: Any) -> dict[str, Any]:
    return {**closed_stub(key), "id": key, "title": "En sag", "open": True, **fields}


def lines(*texts: str) -> list[dict[str, str]]:
    return [{"text": text, "verb": "approve", "outcome": ""} for text in texts]


def bilag(key: str, sha256: str = "a", title: str = "Budget") -> dict[str, Any]:
    return {"id": key, "title": title, "sha256": sha256, "late": False, "closed": False}


def test_same_item_has_no_differences():
    one = item(summary="<p>Tekst</p>", recommendations=lines("godkender"))
    assert item_differences(one, dict(one)) == []


@pytest.mark.parametrize(
    ("before", "after", "label", "said"),
    [
        ({"title": "Takster 2026"}, {"title": "Takster 2027"}, "Titel", "<ins>2027</ins>"),
        ({"open": True}, {"open": False}, "Åbenhed", "<ins>Lukket</ins>"),
        ({"summary": "<p>i maj</p>"}, {"summary": "<p>i juni</p>"}, "Resumé", "<del>maj</del>"),
        (
            {"recommendations": lines("godkender")},
            {"recommendations": lines("godkender", "drøfter")},
            "Indstilling",
            "<ins>drøfter</ins>",
        ),
        ({"attachments": [bilag("b")]}, {"attachments": []}, "Bilag", "Bilag udgår: Budget"),
        (
            {"attachments": [bilag("b")]},
            {"attachments": [bilag("b", "c")]},
            "Bilag",
            "Ny version af bilag: Budget",
        ),
        (
            {"withdrawn": False},
            {"withdrawn": True, "withdrawn_reason": "Trukket"},
            "Punktet udgår",
            "Trukket",
        ),
    ],
)
def test_each_part_says_what_changed(before, after, label, said):
    found = item_differences(item(**before), item(**after))
    assert [difference.label for difference in found] == [label]
    assert any(said in line for line in found[0].lines)


def test_only_the_lines_that_differ_are_shown():
    assert changed_lines(["a b", "c d", "e f"], ["a b", "c x", "e f"]) == [
        "c <del>d</del><ins>x</ins>"
    ]


def test_a_line_unlike_the_one_it_replaces_stands_whole():
    assert changed_lines(["et to tre"], ["fire fem seks"]) == [
        "<del>et to tre</del>",
        "<ins>fire fem seks</ins>",
    ]


def test_spaces_stay_outside_the_mark():
    assert plain_diff("godkender", "godkender nu") == "godkender <ins>nu</ins>"


def test_text_is_escaped_in_marks():
    assert plain_diff("", "<b>") == "<ins>&lt;b&gt;</ins>"


def test_a_new_recommendation_before_the_others_leaves_them_unmarked():
    before = item(recommendations=lines("godkender budgettet", "drøfter sagen"))
    after = item(recommendations=lines("beslutter", "godkender budgettet", "drøfter sagen"))
    assert marked_recommendations(before, after) == [
        "<ins>beslutter</ins>",
        "godkender budgettet",
        "drøfter sagen",
    ]
    assert marked_recommendations(None, after)[0] == "beslutter"


def test_a_closed_item_is_never_compared():
    before = [closed_stub("1"), item("2")]
    after = [closed_stub("1"), item("2", title="En anden"), item("3")]
    assert [(c.item["id"], c.kind) for c in changed_items(before, after)] == [
        ("2", "changed"),
        ("3", "new"),
    ]
