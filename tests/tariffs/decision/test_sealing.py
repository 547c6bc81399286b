"""The sealed takstbilag: its entry in the record, its PDFs, and what is removed from all copies."""

from __future__ import annotations

from datetime import date

import pytest

from dasportal.documents.models import PrintState, RecordEntry
from dasportal.documents.record import redact, snapshot
from tariffs import workflow as tariffs
from tariffs.decision import workflow
from tariffs.decision.models import AppendixVersion
from tariffs.models import Explanation, SubmissionVersion
from tests.tariffs.decision.conftest import THIS, correction, decided

pytestmark = pytest.mark.django_db
WORDS = "Peters mor har sagt, at natten er svær."


@pytest.fixture
def explained(case, fu_meeting, office) -> AppendixVersion:
    """Version 2, of a correction whose explanation says too much."""
    decided(case, office)
    proposed = correction(office, date(THIS, 3, 1))
    proposed = tariffs.return_submission(proposed, reason="Forklar.", by=office)
    tariffs.explain(
        proposed, lines=list(proposed.lines.all()), text=WORDS, causes={"error": None}, by=office
    )
    proposed = tariffs.accept(tariffs.submit(proposed, by=office), by=office)
    on = workflow.put_on_agenda(case.year, meeting=fu_meeting, by=office, submission=proposed)
    return decided(on, office)


def test_seal_holds_the_whole_and_both_pdfs(explained):
    workflow.print_and_seal.func(explained.pk)
    workflow.print_and_seal.func(explained.pk)
    explained.refresh_from_db()
    assert explained.state == PrintState.DONE
    assert explained.file.pages >= 3
    assert explained.change_file.pages == 1
    entry = RecordEntry.objects.get(kind="appendix")
    assert entry.subject == f"Takstbilag {THIS}, version 2"
    assert snapshot(entry)["appendix"]["decided"] == explained.decided


def test_what_is_removed_from_the_record_is_gone_from_every_copy(explained, office):
    workflow.print_and_seal.func(explained.pk)
    entry = RecordEntry.objects.get(kind="appendix")
    paths = [leaf.path for leaf in entry.leaves.all() if leaf.content and WORDS in leaf.content]
    assert paths
    redact(entry, paths=paths, reason="Oplysning om en borger.", by=office)
    for version in AppendixVersion.objects.all():
        assert WORDS not in str(version.snapshot)
        assert WORDS not in str(version.changes)
        assert WORDS not in str(version.case.snapshot)
    assert not Explanation.objects.filter(text=WORDS).exists()
    assert not any(WORDS in str(row.snapshot) for row in SubmissionVersion.objects.all())
