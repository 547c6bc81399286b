"""Quality 15 for the mail of the day: the worker killed while it gathers, and while it sends.

Each thing is told in one mail, each mail at most once; what was lost sight of is visible.
"""

from __future__ import annotations

import time
from collections import Counter

import pytest
from django.utils import timezone

from dasportal.mail.models import MailState, OutgoingMail
from dasportal.mail.outbox import About, queue
from dasportal.mail.tasks import find_bundles, gather
from dasportal.mail.workflow import choose_timings
from dasportal.worker.jobs import enqueue
from tests import factories
from tests.drills.processes import Worker, database_url, end, environment, wait_until
from tests.drills.test_killed_worker import LIMIT, check_mails, open_mails, running, unfinished

pytestmark = pytest.mark.drill
KILLS, THINGS = 10, 12


class Morning:
    """People for whom much has gathered, again and again."""

    def __init__(self) -> None:
        self.people = [factories.member() for _ in range(4)]
        for person in self.people:
            choose_timings({"agenda": "daily"}, by=person)
        self.rounds = 0

    def comes(self) -> None:
        """Something new for each, due now; its gathering is ordered as the schedule orders it."""
        self.rounds += 1
        for person in self.people:
            for n in range(THINGS):
                key = f"morning:{self.rounds}:{person.pk}:{n}"
                queue(
                    key=key, person=person, kind="agenda", subject=key, text="Læs i portalen.",
                    about=About(f"meeting:{n % 3}", f"Møde {n % 3}"),
                )  # fmt: skip
        OutgoingMail.objects.filter(state=MailState.GATHERED).update(not_before=timezone.now())
        for person in self.people:
            enqueue(gather, person.pk)


def test_worker_killed_while_it_gathers_and_sends(own_database, smtp, receiver, var, chance, say):
    receiver.seconds = 0.1
    morning = Morning()
    what: Counter[str] = Counter()
    env = environment(var, DATABASE_URL=database_url(), EMAIL_URL=f"smtp://127.0.0.1:{smtp.port}")
    with Worker(var, env) as worker:
        while sum(what.values()) < KILLS:
            morning.comes()
            wait_until("a job is running", running, 90)
            time.sleep(chance.random() ** 2 / 4)  # the random point
            job = running()
            pid = worker.process_of(job.worker_ids[-1]) if job else None
            if pid is not None and end(pid):
                what[job.task_path.rpartition(".")[2]] += 1
        wait_until("every job has ended", lambda: not unfinished(), LIMIT)
        find_bundles.call()
        wait_until("every job has ended", lambda: not unfinished(), LIMIT)
        wait_until("every mail has ended", lambda: not open_mails().exists(), LIMIT)
    say(f"killed in {dict(what)}; {len(receiver.received)} mails received")
    check_each_told_once(morning)
    sent = OutgoingMail.objects.exclude(state=MailState.BUNDLED)
    check_mails(receiver, sent)


def check_each_told_once(morning: Morning) -> None:
    """Nothing waits, and each thing stands in the text of its own bundle and of no other."""
    assert not OutgoingMail.objects.filter(state=MailState.GATHERED).exists()
    bundles = {mail.pk: mail for mail in OutgoingMail.objects.filter(kind="bundle")}
    parts = OutgoingMail.objects.filter(kind="agenda")
    assert parts.count() == morning.rounds * len(morning.people) * THINGS
    said = Counter(
        line.removeprefix("- ")
        for mail in bundles.values()
        for line in mail.text.splitlines()
        if line.startswith("- ")
    )
    for part in parts:
        assert part.state == MailState.BUNDLED
        assert bundles[part.bundle_id].person_id == part.person_id
        assert said[part.subject] == 1, f"{part.subject} was told {said[part.subject]} times"
