"""The last look: a finished PDF is read before it is kept, whatever it was made of."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from dasportal.accounts.models import Person
from dasportal.accounts.transitions import NotAllowed
from dasportal.documents.models import PrintState
from dasportal.documents.press import Bundle, Entry, Store, press
from meetings import gates, tasks, workflow
from meetings.models import Audience, DocumentKind, Meeting
from meetings.pdf import style
from meetings.publication import tasks as public_tasks
from meetings.publication.models import Publication
from meetings.publication.workflow import publish_agenda
from tests.meetings.preflight.conftest import stored
from tests.meetings.publication.conftest import SECRET_TITLE

OUTLINE, TITLE, XMP, COMMENT, FILE = "outline", "title", "xmp", "comment", "file"


def leaking(place: str) -> bytes:
    """A PDF that says the closed title in that place, and nothing on its page."""
    file = pikepdf.new()
    page = file.add_blank_page(page_size=(595, 842))
    if place == TITLE:
        file.docinfo["/Title"] = SECRET_TITLE
    elif place == XMP:
        with file.open_metadata() as said:
            said["dc:subject"] = {SECRET_TITLE}
    elif place == OUTLINE:
        with file.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem(f"11 {SECRET_TITLE}", 0))
    elif place == COMMENT:
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9],
            Contents=pikepdf.String(SECRET_TITLE),
        )  # fmt: skip
        page.Annots = file.make_indirect([note])
    elif place == FILE:
        file.attachments[f"{SECRET_TITLE}.txt"] = b"x"
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


def on_its_page(folder: Path) -> bytes:
    """A PDF whose page has the closed title as text."""
    html = f"<html lang='da'><body><p>{SECRET_TITLE.upper()}</p></body></html>"
    bundle = Bundle(
        title="Dagsorden",
        css=style(),
        entries=(Entry("Punkt 1", "Sag", html),),
        head="DAS",
        foot="Dagsorden",
    )
    press(bundle, folder / "ud.pdf", Store(folder / "dele"))
    return (folder / "ud.pdf").read_bytes()


@pytest.mark.parametrize("place", [TITLE, XMP, OUTLINE, COMMENT, FILE, "page", ""])
def test_words_properties_and_outline_are_read(sent: Meeting, tmp_path: Path, place: str) -> None:
    target = tmp_path / "færdig.pdf"
    target.write_bytes(on_its_page(tmp_path) if place == "page" else leaking(place))
    snapshot = sent.agenda_versions.get().snapshot
    reason = gates.held_back(sent, snapshot, target, "Dagsorden")
    if not place:
        assert reason == ""
        return
    assert reason.startswith("PDF'en er holdt tilbage: Titlen på det lukkede punkt")
    assert ("side 1" if place == "page" else "egenskaber og bogmærker") in reason
    assert SECRET_TITLE.lower() not in reason.lower()


@pytest.fixture
def with_leaking_bilag(meeting: Meeting, office: Person, tmp_path: Path) -> Meeting:
    """Sent without an examination, with an open bilag that says the closed title on its page."""
    file = stored(on_its_page(tmp_path), "Takster.pdf", office)
    item = meeting.items.get(title="Takster for 2027")
    workflow.add_attachment(item, file=file, title="Takster", by=office)
    workflow.send_agenda(meeting, by=office)
    meeting.refresh_from_db()
    return meeting


@pytest.mark.parametrize(
    ("audience", "state"),
    [(Audience.OPEN, PrintState.FAILED), (Audience.FORUM, PrintState.DONE)],
)
def test_a_copy_for_others_is_held_back_and_the_forums_own_is_not(
    with_leaking_bilag: Meeting, audience: str, state: str
) -> None:
    made = tasks.build(
        with_leaking_bilag.documents.get(
            kind=DocumentKind.AGENDA, audience=audience, with_attachments=True
        )
    )
    assert (made.state, bool(made.file)) == (state, state == PrintState.DONE)
    assert ("holdt tilbage" in made.message) == (state == PrintState.FAILED)


def test_a_public_copy_is_held_back(with_leaking_bilag: Meeting, office: Person) -> None:
    edition = publish_agenda(with_leaking_bilag, by=office)
    public_tasks.print_publication.func(str(edition.pk))
    edition.refresh_from_db()
    assert (edition.state, edition.file) == (PrintState.FAILED, None)
    assert "holdt tilbage" in edition.message


def test_a_leak_in_what_was_sent_is_not_published(sent: Meeting, office: Person) -> None:
    """However it got there: what was sent is looked through again before everybody gets it."""
    version = sent.agenda_versions.get()
    for item in version.snapshot["items"]:
        if item["title"] == "Takster for 2027":
            item["presentation"] = f"<p>Se også {SECRET_TITLE}.</p>"
    version.save()
    with pytest.raises(NotAllowed, match="Noget lukket ville komme ud"):
        publish_agenda(sent, by=office)
    assert not Publication.objects.exists()
    assert workflow.MEETING.state_of(sent) == "agenda_sent"
