import datetime
import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dasportal.documents.record.canonical import canonical, leaves, rebuild

NAMES = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1).filter(
    str.isprintable
)
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**53) + 1, 2**53 - 1),
    st.text(st.characters(codec="utf-8")),
)
NOT_A_LIST = NAMES.filter(lambda name: not name.isdecimal())
DOCUMENTS = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=12) | st.dictionaries(NOT_A_LIST, inner, max_size=5),
    max_leaves=30,
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"b": 1, "a": [True, None, "æ"]}, '{"a":[true,null,"æ"],"b":1}'),
        ({"\U0001f600": 1, "\ufb33": 2}, '{"\U0001f600":1,"\ufb33":2}'),  # by UTF-16 units
        ('"\\\n\x01\u2028', '"\\"\\\\\\n\\u0001\u2028"'),
        ([], "[]"),
        (-0, "0"),
    ],
)
def test_json_has_one_form(value: Any, text: str) -> None:
    assert canonical(value) == text


@pytest.mark.parametrize(
    "value",
    [
        1.5,
        float("nan"),
        Decimal("1"),
        datetime.date(2025, 10, 2),
        {1: "a"},
        {"a\n": 1},
        {"a"},
        2**53,
    ],
)
def test_what_json_cannot_say_exactly_is_refused(value: Any) -> None:
    with pytest.raises(TypeError):
        canonical({"a": [value]})


@given(DOCUMENTS)
def test_canonical_json_is_json(document: Any) -> None:
    assert json.loads(canonical(document)) == document


@given(st.dictionaries(NOT_A_LIST, DOCUMENTS, max_size=5))
def test_leaves_make_the_document_again(document: Any) -> None:
    assert rebuild(leaves(document)) == document


def test_a_list_of_more_than_ten_keeps_its_order() -> None:
    document = {"items": [{"number": n} for n in range(25)]}
    assert rebuild(leaves(document)) == document


def test_leaves_are_json_pointers() -> None:
    assert list(leaves({"a/b": [{"c~d": 1}], "e": {}})) == [("/a~1b/0/c~0d", 1), ("/e", {})]
