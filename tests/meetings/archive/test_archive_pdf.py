"""A PDF gives the same meeting as its text: lines in reading order, blank distances kept."""

from io import BytesIO

import pikepdf
import pytest

from meetings.archive.lines import ArchiveError, read_source
from meetings.archive.parse import parse
from tests.meetings.archive.test_archive_formats import FU_WITH_FRONT, PUBLISHED

SIZE, LEADING, TOP = 10, 12, 780


def make_pdf(pages, *, shuffle=False, password=""):
    """A PDF with a line of Helvetica for each line of text; `shuffle` writes them bottom up."""
    document = pikepdf.new()
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type1,
        BaseFont=pikepdf.Name.Helvetica,
        Encoding=pikepdf.Name.WinAnsiEncoding,
    )
    for page in pages:
        drawn = []
        for row, text in enumerate(page):
            escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
            place = f"1 0 0 1 50 {TOP - row * LEADING} Tm"
            drawn.append(f"BT /F1 {SIZE} Tf {place} ({escaped}) Tj ET\n".encode("cp1252"))
        stream = document.make_stream(b"".join(reversed(drawn) if shuffle else drawn))
        document.add_blank_page(page_size=(595, 842))
        document.pages[-1].Contents = stream
        document.pages[-1].Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    return saved(document, password)


def saved(document, password):
    out = BytesIO()
    encryption = pikepdf.Encryption(user=password, owner=password) if password else False
    document.save(out, encryption=encryption)
    return out.getvalue()


def pages_of(text):
    return [page.split("\n") for page in text.replace("\xa0", "").split("\f")]


def told(archive):
    return [
        (
            meeting.forum,
            meeting.date,
            meeting.status,
            [
                (i.number, i.title, i.open, i.case_number, [r.text for r in i.recommendations],
                 [a.title for a in i.attachments], [p.text for p in i.decision])
                for i in meeting.items
            ],
        )
        for meeting in archive.meetings
    ]  # fmt: skip


@pytest.mark.parametrize("text", [PUBLISHED, FU_WITH_FRONT])
def test_a_pdf_tells_what_its_text_tells(text):
    archive = parse(make_pdf(pages_of(text)), "das.pdf")
    assert archive.lines_placed == archive.lines_read
    assert told(archive) == told(parse(text.encode(), "das.txt"))


def test_lines_come_from_the_top_whatever_the_order_they_were_drawn_in():
    pdf = make_pdf([["først", "så", "", "sidst"]], shuffle=True)
    lines = read_source(pdf, "x.pdf").lines
    assert [(line.text, line.gap) for line in lines] == [("først", 0), ("så", 0), ("sidst", 1)]


def test_a_new_page_is_known():
    lines = read_source(make_pdf([["første", "anden"], ["tredje", "fjerde"]]), "x.pdf").lines
    assert [line.page_start for line in lines] == [True, False, True, False]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (make_pdf([["hemmeligt"]], password="lås"), "beskyttet eller beskadiget"),
        (make_pdf([[]]), "uden tekst"),
        (make_pdf([["a"]])[:300], "beskyttet eller beskadiget"),
    ],
)
def test_a_pdf_that_gives_no_text_is_refused(content, words):
    with pytest.raises(ArchiveError, match=words):
        read_source(content, "x.pdf")
