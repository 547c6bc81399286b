"""Wrapped lines become the paragraphs and lists they were."""

import pytest

from meetings.archive import prose
from meetings.archive.lines import split_lines
from meetings.archive.structure import Placement, Role

LONG = "Den Administrative Styregruppe drøftede de nye takster og de bilag, som var sendt ud med"


def lines(text):
    return [Placement(line, Role.TEXT, line.text) for line in split_lines(text)]


def html(text):
    return prose.as_html(lines(text))


def test_wrapped_lines_are_one_paragraph_and_a_blank_line_parts_two():
    assert html("en linje\nder går videre\n\nEn ny") == "<p>en linje der går videre</p><p>En ny</p>"


def test_a_sentence_goes_on_over_a_blank_line_that_the_layout_made():
    text = f"{LONG} det formål at\n\nudvælge dem."
    assert html(text).count("<p>") == 1


def test_a_line_that_ended_early_after_a_full_stop_ends_its_paragraph():
    text = f"{LONG}\ndagsordenen.\n{LONG}"
    assert html(text).count("<p>") == 2


def test_a_page_break_inside_a_sentence_joins():
    text = f"{LONG}\n\f dagsordenen og referatet."
    assert html(text).count("<p>") == 1


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("Housing First-", "tilgangen", "Housing First-tilgangen"),
        ("handicap-", "og myndighedschefer", "handicap- og myndighedschefer"),
        ("2027-", "2028", "2027-2028"),
        ("ord‐", "deling", "orddeling"),
        ("to", "ord", "to ord"),
    ],
)
def test_words_broken_at_the_end_of_a_line(before, after, whole):
    assert prose.joined(before, after) == whole


def test_bullets_below_numbers_belong_to_the_number():
    assert html("1. En\n- a\n- b\n2. To") == (
        "<ol><li>En<ul><li>a</li><li>b</li></ul></li><li>To</li></ol>"
    )


def test_deeper_bullets_are_nested_and_wrapped_ones_joined():
    assert html("• En\n◦ dyb\nog lang\n• To") == (
        "<ul><li>En<ul><li>dyb og lang</li></ul></li><li>To</li></ul>"
    )


def test_a_list_that_goes_on_keeps_its_numbers():
    assert html("3. Tredje\n4. Fjerde").startswith('<ol start="3">')


def test_a_bullet_alone_takes_its_words_from_the_next_line():
    assert html("-\nSocialudviklingsgruppen\n- FU") == (
        "<ul><li>Socialudviklingsgruppen</li><li>FU</li></ul>"
    )


def test_rows_of_a_table_stay_rows():
    assert prose.as_text(lines("Brønderslev 2 5 7\nHjørring 1 8 9")) == (
        "Brønderslev 2 5 7\nHjørring 1 8 9"
    )


def test_a_date_is_no_row():
    assert html("og afholdes\nden 27. november 2025.").count("<p>") == 1


def test_a_few_words_alone_above_a_text_are_a_heading():
    text = f"{LONG} dagsordenen.\n\nTidsplan\n\n{LONG} dagsordenen."
    assert "<h4>Tidsplan</h4>" in html(text)


def test_text_is_escaped():
    assert html("a < b & c") == "<p>a &lt; b &amp; c</p>"


def test_a_date_first_on_its_line_is_no_list():
    assert html("og det gælder fra\n1. juli 2025, som aftalt") == (
        "<p>og det gælder fra 1. juli 2025, som aftalt</p>"
    )
    assert html("28. Januar") == "<p>28. Januar</p>"


def test_a_dash_that_wrapping_put_first_is_no_bullet():
    assert html("principperne\n- evt. gode eksempler") == (
        "<p>principperne - evt. gode eksempler</p>"
    )
