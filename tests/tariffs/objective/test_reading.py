"""What is pasted is read by one strict rule, and what cannot be used is told with its line."""

from __future__ import annotations

import pytest

from tariffs.objective.reading import read_people, read_rates, read_table
from tests import factories


@pytest.mark.parametrize(
    "text",
    ["Kommune\tAntal\nAalborg\t39.584\nLæsø\t223", "Aalborg;39584\n\nLæsø Kommune;223\nI alt;39807",
     "851,39584\n825,223", "Ålborg  Kommune\t39 584\nlæsø\t223"],
)  # fmt: skip
def test_people_are_read_as_people_write_them(text, names):
    read = read_people(text, names)
    aalborg, læsø = factories.party(), factories.party(factories.LÆSØ)
    assert read.problems == []
    assert {pk: figure.replace(".", "").replace(" ", "") for pk, figure in read.people.items()} == {
        aalborg.pk: "39584", læsø.pk: "223"
    }  # fmt: skip


def test_what_cannot_be_used_is_told_and_the_rest_is_read(names):
    read = read_people("Aalborg\t1\nAlborg\t2\nAalborg\t3\nThisted\nNørre Sundby\t5", names)
    assert list(read.people.values()) == ["1"]
    assert read.problems == [
        "Linje 2: “Alborg” er ikke en kendt part. Mener du Aalborg? Så skriv det.",
        "Linje 3: Aalborg står der to gange.",
        "Linje 4: Thisted har intet tal.",
        "Linje 5: “Nørre Sundby” er ikke en kendt part.",
    ]


def test_a_table_keeps_every_fault_with_its_line(names):
    read = read_table(
        "kommune\tnøgle\tandel\nAalborg\t10\t1.2\nLæsø\t\t5\nFur\t1\t1\nMorsø\t3\t4", 2020, names
    )
    assert [line.party.name for line in read.lines] == ["Morsø"]
    assert [problem.split(",")[0].split(":")[0] for problem in read.problems] == [
        "Linje 2", "Linje 3", "Linje 4"
    ]  # fmt: skip
    assert "kan læses på to måder" in read.problems[0]


def test_a_table_without_headings_is_name_key_and_share(names):
    read = read_table("Aalborg\t30\t75\nLæsø\t10\t25", 2020, names)
    assert [(line.key, line.amount) for line in read.lines] == [(30, 75), (10, 25)]
    assert read.total is None and read.sum == 100


def test_a_year_that_is_not_there_is_told(names):
    text = "kommune;boern_0_17_2022_01_01;objektiv_finansiering_2023\nAalborg;1;2"
    assert read_table(text, 2021, names).problems == [
        "Tabellen har ingen kolonne med andele for 2021."
    ]
    assert read_table("", 2021, names).problems == ["Der er ingen linjer at læse."]


def test_a_takstblad_tells_its_faults():
    head = "omraade;ydelse;takst_navn;takstgruppe;pladser;takst_2026\n"
    read = read_rates(head + "A;B;C;5;;10\nA;B;C;1;;ti\nA;B;C;1;;10\nA;B;C;1;;11\nA;B;D;;;", 2026)
    assert [line.amount for line in read.lines] == [10]
    assert len(read.problems) == 4
    assert "takst_2027" in read_rates(head, 2027).problems[0]
