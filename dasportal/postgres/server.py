"""One PostgreSQL server in one folder: created once, started when needed, stopped by its last user.

Two lock files keep processes apart. `change.lock` is held while the server is started or stopped.
`users.lock` is held, shared, by every process that uses the server; the kernel gives it back even
when a process is killed, so whoever leaves can ask whether it was the last.
"""

import contextlib
import fcntl
import hashlib
import os
import re
import secrets
import shlex
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from dasportal.environment import Refused
from dasportal.postgres import binaries

PORT = 5432  # names the socket file only: the server listens on no network port
ROLE = "das"
DATABASE = "das"
LONGEST_SOCKET_PATH = 107  # bytes, the kernel's limit
START_SECONDS = 60
FAREWELL_SECONDS = 10  # until the children of a server that was killed have noticed
_STILL_ENDING = re.compile(rb"shared memory block|lock file .* already exists")


class EmbeddedServer:
    """The server in `folder`. `hold` before use, `release` after; both may be called again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "data"
        self._users: IO[str] | None = None
        self._holder = 0  # process id that took the hold: a forked child takes its own
        self._mutex = threading.Lock()

    @property
    def socket_folder(self) -> Path:
        """Where the socket is: beside the data, or in /tmp when that path is too long."""
        folder = self.folder / "run"
        if len(os.fsencode(folder / f".s.PGSQL.{PORT}")) <= LONGEST_SOCKET_PATH:
            return folder
        name = hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"das-{os.geteuid()}-{name}"

    def connection(self) -> dict[str, str | int]:
        """How psycopg2 reaches the server."""
        return {
            "host": str(self.socket_folder),
            "port": PORT,
            "user": ROLE,
            "password": (self.folder / "password").read_text(encoding="ascii"),
        }

    def hold(self) -> None:
        """Count this process as a user and make sure that the server answers."""
        with self._mutex:
            if self._users is not None and self._holder == os.getpid() and self.answers():
                return
            self.folder.mkdir(parents=True, exist_ok=True)
            with self._changing():
                if self._users is None or self._holder != os.getpid():
                    self._users = (self.folder / "users.lock").open("a")
                    self._holder = os.getpid()
                    fcntl.flock(self._users, fcntl.LOCK_SH)
                if not self.answers():
                    self._start()

    def release(self) -> None:
        """Stop counting this process; stop the server when no other process uses it."""
        with self._mutex:
            if self._users is None or self._holder != os.getpid():
                return
            with self._changing():
                try:
                    fcntl.flock(self._users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    pass  # someone else still uses it
                else:
                    self._stop()
                self._users.close()
                self._users = None

    def answers(self) -> bool:
        """Whether a server listens on the socket."""
        with socket.socket(socket.AF_UNIX) as probe:
            try:
                probe.connect(str(self.socket_folder / f".s.PGSQL.{PORT}"))
            except OSError:
                return False
        return True

    @contextlib.contextmanager
    def _changing(self) -> Iterator[None]:
        with (self.folder / "change.lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _start(self) -> None:
        self._make_folder(self.folder / "run")
        self._make_folder(self.socket_folder)
        if not self.data.exists():
            self._create()
        self._make_folder(self.data)
        self._refuse_other_major()
        options = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.socket_folder),
            "port": str(PORT),
        }
        words = [f"-c {name}={shlex.quote(value)}" for name, value in options.items()]
        log = self.folder / "run/server.log"
        start = ["pg_ctl", "start", "-w", "-t", str(START_SECONDS), "-D", str(self.data)]
        deadline = time.monotonic() + FAREWELL_SECONDS
        while True:
            self._forget_dead_server()
            end_of_log = log.stat().st_size if log.exists() else 0
            try:
                self._run(
                    [*start, "-l", str(log), "-o", " ".join(words)],
                    failure=f"Portalens PostgreSQL kunne ikke startes; se {log}",
                )
            except Refused:
                said = log.read_bytes()[end_of_log:] if log.exists() else b""
                if not _STILL_ENDING.search(said) or time.monotonic() > deadline:
                    raise
                time.sleep(0.2)
            else:
                return

    def _stop(self) -> None:
        if self.answers():
            self._run(
                ["pg_ctl", "stop", "-w", "-m", "fast", "-D", str(self.data)],
                failure="Portalens PostgreSQL kunne ikke stoppes",
            )

    def _make_folder(self, folder: Path) -> None:
        """A folder that only the server's user may enter; never one that somebody else made."""
        owner = binaries.server_user(self.folder)
        if not folder.exists():
            folder.mkdir(mode=0o700)
            if owner:
                os.chown(folder, owner.pw_uid, owner.pw_gid)
        expected = owner.pw_uid if owner else os.geteuid()
        if folder.is_symlink() or folder.stat().st_uid != expected:
            raise Refused(
                f"{folder} tilhører en anden bruger; kør som den bruger, eller vælg et andet "
                f"sted med VAR_DIR. / {folder} belongs to another user."
            )
        folder.chmod(0o700)

    def _create(self) -> None:
        """A new cluster with one role that is no superuser; it gets its name when it is whole."""
        unfinished = self.folder / "data.new"
        shutil.rmtree(unfinished, ignore_errors=True)
        self._make_folder(unfinished)
        initdb = ["initdb", "-D", str(unfinished), "-U", "postgres", "--no-instructions"]
        self._run(
            [*initdb, "--encoding=UTF8", "--locale=C.UTF-8", "--auth=trust"],
            failure="Portalens PostgreSQL kunne ikke oprettes",
        )
        (unfinished / "pg_hba.conf").write_text("local all all scram-sha-256\n", encoding="ascii")
        password = secrets.token_hex(24)
        self._run(
            ["postgres", "--single", "-D", str(unfinished), "postgres"],
            failure="Portalens database kunne ikke oprettes",
            stdin=f"CREATE ROLE {ROLE} LOGIN CREATEDB PASSWORD '{password}'\n"
            f"CREATE DATABASE {DATABASE} OWNER {ROLE}\n",
        )
        password_file = self.folder / "password"
        password_file.touch(mode=0o600)
        password_file.write_text(password, encoding="ascii")
        unfinished.rename(self.data)

    def _refuse_other_major(self) -> None:
        major = (self.data / "PG_VERSION").read_text(encoding="ascii").strip()
        if major != str(binaries.MAJOR):
            raise Refused(
                f"Databasen i {self.data} er fra PostgreSQL {major}, men portalen har "
                f"{binaries.MAJOR}: tag backup med den gamle udgave og gendan med denne "
                "(docs/operations.md). / The data is of another PostgreSQL major version."
            )

    def _forget_dead_server(self) -> None:
        """Remove a lock file whose process number now belongs to something else."""
        lock = self.data / "postmaster.pid"
        if not lock.exists() or not Path("/proc/self").exists():
            return
        number = lock.read_text(encoding="utf-8").partition("\n")[0].strip()
        try:
            status = Path(f"/proc/{number}/status").read_text(encoding="utf-8")
        except OSError:
            status = ""
        if not re.search(r"^Name:\s+postgres$", status, re.M) or "State:\tZ" in status:
            lock.unlink()

    def _run(self, words: list[str], *, failure: str, stdin: str | None = None) -> None:
        command = [*binaries.as_server_user(self.folder), str(binaries.program(words[0]))]
        with tempfile.TemporaryFile("w+") as output:  # a pipe would stay open in the server
            done = subprocess.run(
                [*command, *words[1:]],
                input=stdin,
                stdin=None if stdin is not None else subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                text=True,
                cwd="/",
                env=binaries.environment(),
            )
            output.seek(0)
            if done.returncode != 0 or (stdin is not None and "ERROR:" in output.read()):
                output.seek(0)
                raise Refused(f"{failure}:\n{output.read()}")
