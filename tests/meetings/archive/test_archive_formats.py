"""Layouts that minutes come in elsewhere. All names and texts here are made up."""

import pytest

from meetings.archive import prose
from meetings.archive.lines import ArchiveError
from meetings.archive.parse import parse

FU_WITH_FRONT = """\
Referat af møde i Forretningsudvalget (FU Social) torsdag den 11. september 2025

Dato: 11. september 2025
Tidspunkt: kl. 9.00-11.00
Sted: Regionshuset, Aalborg
Deltagere:
Anna Holm, Aalborg Kommune
Bo Friis, Thisted Kommune
Afbud: Carl Dam

1. Godkendelse af dagsorden
Indstilling:
Det indstilles, at FU godkender dagsordenen.
Beslutning: Godkendt.

2. Orientering fra arbejdsgrupper
Baggrund
Der er nedsat tre grupper:
1. Takster
2. Overhead
3. Visitation

Indstilling
Sekretariatet indstiller, at FU
- tager orienteringen til efterretning
- drøfter tidsplanen
Bilag
Bilag 1: Tidsplan
Bilag 2: Kommissorium
Beslutning
Taget til efterretning.
Det aftales, at:
1. Sekretariatet indkalder.
2. Grupperne melder tilbage.

3. Eventuelt
Intet.

4. Næste møde
Beslutning
Næste møde er den 9. oktober 2025.
"""

AGENDA_WITH_PKT = """\
DAGSORDEN
DAS Social
Mødedato: 12-03-2024

Pkt. 1 Godkendelse af dagsorden
Åbent punkt
Sagsnr. 2024-000123
Det indstilles, at DAS
- godkender dagsordenen

Pkt. 2 Personsag
Lukket punkt
Resumé: Sagen forelægges på mødet.
Indstilling: Det indstilles, at DAS drøfter sagen.

Pkt. 3 Orienteringspunkter
3.1 Status på takster
Taksterne er på vej.
3.2 Status på temadag
Temadagen er flyttet.

Pkt. 4 Eventuelt
"""

WITH_CONTENTS = """\
Den Administrative Styregruppe
Referat fra mødet den 4. juni 2019

Indhold
1. Godkendelse af dagsorden ........ 2
2. Takster ........ 3
3. Eventuelt ........ 4

1. Godkendelse af dagsorden
Det indstilles, at DAS godkender dagsordenen
Beslutning
Godkendt

2. Takster
Sagsfremstilling
Der er tre tilbud.
Beslutning
Drøftet.

3. Eventuelt
Beslutning
Intet
"""

MINUTES_IN_MINUTES = """\
Dagsordenspunkt 1: Godkendelse af dagsorden
Beslutning: Godkendt.

Dagsordenspunkt 2: Godkendelse af referat
Bilag: Referat fra mødet den 3. maj 2024
Beslutning: Godkendt

Referat fra DAS-mødet den 3. maj 2024
Dagsordenspunkt 1: Godkendelse af dagsorden
Beslutning: Godkendt

Dagsordenspunkt 2: Takster
Beslutning: Drøftet

Dagsordenspunkt 3: Eventuelt
Beslutning: Intet

Dagsordenspunkt 3: Årshjul
Beslutning: Godkendt

Dagsordenspunkt 4: Eventuelt
"""

PUBLISHED = """\
Mødet den 05.02.2026 DAS Social

Åben

Punkt 1.

Godkendelse af dagsorden

Beslutning:

Godkendt
\fMødet den 05.02.2026 DAS Social

Lukket

Punkt 2.

Placering af pladser

2026-000001

Vedrører: Kommunerne

Sagsfremstilling

Forretningsudvalget

Forretningsudvalget anbefaler, at sagen drøftes.

Indstilling

Det indstilles, at Den Administrative
Styregruppe

1. Drøfter pladserne, som de er beskrevet i
bilaget
2. Beslutter et antal

Bilag:
- Referat fra en arbejdsgruppe
- Notat om pladser

Beslutning:

Drøftet. Punkt 3. i notatet
rettes.
\f2 REFERAT FRA EN ARBEJDSGRUPPE

Punkt 3.

Noget andet

Beslutning:

En anden gruppes beslutning
\f2
NOTAT OM
PLADSER

Der er 12 pladser.
\fMødet den 05.02.2026 DAS Social

Åben

Punkt 3.

Eventuelt

Beslutning:

Intet
"""


def read(text, name="das.txt"):
    archive = parse(text.encode(), name)
    assert archive.lines_placed == archive.lines_read
    return archive


def titles(meeting):
    return [(item.number, item.title) for item in meeting.items]


def test_numbered_headings_are_told_from_numbered_lists():
    (meeting,) = read(FU_WITH_FRONT).meetings
    assert titles(meeting) == [
        ("1", "Godkendelse af dagsorden"),
        ("2", "Orientering fra arbejdsgrupper"),
        ("3", "Eventuelt"),
        ("4", "Næste møde"),
    ]
    assert [r.text for r in meeting.items[1].recommendations] == [
        "tager orienteringen til efterretning",
        "drøfter tidsplanen",
    ]
    assert [a.title for a in meeting.items[1].attachments] == [
        "Bilag 1: Tidsplan",
        "Bilag 2: Kommissorium",
    ]
    assert prose.as_text(meeting.items[0].decision) == "Godkendt."


def test_the_front_gives_forum_date_and_hours():
    (meeting,) = read(FU_WITH_FRONT).meetings
    assert (meeting.forum, meeting.date.isoformat(), meeting.status) == ("FU", "2025-09-11", "held")
    assert (f"{meeting.starts_at:%H.%M}", f"{meeting.ends_at:%H.%M}") == ("09.00", "11.00")
    labels = {p.key for p in meeting.front if p.role == "front"}
    assert {"dato", "sted", "deltagere", "afbud"} <= labels


def test_an_agenda_of_the_same_layout_is_not_held():
    (meeting,) = read(AGENDA_WITH_PKT).meetings
    assert (meeting.date.isoformat(), meeting.status) == ("2024-03-12", "agenda")
    assert [item.open for item in meeting.items][:3] == [True, False, None]
    assert meeting.items[0].case_number == "2024-000123"
    assert [r.text for r in meeting.items[1].recommendations] == ["drøfter sagen."]


def test_sub_items_come_flat_after_their_item():
    (meeting,) = read(AGENDA_WITH_PKT).meetings
    assert [item.number for item in meeting.items] == ["1", "2", "3", "3.1", "3.2", "4"]
    assert [item.parent for item in meeting.items][2:5] == ["", "3", "3"]


def test_a_table_of_contents_is_no_list_of_items():
    (meeting,) = read(WITH_CONTENTS).meetings
    assert titles(meeting) == [
        ("1", "Godkendelse af dagsorden"),
        ("2", "Takster"),
        ("3", "Eventuelt"),
    ]
    assert meeting.date.isoformat() == "2019-06-04"


def test_minutes_inside_minutes_are_a_meeting_of_their_own_and_a_bilag():
    outer, inner = read(MINUTES_IN_MINUTES, "das-2024-06-12.txt").meetings
    assert [number for number, _ in titles(outer)] == ["1", "2", "3", "4"]
    assert outer.items[2].title == "Årshjul"
    assert [title for _, title in titles(inner)][1:] == ["Takster", "Eventuelt"]
    assert inner.date.isoformat() == "2024-05-03"
    assert outer.items[1].attachments[0].meeting == 1


def test_the_published_layout_with_another_bodys_minutes_as_bilag():
    (meeting,) = read(PUBLISHED).meetings
    assert [item.number for item in meeting.items] == ["1", "2", "3"]
    item = meeting.items[1]
    assert (item.open, item.case_number) == (False, "2026-000001")
    assert item.lead == "Det indstilles, at Den Administrative Styregruppe"
    assert [r.text for r in item.recommendations] == [
        "Drøfter pladserne, som de er beskrevet i bilaget",
        "Beslutter et antal",
    ]
    assert [len(a.lines) for a in item.attachments] == [5, 4]
    assert prose.as_text(item.decision) == "Drøftet. Punkt 3. i notatet rettes."
    assert [s.key for s in item.sections] == ["concerns", "case", "statement"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252"])
def test_windows_files_give_the_same(encoding):
    windows = PUBLISHED.replace("\n", "\r\n").encode(encoding)
    assert titles(parse(windows, "x.txt").meetings[0]) == titles(read(PUBLISHED).meetings[0])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Kære alle\n\nVi ses.", "ingen dagsordenspunkter"),
        ("Punkt 1.\n\nGodkendelse af dagsorden\n\nBeslutning:\n\nGodkendt", "ingen mødedato"),
    ],
)
def test_what_is_no_meeting_is_refused_in_danish(text, words):
    with pytest.raises(ArchiveError, match=words):
        parse(text.encode(), "brev.txt")


def test_the_files_name_gives_what_the_text_does_not():
    text = "Punkt 1.\n\nGodkendelse af dagsorden\n\nBeslutning:\n\nGodkendt"
    (meeting,) = parse(text.encode(), "2021-09-02-das-social.txt").meetings
    assert (meeting.forum, meeting.date.isoformat()) == ("DAS", "2021-09-02")


def test_a_remark_after_the_recommendations_is_kept_and_reported():
    text = PUBLISHED.replace(
        "2. Beslutter et antal", "2. Beslutter et antal\n\n\xa0\n\nHusk frokost"
    )
    archive = read(text)
    assert [p.text for p in archive.unplaced] == ["Husk frokost"]
    assert archive.meetings[0].items[1].unplaced == tuple(archive.unplaced)


def test_a_list_of_bilag_that_goes_on_over_a_page_does_not_swallow_the_decision():
    text = PUBLISHED.replace("- Notat om pladser\n", "- Notat\n\fom pladser\n")
    item = read(text).meetings[0].items[1]
    assert [a.title for a in item.attachments][1] == "Notat om pladser"
    assert prose.as_text(item.decision).startswith("Drøftet.")


def test_the_items_head_on_its_next_pages_is_a_running_head():
    text = (
        "Referat\nDAS\n12. marts 2024\n\fPunkt 1 · Årshjul\n\nSagsfremstilling\n\nEn sag.\n"
        "\fPunkt 1 · Årshjul\n\nBeslutning\n\nGodkendt.\n\fPunkt 2 · Eventuelt\n\nIntet.\n"
    )
    (meeting,) = read(text).meetings
    assert titles(meeting) == [("1", "Årshjul"), ("2", "Eventuelt")]
    assert prose.as_text(meeting.items[0].decision) == "Godkendt."
