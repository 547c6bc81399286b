"""A text is found however it was set, and words in common are no leak."""

from __future__ import annotations

import pytest

from meetings.preflight.matching import Matcher, Secret, text_secrets, title_secret, words_of_page

TITLE = "Lukning af Østerskovens døgnafdeling"
TEXT = "Personalet får det at vide torsdag, og ingen uden for styregruppen må sige det før."


def titled(text: str) -> bool:
    return bool(Matcher([title_secret("Titlen", TITLE)]).find(text))


@pytest.mark.parametrize(
    "text",
    [
        "lukning af østerskovens døgnafdeling",
        "LUKNING AF ØSTERSKOVENS DØGNAFDELING",
        "Lukning  af\nØsterskovens\tdøgnafdeling",
        "Lukning af Østersko-\nvens døgnafdeling",
        "Lukning af Øster\u00adskovens døgn\u00adafdeling",
        "Lukning&nbsp;af &Oslash;sterskovens d&oslash;gnafdeling",
        "Lukning af Østerskovens døgnaf\ufffedeling",
        "Sagen »Lukning af Østerskovens døgnafdelings« fremtid",
        "Lukning_af_Østerskovens_døgnafdeling.pdf",
    ],
)
def test_title_is_found_however_it_is_set(text):
    assert titled(text)


def test_ligatures_and_composed_letters_are_read():
    secret = title_secret("Titlen", "Effekten på flygtninge")
    assert Matcher([secret]).find("E\ufb00ekten pa\u030a \ufb02ygtninge")


def test_short_title_must_stand_as_words_of_its_own():
    matcher = Matcher([title_secret("Titlen", "Takster")])
    assert matcher.find("Se takster, nu")
    assert not matcher.find("Se taksterne")
    assert not matcher.find("Se bortakster")


def found(text: str, secret: str = TEXT, by_right: tuple[str, ...] = ()) -> bool:
    return bool(Matcher(text_secrets("Teksten", secret, by_right)).find(text))


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        f"Som bekendt: {TEXT.upper()}",
        "… at vide torsdag, og ingen uden for styregruppen må sige det …",
        "at vide tors-\ndag, og ingen uden for styre\u00adgruppen må sige det",
    ],
)
def test_run_of_a_closed_text_is_found(text):
    assert found(text)


def test_every_run_that_is_long_enough_is_found_wherever_it_begins():
    letters = "".join(c for c in TEXT.lower() if c.isalnum())
    for start in range(len(letters) - 40):
        assert found(f"0 {letters[start : start + 40]} 0"), start
        assert not found(f"0 {letters[start : start + 39]} 0"), start


def test_few_words_in_common_are_no_leak():
    assert not found("Personalet får det at vide onsdag, og ingen i styregruppen siger noget")


def test_phrase_that_stands_in_open_items_by_right_is_no_leak():
    lead = "Det indstilles, at Den Administrative Styregruppe tager orienteringen til efterretning"
    secret = f"{lead} og lukker"
    assert found(lead, secret)
    assert not found(lead, secret, by_right=(lead,))


def test_short_text_counts_whole():
    assert found("Vi ved, at afdelingen lukkes 1. maj.", "Afdelingen lukkes 1. maj")
    assert not found("Vi ved, at afdelingen lukkes.", "Afdelingen lukkes 1. maj")
    assert not text_secrets("Teksten", "drøfter sagen")


def test_excerpt_shows_the_words_around():
    (hit,) = Matcher([title_secret("Titlen", TITLE)]).find(f"{'før ' * 40}{TITLE}{' efter' * 40}")
    assert TITLE in hit.excerpt
    assert len(hit.excerpt) < 150


def test_everything_a_page_says_is_read():
    markup = (
        '<p title="i en attribut">tekst</p><!-- i en kommentar --><img alt="på et billede">'
        '<input type="hidden" value="i et skjult felt"><a href="/fil-navn.pdf">x</a>'
    )
    for said in (
        "i en attribut",
        "i en kommentar",
        "på et billede",
        "i et skjult felt",
        "fil-navn",
    ):
        assert said in words_of_page(markup)


def test_key_names_the_secret_without_telling_it():
    one, other = Secret("a", "abc", title=True), Secret("b", "abc", title=True)
    assert one.key == other.key
    assert one.key != Secret("a", "abd", title=True).key
    assert "abc" not in one.key
