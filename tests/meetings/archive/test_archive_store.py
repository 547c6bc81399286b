"""What is kept in the portal, and that reading it again changes nothing."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from dasportal.accounts.transitions import NotAllowed
from meetings.archive.lines import ArchiveError
from meetings.archive.store import import_archive
from meetings.models import (
    AgendaItem,
    Attachment,
    Decision,
    ImportedDocument,
    ItemKind,
    Meeting,
    MeetingStatus,
    Outcome,
)
from meetings.workflow import start_meeting
from tests import factories

pytestmark = pytest.mark.django_db

MINUTES = """\
Mødet den 05.02.2026 DAS Social

Åben

Punkt 1.

Godkendelse af referat fra seneste møde

Indstilling

Det indstilles, at Den Administrative Styregruppe

1. Godkender referatet

Bilag:
- DAS Social 04.11.25 (referat ekskl. bilag)

Beslutning:

Godkendt.
\fMødet den 04.11.2025 DAS Social

Punkt 1.

Orienteringspunkter

• Temadag

Beslutning:

Punkt 1.1

Temadagen er holdt.

Orienteringen blev taget til efterretning
\fMødet den 05.02.2026 DAS Social

Lukket

Punkt 2.

Placering af pladser

2026-000001

Resumé

Kort fortalt.

Sagsfremstilling

Der er 12 pladser.

Forretningsudvalget

FU anbefaler sagen.

Bilag:
- Notat om pladser

Beslutning:

Drøftet.
\f2 NOTAT OM PLADSER

Pladserne er fordelt.
"""
AGENDA = MINUTES.split("\f")[0].replace("Beslutning:\n\nGodkendt.\n", "")


def keep(text, name="das.txt"):
    return import_archive(text.encode(), name)[1]


def run(*arguments):
    out = StringIO()
    call_command("import_archive", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "referat.txt"
    path.write_text(MINUTES)
    return str(path)


def test_minutes_become_held_meetings():
    outer, inner = keep(MINUTES)
    assert {m.pk for m in Meeting.objects.held()} == {outer.pk, inner.pk}
    assert outer.imported
    assert outer.status == MeetingStatus.MINUTES_APPROVED
    assert outer.forum.slug == "das"


def test_an_agenda_is_not_held():
    (meeting,) = keep(AGENDA)
    assert meeting.status == MeetingStatus.AGENDA_SENT
    assert not Meeting.objects.held().exists()


def test_fields_of_an_item():
    outer, _ = keep(MINUTES)
    item = outer.items.get(number="2")
    assert (item.title, item.is_open, item.sent) == ("Placering af pladser", False, True)
    assert item.case_number == "2026-000001"
    assert (item.summary, item.presentation) == (
        "<p>Kort fortalt.</p>",
        "<p>Der er 12 pladser.</p>",
    )
    assert [(s.body, s.text) for s in item.statements.all()] == [
        ("Forretningsudvalget", "<p>FU anbefaler sagen.</p>")
    ]
    assert item.decision.outcome == Outcome.DISCUSSED
    assert item.attachments.get().imported_text == "Pladserne er fordelt."


def test_openness_that_the_source_does_not_say_is_not_public():
    _, inner = keep(MINUTES)
    assert {item.is_open for item in inner.items.all()} == {None}
    assert all(item.is_closed for item in inner.items.all())


def test_sub_items_hang_below_their_item():
    _, inner = keep(MINUTES)
    parent = inner.items.get(number="1")
    child = parent.children.get()
    assert (child.number, child.title) == ("1.1", "Temadag")
    assert child.decision.text == "<p>Temadagen er holdt.</p>"
    assert "efterretning" in parent.decision.text


def test_inner_minutes_are_the_bilag_and_what_is_approved():
    outer, inner = keep(MINUTES)
    item = outer.items.get(number="1")
    assert item.kind == ItemKind.APPROVE_MINUTES
    assert item.approves_minutes_of == inner
    assert item.attachments.get().minutes_of == inner


def test_the_source_is_kept_line_by_line():
    keep(MINUTES)
    document = ImportedDocument.objects.get()
    wanted = [line for line in MINUTES.replace("\f", "").splitlines() if line.strip()]
    assert [row[1] for row in document.lines] == wanted
    assert document.lines_read == len(wanted)


def counts():
    return [model.objects.count() for model in (Meeting, AgendaItem, Attachment, Decision)]


def test_again_adds_nothing_and_leaves_what_people_wrote():
    outer, _ = keep(MINUTES)
    before = counts()
    item = outer.items.get(number="2")
    item.title, item.is_open = "En anden titel", True
    item.save()
    Decision.objects.filter(item=item).update(text="<p>Rettet i hånden</p>")
    item.attachments.all().delete()
    again = keep(MINUTES)
    item.refresh_from_db()
    assert [m.pk for m in again] == [outer.pk, again[1].pk]
    assert counts() == [before[0], before[1], before[2] - 1, before[3]]
    assert (item.title, item.decision.text) == ("En anden titel", "<p>Rettet i hånden</p>")


def test_a_meeting_moved_by_hand_is_still_the_same():
    outer, _ = keep(MINUTES)
    outer.date = "2026-02-06"
    outer.save()
    assert keep(MINUTES)[0].pk == outer.pk
    assert Meeting.objects.count() == 2


def test_minutes_after_the_agenda_fill_the_same_meeting():
    (planned,) = keep(AGENDA)
    outer, _ = keep(MINUTES)
    assert outer.pk == planned.pk
    planned.refresh_from_db()
    assert planned.status == MeetingStatus.MINUTES_APPROVED
    assert [item.number for item in planned.items.order_by("position")] == ["1", "2"]
    assert planned.items.get(number="1").decision.outcome == Outcome.APPROVED


def test_only_the_secretariat_reads_in(client, settings):
    settings.DEMO = True
    member, office = factories.member(), factories.secretary()
    with pytest.raises(NotAllowed, match="sekretariatet"):
        import_archive(AGENDA.encode(), "das.txt", by=member)
    assert counts() == [0, 0, 0, 0]
    (meeting,) = import_archive(AGENDA.encode(), "das.txt", by=office)[1]
    with pytest.raises(NotAllowed, match="sekretariatet"):
        import_archive(MINUTES.encode(), "das.txt", by=member)
    client.force_login(office)
    assert "Læs referat ind" not in client.get(meeting.get_absolute_url()).text  # no button of it
    (outer, _) = import_archive(MINUTES.encode(), "das.txt", by=office)[1]
    assert (outer.pk, outer.status) == (meeting.pk, MeetingStatus.MINUTES_APPROVED)


def test_minutes_of_a_meeting_that_is_being_held_leave_its_status_alone():
    (meeting,) = keep(AGENDA)
    start_meeting(meeting, by=factories.secretary())
    keep(MINUTES)
    meeting.refresh_from_db()
    assert meeting.status == MeetingStatus.IN_SESSION


def test_a_meeting_made_in_the_portal_is_never_touched():
    (meeting,) = keep(AGENDA)
    Meeting.objects.update(imported=False)
    ImportedDocument.objects.all().delete()
    with pytest.raises(ArchiveError, match="allerede et møde"):
        keep(MINUTES)
    assert counts() == [1, 1, 1, 0]
    assert meeting.items.get().attachments.count() == 1


def test_a_forum_that_is_not_known_is_made():
    (meeting,) = keep("Mødet den 05.02.2026 Driftsforum\n\nPunkt 1.\n\nÅrshjul\n")
    assert meeting.forum.name == "Driftsforum"


def test_json_is_alone_and_the_same_again(file):
    first = run(file, "--json")
    found = json.loads(first)
    assert found["lines_read"] == found["lines_placed"] > 0
    assert found["unplaced"] == []
    outer = found["meetings"][0]
    assert (outer["forum"], outer["date"], outer["status"]) == ("DAS", "2026-02-05", "held")
    assert outer["items"][1] == {
        "number": "2",
        "title": "Placering af pladser",
        "open": False,
        "case_number": "2026-000001",
        "recommendations": [],
        "attachments": ["Notat om pladser"],
        "decision": "Drøftet.",
    }
    assert run(file, "--json") == first


def test_the_same_file_twice_in_one_call_is_told_once(file):
    assert len(json.loads(run(file, file, "--json"))["meetings"]) == 2


def test_the_proof_is_printed(file):
    assert "lines: 36 read, 36 placed" in run(file)


def test_a_file_that_cannot_be_read_does_not_stop_the_others(file, tmp_path):
    empty = tmp_path / "tom.txt"
    empty.write_text("")
    with pytest.raises(CommandError, match=r"tom\.txt er tom"):
        run(str(empty), file, str(tmp_path / "findes-ikke.txt"))
    assert Meeting.objects.count() == 2
