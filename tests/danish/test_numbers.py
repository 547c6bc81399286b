"""One strict Danish number: the same by form, paste and Excel."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dasportal.danish.fields import DanishIntegerField, DanishNumberField
from dasportal.danish.numbers import (
    format_kroner,
    format_number,
    format_percent,
    parse_number,
    parse_whole,
)
from dasportal.danish.reading import Unreadable

READ = {
    "0": "0",
    "7": "7",
    "42": "42",
    "2322": "2322",
    "2.322": "2322",
    "32.423": "32423",
    "21.863.695": "21863695",
    "1.234.567,89": "1234567.89",
    "1234567,89": "1234567.89",
    "0,5": "0.5",
    "30,841": "30.841",
    "98,50": "98.5",
    "  42  ": "42",
    "\u00a042": "42",
    "1 234": "1234",
    "1\u00a0234\u00a0567": "1234567",
    "1\u202f234,5": "1234.5",
    "-5": "-5",
    "\u22125": "-5",
    "–5": "-5",
    "−4,39": "-4.39",
    "+10,09": "10.09",
    "-1.234,5": "-1234.5",
    "-0": "0",
    "999.999.999": "999999999",
}
REFUSED = [
    *("1.23.4", "1e3", "1E3", "2.32", "0.5", "2.3222", "1234.567", "1.2345", "0.123"),
    *("1,234.50", "1,234,567", "1.234 567", "1.000.00", "1..000", "1,,5", ",5", "5,"),
    *("1_000", "0x10", "NaN", "∞", "inf", "½", "tolv", "12a", "=1+1", "(5)", "5-", "--5", "- 5"),
    *("007", "00", "1'234", "12 %", "12 kr.", "١٢", "4711\n4712", "1234567890123456789"),
]


@pytest.mark.parametrize(("typed", "meant"), READ.items())
def test_a_number_is_read_the_same_by_form_paste_and_excel(typed, meant):
    meant = Decimal(meant)
    assert parse_number(typed) == meant  # pasted
    assert DanishNumberField(decimals=None).clean(typed) == meant  # typed in a form
    assert parse_number(meant) == meant  # a number in a workbook
    assert parse_number(float(meant)) == meant
    assert str(parse_number(typed)) != "-0"


@pytest.mark.parametrize("typed", REFUSED)
def test_what_is_no_number_or_could_be_two_is_refused_in_danish_naming_the_cell(typed):
    with pytest.raises(Unreadable) as refused:
        parse_number(typed)
    assert refused.value.in_cell("C12").startswith("Celle C12: “")
    field = DanishNumberField(decimals=None)
    with pytest.raises(Exception, match="“") as shown:
        field.clean(typed)
    assert shown.value.messages == [refused.value.message]


@pytest.mark.parametrize("cell", [True, float("nan"), float("inf"), 1e19, b"5", [5]])
def test_a_cell_that_holds_no_number_is_refused(cell):
    with pytest.raises(Unreadable):
        parse_number(cell)


@pytest.mark.parametrize("nothing", [None, "", "   ", "\u00a0"])
def test_nothing_is_none(nothing):
    assert parse_number(nothing) is None


def test_the_message_says_how_to_write_it():
    with pytest.raises(Unreadable, match=r"Skriv komma foran decimaler \(2,32\)"):
        parse_number("2.32")
    with pytest.raises(Unreadable, match="på engelsk"):
        parse_number("1,234.50")


def test_units_may_follow_where_the_field_says_so():
    assert parse_number("1.234,50 kr.", unit="kr.") == Decimal("1234.50")
    assert parse_number("500,-", unit="kr.") == 500
    assert parse_number("98 %", unit="%") == 98


def test_a_whole_number_has_no_decimals():
    assert parse_whole("4.701") == 4701
    assert parse_whole(4701.0) == 4701
    assert parse_whole("12,0") == 12
    with pytest.raises(Unreadable, match="helt tal"):
        parse_whole("4,7")
    with pytest.raises(Unreadable, match="helt tal"):
        parse_whole(4.7)


def test_more_decimals_than_the_field_has_are_refused():
    with pytest.raises(Unreadable, match="højst 2"):
        parse_number("1,234", decimals=2)


FINITE = st.decimals(
    min_value=Decimal(-(10**11)), max_value=Decimal(10**11), places=4, allow_nan=False
)


@given(FINITE)
def test_reading_what_was_written_gives_the_same_number(number):
    assert parse_number(format_number(number)) == number


@given(st.integers(-(10**15), 10**15))
def test_reading_written_whole_numbers_and_amounts_gives_the_same(number):
    assert parse_whole(format_number(number)) == number
    assert parse_number(format_kroner(number), unit="kr.") == number
    assert parse_number(format_percent(number, signed=True), unit="%") == number


@given(st.text(max_size=12))
def test_any_text_is_a_number_or_refused(text):
    try:
        number = parse_number(text)
    except Unreadable:
        return
    assert number is None or parse_number(format_number(number)) == number


def test_numbers_are_written_the_danish_way():
    assert format_number(Decimal("1234567.89")) == "1.234.567,89"
    assert format_number(Decimal("1234.50"), 2) == "1.234,50"
    assert format_number(2.5, 0) == "3"
    assert format_kroner(Decimal("1234567.89")) == "1.234.567,89\u00a0kr."
    assert format_kroner(4701) == "4.701\u00a0kr."
    assert format_percent(Decimal("-4.39"), signed=True) == "−4,39\u00a0%"
    assert format_percent(Decimal("10.09"), 2, signed=True) == "+10,09\u00a0%"
    assert format_number(None) == ""


def test_the_field_shows_a_stored_number_in_danish_and_a_typed_one_as_typed():
    field = DanishNumberField(label="Budget")
    assert field.prepare_value(Decimal("1234.5")) == "1.234,5"
    assert field.prepare_value("2.32") == "2.32"


def test_the_field_sees_no_change_in_another_way_of_writing():
    assert not DanishNumberField().has_changed(Decimal("1234.50"), "1.234,5")
    assert DanishNumberField().has_changed(Decimal("1234.50"), "1.234,6")
    assert DanishNumberField().has_changed(Decimal("1234.50"), "vrøvl")


def test_limits_are_told_in_danish():
    field = DanishIntegerField(min_value=1, max_value=2000)
    for typed, message in {"0": "Skriv mindst 1.", "2.001": "Skriv højst 2.000."}.items():
        with pytest.raises(Exception, match="Skriv") as refused:
            field.clean(typed)
        assert refused.value.messages == [message]
