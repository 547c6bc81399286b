"""Real processes of the portal, started, watched and killed as an operator or a failure would."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.db import connection

STEP = 0.05  # seconds between two looks


def wait_until(what: str, true: Callable[[], Any], seconds: float) -> float:
    """Look until it is true; fail with `what` when it is not in time. Returns the seconds taken."""
    start = time.monotonic()
    while not true():
        passed = time.monotonic() - start
        assert passed < seconds, f"not within {seconds:.0f} s: {what}"
        time.sleep(STEP)
    return time.monotonic() - start


def database_url() -> str:
    """The database that this test uses, for other processes."""
    to = connection.get_connection_params()
    name = to.get("dbname") or to.get("database")
    password = f":{quote(to['password'], safe='')}" if to.get("password") else ""
    host = quote(to.get("host") or "", safe="")
    return f"postgresql://{to['user']}{password}@{host}:{to.get('port') or 5432}/{name}"


def environment(var: Path, **more: str) -> dict[str, str]:
    """What a process of the portal is told; nothing of it comes from the machine's own settings."""
    var.mkdir(parents=True, exist_ok=True)
    base = {
        "PATH": os.environ["PATH"],
        "HOME": str(var),
        "LANG": "C.UTF-8",
        "VAR_DIR": str(var),
        "SECRET_KEY": "drill-" + "x" * 60,
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
        "DEMO": "1",
        "LOG_LEVEL": "INFO",
    }
    return base | more


class Process:
    """One `manage.py` command in a session of its own, its output in a file."""

    def __init__(self, words: list[str], env: dict[str, str], log: Path) -> None:
        self.words, self.env, self.log = words, env, log
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Any:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, *self.words],
                env=self.env,
                cwd=settings.BASE_DIR,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        return self

    def __exit__(self, *failure: object) -> None:
        assert self.process is not None
        self.process.terminate()
        try:
            self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.kill()
            raise

    def kill(self) -> None:
        """SIGKILL to it and to all it started."""
        assert self.process is not None
        for pid in [self.process.pid, *self.children()]:
            end(pid)
        self.process.wait()

    def children(self) -> list[int]:
        """The processes it has started and that live."""
        assert self.process is not None
        pid = self.process.pid
        try:
            listed = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
        except OSError:
            return []
        return [int(number) for number in listed.split()]


def end(pid: int) -> bool:
    """SIGKILL; False when it was gone already."""
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


class Worker(Process):
    """`manage.py work` with its worker processes."""

    def __init__(self, var: Path, env: dict[str, str]) -> None:
        super().__init__(["manage.py", "work", "--processes", "2"], env, var / "worker.log")

    def process_of(self, worker_id: str) -> int | None:
        """The worker process that calls itself so."""
        for pid in self.children():
            try:
                command = Path(f"/proc/{pid}/cmdline").read_bytes()
            except OSError:
                continue
            if worker_id.encode() in command.split(b"\0"):
                return pid
        return None
