"""Words are folded and cut the same whether they are stored or asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.search.snippets import marked, snippet
from meetings.search.words import ask, base, fold, tokens, words_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("genbrugsplads", "genbrugspladserne"),
        ("takst", "taksterne"),
        ("tilbud", "tilbuddets"),
        ("botilbud", "botilbuddet"),
        ("bolig", "boligerne"),
    ],
)
def test_forms_of_a_word_have_one_base(one: str, other: str):
    assert base(one) == base(other)


def test_short_words_keep_their_ending():
    assert base("pris") == "pris"
    assert base("hus") == "hus"


def test_aalborg_is_the_same_with_either_spelling():
    assert fold("Aalborg") == fold("Ålborg") == "ålborg"


def test_case_number_is_found_whole_and_in_parts():
    assert words_of("Sag 2025-051554.") == ["sag", "2025-051554", "2025", "051554"]


def test_phrases_in_quotation_marks():
    asked = ask("»fælles takst« Aalborg")
    assert asked.phrases == ("fælles takst",)
    assert asked.words == ("fælles", "takst", "ålborg")


def test_nothing_but_signs_asks_nothing():
    assert not ask("  §, – !")


def test_snippet_marks_and_escapes():
    said = snippet("<b>Taksten</b> stiger & falder", {"taksten"})
    assert said == "&lt;b&gt;<mark>Taksten</mark>&lt;/b&gt; stiger &amp; falder"


def test_snippet_of_a_long_text_is_cut_between_words_around_the_hit():
    said = snippet("ord " * 300 + "krisecenter " + "ord " * 300, {"krisecenter"})
    assert said.startswith("… ord ") and said.endswith("ord …")
    assert "<mark>krisecenter</mark>" in said
    assert len(said) < 320


@given(st.text(max_size=300))
def test_any_text_can_be_cut_and_marked(text: str):
    for word, start, end in tokens(text):
        assert 0 <= start < end <= len(text)
        assert word
    assert "<script" not in marked(text, set(words_of(text)))
