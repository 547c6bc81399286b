"""What the law demands out of the sealed record is also gone from the meeting's own copies."""

from __future__ import annotations

import json
from datetime import date

from django.apps import apps
from django.core.management import call_command

from dasportal.accounts.models import Forum, Person
from dasportal.documents.files import store_own
from dasportal.documents.models import RecordEntry
from dasportal.documents.record import redact
from dasportal.mail.models import OutgoingMail
from meetings import workflow
from meetings.models import Decision, ItemKind, Meeting, MinutesKind, MinutesVersion, TextRevision
from meetings.workflow.redaction import without

from .conftest import case, plan

SECRET = "<p>Barnet hedder Villads og bor i Hobro.</p>"


REASON = "Villads flytter allerede i næste uge"


def sealed_minutes(das: Forum, office: Person) -> tuple[Meeting, MinutesVersion]:
    """Minutes with the secret in a decision, approved at the next meeting and sealed."""
    first = plan(das, office, date(2026, 1, 15))
    item = case(first, office, "En sag om et barn")
    workflow.send_agenda(first, by=office)
    case(first, office, "Tillæg", late_reason=REASON)
    workflow.send_changes(first, by=office)
    workflow.start_meeting(first, by=office)
    workflow.save_text(item, field="decision", value=SECRET, base_revision=0, by=office)
    _end(first, office, outcome="postponed")
    workflow.send_minutes(first, by=office)
    second = plan(das, office, date(2026, 3, 5))
    workflow.send_agenda(second, by=office)
    workflow.start_meeting(second, by=office)
    _end(second, office)
    version = first.minutes_versions.get(kind=MinutesKind.APPROVED)
    file = store_own(b"%PDF-1.7 trykt", name="referat.pdf", pages=1, by=office)
    return first, workflow.complete_seal(version, file=file, by=office)


def _end(meeting: Meeting, office: Person, outcome: str = "approved") -> None:
    for item in meeting.items.filter(kind=ItemKind.APPROVE_MINUTES):
        workflow.set_outcome(item, outcome=outcome, by=office)
    workflow.end_meeting(meeting, by=office)


def test_redacted_words_are_gone_everywhere_and_the_record_still_holds(
    das: Forum, office: Person
) -> None:
    meeting, version = sealed_minutes(das, office)
    assert "Villads" in json.dumps(version.snapshot)
    entry = RecordEntry.objects.get(sequence=version.record_entry)
    leaf = next(leaf for leaf in entry.leaves.all() if "hedder Villads" in (leaf.content or ""))
    redact(entry, paths=[leaf.path], reason="Et barns navn", by=office)

    for kept in meeting.minutes_versions.all():
        assert "hedder Villads" not in json.dumps(kept.snapshot)
    decision = Decision.objects.get(item__meeting=meeting, item__title="En sag om et barn")
    assert "Villads" not in decision.text
    assert "Et barns navn" in decision.text
    assert not TextRevision.objects.filter(text__contains="Villads").exists()
    events = [m for m in apps.get_models() if getattr(m, "pgh_tracked_model", None) is Decision]
    assert events
    for model in events:
        assert not model._default_manager.filter(text__contains="Villads").exists()
    call_command("verify_record", verbosity=0)


def test_redacted_words_are_gone_from_what_was_said_of_the_changes(
    das: Forum, office: Person, member: Person
) -> None:
    meeting, version = sealed_minutes(das, office)
    mail = OutgoingMail.objects.get(kind="delta", person=member)
    assert REASON in mail.text
    entry = RecordEntry.objects.get(sequence=version.record_entry)
    leaf = next(leaf for leaf in entry.leaves.all() if REASON in (leaf.content or ""))
    redact(entry, paths=[leaf.path], reason="Et barns navn", by=office)
    mail.refresh_from_db()
    assert REASON not in mail.text
    assert "Tillæg" in mail.text or "Nyt punkt" in mail.text
    for sent in meeting.agenda_versions.all():
        assert REASON not in json.dumps(sent.changes, ensure_ascii=False)


def test_only_whole_texts_are_replaced() -> None:
    words = {"Et navn der skal væk": "Fjernet"}
    snapshot = {"items": [{"title": "Et navn der skal væk", "html": "x", "n": 1}], "z": None}
    assert without(snapshot, words) == {
        "items": [{"title": "Fjernet", "html": "x", "n": 1}],
        "z": None,
    }


def test_markup_stays_markup() -> None:
    assert without("<p>a</p>", {"<p>a</p>": "Fjernet <her>"}) == "<p>Fjernet &lt;her&gt;</p>"
