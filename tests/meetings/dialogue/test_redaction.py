"""What the law demands out of the sealed record is gone from questions, answers and remarks."""

from __future__ import annotations

import json

from django.core import serializers

from dasportal.documents.models import RecordEntry
from dasportal.documents.record import redact
from meetings.dialogue.models import Answer, Question, QuestionStatus, Remark, Share
from meetings.models import AgendaItem
from tests.meetings.test_workflow_redaction import sealed_minutes

QUOTE = "I skriver »Barnet hedder Villads og bor i Hobro«. Må det stå der?"
BREAKS = "barnet hedder\nVillads og bor i Hobro"


def test_quoted_words_are_gone_and_the_question_still_reads(das, office, member) -> None:
    meeting, version = sealed_minutes(das, office)
    item = AgendaItem.objects.get(meeting=meeting, title="En sag om et barn")
    question = Question.objects.create(
        item=item, author=member, text=QUOTE, audience="forum", status=QuestionStatus.ANSWERED,
        earlier=[{"text": BREAKS, "until": "2026-01-20T10:00:00+01:00"}],
        hidden_at="2026-01-21T10:00:00+01:00", hidden_by=office,
        hidden_reason="Der står, at Barnet hedder Villads og bor i Hobro.",
    )  # fmt: skip
    Answer.objects.create(question=question, author=office, text=f"Nej: {QUOTE}", from_office=True)
    share = Share.objects.create(
        item=item, party=member.roles.get().party, shared_by=member, name="Ida",
        email="ida@kommune.example", access="comment", message=QUOTE, token_hash="x",
    )  # fmt: skip
    Remark.objects.create(share=share, text=QUOTE)
    entry = RecordEntry.objects.get(sequence=version.record_entry)
    leaf = next(leaf for leaf in entry.leaves.all() if "hedder Villads" in (leaf.content or ""))
    redact(entry, paths=[leaf.path], reason="Et barns navn", by=office)

    rows = [*Question.objects.all(), *Answer.objects.all(), *Share.objects.all()]
    kept = serializers.serialize("json", [*rows, *Remark.objects.all()])
    assert "Villads" not in json.dumps(json.loads(kept), ensure_ascii=False)
    assert Question.objects.get().text.endswith("«. Må det stå der?")
    assert Remark.objects.get().text.startswith("I skriver »[Fjernet")
