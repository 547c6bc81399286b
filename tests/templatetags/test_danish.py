"""Pages write numbers, dates and sizes the Danish way."""

import datetime as dt
from decimal import Decimal

import pytest
from django.template import engines

MOMENT = dt.datetime(2025, 10, 2, 11, 42, 7, tzinfo=dt.UTC)  # 13.42 in Copenhagen


@pytest.mark.parametrize(
    ("expression", "value", "written"),
    [
        ("x|danish_date", MOMENT, "2. oktober 2025"),
        ("x|danish_date", dt.datetime(2025, 10, 2, 22, 30, tzinfo=dt.UTC), "3. oktober 2025"),
        ("x|weekday_date", dt.date(2025, 10, 2), "torsdag den 2. oktober 2025"),
        ("x|short_date", dt.date(2025, 10, 2), "02.10.2025"),
        ("x|danish_time", MOMENT, "13.42"),
        ("x|danish_time", dt.time(9, 5), "09.05"),
        ("x|danish_datetime", MOMENT, "2. oktober 2025 kl. 13.42"),
        ("x|danish_date", None, ""),
        ("x|danish_date", "", ""),
        ("x|number", Decimal("1234.5"), "1.234,5"),
        ("x|number:2", 1234, "1.234,00"),
        ("x|number", "vrøvl", ""),
        ("x|kroner", Decimal("1234567.89"), "1.234.567,89\u00a0kr."),
        ("x|percent", 98, "98\u00a0%"),
        ("x|change", Decimal("-4.39"), "−4,39\u00a0%"),
        ("x|change", Decimal("10.09"), "+10,09\u00a0%"),
        ('x|count:"punkt,punkter"', 1, "1\u00a0punkt"),
        ('x|count:"punkt,punkter"', [1, 2], "2\u00a0punkter"),
        ("x|file_size", 1234567, "1,2\u00a0MB"),
        ("x|file_size", 12, "12\u00a0byte"),
        ("x|file_size", None, ""),
        ("x|richtext", "<p>a</p>", "<p>a</p>"),
    ],
)
def test_filters_write_danish(expression, value, written):
    template = engines["django"].from_string("{{ " + expression + " }}")
    assert template.render({"x": value}) == written
