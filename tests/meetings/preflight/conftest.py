"""What tests of the preflight share: the publication's meeting with something closed in it."""

from __future__ import annotations

import io

import pikepdf
import pytest
from django.core.management import call_command

from dasportal.accounts.models import Person
from dasportal.documents.files import store
from dasportal.documents.models import StoredFile
from meetings.models import Meeting
from meetings.preflight.models import Examination
from meetings.preflight.tasks import examine
from meetings.preflight.workflow import order_examination
from tests.meetings.publication.conftest import approved, das, meeting, office, sent

__all__ = ["approved", "das", "meeting", "office", "sent"]


def examined(meeting: Meeting, by: Person, step: str = "send_agenda") -> Examination:
    """What the worker does when an examination is ordered."""
    row = order_examination(meeting, step=step, by=by)
    examine.func(row.pk)
    row.refresh_from_db()
    return row


def pdf_with(title: str = "", bookmark: str = "", pages: int = 1) -> bytes:
    """A PDF without a word on its pages, that says something of itself."""
    file = pikepdf.new()
    for _ in range(pages):
        file.add_blank_page(page_size=(595, 842))
    if title:
        file.docinfo["/Title"] = title
    if bookmark:
        with file.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem(bookmark, 0))
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


def stored(content: bytes, name: str, by: Person) -> StoredFile:
    """Taken in as a person's upload is, and converted."""
    file = store(content, name=name, by=by)
    call_command("run_jobs", "--until-idle", verbosity=0)
    file.refresh_from_db()
    return file


@pytest.fixture
def no_press(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine where PDFs are off: what is not about them is tested faster."""
    from dasportal.documents import press

    monkeypatch.setattr(press, "available", lambda: False)
