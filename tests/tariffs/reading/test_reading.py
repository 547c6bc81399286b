"""Reading a file: kinds of file, headers, figures that can be read in two ways, true rows."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dasportal.danish.numbers import format_number
from tariffs.reading import UnreadableFile, find_columns, parse_mapping, read_lines, read_table
from tariffs.reading.figures import KRONER, PERCENT, PLACES, read_column
from tariffs.reading.table import Cell
from tests.tariffs.conftest import csv_of, line, shared

D = Decimal


def read(content: bytes, stage: str = "draft", mapping: dict[str, str] | None = None):
    rows = read_table(content)
    return read_lines(rows, find_columns(rows, stage=stage, mapping=mapping))


def book(rows: list[list[Any]], percent: str = "") -> bytes:
    made = openpyxl.Workbook()
    sheet = made.active
    for row in rows:
        sheet.append(row)
    if percent:
        sheet[percent].number_format = "0.0%"
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


HEAD = ["Tilbud", "Ydelse", "Lovgrundlag", "Antal pladser", "Takstenhed", "Belægning, pct.",
        "Budget", "Takst", "Forklaring"]  # fmt: skip


# --- Kinds of file --------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_csv_however_it_was_saved(encoding, delimiter):
    head = delimiter.join(["tilbud", "ydelse", "lovgrundlag", "takst", "takstenhed"])
    content = f"{head}\r\n{delimiter.join(['Ærøhus', 'Bo', 'SEL § 107', '2.322', 'Døgn'])}\r\n"
    found = read(content.encode(encoding))
    assert [(r.offer, r.tariff, r.unit, r.row) for r in found] == [("Ærøhus", D(2322), "Døgn", 2)]


def test_workbook_gives_true_rows_below_a_title():
    content = book([["Takster 2027"], [], HEAD, ["A", "Bo", "SEL § 107", 12, "Døgn", 98, 100, 5],
                    [], ["B", "Bo", "SEL § 107", None, "Dag", None, None, 7.5]])  # fmt: skip
    found = read(content)
    assert [(r.row, r.offer, r.places, r.tariff) for r in found] == [
        (4, "A", D(12), D(5)), (6, "B", None, D("7.5")),
    ]  # fmt: skip


def test_workbook_percent_is_read_as_percent():
    row = ["A", "Bo", "SEL § 107", 12, "Døgn", 0.975, 100, 5]
    assert read(book([HEAD, row], percent="F2"))[0].occupancy_pct == D("97.5")


def test_workbook_cell_is_named():
    found = read(book([HEAD, ["A", "Bo", "SEL § 107", "tolv", "Døgn", 98, 100, "5.5"]]))
    assert [p.message[:9] for p in found[0].problems] == ["Celle D2:", "Celle H2:"]


def zip_of(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "tom"),
        (b"  \n ", "tom"),
        (b"PK\x03\x04nonsense", "beskadiget"),
        (zip_of(a=b"x"), "kan ikke åbnes"),
        (zip_of(a=b"0" * 210_000_000), "fylder for meget"),
        (b"\x00\x01\x02\x03", "hverken"),
        (b"tilbud;ydelse\nA;B\n", "lovgrundlag, takst"),
        (b'tilbud;ydelse;lovgrundlag;takst\n"A;B', "ved linje"),
    ],
)
def test_files_that_are_refused(content, why):
    with pytest.raises(UnreadableFile) as caught:
        read(content)
    assert why in caught.value.message


def test_too_many_rows_are_refused(monkeypatch):
    monkeypatch.setattr("tariffs.reading.table.MOST_ROWS", 3)
    with pytest.raises(UnreadableFile, match="flere end 3"):
        read(csv_of([line()] * 4))


# --- Headers --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stage", "tariff", "text"),
    [("draft", 3197, "Stigningen i gns."), ("approved", 3197, "Stigningen i gns."),
     ("correction", 3240, "Tibuddet og den l")],
)  # fmt: skip
def test_stage_chooses_first_or_revised_figures(stage, tariff, text):
    found = read(shared("aalborg_2023_revised.csv").read_bytes(), stage)
    assert len(found) == 128
    assert found[0].tariff == tariff
    assert found[0].explanation.startswith(text)
    assert not [p for r in found for p in r.problems]


def test_only_one_of_the_two_is_taken_whatever_the_stage():
    content = b"tilbud;ydelse;lovgrundlag;takst_ny\nA;B;SEL \xa7 107;5\n"
    assert read(content)[0].tariff == 5


@pytest.mark.parametrize(
    "mapping",
    ["takst=Pris 2027;tilbud=Sted", "Pris 2027=takst;Sted=tilbud", "takst=Pris 2027,tilbud=Sted",
     '{"takst": "Pris 2027", "offer": "Sted"}'],
)  # fmt: skip
def test_mapping_says_which_column_is_which(mapping):
    content = "Sted;Ydelse;Lovgrundlag;Pris 2027;Takst\nA;B;SEL § 107;5;9\n".encode()
    found = read(content, mapping=parse_mapping(mapping))[0]
    assert (found.offer, found.tariff) == ("A", 5)


@pytest.mark.parametrize("mapping", ["takst", "kaffe=Pris", "{", "", "takst=Pris;x"])
def test_bad_mappings_are_refused(mapping):
    with pytest.raises(UnreadableFile):
        parse_mapping(mapping)


def test_mapping_to_a_header_that_is_not_there_is_refused():
    with pytest.raises(UnreadableFile, match="mangler"):
        read(csv_of([line()]), mapping={"tariff": "Findes ikke"})


# --- Figures --------------------------------------------------------------------------------------


def column(*values: Any, sort=KRONER):
    return read_column([Cell(value, f"G{n}") for n, value in enumerate(values, start=2)], sort)


@pytest.mark.parametrize(
    ("written", "value"),
    [("4701", 4701), ("4.701", 4701), ("4 701", 4701), ("21.863.695", 21863695), ("4.701,50", "4701.50"),
     ("4701,5", "4701.5"), ("4.701 kr.", 4701), ("4701,-", 4701), (4701, 4701), (4701.5, "4701.5"),
     ("", None), (None, None)],
)  # fmt: skip
def test_figures_are_read_the_danish_way(written, value):
    found = column(written)[0]
    assert found.value == (None if value is None else D(value))
    assert not found.problem


@pytest.mark.parametrize(
    ("written", "code"),
    [("4.5", "number_ambiguous"), ("30,841", "number_ambiguous"), ("1.23.4", "not_a_number"),
     ("1e3", "not_a_number"), ("ca. 4000", "not_a_number"), ("-5", "out_of_range"),
     ("99999999999", "out_of_range"), ("4,701.50", "not_a_number"), (True, "not_a_number")],
)  # fmt: skip
def test_figures_that_are_refused_name_their_cell(written, code):
    found = column(written)[0]
    assert (found.value, found.code) == (None, code)
    assert found.problem.startswith("Celle G2: ")


def test_point_beside_comma_in_one_column_may_be_either():
    """»32.423« beside »30,841«."""
    both = column("32.423", "30,841")
    assert [f.code for f in both] == ["number_ambiguous", "number_ambiguous"]
    assert "G2" in both[0].problem
    assert "G3" in both[1].problem


def test_one_comma_among_many_points_is_the_odd_one():
    found = column("32.423", "30.841", "29.100", "30,841")
    assert [f.value for f in found] == [32423, 30841, 29100, None]
    assert all(f.doubt for f in found[:3])


def test_point_alone_is_thousands():
    assert column("32.423")[0].value == 32423
    assert not column("32.423")[0].doubt


def test_places_and_occupancy_have_no_thousands():
    assert column("97,125", sort=PERCENT)[0].value == D("97.125")
    assert column("4,8", sort=PLACES)[0].value == D("4.8")
    assert column("98 %", sort=PERCENT)[0].value == 98


@given(st.decimals(min_value=0, max_value=999_999_999, places=2))
def test_what_is_written_is_read_back(value):
    assert column(format_number(value, 2))[0].value == value


# --- Rows -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"tilbud": ""}, "offer_missing"),
        ({"ydelse": ""}, "service_missing"),
        ({"takst": ""}, "tariff_missing"),
        ({"takstenhed": "Uge"}, "unit_unknown"),
        ({"belaegning_pct": "0"}, "occupancy_impossible"),
        ({"belaegning_pct": "980"}, "occupancy_impossible"),
        ({"tilbud": "x" * 201}, "too_long"),
        ({"antal_pladser": "4.5"}, "number_ambiguous"),
    ],
)
def test_rows_that_cannot_be_stored(values, code):
    found = read(csv_of([line(**values)]))[0]
    assert [p.code for p in found.problems] == [code]
    assert not found.can_be_stored


@pytest.mark.parametrize(
    ("written", "unit"),
    [("Døgn", "Døgn"), ("kr./døgn", "Døgn"), ("pr. døgn", "Døgn"), ("DAG", "Dag"), ("time", "Time"),
     ("Forløb", "Forløb"), ("", None)],
)  # fmt: skip
def test_units(written, unit):
    assert read(csv_of([line(takstenhed=written)]))[0].unit == unit


def test_sums_are_left_out_but_never_a_line_with_a_tariff():
    rows = [line(), {"tilbud": "I alt", "budget": "5"}, {"tilbud": "I alt", "takst": "5"}]
    assert [r.row for r in read(csv_of(rows))] == [2, 4]


def test_billed_and_unit_columns():
    headers = ("tilbud", "ydelse", "lovgrundlag", "takst", "afregnes", "enhed")
    rows = [{"tilbud": "A", "ydelse": "B", "lovgrundlag": "SEL § 107", "takst": "5",
             "afregnes": said, "enhed": "FB"} for said in ("Ja", "nej", "")]  # fmt: skip
    found = read(csv_of(rows, headers))
    assert [r.is_billed for r in found] == [True, False, None]
    assert found[0].reporting_unit == "FB"
