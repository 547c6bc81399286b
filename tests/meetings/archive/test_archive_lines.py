"""A source is told by its bytes, and no line of it goes missing on the way in."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.archive.lines import ArchiveError, read_source, split_lines

DANISH = "Punkt 1. Årshjul på Læsø"


def texts(content: bytes) -> list[str]:
    return [line.text for line in read_source(content, "referat.txt").lines]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_danish_letters_survive_every_usual_encoding(encoding):
    assert texts(DANISH.encode(encoding)) == [DANISH]


def test_letters_and_their_accents_written_apart_become_one():
    assert texts(unicodedata.normalize("NFD", DANISH).encode()) == [DANISH]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028"])
def test_lines_are_parted_by_any_line_end(end):
    assert texts(end.join(["en", "", "to"]).encode()) == ["en", "to"]


def test_numbers_are_those_of_an_editor_also_with_form_feeds():
    lines = split_lines("en\n\nto\n\ftre\n\f\nfire")
    assert [(line.number, line.text) for line in lines] == [
        (1, "en"),
        (3, "to"),
        (4, "tre"),
        (6, "fire"),
    ]
    assert [line.page_start for line in lines] == [True, False, True, True]


def test_a_space_that_was_a_form_feed_starts_a_page():
    lines = split_lines("en\n Punkt 2.\n   indrykket")
    assert [line.page_start for line in lines] == [True, True, False]


def test_a_hard_space_alone_is_a_blank_line_that_was_meant():
    first, second = split_lines("en\n\n\xa0\n\nto")
    assert (first.gap, second.gap, second.spacer) == (0, 3, True)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "er tom"),
        (b" \n\t\n", "er tom"),
        (b"\xef\xbb\xbf\n", "ingen tekst"),
        (b"PK\x03\x04" + b"x" * 50, "Word- eller Excel-fil"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 50, "ældre Word"),
        (b"abc\x00def", "ikke en tekstfil"),
        (bytes(range(1, 32)) * 9, "ikke en tekstfil"),
        (b"%PDF-1.7\nbroken", "beskyttet eller beskadiget"),
    ],
)
def test_what_cannot_be_read_is_refused_in_danish(content, words):
    with pytest.raises(ArchiveError, match=words):
        read_source(content, "/a/b/referat.txt")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_every_non_blank_line_is_there_once(text):
    wanted = [line.split() for line in text.replace("\r\n", "\n").splitlines() if line.strip()]
    lines = split_lines(text)
    assert [line.text.split() for line in lines] == wanted
    assert len({line.number for line in lines}) == len(lines)
