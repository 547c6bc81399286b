"""Rich text on its way to paper."""

import pytest

from dasportal.documents.press import dressed


@pytest.mark.parametrize(
    ("before", "under", "after"),
    [
        ("<h3>A</h3><h4>B</h4>", 2, '<h3 class="as-h3">A</h3><h4 class="as-h4">B</h4>'),
        ("<h4>A</h4><h3>B</h3>", 2, '<h3 class="as-h4">A</h3><h3 class="as-h3">B</h3>'),
        ("<h3>A</h3><h4>B</h4>", 3, '<h4 class="as-h3">A</h4><h5 class="as-h4">B</h5>'),
        ("<h4>A</h4><h4>B</h4>", 3, '<h4 class="as-h4">A</h4><h5 class="as-h4">B</h5>'),
    ],
)
def test_headings_never_skip_a_level(before: str, under: int, after: str) -> None:
    assert dressed(before, under) == after


def row(*cells: str, tag: str = "td") -> str:
    return "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in cells) + "</tr>"


def test_columns_of_figures_stand_to_the_right() -> None:
    html = f"<table><thead>{row('Navn', 'Kr.', tag='th')}</thead><tbody>{row('A', '1.234,5 kr.')}{row('B', '−2 %')}{row('C', '')}</tbody></table>"
    assert dressed(html).count('class="number"') == 4
    assert '<td class="number">1.234,5 kr.</td>' in dressed(html)
    assert "<td>A</td>" in dressed(html)


def test_column_with_one_word_stands_to_the_left() -> None:
    html = f"<table><tbody>{row('1')}{row('2 eller 3')}</tbody></table>"
    assert 'class="number"' not in dressed(html)


def test_table_of_five_columns_reaches_into_the_margin() -> None:
    assert '<table class="wide">' in dressed(f"<table><tbody>{row(*'abcde')}</tbody></table>")
    assert '<table class="wide">' not in dressed(f"<table><tbody>{row(*'abcd')}</tbody></table>")


def test_text_without_tables_and_headings_is_left_alone() -> None:
    assert dressed("<p>Æ &amp; ø</p>") == "<p>Æ &amp; ø</p>"
