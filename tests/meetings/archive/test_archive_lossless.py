"""Whatever lines a document has, each of them ends in exactly one place."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.archive import prose
from meetings.archive.lines import ArchiveError, split_lines
from meetings.archive.parse import parse

TELLING = [
    "Mødet den 02.10.2025 DAS Social",
    "Mødet den 22.05.2025 DAS Social",
    "Åben",
    "Lukket",
    "Punkt 1.",
    "Punkt 2.",
    "Punkt 3.",
    "Punkt 3.1 - Status",
    "Punkt 3.1",
    "1. Godkendelse af dagsorden",
    "2. Eventuelt",
    "Indstilling",
    "Indstilling: Det indstilles, at DAS godkender",
    "Det indstilles, at DAS",
    "1. Godkender dagsordenen",
    "• Drøfter",
    "◦ herunder",
    "Bilag:",
    "- Notat om pladser",
    "NOTAT OM PLADSER",
    "Bilag 2: Oversigt",
    "Beslutning:",
    "Beslutning: Godkendt",
    "Resumé",
    "Baggrund",
    "Sagsfremstilling",
    "Orientering",
    "Forretningsudvalget",
    "Side 3 af 9",
    "2025-051554",
    "Orienteringen blev taget til efterretning",
    "en linje med små bogstaver, som går på tværs af et ord-",
    "Referat fra mødet den 3. maj 2024",
]
PREFIXES = ["", "", "", " ", "\f", "\xa0 ", "   "]
GAPS = ["\n", "\n", "\n\n", "\n\xa0\n", "\n\n\n\n"]
line = st.builds(
    lambda prefix, text, end, gap: f"{prefix}{text}{end}{gap}",
    st.sampled_from(PREFIXES),
    st.one_of(st.sampled_from(TELLING), st.text(min_size=1, max_size=40)),
    st.sampled_from(["", "", " "]),
    st.sampled_from(GAPS),
)
soup = st.lists(line, max_size=40).map("".join)


def shown(text):
    return "".join(text.replace("\uf0b7", "•").split())


@settings(max_examples=150)
@given(soup)
def test_every_line_of_any_soup_has_exactly_one_place(text):
    text = "Mødet den 02.10.2025 DAS Social\nPunkt 1.\n" + text
    content = text.encode("utf-8", "surrogatepass").decode("utf-8", "ignore").encode()
    try:
        archive = parse(content, "2025-10-02-das.txt")
    except ArchiveError:
        return
    numbers = [placed.line.number for placed in archive.placements]
    assert sorted(numbers) == sorted(set(numbers))
    assert len(numbers) == archive.lines_read == archive.lines_placed


@settings(max_examples=80)
@given(st.lists(st.sampled_from(TELLING), min_size=1, max_size=40))
def test_fields_hold_the_words_of_their_lines(lines):
    text = "Mødet den 02.10.2025 DAS Social\n\nPunkt 1.\n\nTitel\n\n" + "\n\n".join(lines)
    for meeting in parse(text.encode(), "x.txt").meetings:
        for item in meeting.items:
            for placed in [item.decision, item.unplaced, *(s.lines for s in item.sections)]:
                whole = shown(prose.as_text(placed))
                assert all(shown(p.text) in whole for p in placed)


@given(st.integers(1, 60), st.dates(min_value=date(2010, 1, 1), max_value=date(2030, 1, 1)))
@settings(max_examples=10)
def test_as_many_items_are_found_as_were_printed(count, day):
    parts = [
        f"Mødet den {day:%d.%m.%Y} FU Social\n\nÅben\n\nPunkt {n}.\n\nSag {n}\n\nBeslutning:\n\nJa\n"
        for n in range(1, count + 1)
    ]
    (meeting,) = parse("\f".join(parts).encode(), "x.txt").meetings
    assert [item.number for item in meeting.items] == [str(n) for n in range(1, count + 1)]
    assert (meeting.forum, meeting.date, meeting.status) == ("FU", day, "held")


def test_line_numbers_are_those_of_the_source():
    assert [line.number for line in split_lines("\n\na\n\nb")] == [3, 5]
