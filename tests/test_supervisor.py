"""The supervisor stops everything that it started, and nothing else."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dasportal import ports
from dasportal.supervisor import Child, Supervisor

WAIT_SECONDS = 20
STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)"
WITH_GRANDCHILD = """
import subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
print(child.pid, flush=True)
time.sleep(600)
"""


def child(tmp_path: Path, code: str) -> Child:
    return Child(name="barn", words=[sys.executable, "-c", code], log=tmp_path / "log")


def alive(number: int) -> bool:
    try:
        state = Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def eventually(condition) -> bool:
    deadline = time.monotonic() + WAIT_SECONDS
    while not condition() and time.monotonic() < deadline:
        os.sched_yield()
    return condition()


def test_stop_ends_children_and_their_children(tmp_path):
    one = child(tmp_path, WITH_GRANDCHILD)
    supervisor = Supervisor([one])
    supervisor.start()
    assert eventually(lambda: one.log.exists() and one.log.read_text().strip().isdigit())
    grandchild = int(one.log.read_text())
    supervisor.stop()
    assert one.process.returncode == -signal.SIGTERM
    assert eventually(lambda: not alive(grandchild))


def test_child_that_will_not_stop_is_killed(tmp_path, monkeypatch):
    monkeypatch.setattr("dasportal.supervisor.STOP_SECONDS", 0.5)
    ready = STUBBORN.replace("time.sleep", "print('klar', flush=True); time.sleep")
    one = child(tmp_path, ready)
    supervisor = Supervisor([one])
    supervisor.start()
    assert eventually(lambda: one.log.exists() and "klar" in one.log.read_text())
    supervisor.stop()
    assert one.process.returncode == -signal.SIGKILL


def test_child_that_ends_is_started_again_after_a_pause(tmp_path):
    one = child(tmp_path, "print('her')")
    one.start()
    one.process.wait()
    one.keep_alive()
    assert one.process is None
    assert one.pause == 1
    one.start_at = 0
    one.keep_alive()
    one.process.wait()
    assert one.log.read_text() == "her\nher\n"


def test_killed_supervisor_takes_its_children_along(tmp_path):
    code = (
        "import sys, time; from pathlib import Path; from dasportal.supervisor import Child;"
        f"c = Child('barn', [sys.executable, '-c', 'import time; time.sleep(600)'], Path({str(tmp_path / 'log')!r}));"
        "c.start(); print(c.process.pid, flush=True); time.sleep(600)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as process:
        number = int(process.stdout.readline())
        assert alive(number)
        process.kill()
    assert eventually(lambda: not alive(number))


def test_busy_port_is_told_in_danish():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        number = taken.getsockname()[1]
        with pytest.raises(ports.PortBusy, match=f"Porten {number} er optaget"):
            ports.listen(number)


def test_free_port_answers_on_127_0_0_1():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number = probe.getsockname()[1]
    listeners = ports.listen(number)
    try:
        with socket.create_connection(("127.0.0.1", number), timeout=5):
            assert listeners[0].getsockname() == ("127.0.0.1", number)
    finally:
        for listener in listeners:
            listener.close()
