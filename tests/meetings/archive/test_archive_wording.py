"""The many ways in which the same thing is written."""

from datetime import date

import pytest

from meetings.archive import prose, wording
from meetings.archive.parse import parse


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Mødet den 02.10.2025 DAS Social", date(2025, 10, 2)),
        ("d. 2/10-2025", date(2025, 10, 2)),
        ("d. 2/10 2025", date(2025, 10, 2)),
        ("torsdag den 2. oktober 2025", date(2025, 10, 2)),
        ("2. OKT. 2025", date(2025, 10, 2)),
        ("2 oktober, 2025", date(2025, 10, 2)),
        ("2025-10-02-das-social.txt", date(2025, 10, 2)),
        ("20251002_DAS.pdf", date(2025, 10, 2)),
        ("DAS Social 22.05.25 (referat)", date(2025, 5, 22)),
        ("sagsnr. 2025-051554", None),
        ("31.02.2025", None),
        ("kl. 12.00-16.00", None),
    ],
)
def test_dates(text, day):
    assert wording.find_date(text) == day


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("DAS Social", "DAS"),
        ("Den Administrative Styregruppe (DAS)", "DAS"),
        ("FU Social", "FU"),
        ("Forretningsudvalget", "FU"),
        ("FU for DAS", "FU"),
        ("FU Børn og Unge", "FU Børn og Unge"),
        ("Driftsforum", "Driftsforum"),
    ],
)
def test_forums(text, name):
    assert wording.forum_name(text) == name


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Godkender dagsordenen", "approves"),
        ("DAS drøfter sagen", "discusses"),
        ("Tager status til efterretning", "takes_note"),
        ("at orienteringen tages til efterretning", "takes_note"),
        ("at dagsordenen godkendes", "approves"),
        ("Overfor KKR Nordjylland anbefaler at", "recommends_onward"),
        ("tager stilling til forslaget", "takes_position"),
        ("Træffer beslutning om kadence", "decides"),
        ("Giver input", "other"),
    ],
)
def test_verbs(text, verb):
    assert wording.find_verb(text) == verb


def read(body, head="Referat fra møde i DAS den 2. oktober 2025"):
    archive = parse(f"{head}\n\n{body}".encode(), "x.txt")
    assert archive.lines_placed == archive.lines_read
    (meeting,) = archive.meetings
    return meeting


ITEM = "{}\n\nIndstilling\n\nDet indstilles, at DAS\n\n- godkender\n\nBeslutning\n\nGodkendt\n\n"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Punkt 1", "Punkt 2"),
        ("PUNKT 1:", "PUNKT 2:"),
        ("Punkt nr. 1", "Punkt nr. 2"),
        ("Pkt. 1.", "Pkt. 2."),
        ("Ad 1)", "Ad 2)"),
        ("Ad pkt. 1:", "Ad pkt. 2:"),
        ("Dagsordenspunkt 1 -", "Dagsordenspunkt 2 -"),
        ("Sag nr. 1:", "Sag nr. 2:"),
        ("1.", "2."),
        ("1)", "2)"),
        ("1", "2"),
        ("1 –", "2 –"),
        ("## Punkt 1:", "## Punkt 2:"),
        ("**1.", "**2."),
    ],
)
def test_numbers_of_items(first, second):
    meeting = read(ITEM.format(f"{first} Årshjul") + ITEM.format(f"{second} Takster"))
    assert [(i.number, i.title) for i in meeting.items] == [("1", "Årshjul"), ("2", "Takster")]
    assert [len(i.recommendations) for i in meeting.items] == [1, 1]


@pytest.mark.parametrize(
    ("head", "below", "is_open"),
    [
        ("Punkt 1: Sag", "", None),
        ("Punkt 1 (Lukket): Sag", "", False),
        ("Punkt 1: Sag (lukket)", "", False),
        ("Punkt 1: Åben - Sag", "", True),
        ("Lukket punkt 1: Sag", "", False),
        ("Punkt 1: Sag", "Åben", True),
        ("Punkt 1: Sag", "Lukket sag", False),
        ("Punkt 1: Sag", "Punktet er lukket.", False),
        ("Punkt 1: Sag", "Type: Åben", True),
        ("Punkt 1: Sag", "Åbent/lukket: Lukket", False),
    ],
)
def test_openness(head, below, is_open):
    body = f"{head}\n{below}\n\nBeslutning\n\nJa\n\nPunkt 2: Eventuelt\n"
    assert read(body).items[0].open is is_open


@pytest.mark.parametrize(
    "heading",
    [
        "Beslutning",
        "Beslutning:",
        "BESLUTNING",
        "**Beslutning:**",
        "Beslutning i DAS",
        "Beslutning den 2. oktober 2025",
        "Beslutning i Den Administrative Styregruppe den 2. oktober 2025",
        "Den Administrative Styregruppes beslutning",
        "Konklusion",
        "Referat",
    ],
)
def test_headings_of_the_decision(heading):
    item = read(f"Punkt 1: Sag\n\n{heading}\n\nDrøftet.\n\nPunkt 2: Eventuelt\n").items[0]
    assert prose.as_text(item.decision) == "Drøftet."


def test_what_another_body_decided_is_its_statement():
    body = "Punkt 1: Sag\n\nBeslutning i Forretningsudvalget\n\nAnbefales.\n\nBeslutning\n\nJa\n"
    item = read(body).items[0]
    assert [s.key for s in item.sections] == ["statement"]
    assert prose.as_text(item.decision) == "Ja"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Indstilling\n\nDet indstilles, at\n\nat a drøftes\nat b godkendes", 2),
        ("Indstilling: Det indstilles, at DAS godkender dagsordenen", 1),
        ("Det foreslås, at DAS drøfter sagen", 0),
        ("Indstilling\n\nDet foreslås, at DAS drøfter sagen", 1),
        ("Sekretariatet indstiller, at orienteringen tages til efterretning.", 1),
        ("Indstilling\n\na) Drøfter\nb) Beslutter", 2),
        ("Indstilling\n\n1. Drøfter bilaget,\nsom er vedlagt\n2. Beslutter", 2),
    ],
)
def test_recommendations(text, found):
    item = read(f"Punkt 1: Sag\n\n{text}\n\nBeslutning\n\nJa\n").items[0]
    assert len(item.recommendations) == found


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("Bilag\n- Notat\n- Oversigt over\n  takster", ["Notat", "Oversigt over takster"]),
        ("Bilag: Notat.pdf, Takster 2026.xlsx", ["Notat.pdf", "Takster 2026.xlsx"]),
        ("Bilag: Notat om takster, pladser og priser", ["Notat om takster, pladser og priser"]),
        ("Bilag:\n1. Notat\n2. Oversigt", ["Notat", "Oversigt"]),
        ("Bilag: Ingen", []),
        ("Bilagsliste\nBilag 1 Notat\nBilag 2 Oversigt", ["Bilag 1 Notat", "Bilag 2 Oversigt"]),
    ],
)
def test_lists_of_bilag(text, titles):
    item = read(f"Punkt 1: Sag\n\n{text}\n\nBeslutning\n\nJa\n").items[0]
    assert [attachment.title for attachment in item.attachments] == titles
    assert prose.as_text(item.decision) == "Ja"


@pytest.mark.parametrize(
    "line", ["Sagsnr. 2025-051554", "Sagsnummer: 2025-051554", "2025-051554", "J.nr. 25/51554"]
)
def test_case_numbers(line):
    item = read(f"Punkt 1: Sag\n{line}\n\nBeslutning\n\nJa\n").items[0]
    assert item.case_number in ("2025-051554", "25/51554")
    assert item.title == "Sag"


def test_a_closed_item_that_prints_nothing_else():
    item = read("Punkt 1.\n\nLukket punkt\n\nPunkt 2.\n\nEventuelt\n\nBeslutning\n\nIntet\n").items[
        0
    ]
    assert (item.title, item.open) == ("Lukket punkt", False)
