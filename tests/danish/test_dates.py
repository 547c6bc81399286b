"""One Danish date and time: the same by form, paste and Excel."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dasportal.danish.dates import (
    FIRST_YEAR,
    LAST_YEAR,
    format_date,
    format_short_date,
    format_time,
    format_weekday_date,
    parse_date,
    parse_time,
)
from dasportal.danish.fields import DanishDateField, DanishTimeField
from dasportal.danish.reading import Unreadable

OCTOBER = dt.date(2025, 10, 2)
READ = [
    *("2. oktober 2025", "2 oktober 2025", "2. okt. 2025", "2. OKTOBER 2025", "02. oktober 2025"),
    *("den 2. oktober 2025", "d. 2. oktober 2025", "torsdag den 2. oktober 2025"),
    *("Torsdag d. 2. oktober 2025", "2.10.2025", "02.10.2025", "2. 10. 2025", "2-10-2025"),
    *("02-10-2025", "2/10-2025", "2025-10-02", "  2.10.2025  ", "2.\u00a0oktober\u00a02025"),
    OCTOBER,
    dt.datetime(2025, 10, 2),
]
REFUSED = [
    *("2/10/2025", "10/2/2025", "2.10.25", "2/10-25", "31.2.2025", "2.13.2025", "0.10.2025"),
    *("32. oktober 2025", "2. octember 2025", "fredag den 2. oktober 2025", "oktober 2025"),
    *("2025", "i morgen", "2025-13-01", "20251002", "02102025", "2.10.1025", "12/25/2025"),
    *(45932, 45932.0, True, dt.datetime(2025, 10, 2, 13, 30), dt.time(13, 30)),
]


@pytest.mark.parametrize("typed", READ)
def test_a_date_is_read_the_same_by_form_paste_and_excel(typed):
    assert parse_date(typed) == OCTOBER
    assert DanishDateField().clean(typed) == OCTOBER


@pytest.mark.parametrize("typed", REFUSED)
def test_what_is_no_date_or_could_be_two_is_refused_in_danish_naming_the_cell(typed):
    with pytest.raises(Unreadable) as refused:
        parse_date(typed)
    assert refused.value.in_cell("B7").startswith("Celle B7: ")


def test_slashes_are_read_where_they_can_mean_one_day_only():
    assert parse_date("25/12/2025") == dt.date(2025, 12, 25)
    assert parse_date("3/3/2025") == dt.date(2025, 3, 3)
    with pytest.raises(Unreadable, match=r"2\.10\.2025 eller 10\.2\.2025"):
        parse_date("2/10/2025")


@given(st.dates(dt.date(FIRST_YEAR, 1, 1), dt.date(LAST_YEAR, 12, 31)))
def test_reading_what_was_written_gives_the_same_day(day):
    assert parse_date(format_date(day)) == day
    assert parse_date(format_short_date(day)) == day
    assert parse_date(format_weekday_date(day)) == day


@given(st.text(alphabet="0123456789.-/ oktmaj", max_size=14))
def test_any_text_is_a_date_or_refused(text):
    try:
        day = parse_date(text)
    except Unreadable:
        return
    assert day is None or parse_date(format_date(day)) == day


@pytest.mark.parametrize("nothing", [None, "", "  "])
def test_nothing_is_none(nothing):
    assert parse_date(nothing) is None
    assert parse_time(nothing) is None


@pytest.mark.parametrize(
    "typed", ["13.30", "13:30", "kl. 13.30", "KL 13:30", dt.time(13, 30, 12), " 13.30 "]
)
def test_a_time_is_read(typed):
    assert parse_time(typed) == dt.time(13, 30)
    assert DanishTimeField().clean(typed) == dt.time(13, 30)


@pytest.mark.parametrize("typed", ["25.00", "13.60", "13.3", "1330", "halv to", "13.30.5", 13.5])
def test_what_is_no_time_is_refused(typed):
    with pytest.raises(Unreadable, match="klokkeslæt"):
        parse_time(typed)


@given(st.times().map(lambda t: t.replace(second=0, microsecond=0)))
def test_reading_a_written_time_gives_the_same(time):
    assert parse_time(format_time(time)) == time


def test_dates_are_written_the_danish_way():
    assert format_date(OCTOBER) == "2. oktober 2025"
    assert format_weekday_date(OCTOBER) == "torsdag den 2. oktober 2025"
    assert format_short_date(OCTOBER) == "02.10.2025"
    assert format_date(None) == ""


def test_the_field_shows_a_stored_date_in_danish():
    assert DanishDateField().prepare_value(OCTOBER) == "2. oktober 2025"
    assert DanishTimeField().prepare_value(dt.time(9, 5)) == "09.05"
    assert not DanishDateField().has_changed(OCTOBER, "2/10-2025")
