"""The three real files: facts and figures only, checked by hand against the text."""

from pathlib import Path

import pytest

from meetings.archive import prose
from meetings.archive.parse import parse

FOLDER = Path(__file__).resolve().parents[4] / "shared" / "archive"


def read(name):
    path = FOLDER / name
    if not path.exists():
        pytest.skip("the shared archive is not on this machine")
    return parse(path.read_bytes(), name)


@pytest.fixture(scope="module")
def minutes_2022():
    return read("2022-01-28-das-social.txt")


@pytest.fixture(scope="module")
def agenda_2023():
    return read("2023-03-31-das-social.txt")


@pytest.fixture(scope="module")
def minutes_2025():
    return read("2025-10-02-das-social.txt")


def item(meeting, number):
    return next(item for item in meeting.items if item.number == number)


def top(meeting):
    return [item for item in meeting.items if not item.parent]


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("2022-01-28-das-social.txt", 361),
        ("2023-03-31-das-social.txt", 1617),
        ("2025-10-02-das-social.txt", 3006),
    ],
)
def test_every_line_is_placed_and_none_needs_a_guess(name, lines):
    archive = read(name)
    assert (archive.lines_read, archive.lines_placed) == (lines, lines)
    assert archive.unplaced == []


def test_2022_is_held_and_has_ten_items_of_unknown_openness(minutes_2022):
    (meeting,) = minutes_2022.meetings
    assert (meeting.forum, meeting.date.isoformat(), meeting.status) == (
        "DAS",
        "2022-01-28",
        "held",
    )
    assert [item.number for item in meeting.items] == [str(n) for n in range(1, 11)]
    assert {item.open for item in meeting.items} == {None}
    assert {item.case_number for item in meeting.items} == {""}
    assert all(item.decision for item in meeting.items)
    assert [len(item.recommendations) for item in meeting.items] == [1, 1, 1, 1, 2, 1, 1, 1, 0, 0]
    assert [len(item.attachments) for item in meeting.items] == [0, 1, 0, 0, 0, 0, 3, 0, 0, 0]


def test_2022_appends_the_case_after_the_decision(minutes_2022):
    (meeting,) = minutes_2022.meetings
    headings = {i.number: [s.heading for s in i.sections] for i in meeting.items}
    assert headings["4"] == ["Resume", "Baggrund", "Sagsfremstilling"]
    assert headings["6"] == ["Resume", "Orientering"]
    assert headings["9"] == [""]
    pages = [p.line.number for p in meeting.placements if p.role == "page"]
    assert pages == [294, 296, 297]


def test_2022_two_recommendations_without_bullets(minutes_2022):
    first, second = item(minutes_2022.meetings[0], "5").recommendations
    assert (first.verb, second.verb) == ("approves", "discusses")
    assert first.text.endswith("psykiatrien")
    assert second.text.endswith("fra 25 til 40 procent")


def test_2023_is_an_agenda_with_eleven_items(agenda_2023):
    (meeting,) = agenda_2023.meetings
    assert (meeting.date.isoformat(), meeting.status) == ("2023-03-31", "agenda")
    assert [item.number for item in meeting.items] == [str(n) for n in range(1, 12)]
    assert {item.open for item in meeting.items} == {True}
    assert not any(item.decision for item in meeting.items)
    assert [len(i.recommendations) for i in meeting.items] == [0, 1, 1, 2, 2, 1, 1, 1, 1, 0, 0]
    assert [len(i.attachments) for i in meeting.items] == [0, 0, 0, 4, 2, 1, 1, 2, 0, 0, 0]
    with_case = [i.number for i in meeting.items if i.case_number == "2023-016352"]
    assert with_case == ["1", "4", "5", "8", "9"]


def test_2023_theme_discussion_is_first_and_the_agenda_second(agenda_2023):
    (meeting,) = agenda_2023.meetings
    assert item(meeting, "1").title == "Temadrøftelse 09.00-10.00"
    assert item(meeting, "2").title == "Godkendelse af dagsorden"


def test_2023_sub_bullets_belong_to_the_recommendation_above(agenda_2023):
    second = item(agenda_2023.meetings[0], "5").recommendations[1]
    assert second.verb == "decides"
    assert second.text.count("◦") == 2


def test_2023_bilag_begin_at_their_covers(agenda_2023):
    (meeting,) = agenda_2023.meetings
    begins = [
        (i.number, [a.lines[0].line.number if a.lines else None for a in i.attachments])
        for i in meeting.items
        if i.attachments
    ]
    assert begins == [
        ("4", [123, None, None, 998]),
        ("5", [1675, 2124]),
        ("6", [2282]),
        ("7", [2413]),
        ("8", [2974, 3025]),
    ]


def test_2025_holds_two_meetings_one_inside_the_other(minutes_2025):
    outer, inner = minutes_2025.meetings
    assert (outer.date.isoformat(), outer.status, len(top(outer))) == ("2025-10-02", "held", 17)
    assert (inner.date.isoformat(), inner.status, len(top(inner))) == ("2025-05-22", "held", 15)
    assert inner.inside == (0, "2")
    assert item(outer, "2").attachments[0].meeting == 1


def test_2025_outer_items(minutes_2025):
    outer = minutes_2025.meetings[0]
    assert [i.number for i in outer.items] == [str(n) for n in range(1, 18)]
    assert {i.open for i in outer.items} == {True}
    assert [len(i.recommendations) for i in outer.items] == [
        1, 1, 2, 1, 1, 3, 1, 1, 3, 2, 1, 1, 1, 1, 1, 0, 0,
    ]  # fmt: skip
    assert [len(i.attachments) for i in outer.items] == [
        0, 1, 2, 1, 2, 0, 0, 1, 0, 0, 1, 1, 2, 0, 0, 0, 0,
    ]  # fmt: skip
    assert all(i.decision for i in outer.items)
    assert {i.case_number for i in outer.items[2:15]} == {"2025-051554"}
    assert item(outer, "10").title.endswith("udfordringer og samtidigt rusmiddelbrug")


def test_2025_pages_of_bilag_are_not_taken_for_the_decision(minutes_2025):
    outer = minutes_2025.meetings[0]
    last = {i.number: i.decision[-1].line.number for i in outer.items}
    assert [last[n] for n in ("3", "4", "5", "8", "9", "11", "12", "13")] == [
        1243, 1591, 1803, 2335, 2606, 2812, 3302, 3814,
    ]  # fmt: skip


def test_2025_statement_of_the_committee_is_kept_apart(minutes_2025):
    sections = item(minutes_2025.meetings[0], "9").sections
    assert [s.key for s in sections] == ["summary", "background", "case", "statement"]
    assert sections[3].heading == "Forretningsudvalget"


def test_2025_inner_items_with_sub_items_flat(minutes_2025):
    inner = minutes_2025.meetings[1]
    numbers = [i.number for i in inner.items]
    subs = ["13.1", "13.2", "13.3", "13.4", "13.5"]
    assert numbers == [*map(str, range(1, 14)), *subs, "14", "15"]
    assert all(item(inner, number).decision for number in numbers)
    assert item(inner, "13.1").title.startswith("Møde i Koordinationsforum den 9. april")
    assert item(inner, "13.3").title.endswith("vedr. gravide rusmiddelbrugere")
    assert prose.as_text(item(inner, "13").decision).startswith("Orienteringer blev taget")
    assert len(item(inner, "7").attachments) == 4


def test_2025_committee_sentence_is_no_recommendation(minutes_2025):
    verbs = [r.verb for r in item(minutes_2025.meetings[1], "11").recommendations]
    assert verbs == ["discusses", "recommends_onward"]


def test_every_fields_text_holds_its_lines():
    for name in ("2022-01-28", "2023-03-31", "2025-10-02"):
        for meeting in read(f"{name}-das-social.txt").meetings:
            for one in meeting.items:
                parts = [one.decision, *(s.lines for s in one.sections)]
                for lines in filter(None, parts):
                    whole = "".join(prose.as_text(lines).split())
                    for placed in lines:
                        bare = "".join(placed.text.replace("\uf0b7", "•").split())
                        assert bare in whole
