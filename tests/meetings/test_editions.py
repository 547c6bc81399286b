"""Which version, which words, which files: documents of real meetings."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.core.management import CommandError, call_command

from dasportal.accounts.models import Person
from meetings import editions, workflow
from meetings.models import Audience, DocumentKind, Meeting, MeetingDocument

from .conftest import case, hold


def text_of(path: Path) -> str:
    run = subprocess.run(
        ["pdftotext", "-layout", path, "-"], check=True, capture_output=True, text=True
    )
    return " ".join(run.stdout.split())


def test_agenda_is_printed_as_sent_even_when_the_item_changes_after(
    meeting: Meeting, office: Person, tmp_path: Path
) -> None:
    item = case(meeting, office, "Sagen som udsendt")
    workflow.send_agenda(meeting, by=office)
    item.refresh_from_db()
    item.title = "Sagen som rettet"
    item.save()
    target = tmp_path / "d.pdf"
    call_command("render_agenda", str(meeting.pk), "-o", str(target))
    text = text_of(target)
    assert "Sagen som udsendt" in text and "Sagen som rettet" not in text
    assert "udsendt" in text and "Version 1" in text


def test_agenda_before_sending_says_so(meeting: Meeting, office: Person, tmp_path: Path) -> None:
    case(meeting, office, "En kommende sag")
    target = tmp_path / "d.pdf"
    call_command("render_agenda", str(meeting.pk), "-o", str(target), "--bilag")
    assert "En kommende sag" in text_of(target)
    assert "ikke udsendt" in text_of(target).lower()


def test_minutes_of_a_held_meeting(meeting: Meeting, office: Person, tmp_path: Path) -> None:
    item = case(meeting, office, "Sagen")
    closed = case(meeting, office, "Den lukkede sag", is_open=False)
    hold(meeting, office)
    target = tmp_path / "r.pdf"
    call_command("render_minutes", str(meeting.pk), "-o", str(target))
    assert item.title in text_of(target) and closed.title in text_of(target)
    call_command("render_minutes", str(meeting.pk), "-o", str(target), "--public")
    text = text_of(target)
    assert item.title in text and closed.title not in text and "Lukket punkt" in text
    with pikepdf.open(target) as pdf:
        assert "offentlig udgave" in str(pdf.docinfo["/Title"])


@pytest.mark.django_db
@pytest.mark.parametrize("command", ["render_agenda", "render_minutes"])
def test_unknown_meeting_is_an_error_in_danish(command: str, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Der findes ikke et møde med nummer 987654"):
        call_command(command, "987654", "-o", str(tmp_path / "x.pdf"))
    assert not (tmp_path / "x.pdf").exists()


def test_minutes_of_a_meeting_not_held_are_an_error_in_danish(
    meeting: Meeting, tmp_path: Path
) -> None:
    with pytest.raises(CommandError, match="er ikke holdt"):
        call_command("render_minutes", str(meeting.pk), "-o", str(tmp_path / "x.pdf"))


def test_place_that_cannot_be_written_is_an_error_in_danish(
    meeting: Meeting, tmp_path: Path
) -> None:
    (tmp_path / "fil").write_text("")
    with pytest.raises(CommandError, match="kan ikke skrives"):
        call_command("render_agenda", str(meeting.pk), "-o", str(tmp_path / "fil" / "x.pdf"))


@pytest.mark.parametrize(
    ("audience", "told"), [(Audience.FORUM, True), (Audience.OPEN, False), (Audience.PUBLIC, False)]
)
def test_delta_says_nothing_of_closed_items_to_others(
    meeting: Meeting, office: Person, tmp_path: Path, audience: str, told: bool
) -> None:
    workflow.send_agenda(meeting, by=office)
    case(meeting, office, "Åben tilføjelse", late_reason="Kom sent")
    case(meeting, office, "Lukket tilføjelse", late_reason="Kom sent", is_open=False)
    version = workflow.send_changes(meeting, by=office)
    document = MeetingDocument(
        meeting=meeting, kind=DocumentKind.DELTA, audience=audience, agenda_version=version
    )
    target = tmp_path / "d.pdf"
    editions.print_to(document, target)
    text = text_of(target)
    assert "Åben tilføjelse" in text
    assert ("Lukket tilføjelse" in text) is told


def test_file_that_is_gone_is_told_in_the_bundle(meeting: Meeting, tmp_path: Path) -> None:
    assert editions.read_file("00000000-0000-0000-0000-000000000000") is None


def test_one_item_of_what_stands_now(meeting: Meeting, office: Person, tmp_path: Path) -> None:
    item: Any = case(meeting, office, "Kun denne")
    document = MeetingDocument(meeting=meeting, kind=DocumentKind.ITEM, item=item)
    target = tmp_path / "p.pdf"
    editions.print_to(document, target)
    assert "Kun denne" in text_of(target) and "Indhold" not in text_of(target)
