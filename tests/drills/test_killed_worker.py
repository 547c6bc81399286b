"""Quality 15: the worker killed at 20 random points of PDF and mail.

Each job ends done or visibly failed within two minutes; nothing is half-made, stuck or sent twice.
"""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from datetime import date
from datetime import time as clock
from pathlib import Path

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from dasportal.documents.models import PrintState, StoredFile
from dasportal.mail.models import MailState, OutgoingMail
from dasportal.mail.outbox import queue
from meetings import printing, workflow
from meetings.models import DocumentKind, MeetingDocument
from tests import factories
from tests.drills.processes import Worker, database_url, end, environment, wait_until

pytestmark = pytest.mark.drill
KILLS = 20
LIMIT = 120  # seconds until a killed job must have ended


class Desk:
    """A secretary who goes on ordering PDFs and mail."""

    def __init__(self) -> None:
        self.by = factories.secretary("Sekretær")
        self.meeting = workflow.plan_meeting(
            factories.das(), by=self.by, date=date(2026, 3, 5), starts_at=clock(13),
            ends_at=clock(16),
        )  # fmt: skip
        self.item = workflow.add_item(self.meeting, title="En sag", by=self.by)
        self.orders = 0

    def order(self) -> None:
        """A PDF of an agenda that has just changed, and four mails."""
        self.orders += 1
        workflow.change_item(self.item, by=self.by, title=f"En sag, {self.orders}. udgave")
        printing.preview(self.meeting, DocumentKind.AGENDA, by=self.by)
        for n in range(4):
            queue(
                key=f"drill:{self.orders}:{n}", to=f"m{n}@parti.example", kind="agenda",
                subject=f"Dagsorden {self.orders}.{n}", text="Dagsordenen er klar.",
            )  # fmt: skip


def running():
    return DBTaskResult.objects.filter(status="RUNNING").order_by("?").first()


def unfinished() -> bool:
    now = timezone.now()
    waiting = DBTaskResult.objects.filter(status="READY", run_after__lte=now)
    open_ended = DBTaskResult.objects.filter(status="READY", run_after=get_date_max())
    return running() is not None or waiting.exists() or open_ended.exists()


def test_worker_killed_at_random_points(own_database, smtp, receiver, var, chance, say):
    receiver.seconds = 0.2
    desk = Desk()
    killed: dict[str, float] = {}
    what: Counter[str] = Counter()
    env = environment(var, DATABASE_URL=database_url(), EMAIL_URL=f"smtp://127.0.0.1:{smtp.port}")
    with Worker(var, env) as worker:
        while sum(what.values()) < KILLS:
            desk.order()
            wait_until("a job is running", running, 90)
            time.sleep(chance.random() ** 2)  # the random point
            job = running()
            pid = worker.process_of(job.worker_ids[-1]) if job else None
            if pid is not None and end(pid):
                killed[str(job.pk)] = time.time()
                what[job.task_path.rpartition(".")[2]] += 1
        wait_until("every job has ended", lambda: not unfinished(), LIMIT)
        wait_until("every mail has ended", lambda: not open_mails().exists(), LIMIT)
    say(f"killed in {dict(what)}; {outcome(receiver)}")
    check_jobs(killed)
    check_mails(receiver)
    check_documents(var)


def open_mails():
    return OutgoingMail.objects.filter(state__in=[MailState.QUEUED, MailState.SENDING])


def outcome(receiver) -> str:
    states = Counter(OutgoingMail.objects.values_list("state", flat=True))
    jobs = Counter(DBTaskResult.objects.values_list("status", flat=True))
    return f"jobs {dict(jobs)}, mails {dict(states)}, {len(receiver.received)} received"


def check_jobs(killed: dict[str, float]) -> None:
    for job in DBTaskResult.objects.all():
        assert job.status in ("SUCCESSFUL", "FAILED") or job.run_after > timezone.now()
        if str(job.pk) in killed and job.finished_at:
            took = job.finished_at.timestamp() - killed[str(job.pk)]
            assert took < LIMIT, f"{job.task_path} ended {took:.0f} s after it was killed"


def check_mails(receiver, mails=None) -> None:
    """Nothing twice; what is called sent was received; what was lost sight of is visible."""
    received = Counter(message["Message-ID"] for message in receiver.received)
    for mail in OutgoingMail.objects.all() if mails is None else mails:
        times = received[mail.message_id]
        assert times <= 1, f"{mail.subject} was sent {times} times"
        if mail.state == MailState.SENT:
            assert times == 1, f"{mail.subject} is called sent but was not received"
        else:
            assert mail.state == MailState.UNSURE, f"{mail.subject} is {mail.state}"
            assert mail.last_error


def check_documents(var: Path) -> None:
    """Done and whole, or visibly failed."""
    for document in MeetingDocument.objects.select_related("file"):
        if document.state == PrintState.DONE:
            assert document.file is not None
        else:
            assert (document.state, bool(document.message)) == (PrintState.FAILED, True)
    for row in StoredFile.objects.all():
        content = (var / "files" / row.path).read_bytes()
        assert hashlib.sha256(content).hexdigest() == row.sha256
        assert content.startswith(b"%PDF") and b"%%EOF" in content[-64:]
    for file in (var / "files").glob("??/??/*"):
        assert hashlib.sha256(file.read_bytes()).hexdigest() == file.name, "a half-written file"
