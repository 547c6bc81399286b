"""Words found in their inflections, and marked where they stand."""

from __future__ import annotations

import pytest

from meetings import finding


@pytest.mark.parametrize(
    ("asked", "text", "found"),
    [
        ("genbrugsplads", "Pladsen på genbrugspladsen er ny", "genbrugspladsen"),
        ("genbrugspladserne", "En genbrugsplads", "genbrugsplads"),
        ("TAKST", "takstbilaget", "takstbilaget"),
        ("åben", "Punktet er Åbent", "Åbent"),
        ("2027", "for 2027.", "2027"),
        ("budgettet", "Et budget", "budget"),
        ("budget", "Budgetterne", "Budgetterne"),
    ],
)
def test_word_is_found_in_its_inflections(asked: str, text: str, found: str) -> None:
    hit = finding.pattern(finding.words_of(asked)).search(text)
    assert hit is not None
    assert hit[0] == found


@pytest.mark.parametrize(("asked", "text"), [("plads", "genbrugsplads"), ("es", "takst")])
def test_the_middle_of_a_word_is_not_found(asked: str, text: str) -> None:
    assert finding.pattern(finding.words_of(asked)).search(text) is None


@pytest.mark.parametrize("query", ["", "   ", "a", "!?"])
def test_nothing_to_look_for(query: str) -> None:
    assert finding.words_of(query) == []
    assert not finding.has_all([], "tekst")


def test_all_the_words_must_be_there() -> None:
    assert finding.has_all(["takst", "budget"], "Budgettet og taksten")
    assert not finding.has_all(["takst", "budget"], "Budgettet alene")


def test_mark_leaves_markup_alone_and_escapes() -> None:
    wanted = finding.pattern(["strong", "pris"])
    html = '<p><a href="https://pris.example">Prisen</a> &lt;b&gt; <strong>pris</strong></p>'
    assert finding.marked_html(html, wanted) == (
        '<p><a href="https://pris.example"><mark>Prisen</mark></a> &lt;b&gt; '
        "<strong><mark>pris</mark></strong></p>"
    )
    assert finding.marked("<i> pris", wanted) == "&lt;i&gt; <mark>pris</mark>"


def test_excerpt_shows_the_words_around() -> None:
    text = "ord " * 60 + "prisen steg " + "ord " * 60
    said = finding.excerpt(text, finding.pattern(["pris"]))
    assert said is not None
    assert said.startswith("… ")
    assert said.endswith(" …")
    assert "<mark>prisen</mark>" in said
    assert len(said) < 260
    assert finding.excerpt("intet", finding.pattern(["pris"])) is None
