"""Our own reader of .xlsx says what openpyxl says, and is not talked into reading anything else."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import openpyxl
import pytest
import xlsxwriter

from tariffs.reading import UnreadableFile, read_sheets, read_table
from tariffs.reading.workbook import Workbook


def by_openpyxl(content: bytes, name: str) -> dict:
    sheet = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)[name]
    return {
        (row, place): cell.value
        for row, cells in enumerate(sheet.iter_rows(), start=1)
        for place, cell in enumerate(cells)
        if cell.value not in (None, "")
    }


def by_us(content: bytes, name: str) -> dict:
    rows = Workbook(content).rows(name)
    return {(n, place): value for n, row in rows for place, value, _ in row if value != ""}


def mixed() -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False})
    first, other = book.add_worksheet("Først"), book.add_worksheet("Æøå & <andet>")
    day, share = book.add_format({"num_format": "dd-mm-yyyy"}), book.add_format({"num_format": 10})
    bold = book.add_format({"bold": True})
    first.write_row(0, 0, ["tekst", 12, 12.5, -3, 1e-7, 123456789012, True, "=1+1", " rum "])
    first.write_datetime(2, 1, dt.datetime(2026, 10, 1), day)
    first.write_number(2, 3, 0.975, share)
    first.write_rich_string(3, 0, "Boniveau ", bold, "7", " (nyt)")
    first.write_formula(4, 2, "=1+1", None, 2)
    first.write_formula(4, 3, '="a"', None, "a")
    first.write_string(40, 28, "linje 1\nlinje 2\r_x0041_")
    other.write(1, 1, "Aalborg")
    book.close()
    return stream.getvalue()


@pytest.mark.parametrize("name", ["Først", "Æøå & <andet>"])
def test_same_cells_as_openpyxl(name):
    content = mixed()
    ours = by_us(content, name)
    ours.pop((41, 28), None)  # what is escaped in it, openpyxl leaves as it is stored
    theirs = by_openpyxl(content, name)
    theirs.pop((41, 28), None)
    assert ours == theirs
    assert by_us(content, "Først")[41, 28] == "linje 1\nlinje 2\r_x0041_"


def test_same_cells_in_a_workbook_that_openpyxl_saved():
    book = openpyxl.load_workbook(io.BytesIO(mixed()))
    stream = io.BytesIO()
    book.save(stream)
    ours, theirs = (by(stream.getvalue(), "Først") for by in (by_us, by_openpyxl))
    ours.pop((41, 28), None)
    theirs.pop((41, 28), None)
    assert ours == theirs


def test_percent_and_empty_cells():
    row = next(row for row in read_table(mixed()) if row.number == 3)
    assert [cell.is_percent for cell in row.cells] == [False, False, False, True]
    assert [cell.address for cell in row.cells] == ["A3", "B3", "C3", "D3"]
    assert row.cells[0].is_blank


def test_sheets_by_name_or_nothing():
    assert set(read_sheets(mixed(), ["Først"])) == {"Først"}
    assert read_sheets(mixed(), ["Først", "_das"]) == {}
    assert read_sheets(b"a;b", ["Først"]) == {}


def changed(part: str, before: bytes, after: bytes, content: bytes = b"") -> bytes:
    """A workbook with something else in one of its parts."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content or mixed())) as old,
        zipfile.ZipFile(stream, "w") as new,
    ):
        for name in old.namelist():
            text = old.read(name)
            assert name != part or before in text
            new.writestr(name, text.replace(before, after, 1) if name == part else text)
    return stream.getvalue()


def test_entities_are_not_resolved():
    head = b'standalone="yes"?>\n'
    evil = head + b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname"><!ENTITY b "Bombe">]>'
    content = changed("xl/sharedStrings.xml", head, evil)
    content = changed("xl/sharedStrings.xml", b">tekst<", b">&e;&b;<", content)
    try:
        found = read_table(content)[0].cells[0].text
    except UnreadableFile:
        return
    assert "Bombe" not in found
    assert found == ""


@pytest.mark.parametrize(
    ("part", "before", "after"),
    [
        ("xl/worksheets/sheet1.xml", b"</sheetData>", b""),
        ("xl/worksheets/sheet1.xml", b'r="A1"', b'r="12"'),
        ("xl/worksheets/sheet1.xml", b"<v>0</v>", b"<v>999</v>"),
        ("xl/workbook.xml", b'r:id="rId1"', b'r:id="rId99"'),
    ],
)
def test_broken_workbooks_are_refused_with_a_sentence(part, before, after):
    with pytest.raises(UnreadableFile, match="kan ikke åbnes"):
        read_table(changed(part, before, after))
