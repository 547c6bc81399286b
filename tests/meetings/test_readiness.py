"""What the readiness page finds. Pure: the agendas are written by hand."""

from typing import Any

import pytest

from dasportal.documents.models import Conversion
from meetings.readiness import ANSWER, BLOCKS, MISSING, Draft, File, findings, meeting_minutes
from meetings.snapshot import closed_stub

HEAD: dict[str, Any] = {
    "date": "2026-03-05", "starts_at": "13.00", "ends_at": "16.00", "place": "Rådhuset",
    "video_link": "", "format": "physical", "chair": "Anna Holm",
}  # fmt: skip
TEXT = "<p>Sagen er beskrevet her.</p>"


def item(number: str = "1", **values: Any) -> dict[str, Any]:
    base = closed_stub(number) | {
        "id": f"id-{number}", "title": f"Sag {number}", "open": True, "is_stub": False,
        "presentation": TEXT, "recommendations": [{"text": "drøfter sagen", "verb": "discusses"}],
    }  # fmt: skip
    return base | values


def bilag(**values: Any) -> dict[str, Any]:
    return {
        "title": "Takstbilag", "file": "f1", "file_name": "takst.pdf", "closed": False, "minutes_of": None, "text": "",
        **values,
    }  # fmt: skip


def found(*items: dict[str, Any], files: dict[str, File] | None = None, **head: Any):
    return findings(Draft({"meeting": HEAD | head, "items": list(items)}, files or {}))


def codes(*items: dict[str, Any], **rest: Any) -> list[str]:
    return [finding.code for finding in found(*items, **rest)]


def test_whole_agenda_has_no_findings():
    assert found(item("1"), item("2")) == []


def test_empty_agenda_blocks():
    (finding,) = found()
    assert (finding.code, finding.level) == ("empty", BLOCKS)


def test_agenda_with_withdrawn_items_only_is_empty():
    assert "empty" in codes(item(withdrawn=True))


@pytest.mark.parametrize(
    ("head", "code"),
    [
        ({"starts_at": ""}, "no_time"),
        ({"ends_at": ""}, "no_end"),
        ({"place": ""}, "no_place"),
        ({"chair": ""}, "no_chair"),
        ({"format": "virtual", "place": ""}, "no_link"),
        ({"format": "hybrid"}, "no_link"),
    ],
)
def test_what_the_frame_lacks(head, code):
    assert codes(item(), **head) == [code]


def test_virtual_meeting_needs_no_place():
    assert found(item(), format="virtual", place="", video_link="https://video.example") == []


def test_planned_minutes_beyond_the_meeting_are_said():
    (finding,) = found(item(planned_minutes=100), item("2", planned_minutes=100))
    assert finding.code == "too_long"
    assert "200" in finding.message
    assert "180" in finding.message


def test_length_of_a_meeting():
    assert meeting_minutes("09.00", "12.30") == 210
    assert meeting_minutes("09.00", "") is None


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"presentation": ""}, "no_text"),
        ({"recommendations": []}, "no_recommendation"),
        ({"recommendations": [{"text": "sagen", "verb": "other"}]}, "no_verb"),
        ({"open": None}, "openness"),
    ],
)
def test_what_an_item_lacks(values, code):
    (finding,) = found(item(**values))
    assert (finding.code, finding.level, finding.item) == (code, MISSING, "id-1")


@pytest.mark.parametrize("kind", ["any_other", "next_meeting", "information", "follow_up"])
def test_standing_items_need_neither_text_nor_recommendation(kind):
    assert found(item(kind=kind, presentation="", recommendations=[])) == []


def test_sub_item_needs_no_recommendation():
    parent = item("13", kind="information", children=[item("13.1", recommendations=[])])
    assert found(parent) == []


def test_withdrawn_item_is_not_asked_for_anything():
    assert found(item(), item("2", withdrawn=True, presentation="", recommendations=[])) == []


@pytest.mark.parametrize(
    "conversion", [Conversion.PENDING, Conversion.FAILED, Conversion.UNAVAILABLE]
)
def test_bilag_that_is_no_pdf_is_said(conversion):
    (finding,) = found(item(attachments=[bilag()]), files={"f1": File(conversion)})
    assert finding.code == "conversion"
    assert "Takstbilag" in finding.message


@pytest.mark.parametrize("conversion", [Conversion.NONE, Conversion.DONE])
def test_bilag_that_is_a_pdf_is_fine(conversion):
    assert found(item(attachments=[bilag()]), files={"f1": File(conversion)}) == []


def test_bilag_without_file_is_said_unless_it_is_minutes():
    assert codes(item(attachments=[bilag(file="")])) == ["no_file"]
    assert codes(item(attachments=[bilag(file="", minutes_of=3)])) == []


@pytest.mark.parametrize("field", ["summary", "background", "presentation"])
def test_cpr_number_in_a_text_blocks(field):
    (finding,) = found(item(**{field: "<p>Se 010190-1234.</p>"}))
    assert (finding.code, finding.level, finding.field) == ("personal_cpr", BLOCKS, field)


def test_personal_data_in_a_bilag_must_be_answered():
    files = {"f1": File(Conversion.DONE, text="Barnet Oliver har ophold")}
    (finding,) = found(item(attachments=[bilag()]), files=files)
    assert (finding.code, finding.field) == ("personal_name", "attachments")


def test_gravest_comes_first():
    seen = "010190-1234 og barnet Oliver"
    levels = [f.level for f in found(item(title=seen, presentation=""), place="")]
    assert levels == [BLOCKS, ANSWER, MISSING, MISSING]


def test_an_answer_is_to_this_very_finding():
    (one,) = found(item(presentation="<p>010190-1234</p>"))
    (other,) = found(item(presentation="<p>020290-1234</p>"))
    assert one.key != other.key
