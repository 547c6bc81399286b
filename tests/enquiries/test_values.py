"""Reading what is typed: one Danish rule, ambiguous figures refused, nothing lost on the way."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from dasportal.enquiries import values
from dasportal.enquiries.models import Question
from tests.enquiries.conftest import PLACES, YES_NO


def asked(kind="number", **made_of):
    return Question(key="q", kind=kind, text="Spørgsmål", **{"required": False, **made_of})


@pytest.mark.parametrize(
    ("typed", "unit", "decimals", "value", "shown"),
    [
        ("2.322", "kr.", 0, "2322", "2.322\xa0kr."),
        ("2322", "", 0, "2322", "2.322"),
        ("4,5", "timer", 1, "4.5", "4,5\xa0timer"),
        ("12 pladser", "pladser", 0, "12", "12\xa0pladser"),
        ("98,5 %", "%", 1, "98.5", "98,5\xa0%"),
        ("1.234.567,89 kr.", "kr.", 2, "1234567.89", "1.234.567,89\xa0kr."),
        ("−3", "", 0, "-3", "−3"),
        ("0", "", 0, "0", "0"),
        ("", "", 0, "", ""),
    ],
)
def test_numbers(typed, unit, decimals, value, shown):
    question = asked(unit=unit, decimals=decimals)
    found = values.read(question, typed)
    assert (found.value, found.problems) == (value, {})
    assert values.text_of(question, value) == shown
    assert values.read(question, values.retyped(question, value)).value == value


@pytest.mark.parametrize("typed", ["12.5", "1.23.4", "1e3", "1,234.50", "tolv", "4,5", "007"])
def test_numbers_that_are_refused(typed):
    found = values.read(asked(decimals=0), typed)
    assert set(found.problems) == {"s-q"}


def test_required_is_told_in_the_first_field():
    table = asked("table", required=True, columns=PLACES)
    assert values.read(table, []).problems == {"s-q-0-tilbud": values.MISSING}


def test_table_is_read_by_cell_and_errors_name_the_row():
    table = asked("table", columns=PLACES)
    raw = [{"tilbud": "Havblik", "pladser": "12"}, {"tilbud": "Skoven", "pladser": "4.2"}]
    found = values.read(table, raw)
    assert found.value[0] == {"tilbud": "Havblik", "pladser": "12"}
    assert list(found.problems) == ["s-q-1-pladser"]
    assert found.problems["s-q-1-pladser"].startswith("Række 2, Pladser:")


def test_blank_rows_between_are_left_out():
    table = asked("table", columns=PLACES)
    raw = [
        {"tilbud": "A", "pladser": ""},
        {"tilbud": "", "pladser": ""},
        {"tilbud": "B", "pladser": "1"},
    ]
    assert [row["tilbud"] for row in values.read(table, raw).value] == ["A", "B"]


def test_fixed_row_that_is_blank_is_named_when_it_must_be_filled():
    table = asked("table", required=True, columns=PLACES[1:], rows=["Bo", "Dag"])
    found = values.read(table, [{"pladser": "3"}, {"pladser": ""}])
    assert found.problems == {"s-q-1-pladser": "Udfyld rækken »Dag«."}


def test_choice_that_is_not_offered_is_refused():
    assert values.read(asked("choice", options=YES_NO), "maaske").problems
    assert values.read(asked("choices", options=YES_NO), ["ja", "nej"]).value == ["ja", "nej"]


@pytest.mark.parametrize(
    ("kind", "raw", "made_of"),
    [
        ("text", "Hej & farvel", {}),
        ("long_text", "To\nlinjer", {}),
        ("choices", ["ja", "nej"], {"options": YES_NO}),
        ("table", [{"tilbud": "Æ", "pladser": "1"}], {"columns": PLACES}),
    ],
)
def test_raw_survives_the_way_through_a_form(kind, raw, made_of):
    question = asked(kind, **made_of)
    data = QueryDict(mutable=True)
    for name, value in values.data_from(question, raw).items():
        data.setlist(name, value if isinstance(value, list) else [value])
    assert values.raw_from(question, QueryDict(data.urlencode())) == raw


def test_too_long_a_text_says_how_long_it_may_be():
    found = values.read(asked("text"), "x" * 501)
    assert "Skriv højst 500" in found.problems["s-q"]


def test_key_has_danish_letters_spelled_out_and_is_free():
    assert values.free_key("Pladser på Ærø", {"pladser-paa-aeroe"}, "x") == "pladser-paa-aeroe-2"
