"""A seeded leak is caught in every channel that would carry it (issue 3, »Shown by«)."""

from __future__ import annotations

import io
import zipfile

import pytest

from dasportal.accounts.transitions import NotAllowed
from meetings import workflow
from meetings.models import AgendaItem, Meeting
from meetings.preflight.channels import CHANNELS
from meetings.preflight.models import Examination
from tests.documents.samples import docx
from tests.meetings.conftest import case
from tests.meetings.preflight.conftest import examined, pdf_with, stored
from tests.meetings.publication.conftest import SECRET_BILAG, SECRET_TITLE, bilag

OPEN_TITLE = "Takster for 2027"


def channels_of(row: Examination, what: str = "") -> set[str]:
    """The channels that the closed text was found in."""
    assert row.state == "done", row.message
    return {one["channel"] for one in row.found if what in one["what"]}


def open_item(meeting: Meeting) -> AgendaItem:
    return meeting.items.get(title=OPEN_TITLE)


def test_every_channel_is_green_when_nothing_leaks(meeting, office):
    row = examined(meeting, office)
    assert row.found == []
    assert [one["name"] for one in row.results["channels"]] == [
        one.name
        for when in ("at_once", "rehearsed", "made")
        for one in CHANNELS
        if one.when == when
    ]
    assert all(one["pieces"] for one in row.results["channels"] if not one["note"])


def test_rehearsal_leaves_nothing_behind(meeting, office):
    before = workflow.MEETING.state_of(meeting)
    examined(meeting, office)
    meeting.refresh_from_db()
    assert workflow.MEETING.state_of(meeting) == before
    assert not meeting.agenda_versions.exists()
    from dasportal.accounts.models import Person
    from dasportal.mail.models import OutgoingMail
    from meetings.publication.models import Publication, PublicMeeting

    assert not OutgoingMail.objects.exists()
    assert not Publication.objects.exists()
    assert not PublicMeeting.objects.exists()
    assert not Person.objects.filter(email__endswith=".invalid").exists()


def test_closed_title_pasted_into_an_open_text_is_caught_wherever_it_would_come_out(
    meeting, office
):
    workflow.save_text(
        open_item(meeting), field="presentation", base_revision=1, by=office,
        value=f"<p>Se også {SECRET_TITLE.lower()}.</p>",
    )  # fmt: skip
    row = examined(meeting, office)
    assert channels_of(row, "Titlen på det lukkede punkt") >= {
        "texts", "pages", "search", "pdf", "public",
    }  # fmt: skip
    with pytest.raises(NotAllowed, match="lukket"):
        workflow.send_agenda(meeting, by=office)


def test_closed_title_in_the_place_of_the_meeting_is_caught_in_the_calendar_too(
    sent, office, no_press
):
    workflow.change_meeting(sent, place=f"Lokalet til {SECRET_TITLE}", by=office)
    assert channels_of(examined(sent, office, "send_changes")) >= {"texts", "pages", "calendar"}


def test_closed_title_in_an_open_title_and_reason_is_caught_also_in_feed_and_mail(sent, office):
    case(sent, office, f"Mere om {SECRET_TITLE}", late_reason=f"Følger af {SECRET_TITLE}")
    row = examined(sent, office, "send_changes")
    assert channels_of(row) >= {"texts", "mails", "pages", "search", "pdf", "public", "feed"}
    with pytest.raises(NotAllowed):
        workflow.send_changes(sent, by=office)


def test_closed_title_in_a_file_name_is_caught(meeting, office):
    file = stored(pdf_with(), f"{SECRET_TITLE}.pdf", office)
    workflow.add_attachment(open_item(meeting), file=file, title="Notat", by=office)
    row = examined(meeting, office)
    assert channels_of(row) >= {"file_names", "pages"}
    with pytest.raises(NotAllowed):
        workflow.send_agenda(meeting, by=office)


@pytest.mark.parametrize("hidden", [{"title": SECRET_TITLE}, {"bookmark": SECRET_TITLE}])
def test_closed_title_inside_a_bilags_pdf_is_caught(meeting, office, hidden):
    file = stored(pdf_with(**hidden), "Takster.pdf", office)
    workflow.add_attachment(open_item(meeting), file=file, title="Takster", by=office)
    row = examined(meeting, office)
    assert "bilag" in channels_of(row)
    (found,) = [one for one in row.found if one["channel"] == "bilag"]
    assert "egenskaber, bogmærker" in found["where"]
    with pytest.raises(NotAllowed):
        workflow.send_agenda(meeting, by=office)


def test_closed_title_in_an_office_files_properties_is_caught(meeting, office, no_press):
    source = io.BytesIO(docx())
    target = io.BytesIO()
    with zipfile.ZipFile(source) as parts, zipfile.ZipFile(target, "w") as out:
        for part in parts.infolist():
            out.writestr(part, parts.read(part))
        out.writestr("docProps/core.xml", f"<cp><dc:subject>{SECRET_TITLE}</dc:subject></cp>")
    file = stored(target.getvalue(), "Notat.docx", office)
    workflow.add_attachment(open_item(meeting), file=file, title="Notat", by=office)
    row = examined(meeting, office)
    assert "skjulte dele" in " ".join(one["where"] for one in row.found)


def test_text_of_a_closed_bilag_is_looked_for(meeting, office, no_press):
    file = bilag(SECRET_BILAG).current.file
    file.text = "De ansatte på afdelingen bliver varslet den første i måneden uden undtagelse."
    file.save()
    workflow.save_text(
        open_item(meeting), field="summary", base_revision=0, by=office,
        value="<p>Vi ved, at de ansatte på afdelingen bliver varslet den første i måneden.</p>",
    )  # fmt: skip
    row = examined(meeting, office)
    assert {one["what"] for one in row.found} == {"Teksten i det lukkede bilag 3.2"}


def test_closed_text_of_another_meeting_must_be_looked_at(sent, das, office, no_press):
    from datetime import date

    from tests.meetings.conftest import plan

    other = plan(das, office, date(2026, 5, 7))
    item = case(other, office, "Orientering")
    workflow.save_text(
        item, field="presentation", base_revision=0, by=office,
        value="<p>Personalet får det at vide torsdag, og ingen må sige det før.</p>",
    )  # fmt: skip
    with pytest.raises(NotAllowed, match="skal have set på"):
        workflow.send_agenda(other, by=office)
    row = examined(other, office)
    assert {one["elsewhere"] for one in row.found} == {True}


def test_change_after_the_examination_is_not_examined(meeting, office, no_press):
    examined(meeting, office)
    workflow.save_text(
        open_item(meeting), field="summary", base_revision=0, by=office,
        value=f"<p>{SECRET_TITLE}</p>",
    )  # fmt: skip
    with pytest.raises(NotAllowed):
        workflow.send_agenda(meeting, by=office)
    meeting.refresh_from_db()
    assert meeting.status == "planned"


def test_closed_text_in_a_decision_stops_the_minutes(sent, office, no_press):
    workflow.start_meeting(sent, by=office)
    item = open_item(sent)
    workflow.save_text(
        item, field="decision", base_revision=0, by=office, value=f"<p>Se {SECRET_TITLE}.</p>"
    )
    for one in sent.items.filter(kind="approve_minutes"):
        workflow.set_outcome(one, outcome="postponed", by=office)
    workflow.end_meeting(sent, by=office)
    row = examined(sent, office, "send_minutes")
    assert channels_of(row) >= {"texts", "pages"}
    with pytest.raises(NotAllowed):
        workflow.send_minutes(sent, by=office)


def test_closed_text_in_a_correction_stops_it(approved, office):
    with pytest.raises(NotAllowed, match="til referatet"):
        workflow.add_editor_note(approved, text=f"Vedrører {SECRET_TITLE}", by=office)


def test_sealed_minutes_are_examined_before_they_are_published(approved, office, no_press):
    row = examined(approved, office, "publish_minutes")
    assert row.found == []
    assert row.state == "done"


# What is seeded, and the channels that carry it out: each must tell of it, at the same time.
SEEDS = (
    ("the closed title in an open title and its reason",
     {"texts", "mails", "pages", "search", "pdf", "public", "feed"}),
    ("the closed title in the meeting's place", {"calendar"}),
    ("the closed title in a file name", {"file_names"}),
    ("the closed title in a bilag's PDF properties", {"bilag"}),
)  # fmt: skip


def test_every_channel_catches_its_seed_and_a_new_channel_needs_one(sent, office):
    case(sent, office, f"Mere om {SECRET_TITLE}", late_reason=f"Følger af {SECRET_TITLE}")
    workflow.change_meeting(sent, place=f"Lokalet til {SECRET_TITLE}", by=office)
    named = stored(pdf_with(), f"{SECRET_TITLE}.pdf", office)
    workflow.add_attachment(open_item(sent), file=named, title="Notat", by=office)
    titled = stored(pdf_with(title=SECRET_TITLE, pages=2), "Takster.pdf", office)
    workflow.add_attachment(open_item(sent), file=titled, title="Takster", by=office)
    caught = channels_of(examined(sent, office, "send_changes"))
    for seed, channels in SEEDS:
        assert channels <= caught, seed
    assert caught == {channel.name for channel in CHANNELS}
    with pytest.raises(NotAllowed):
        workflow.send_changes(sent, by=office)
