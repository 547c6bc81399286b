"""The real hearing of 29 April to 7 May 2021, played through: twelve circles, five answers in time
and one late, Aalborg by two administrations, compiled into a bilag under an agenda item."""

from __future__ import annotations

import io
from datetime import date, datetime, time

import openpyxl
import pikepdf
import pypdfium2
import pytest
from django.utils import timezone

from dasportal.accounts.demo import make_people
from dasportal.accounts.models import Person
from dasportal.enquiries import demo, exports, queries, workflow
from dasportal.enquiries.comparison import compare
from dasportal.enquiries.models import Enquiry, EnquiryStatus
from dasportal.enquiries.snapshot import snapshot
from meetings import workflow as meetings
from meetings.models import AgendaItem
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def hearing() -> Enquiry:
    make_people()
    return demo.Demo(timezone.localdate()).spring_2021()


@pytest.fixture
def office(hearing) -> Person:
    return hearing.contact


def frozen(hearing):
    return snapshot(hearing, at=datetime(2021, 5, 11, 9, tzinfo=demo.COPENHAGEN))


def test_twelve_circles_and_a_party_with_two_units(hearing):
    assert hearing.responses.count() == 13  # Aalborg's two administrations answer apart
    assert queries.progress(hearing.responses.all()).asked == 12
    units = hearing.responses.filter(party__code="851").values_list("unit__short_name", flat=True)
    assert sorted(units) == ["FB", "ÆH"]


def test_window_and_who_was_late(hearing):
    assert (hearing.opens_on, hearing.closes_on) == (date(2021, 4, 29), date(2021, 5, 7))
    rows = compare(frozen(hearing)).responses
    answered = {row["short_name"]: row["late"] for row in rows if row["answered"]}
    assert answered == {
        "Frederikshavn": False, "Hjørring": False, "Aalborg FB": False, "Aalborg ÆH": False,
        "Region Nordjylland": False, "Mariagerfjord": True,
    }  # fmt: skip


def test_answer_of_23_12_on_the_last_day_is_in_time(hearing):
    region = hearing.responses.get(party__code="1081")
    at = timezone.localtime(region.submitted_at, demo.COPENHAGEN)
    assert (at.date(), at.time()) == (date(2021, 5, 7), time(23, 12))
    assert not region.late


def test_figures_are_added_up(hearing):
    line = next(
        x for x in compare(frozen(hearing)).lines if x.label.startswith("Hvor mange tilbud")
    )
    assert (line.total, line.low, line.high) == (14 + 31 + 22 + 11 + 19 + 9, 9, 31)


def test_progress_counts_aalborg_once(hearing):
    found = queries.with_progress(Enquiry.objects.filter(pk=hearing.pk)).get()
    assert (found.answered, found.asked, found.late_count) == (5, 12, 1)


def item_to_lay_under(office) -> AgendaItem:
    meeting = meetings.plan_meeting(
        factories.das(), by=office, date=date(2031, 3, 6), starts_at=time(13), ends_at=time(16)
    )
    return meetings.add_item(meeting, title="Fælles takstskema", by=office)


def test_compiled_under_an_item_with_one_action(hearing, office):
    item = item_to_lay_under(office)
    made = workflow.compile_answers(
        hearing, by=office, place=("meetings.item", str(item.pk)), with_workbook=True
    )
    workflow.print_and_lay.call(str(made.pk))
    made.refresh_from_db()
    assert made.problem == ""
    assert made.placed_label.endswith(f"punkt {item.number}")
    titles = list(item.attachments.values_list("title", flat=True))
    title = "Svar: Udkast til fælles skema for indberetning af takster"
    assert titles == [title, f"{title} (regneark)"]
    hearing.refresh_from_db()
    assert hearing.status == EnquiryStatus.COMPILED
    workflow.print_and_lay.call(str(made.pk))  # the worker may run it again
    assert item.attachments.count() == 2


def test_what_the_bilag_says(hearing, office):
    made = hearing.compilations.get()
    workflow.print_and_lay.call(str(made.pk))
    made.refresh_from_db()
    text = text_of(made.file.on_disk)
    for words in (
        "29. april – 7. maj 2021", "5 af 12 (6 svar), heraf 1 efter fristen", "Har ikke svaret", "Læsø",
        "Aalborg, Ældre og Handicap", "Mariagerfjord (efter fristen)", "Charlotte Fjordager",
        "Fristen ligger for tæt på budgetlægningen", "106",
    ):  # fmt: skip
        assert words in text, words
    with pikepdf.open(made.file.on_disk) as opened:
        assert opened.Root.MarkInfo.Marked
        assert [str(row.title) for row in opened.open_outline().root]


def text_of(path) -> str:
    opened = pypdfium2.PdfDocument(path)
    pages = [opened[number].get_textpage().get_text_bounded() for number in range(len(opened))]
    return " ".join(" ".join(pages).split())


def test_what_the_workbook_says(hearing):
    book = openpyxl.load_workbook(io.BytesIO(exports.workbook(frozen(hearing))))
    rows = list(book["Svar"].iter_rows(values_only=True))
    assert len(rows[0]) == 2 + 13 + 4
    assert "Mariagerfjord (efter fristen)" in rows[0]
    assert "Læsø (ikke svaret)" in rows[0]
    assert book["Hvem har svaret"].max_row == 1 + 13
