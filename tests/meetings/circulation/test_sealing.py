"""A decision taken in writing is printed, sealed once, and can be checked by anyone."""

from __future__ import annotations

import pikepdf
import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from dasportal.documents.models import RecordEntry, RecordLeaf
from dasportal.documents.record import check, redact
from dasportal.documents.record import snapshot as snapshot_of
from meetings import workflow
from meetings.circulation.models import Answer, Ballot, DecisionSheet
from meetings.circulation.workflow import (
    close_ballot,
    draft_ballot,
    print_and_seal,
    send_ballot,
    vote,
)
from meetings.models import AgendaItem
from tests.access.rows_meetings import a_file

from .conftest import PARTIES, in_days, past_deadline

WORDS = "Fristen rammer de små kommuner hårdest."


@pytest.fixture
def decided(out, people, vote_of) -> Ballot:
    for who in PARTIES:
        vote(vote_of(who), answer=Answer.FOR, by=people[who])
    vote(vote_of("læsø"), answer=Answer.REMARK, words=WORDS, by=people["læsø"])
    past_deadline(out)
    return close_ballot(out.ballot)


def test_the_decision_is_sealed_once_with_its_pdf(decided) -> None:
    for _ in range(2):
        print_and_seal.func(decided.pk)
    decided.refresh_from_db()
    entry = RecordEntry.objects.get(kind="circulation")
    assert decided.record_entry == entry.sequence
    assert entry.subject == f"Skriftlig behandling nr. {decided.pk}, DAS Social"
    sealed = snapshot_of(entry)
    assert sealed["outcome_label"] == "Vedtaget"
    læsø = next(row for row in sealed["votes"] if row["party"] == "Læsø")
    assert (læsø["answer"], læsø["words"]) == ("remark", WORDS)
    assert [row["answer"] for row in sealed["history"] if row["party"] == "Læsø"] == [
        "Tilslutter sig", "Tilslutter sig med bemærkning",
    ]  # fmt: skip
    assert sealed["case"]["items"][0]["title"] == "Frist for indberetning"
    assert check().ok
    call_command("verify_record", verbosity=0)


def test_the_pdf_is_tagged_titled_and_says_every_vote(decided) -> None:
    print_and_seal.func(decided.pk)
    sheet = DecisionSheet.objects.get(closed=True)
    with pikepdf.open(sheet.file.on_disk) as file:
        assert file.Root.MarkInfo.Marked
        assert f"Skriftlig behandling nr. {decided.pk}" in str(file.docinfo["/Title"])
        assert str(file.Root.Lang) == "da-DK"
    assert sheet.file.pages >= 2


def test_a_closed_case_has_no_variant_for_others(item, office, people) -> None:
    workflow.change_item(item, by=office, is_open=False)
    version = send_ballot(draft_ballot(item, by=office), deadline=in_days(5), by=office)
    past_deadline(version)
    close_ballot(version.ballot)
    print_and_seal.func(version.ballot_id)
    assert [sheet.closed for sheet in version.sheets.all()] == [True]


def test_closed_bilag_are_in_the_sealed_variant_alone(item, office, people, client: Client) -> None:
    workflow.add_attachment(item, file=a_file(), title="Lukket bilag", is_closed=True, by=office)
    fresh = AgendaItem.objects.select_related("meeting__forum", "parent").get(pk=item.pk)
    version = send_ballot(draft_ballot(fresh, by=office), deadline=in_days(5), by=office)
    client.force_login(people["reader"])
    assert "Lukket bilag" not in client.get(version.ballot.get_absolute_url()).content.decode()
    past_deadline(version)
    close_ballot(version.ballot)
    print_and_seal.func(version.ballot_id)
    whole, reduced = version.sheets.order_by("-closed")
    assert whole.file.sha256 != reduced.file.sha256
    client.force_login(people["reader"])
    url = reverse("circulation:sheet", args=[version.ballot_id])
    response = client.get(url)
    assert response.headers["ETag"] == f'"{reduced.file.sha256}"'
    response.close()


def test_what_is_redacted_goes_from_our_own_copies_too(decided, office) -> None:
    print_and_seal.func(decided.pk)
    entry = RecordEntry.objects.get(kind="circulation")
    leaf = next(
        leaf.path for leaf in RecordLeaf.objects.filter(entry=entry) if leaf.content == f'"{WORDS}"'
    )
    paths = [x.path for x in entry.leaves.all() if x.content and WORDS in x.content]
    assert leaf in paths
    redact(entry, paths=paths, reason="Et navn skulle ikke have stået der.", by=office)
    decided.refresh_from_db()
    version = decided.versions.get()
    assert not version.votes.filter(words=WORDS).exists()
    item = AgendaItem.objects.get(pk=decided.noted_on_id)
    assert WORDS not in item.statements.get(body="Skriftlig behandling").text
    assert not item.decision.positions.filter(words=WORDS).exists()
