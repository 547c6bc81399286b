"""Starts the portal's processes, starts them again when they end, and stops them with itself."""

import ctypes
import logging
import os
import signal
import subprocess
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

logger = logging.getLogger(__name__)

STOP_SECONDS = 15  # to finish what is under way; then they are killed, and jobs run again later
SHORT_LIFE_SECONDS = 10
LONGEST_PAUSE_SECONDS = 30
_PR_SET_PDEATHSIG = 1


def _die_with_parent() -> None:
    """Ask the kernel to end this child when the supervisor is killed outright."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass
class Child:
    """One process in a session of its own, so that Ctrl-C reaches the supervisor alone."""

    name: str
    words: list[str]
    log: Path
    env: dict[str, str] = field(default_factory=dict)
    pass_fds: tuple[int, ...] = ()
    process: subprocess.Popen[bytes] | None = None
    started: float = 0
    pause: float = 0
    start_at: float = 0

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.words,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env={**os.environ, **self.env},
                pass_fds=self.pass_fds,
                start_new_session=True,
                preexec_fn=_die_with_parent,
            )
        self.started = time.monotonic()

    def keep_alive(self) -> None:
        """Start again what has ended; after a short life with a pause that doubles."""
        now = time.monotonic()
        if self.process is not None:
            if self.process.poll() is None:
                return
            logger.error("%s ended with %s", self.name, self.process.returncode)
            self.sweep()
            self.process = None
            short = now - self.started < SHORT_LIFE_SECONDS
            self.pause = min(max(1, self.pause * 2), LONGEST_PAUSE_SECONDS) if short else 0
            self.start_at = now + self.pause
        if now >= self.start_at:
            self.start()

    def ask_to_stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def sweep(self) -> None:
        """Kill whatever is left of the child's session group."""
        if self.process is not None:
            try:
                os.killpg(self.process.pid, signal.SIGKILL)
            except ProcessLookupError:
                return


class Supervisor:
    """Runs children until it is told to stop by SIGINT, SIGTERM or SIGHUP."""

    def __init__(self, children: list[Child]) -> None:
        self.children = children
        self.stopping = threading.Event()

    def listen_for_signals(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: self.stopping.set())

    def start(self) -> None:
        for child in self.children:
            child.start()

    def wait(self) -> None:
        """Until told to stop."""
        while not self.stopping.wait(0.5):
            for child in self.children:
                child.keep_alive()

    def stop(self) -> None:
        """Ask all to stop, wait a little, kill the rest."""
        for child in self.children:
            child.ask_to_stop()
        deadline = time.monotonic() + STOP_SECONDS
        for child in self.children:
            if child.process is not None:
                try:
                    child.process.wait(max(0, deadline - time.monotonic()))
                except subprocess.TimeoutExpired:
                    logger.warning("%s did not stop in %s s", child.name, STOP_SECONDS)
                child.sweep()
                child.process.wait()
