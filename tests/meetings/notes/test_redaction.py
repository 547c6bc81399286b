"""What the law demands out of the sealed record is gone from private notes and highlights, too."""

from __future__ import annotations

from datetime import date

from dasportal.documents.models import RecordEntry, StoredFile
from dasportal.documents.record import FILE_REMOVED, redact
from meetings import workflow
from meetings.models import AgendaItem, Attachment
from meetings.notes.anchors import Anchor
from meetings.notes.models import Highlight, Note
from meetings.notes.redaction import _clean_removed_pages
from meetings.notes.workflow import highlight_page, highlight_text
from meetings.workflow.quoting import GONE
from tests.access.rows_meetings import a_file
from tests.meetings.conftest import plan
from tests.meetings.notes.conftest import note
from tests.meetings.test_workflow_redaction import sealed_minutes

TITLE = "En sag om et barn"


def take_out(version, office, words: str) -> None:
    entry = RecordEntry.objects.get(sequence=version.record_entry)
    leaf = next(leaf for leaf in entry.leaves.all() if words in (leaf.content or ""))
    redact(entry, paths=[leaf.path], reason="Et barns navn", by=office)


def test_marked_and_quoted_words_go_and_the_rest_stays(das, office, member) -> None:
    meeting, version = sealed_minutes(das, office)
    item = AgendaItem.objects.get(meeting=meeting, title=TITLE)
    whole = highlight_text(item, anchor=Anchor("Barnet hedder Villads og bor i Hobro."), by=member)
    name = highlight_text(item, anchor=Anchor("Villads", before="Barnet hedder "), by=member)
    title = Highlight.objects.create(
        person=member, item=item, quote=TITLE, after="Barnet hedder Villads og bor i Hobro",
        note="Se »hedder Villads og bor i Hobro« og ring.",
    )  # fmt: skip
    note(item, member, "Der står, at barnet hedder Villads og bor i Hobro.\nSpørg ham.")
    take_out(version, office, "hedder Villads")

    for mark in (whole, name, title):
        mark.refresh_from_db()
    assert whole.quote == name.quote == GONE
    assert name.before == ""
    assert (title.quote, title.after) == (TITLE, "")
    assert "Villads" not in title.note and title.note.endswith("og ring.")
    text = Note.objects.get(person=member).text
    assert "Villads" not in text
    assert text.startswith("Der står, at ") and text.endswith("Spørg ham.")


def test_another_meetings_notes_are_left_alone(das, office, member) -> None:
    _, version = sealed_minutes(das, office)
    other = plan(das, office, date(2026, 9, 3))
    workflow.send_agenda(other, by=office)
    item = other.items.all()[0]
    note(item, member, "Barnet hedder Villads og bor i Hobro.")
    take_out(version, office, "hedder Villads")
    assert "Villads" in Note.objects.get(person=member).text


def test_quotes_of_a_page_go_with_the_file(agenda, item, office, member) -> None:
    bilag = workflow.add_attachment(item, file=a_file(), title="Budget", by=office)
    workflow.send_changes(agenda, by=office)
    version = Attachment.objects.get(pk=bilag.pk).versions.get()
    mark = highlight_page(version, page=1, anchor=Anchor("Villads koster"), by=member, note="Ring")
    _clean_removed_pages()
    assert Highlight.objects.get(pk=mark.pk).quote == "Villads koster"
    StoredFile.objects.filter(pk=version.file_id).update(warning=FILE_REMOVED)
    _clean_removed_pages()
    kept = Highlight.objects.get(pk=mark.pk)
    assert (kept.quote, kept.note) == (GONE, "Ring")
