"""Sealing a decision: the worker prints it, then file, hash and seal in one transaction."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from dasportal.documents.models import PrintState, StoredFile
from dasportal.documents.record import seal
from dasportal.worker.jobs import enqueue, job
from meetings.snapshot import Snapshot, for_reader

from ..calculation import rule_in_words
from ..models import Ballot, BallotVersion, DecisionSheet
from ..queries import day_of, history_of, newest_version, votes_of
from ..snapshot import bilag_of, case_of
from ..tasks import build, mark_failed
from .table import locked_ballot

KIND = "circulation"


def order_seal(ballot: Ballot) -> None:
    """Lay the sheets and ask the worker to print and seal, once this commits."""
    version = newest_version(ballot)
    assert version is not None
    for closed in (True, False) if version.is_open else (True,):
        DecisionSheet.objects.get_or_create(
            version=version, closed=closed, defaults={"content_key": version.sha256}
        )
    enqueue(print_and_seal, ballot.pk)


@job(label="Forsegl en skriftlig afgørelse", on_failure=mark_failed)
def print_and_seal(ballot_id: int) -> None:
    """Safe to run again at any point: the seal is set once."""
    ballot = Ballot.objects.select_related("forum").get(pk=ballot_id)
    version = newest_version(ballot)
    if version is None or not ballot.is_decided:
        return
    whole = sealed_snapshot(ballot, version)
    for sheet in version.sheets.select_related("version__ballot__forum").order_by("-closed"):
        made = build(sheet, whole if sheet.closed else for_outsiders(whole))
        if made.closed and made.state == PrintState.DONE and made.file is not None:
            complete_seal(ballot, snapshot=whole, file=made.file)


@transaction.atomic
def complete_seal(ballot: Ballot, *, snapshot: Snapshot, file: StoredFile) -> Ballot:
    """Put the decision on the chain with its PDF and its bilag; once."""
    fresh = locked_ballot(ballot)
    if fresh.is_sealed or not fresh.is_decided:
        return fresh
    entry = seal(
        kind=KIND,
        key=f"{KIND}:{fresh.pk}:{snapshot['version']}",
        subject=f"{fresh}, {fresh.forum}",
        snapshot=snapshot,
        files=[file, *_bilag(snapshot)],
        by=None,
    )
    fresh.record_entry = entry.sequence
    fresh.save()
    return fresh


def _bilag(snapshot: Snapshot) -> list[StoredFile]:
    case = case_of(snapshot["case"], closed=True)
    keys = [row["file"] for row in bilag_of(case) if row["file"]]
    return list(StoredFile.objects.filter(pk__in=keys).order_by("pk"))


def sealed_snapshot(ballot: Ballot, version: BallotVersion) -> Snapshot:
    """All that is sealed, in plain values: outcome, rule, each vote and each change, the case."""
    votes = votes_of(version)
    assert ballot.over_at is not None
    return {
        "kind": KIND,
        "ballot": ballot.pk,
        "forum": ballot.forum.short_name,
        "forum_name": ballot.forum.name,
        "title": ballot.title,
        "version": version.number,
        "sha256": version.sha256,
        "rule": version.rule,
        "rule_words": rule_in_words(version.rule, version.at_least, len(votes)),
        "sent_on": _iso(version.sent_at),
        "closes_on": _iso(version.closes_at),
        "decided_on": _iso(ballot.over_at),
        "outcome_label": ballot.get_status_display(),
        "outcome": ballot.outcome,
        "votes": [
            {
                "party": vote.party.name,
                "answer": vote.answer,
                "answer_label": vote.get_answer_display() or "Har ikke svaret",
                "words": vote.words,
                "by": vote.voted_by.name if vote.voted_by else "",
                "as_deputy": vote.as_deputy,
                "at": _moment(vote.voted_at),
            }
            for vote in votes
        ],
        "history": [
            {
                "party": step.party,
                "at": _moment(step.at),
                "answer": step.answer,
                "words": step.words,
                "by": step.by,
            }
            for step in history_of(version)
        ],
        "case": version.snapshot,
    }


def for_outsiders(snapshot: Snapshot) -> Snapshot:
    """What may be read by those who see the open case, and not its closed bilag."""
    return {**snapshot, "case": for_reader(snapshot["case"], closed=False)}


def _iso(moment: datetime) -> str:
    return timezone.localdate(moment).isoformat()


def _moment(moment: datetime | None) -> str:
    """»3. marts 2026 kl. 14.05«"""
    if moment is None:
        return ""
    return f"{day_of(moment)} kl. {timezone.localtime(moment):%H.%M}"
