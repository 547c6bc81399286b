import re
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from dasportal.documents.charts import Chart, Series, bar_chart, line_chart
from dasportal.documents.press import Bundle, Entry, Store, press

YEARS = [str(year) for year in range(2018, 2028)]
RISING: list[int | None] = [2800, 2850, 2900, None, 3012, 3100, 3150, 3240, 3300, 3410]
SVG = "{http://www.w3.org/2000/svg}"


def drawn(chart: Chart, tag: str) -> list[ElementTree.Element]:
    return ElementTree.fromstring(chart.svg).findall(f"{SVG}{tag}")


def a_line(**other: object) -> Chart:
    values = {"title": "Takst for Tranehøj", "unit": "kr. pr. døgn"} | other
    return line_chart(YEARS, [Series("Botilbud", RISING)], **values)  # type: ignore[arg-type]


def test_a_chart_says_what_it_is_to_one_who_does_not_see_it():
    root = ElementTree.fromstring(a_line().svg)
    title, said = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert root.get("role") == "img"
    assert title is not None and title.text == "Takst for Tranehøj"
    assert said is not None and "2018: 2.800; " in str(said.text)
    assert root.get("aria-labelledby") == f"{title.get('id')} {said.get('id')}"


def test_the_table_holds_the_same_values_and_an_unknown_is_not_zero():
    chart = a_line()
    assert chart.headings == ("År", "Botilbud")
    assert chart.rows[0] == ("2018", "2.800")
    assert chart.rows[3] == ("2021", "–")
    assert '<th scope="row">2021</th><td class="number">–</td>' in chart.table
    assert "<caption>Takst for Tranehøj (kr. pr. døgn)</caption>" in chart.table


def test_an_unknown_breaks_the_line():
    points = [len(str(line.get("points")).split()) for line in drawn(a_line(), "polyline")]
    assert points == [3, 6]


def test_a_chart_needs_no_style_and_no_script():
    two = line_chart(YEARS, [Series("A", RISING), Series("B", RISING)], title="To")
    assert not re.search(r"style|<script|\son\w+=|href", two.svg)


def test_words_of_others_are_escaped_in_drawing_and_table():
    chart = bar_chart(["<b>Ærø</b>"], [Series("<i>", [1])], title='"><script>')
    assert "<script>" not in chart.svg + chart.table
    assert "<b>" not in chart.svg + chart.table
    assert ElementTree.fromstring(chart.svg) is not None


def test_lines_are_told_apart_without_colour():
    chart = line_chart(YEARS, [Series(name, RISING) for name in "ABCD"], title="Fire")
    dashes = {line.get("stroke-dasharray") for line in drawn(chart, "polyline")}
    assert len(dashes) == 4
    assert [text.text for text in drawn(chart, "text")][:4] == ["A", "B", "C", "D"]


def test_the_axis_begins_at_nothing_unless_told_otherwise():
    def feet(chart: Chart) -> str | None:
        return next(text.text for text in drawn(chart, "text") if text.get("text-anchor") == "end")

    assert feet(a_line()) == "0"
    assert feet(a_line(from_zero=False)) == "2.800"


def test_a_bar_that_falls_goes_to_the_left_and_keeps_its_sign():
    chart = bar_chart(
        ["Op", "Ned"], [Series("Real", [Decimal("4.5"), Decimal("-3.25")])], title="%"
    )
    up, down = (float(str(bar.get("x"))) for bar in drawn(chart, "rect")[-2:])
    assert down < up
    assert chart.rows == (("Op", "4,5"), ("Ned", "−3,25"))


@pytest.mark.parametrize(
    "values", [[], [None, None], [0, 0], [7, 7], [-1, -1], [0.1, 0.30000000000000004], [1, 10**9]]
)
def test_any_values_can_be_drawn(values: list[float | None]):
    labels = [str(number) for number in range(len(values))]
    for chart in (
        line_chart(labels, [Series("A", values)], title="T"),
        line_chart(labels, [Series("A", values)], title="T", from_zero=False),
        bar_chart(labels, [Series("A", values)], title="T"),
    ):
        assert ElementTree.fromstring(chart.svg) is not None
        assert "nan" not in chart.svg


def test_nothing_is_drawn_outside_the_picture():
    chart = bar_chart(
        ["Aalborg", "En meget lang driftsherres navn på et tilbud i Vesthimmerland"],
        [Series("Budget", [123456789, -987654321])],
        title="Budget",
    )
    for bar in drawn(chart, "rect"):
        assert float(str(bar.get("x"))) >= 0
        assert float(str(bar.get("x"))) + float(str(bar.get("width"))) <= 720


def test_more_than_can_be_told_apart_is_refused():
    with pytest.raises(ValueError, match="one to 4"):
        line_chart(["1"], [Series(str(n), [1]) for n in range(5)], title="T")
    with pytest.raises(ValueError, match="for each label"):
        line_chart(["1", "2"], [Series("A", [1])], title="T")


def test_the_same_drawing_goes_through_the_press(tmp_path):
    html = f'<!doctype html><html lang="da"><title>T</title><body>{a_line().svg}</body></html>'
    bundle = Bundle(
        title="T", css="", entries=(Entry("", "T", html),), head="", foot="", archival=True
    )
    result = press(bundle, tmp_path / "chart.pdf", Store(tmp_path / "parts"))
    assert (result.pages, result.accessible, result.archival) == (1, True, True)
