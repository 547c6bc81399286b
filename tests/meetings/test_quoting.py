"""A quote of removed words is found however it is broken, and innocent words are left alone."""

from __future__ import annotations

import pytest

from meetings.workflow.quoting import without_quotes

OLD = "Barnet hedder Villads og bor i Hobro. Det er omfattet af Den Administrative Styregruppes aftale."
NEW = "[Fjernet]"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Hvorfor står der »Barnet hedder Villads og bor i Hobro«?", "Hvorfor står der »[Fjernet]«?"),
        ("Barnet hedder\n  Villads og bor", "[Fjernet]"),
        ("Villads bor i Hobro", "Villads bor i Hobro"),  # own words: too little in common
        ("Barnet hedder Villads, og barnet bor i Hobro. Det er", "Barnet hedder Villads, og barnet bor i Hobro. Det er"),
        ("Intet af det", "Intet af det"),
        ("", ""),
    ],
)  # fmt: skip
def test_what_is_left(text: str, left: str) -> None:
    assert without_quotes(text, OLD, NEW) == left


def test_two_quotes_are_two_gaps() -> None:
    text = "Først: hedder Villads og bor i Hobro. Så: Administrative Styregruppes aftale!"
    assert without_quotes(text, OLD, NEW) == "Først: [Fjernet] Så: [Fjernet]!"


def test_words_that_the_item_still_says_stay() -> None:
    text = "Efter Den Administrative Styregruppes aftale"
    still = "Punktet følger Den Administrative Styregruppes aftale om pladser."
    assert without_quotes(text, OLD, NEW, still) == text
    assert without_quotes(text, OLD, NEW) == "Efter [Fjernet]"


def test_a_short_removed_text_is_looked_for_whole() -> None:
    assert without_quotes("Det er Villads Hobro.", "Villads Hobro", NEW) == "Det er [Fjernet]."
    assert without_quotes("Det er Villads.", "Villads Hobro", NEW) == "Det er Villads."
    assert without_quotes("Det er Villads.", "", NEW) == "Det er Villads."
