"""Pages laid before they are asked for: sending finds them, typing never notices."""

from __future__ import annotations

import os
from datetime import timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from dasportal.accounts.models import Person
from dasportal.accounts.transitions import NotAllowed
from dasportal.documents.files import store_own
from dasportal.documents.press import Result, Store
from dasportal.documents.press.loading import load_engine
from dasportal.worker.jobs import LATER
from dasportal.worker.locks import held
from dasportal.worker.runner import run_ready_jobs
from meetings import editions, workflow
from meetings.models import AgendaItem, DocumentKind, Meeting, MeetingDocument
from meetings.pdf import style
from meetings.tasks import AT_MOST, QUIET, make_pages_ahead
from tests.documents.press.pdfs import add_page, saved
from tests.meetings.conftest import case

SENT = list(product(editions.SENT_TO, (True, False)))


@pytest.fixture(autouse=True)
def parts_of_its_own(settings: Any, tmp_path: Path) -> Path:
    load_engine().warm_up(style())  # its fonts lie where they always do
    settings.VAR_DIR = tmp_path
    return tmp_path / "press" / "parts"


@pytest.fixture
def item(meeting: Meeting, office: Person) -> AgendaItem:
    """A case with a text, a recommendation, an open and a closed bilag, beside a closed case."""
    made = case(meeting, office, "Takstbilag 2027")
    type_text(made, office, "<p>Taksterne for 2027.</p>")
    workflow.set_recommendations(made, texts=["Godkender taksterne"], by=office)
    for title, closed in (("Takster", False), ("Borgersag", True)):
        file = store_own(pdf_of(title), name=f"{title}.pdf", pages=1, by=office)
        workflow.add_attachment(made, file=file, title=title, is_closed=closed, by=office)
    case(meeting, office, "Østerskoven", is_open=False)
    return made


def pdf_of(text: str) -> bytes:
    pdf = pikepdf.new()
    add_page(pdf, text)
    return saved(pdf)


def type_text(item: AgendaItem, by: Person, text: str, field: str = "presentation") -> None:
    base = workflow.revision_of(item, field)
    workflow.save_text(item, field=field, value=text, base_revision=base, by=by)


def waiting() -> Any:
    return DBTaskResult.objects.filter(task_path=make_pages_ahead.module_path)


def run_ahead() -> list[int]:
    """Let the quiet time pass, and the worker work; what each run had to lay."""
    waiting().filter(status="READY").update(run_after=timezone.now())
    run_ready_jobs()
    done = list(waiting().order_by("enqueued_at").values_list("return_value", flat=True))
    waiting().delete()
    return done


def pressed(kind: str, audience: str, attachments: bool, tmp_path: Path, **of: Any) -> Result:
    document = MeetingDocument(kind=kind, audience=audience, with_attachments=attachments, **of)
    return editions.print_to(document, tmp_path / "out.pdf")


def test_an_hour_of_typing_is_one_job_that_waits(meeting: Meeting, office: Person) -> None:
    item = case(meeting, office)
    first = timezone.now()
    for n in range(60):
        type_text(item, office, f"<p>{n} ord</p>")
    (job,) = waiting()
    assert (job.priority, job.status) == (LATER, "READY")
    assert first + QUIET <= job.run_after <= timezone.now() + QUIET
    waiting().update(enqueued_at=timezone.now() - AT_MOST + timedelta(seconds=1))
    type_text(item, office, "<p>Stadig i gang</p>")
    assert waiting().get().run_after <= timezone.now() + timedelta(seconds=1)


def test_a_save_asks_the_jobs_once(meeting: Meeting, office: Person) -> None:
    item = case(meeting, office)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        type_text(item, office, "<p>Et ord</p>")
    assert len([q for q in asked.captured_queries if "django_tasks" in q["sql"]]) == 1


def test_what_is_refused_or_undone_lays_nothing(
    meeting: Meeting, office: Person, member: Person
) -> None:
    item = case(meeting, office)
    waiting().delete()
    with pytest.raises(NotAllowed):
        type_text(item, member, "<p>Ikke mig</p>")
    with pytest.raises(RuntimeError), transaction.atomic():
        type_text(item, office, "<p>Fortrudt</p>")
        raise RuntimeError
    assert not waiting().exists()


def test_a_sent_agenda_lacks_its_front_alone(
    item: AgendaItem, meeting: Meeting, office: Person, tmp_path: Path
) -> None:
    (laid,) = run_ahead()
    assert laid > 0
    version = workflow.send_agenda(meeting, by=office)
    sent = {"meeting": version.meeting, "agenda_version": version}
    for audience, attachments in SENT:
        result = pressed(DocumentKind.AGENDA, audience, attachments, tmp_path, **sent)
        assert (result.parts_made, result.problems) == (1, ())


def test_sent_minutes_lack_their_front_alone(
    item: AgendaItem, meeting: Meeting, office: Person, tmp_path: Path
) -> None:
    workflow.send_agenda(meeting, by=office)
    workflow.start_meeting(meeting, by=office)
    for approval in meeting.items.filter(kind="approve_minutes"):
        workflow.set_outcome(approval, outcome="approved", by=office)
    type_text(item, office, "<p>Taksterne blev godkendt.</p>", "decision")
    workflow.end_meeting(meeting, by=office)
    run_ahead()
    version = workflow.send_minutes(meeting, by=office)
    sent = {"meeting": version.meeting, "minutes_version": version}
    for audience, attachments in SENT:
        assert (
            pressed(DocumentKind.MINUTES, audience, attachments, tmp_path, **sent).parts_made == 1
        )


def test_a_change_lays_the_changed_part_alone(
    item: AgendaItem, office: Person, parts_of_its_own: Path
) -> None:
    run_ahead()
    before = set(parts_of_its_own.glob("*/*.pdf"))
    assert run_ahead() == []  # nothing was changed, nothing is asked for
    type_text(item, office, "<p>Taksterne for 2027, rettet.</p>")
    # For those who read closed bilag and for those who do not, with links to bilag and without.
    assert run_ahead() == [4]
    assert len(set(parts_of_its_own.glob("*/*.pdf")) - before) == 4


def test_a_renamed_bilag_is_laid_anew(item: AgendaItem, office: Person) -> None:
    run_ahead()
    workflow.change_attachment(item.attachments.get(title="Takster"), title="Takstark", by=office)
    assert run_ahead()[0] > 0


@pytest.mark.parametrize("status", ["sealed", "cancelled", "minutes_sent"])
def test_what_can_no_longer_change_is_left_alone(item: AgendaItem, status: str) -> None:
    Meeting.objects.filter(pk=item.meeting_id).update(status=status)
    assert run_ahead() == [0]


def test_a_meeting_that_is_gone_is_no_fault(db: None) -> None:
    assert make_pages_ahead.call(987654) == 0


def test_what_goes_wrong_is_not_shown(item: AgendaItem, tmp_path: Path) -> None:
    (tmp_path / "press").write_text("no folder can be made here")
    assert run_ahead() == []
    assert not DBTaskResult.objects.filter(status="FAILED").exists()


def test_one_at_a_time_and_the_latest_change_is_not_forgotten(item: AgendaItem) -> None:
    waiting().delete()
    with held(f"pages of meeting {item.meeting_id}"):
        assert make_pages_ahead.call(item.meeting_id) == 0
    assert waiting().get().run_after > timezone.now()
    assert run_ahead()[0] > 0


def test_parts_of_drafts_do_not_lie_for_long(item: AgendaItem, parts_of_its_own: Path) -> None:
    run_ahead()
    parts = list(parts_of_its_own.glob("*/*.pdf"))
    old = timezone.now().timestamp() - 15 * 86_400
    os.utime(parts[0], (old, old))
    assert Store().prune() == 1
    assert not parts[0].exists()


def test_every_reader_of_what_is_sent_is_prepared_for(
    item: AgendaItem, meeting: Meeting, office: Person
) -> None:
    """The rows that sending orders, and those made ahead, are of the same kinds."""
    version = workflow.send_agenda(meeting, by=office)
    ordered = {(d.audience, d.with_attachments) for d in version.documents.all()}
    assert ordered == set(SENT)
