"""What the outcome is told as: a mail to those who sit in the forum, and once on the agenda, once in
the minutes; and what is redacted goes from there too."""

from __future__ import annotations

import json

import pytest

from dasportal.accounts.models import RoleKind
from dasportal.documents.models import RecordEntry
from dasportal.documents.record import redact
from dasportal.mail.models import MailPreference, OutgoingMail
from dasportal.worker.runner import run_ready_jobs
from meetings import workflow
from meetings.circulation.models import Answer
from meetings.circulation.workflow import (
    close_ballot,
    close_due_ballots,
    draft_ballot,
    print_and_seal,
    send_ballot,
    vote,
)
from meetings.models import AgendaItem, Decision
from meetings.publication.models import Publication
from meetings.publication.workflow import publish_agenda
from meetings.snapshot import agenda_snapshot, flat_items, minutes_snapshot
from tests import factories
from tests.mail.conftest import receiver, smtp
from tests.meetings.conftest import plan

from .conftest import PARTIES, in_days, past_deadline

__all__ = ["receiver", "smtp"]
WORDS = "Fristen rammer de »små« kommuner hårdest."


def decide(version, people) -> None:
    """All agree, Læsø with a remark, and the deadline passes."""
    for name, code in PARTIES.items():
        answer = Answer.REMARK if name == "læsø" else Answer.FOR
        words = WORDS if name == "læsø" else ""
        row = version.votes.select_related("party").get(party__code=code)
        vote(row, answer=answer, words=words, by=people[name])
    past_deadline(version)
    close_ballot(version.ballot)


# --- The mail -------------------------------------------------------------------------------------


@pytest.mark.parametrize("is_open", [True, False])
def test_the_decision_is_mailed_to_those_who_sit_and_never_what_it_says(
    item, office, people, smtp, receiver, is_open
) -> None:
    parties = [factories.party(code) for code in PARTIES.values()]
    workflow.change_item(
        item, is_open=is_open, concerns="some", concerned_parties=parties, by=office
    )
    absent = factories.holder(
        RoleKind.MEMBER, "Uden stemme", forum=item.meeting.forum, party=factories.party("773")
    )
    version = send_ballot(draft_ballot(item, by=office), deadline=in_days(5), by=office)
    run_ready_jobs()
    receiver.received.clear(), receiver.envelopes.clear()
    decide(version, people)
    assert close_due_ballots() == 0  # told once
    run_ready_jobs()
    told = [
        (to, mail) for (_, [to]), mail in zip(receiver.envelopes, receiver.received, strict=True)
        if "Afgjort skriftligt" in str(mail["Subject"])
    ]  # fmt: skip
    voted = [people[name] for name in (*PARTIES, "deputy")]
    assert sorted(to for to, _ in told) == sorted(p.email for p in (*voted, absent, office))
    for _, mail in told:
        text = mail.get_content()
        assert version.ballot.get_absolute_url() in text
        assert "vedtaget" in text and "rammer" not in text
        assert ("Frist for indberetning" in str(mail["Subject"])) == is_open
        assert ("Frist for indberetning" in text) == is_open


def test_one_who_wants_decisions_with_the_days_mail_gets_it_there(out, people, settings) -> None:
    settings.EMAIL_URL = "smtp://localhost:1"
    MailPreference.objects.create(person=people["region"], kind="decision", timing="daily")
    decide(out, people)
    mails = OutgoingMail.objects.filter(subject__startswith="Afgjort", person=people["region"])
    assert [(mail.kind, mail.state) for mail in mails] == [("decision", "gathered")]


# --- On the agenda and in the minutes -------------------------------------------------------------


def said(snapshot, title: str = "Frist for indberetning") -> str:
    row = next(row for row in flat_items(snapshot) if row["title"] == title)
    return json.dumps({**row, "children": []}, ensure_ascii=False).replace("&quot;", '"')


def times(snapshot, words: str, **more: str) -> int:
    return said(snapshot, **more).count(words)


def test_what_a_party_said_stands_once_on_the_agenda_and_once_in_the_minutes(
    out, item, people
) -> None:
    decide(out, people)
    meeting = AgendaItem.objects.get(pk=item.pk).meeting
    for snapshot in (agenda_snapshot(meeting, version=0), minutes_snapshot(meeting, version=0)):
        assert times(snapshot, "kommuner hårdest") == 1
        assert times(snapshot, "Vedtaget ved skriftlig behandling med frist") == 1


def test_a_decision_noted_as_information_is_told_once_too(out, item, people, office, das) -> None:
    workflow.cancel_meeting(item.meeting, reason="Aflyst", by=office)
    later = plan(das, office, in_days(90))
    decide(out, people)
    for snapshot in (agenda_snapshot(later, version=0), minutes_snapshot(later, version=0)):
        assert times(snapshot, "kommuner hårdest") == 1


def test_a_decision_that_is_written_anew_leaves_what_was_noted(out, item, people, office) -> None:
    decide(out, people)
    Decision.objects.filter(item=item).update(text="<p>Mødet besluttede noget andet.</p>")
    meeting = AgendaItem.objects.get(pk=item.pk).meeting
    assert "Vedtaget ved skriftlig behandling" in said(minutes_snapshot(meeting, version=0))


# --- Redaction ------------------------------------------------------------------------------------


def test_redacting_reaches_the_agenda_that_was_sent_and_published(
    out, item, people, office
) -> None:
    decide(out, people)
    meeting = AgendaItem.objects.get(pk=item.pk).meeting
    workflow.send_agenda(meeting, by=office)
    publish_agenda(meeting, by=office)
    print_and_seal.func(out.ballot_id)
    sent = meeting.agenda_versions.get()
    assert "kommuner hårdest" in str(sent.snapshot)
    entry = RecordEntry.objects.get(kind="circulation")
    paths = [leaf.path for leaf in entry.leaves.all() if leaf.content and WORDS in leaf.content]
    redact(entry, paths=paths, reason="Det skulle ikke have stået der.", by=office)
    sent.refresh_from_db()
    assert "kommuner hårdest" not in str(sent.snapshot)
    assert "kommuner hårdest" not in str(Publication.objects.get().snapshot)
    assert "Vedtaget ved skriftlig behandling" in str(sent.snapshot)
    decision = Decision.objects.get(item=item)
    assert not decision.positions.filter(words=WORDS).exists()
