"""Finding marked words again."""

from __future__ import annotations

import pytest

from meetings.notes.anchors import Anchor, compact, find, page_of, same_page


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Budgettet er 32,1 mio.", "Budgettet  er\n32,1 mio."),
        ("socialtilsyn", "social-\ntilsyn"),
        ("socialtilsyn", "social\u00adtilsyn"),
        ("finansiering", "ﬁnansiering"),
        ("på tværs", "p\u0061\u030a tværs".replace("p\u0061\u030a", "på")),
        ("et to", "et\ufffe\nto"),
    ],
)
def test_two_readers_of_one_text_agree(one, other):
    assert compact(one) == compact(other)


def test_other_words_are_other_words():
    assert compact("32,1 mio.") != compact("321 mio.")


def test_quote_is_found_across_paragraphs():
    assert find("Første afsnit.\nAndet afsnit.", Anchor("afsnit. Andet")) is not None


def test_quote_that_is_gone_is_not_found():
    assert find("Budgettet er 33 mio. kr.", Anchor("Budgettet er 32,1 mio. kr.")) is None


def test_of_several_places_the_one_in_the_same_company_is_meant():
    text = "Læsø stiger 2 pct. Morsø stiger 2 pct. Thisted stiger 2 pct."
    place = find(text, Anchor("stiger 2 pct.", before="Morsø ", after=" Thisted"))
    assert compact(text)[:place].endswith("Morsø")


def test_company_that_has_changed_still_finds_the_words():
    assert (
        find("Nu står her noget andet: stiger 2 pct.", Anchor("stiger 2 pct.", "Morsø "))
        is not None
    )


def test_empty_quote_is_nowhere():
    assert find("Tekst", Anchor("  ")) is None


def test_page_is_the_one_with_the_words():
    texts = ["Forside", "Budgettet er 32 mio. kr.", "Bilag"]
    assert page_of(texts, Anchor("32 mio. kr."), near=1) == 2
    assert page_of(texts, Anchor("34 mio. kr."), near=2) is None


def test_of_equal_pages_the_nearest_is_meant():
    texts = ["Ens", "", "Ens", "", "Ens"]
    assert page_of(texts, Anchor("Ens"), near=4) == 3
    assert page_of(texts, Anchor("Ens"), near=5) == 5


def test_company_comes_before_nearness():
    texts = ["Morsø stiger", "Thisted stiger"]
    assert page_of(texts, Anchor("stiger", before="Thisted "), near=1) == 2


def test_note_to_a_page_follows_the_page_that_says_the_same():
    before = ["Forside", "Budget", "Personale"]
    assert same_page(before, ["Forside", "Ny side", "Budget", "Personale"], 2) == 3
    assert same_page(before, ["Forside", "Budget, rettet"], 2) is None
    assert same_page(before, before, 9) is None
    assert same_page(["", ""], ["", ""], 1) is None
