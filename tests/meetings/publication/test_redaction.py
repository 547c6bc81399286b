"""What the law demands out of the sealed record is gone from what was published, too."""

from __future__ import annotations

import json

from dasportal.documents.models import RecordEntry
from dasportal.documents.record import redact
from meetings.publication.workflow import publish_agenda, publish_minutes, withdraw

WORDS = "Beslutning om Takster for 2027."


def test_redacted_words_leave_every_edition_and_the_pdf_is_made_anew(approved, office):
    minutes = publish_minutes(approved, by=office)
    withdrawn = withdraw(publish_agenda(approved, by=office), reason="Fejl", by=office)
    assert WORDS in json.dumps(minutes.snapshot)
    version = minutes.minutes_version
    entry = RecordEntry.objects.get(sequence=version.record_entry)
    leaf = next(leaf for leaf in entry.leaves.all() if WORDS in (leaf.content or ""))
    text = next(leaf for leaf in entry.leaves.all() if "Taksterne stiger" in (leaf.content or ""))
    redact(entry, paths=[leaf.path, text.path], reason="Et barns navn", by=office)
    for row in (minutes, withdrawn):
        row.refresh_from_db()
        told = json.dumps(row.snapshot, ensure_ascii=False)
        assert WORDS not in told
        assert "Taksterne stiger" not in told
        assert row.file is None
        assert row.state == "pending"
    assert "Et barns navn" in json.dumps(minutes.snapshot)
