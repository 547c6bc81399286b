"""By whom the minutes are approved is frozen with them: on the page, on paper, in the record."""

from __future__ import annotations

import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse

from dasportal.documents.files import store_own
from dasportal.documents.press import Store, press
from meetings import pdf, workflow
from meetings.approval.workflow import approve, take_back
from meetings.approved import approval, short
from meetings.models import MinutesKind, MinutesVersion, Outcome
from meetings.snapshot import for_public
from tests import factories
from tests.meetings.conftest import plan

from .conftest import HELD_ON, item, write


def decide(meeting, office, das, outcome=Outcome.APPROVED) -> None:
    """The next meeting decides on the minutes."""
    later = plan(das, office, HELD_ON + timedelta(days=60))
    workflow.send_agenda(later, by=office)
    workflow.start_meeting(later, by=office)
    workflow.set_outcome(later.items.get(kind="approve_minutes"), outcome=outcome, by=office)
    workflow.end_meeting(later, by=office)


@pytest.fixture
def sealed(sent, answer, correct, people, office, das) -> MinutesVersion:
    """Aalborg approved both versions, the second by its deputy; Læsø the first; the region none."""
    approve(answer(), seen=sent.full_sha256, by=people["aalborg"])
    approve(answer(factories.LÆSØ), seen=sent.full_sha256, by=people["læsø"])
    again = correct(Åben_sag="<p>Budgettet blev drøftet. Alle var enige.</p>")
    approve(answer(), seen=again.full_sha256, by=people["deputy"])
    decide(again.meeting, office, das)
    version = again.meeting.minutes_versions.get(kind=MinutesKind.APPROVED)
    file = store_own(b"%PDF-1.7 trykt", name="referat.pdf", pages=1, by=office)
    return workflow.complete_seal(version, file=file, by=office)


def test_the_sealed_minutes_hold_who_approved_what_and_when(sealed):
    kept = sealed.snapshot["approval"]
    assert kept["meeting"] == {"date": "2026-05-04", "number": "2"}
    assert (kept["version"], kept["same"]) == (2, True)
    rows = [(r["party"], r["status"], r["by"], r["version"], r["earlier"]) for r in kept["parties"]]
    assert rows == [
        ("Læsø", "stale", "member 825", 1, []),
        ("Region Nordjylland", "waiting", "", 0, []),
        ("Aalborg", "approved", "deputy 851", 2, [1]),
    ]
    assert [row["as_deputy"] for row in kept["parties"]] == [False, False, True]


def test_drafts_say_nothing_and_print_that_they_are_drafts(sent):
    assert "approval" not in sent.version.snapshot
    assert approval(sent.version.snapshot) is None
    assert short(sent.version.snapshot) == ""


def test_a_correction_says_the_same_and_old_minutes_stay_as_they_are(sealed, office):
    after = workflow.add_editor_note(sealed.meeting, text="Tallet er rettet.", by=office)
    assert after.snapshot["approval"] == sealed.snapshot["approval"]
    old = {key: value for key, value in after.snapshot.items() if key != "approval"}
    MinutesVersion.objects.filter(pk=after.pk).update(snapshot=old)
    newest = workflow.add_editor_note(sealed.meeting, text="Endnu et tal.", by=office)
    assert "approval" not in newest.snapshot


def test_changes_made_when_it_was_approved_are_the_meetings(sent, answer, people, office, das):
    approve(answer(), seen=sent.full_sha256, by=people["aalborg"])
    decide(sent.meeting, office, das, Outcome.APPROVED_AMENDED)
    write(sent.meeting, office, "Åben sag", "<p>Budgettet blev vedtaget.</p>")
    version = workflow.seal_minutes(sent.meeting, by=office)
    assert version.snapshot["approval"]["same"] is False
    words = approval(version.snapshot)
    assert words is not None
    assert "Det, der er ændret siden, er godkendt på mødet." in words["said"][1]


def test_what_was_taken_back_is_no_approval(sent, answer, people, office, das):
    approve(answer(), seen=sent.full_sha256, by=people["aalborg"])
    take_back(answer(), by=people["aalborg"])
    decide(sent.meeting, office, das)
    version = sent.meeting.minutes_versions.get(kind=MinutesKind.APPROVED)
    assert {row["status"] for row in version.snapshot["approval"]["parties"]} == {"waiting"}
    words = approval(version.snapshot)
    assert words is not None
    assert words["rows"] == [] and "havde ingen af de 3 parter" in words["said"][1]


@pytest.mark.parametrize("reduce", [lambda snapshot: snapshot, for_public])
def test_the_pdf_lists_the_parties_on_its_own(sealed, tmp_path: Path, reduce):
    edition = pdf.Edition(read=lambda file: None, with_attachments=False, status="godkendt i dag")
    target = tmp_path / "ud.pdf"
    press(pdf.minutes(reduce(sealed.snapshot), edition), target, Store(tmp_path / "dele"))
    run = ["pdftotext", "-layout", str(target), "-"]
    text = " ".join(subprocess.run(run, check=True, capture_output=True, text=True).stdout.split())
    assert "På mødet 4. maj 2026, og skriftligt af 1 af 3 parter" in text
    table = text[text.index("Godkendt af Referatet blev") :]
    assert "Referatet blev godkendt på mødet 4. maj 2026, punkt 2." in table
    for piece in ("Læsø", "member 825", "Har ikke svaret", "Aalborg", "deputy 851"):
        assert piece in table
    assert "Stedfortræder" in table and "også version 1" in table


def test_the_page_of_the_minutes_lists_them_too(client, sealed, people):
    client.force_login(people["læsø"])
    html = client.get(reverse("meetings:minutes", args=[sealed.meeting_id])).content.decode()
    assert "Godkendt og forseglet" in html
    section = html[html.index('id="godkendt-af"') :]
    assert "Referatet blev godkendt på mødet 4. maj 2026, punkt 2." in section
    assert "Gælder version 1, før den blev ændret" in section
    draft = client.get(reverse("meetings:minutes_version", args=[sealed.meeting_id, 1]))
    assert 'id="godkendt-af"' not in draft.content.decode()


def test_nothing_of_the_closed_is_in_it(sealed):
    closed = item(sealed.meeting, "Lukket sag")
    assert closed.title not in str(sealed.snapshot["approval"])
    assert "fortrolige" not in str(sealed.snapshot["approval"])
