"""What runs on strangers' files is stopped when it takes too much, with all that it started."""

import os
import sys
import time
from pathlib import Path

import pytest

from dasportal.documents import sandbox


def run(tmp_path: Path, code: str, *, seconds: int = 20, memory_mb: int = 500) -> str:
    command = [sys.executable, "-I", "-c", code]
    return sandbox.run(command, folder=tmp_path, seconds=seconds, memory_mb=memory_mb).decode()


def test_what_it_prints_is_returned(tmp_path: Path) -> None:
    assert run(tmp_path, "print('hej')") == "hej\n"


def test_it_knows_none_of_our_secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "hemmelig")
    printed = run(tmp_path, "import os; print(dict(os.environ))")
    assert "hemmelig" not in printed
    assert str(tmp_path) in printed


def test_too_much_memory_stops_it(tmp_path: Path) -> None:
    with pytest.raises(sandbox.Stopped, match="MemoryError"):
        run(tmp_path, "x = bytearray(900 * 1024 * 1024)", memory_mb=300)


def test_a_crash_is_its_own(tmp_path: Path) -> None:
    with pytest.raises(sandbox.Stopped, match="exit -11"):
        run(tmp_path, "import os; os.kill(os.getpid(), 11)")


def test_endless_work_is_stopped(tmp_path: Path) -> None:
    started = time.monotonic()
    with pytest.raises(sandbox.Stopped):
        run(tmp_path, "while True: pass", seconds=1)
    assert time.monotonic() - started < 10


def test_what_it_started_is_stopped_with_it(tmp_path: Path) -> None:
    code = (
        "import subprocess, sys\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        "open('pid', 'w').write(str(child.pid)); child.wait()"
    )
    with pytest.raises(sandbox.Stopped, match="stopped after"):
        run(tmp_path, code, seconds=2)
    assert is_gone(int((tmp_path / "pid").read_text()))


def is_gone(pid: int) -> bool:
    """Whether the process has ended (a zombie has), within a few seconds."""
    stat = Path(f"/proc/{pid}/stat")
    until = time.monotonic() + 5
    while time.monotonic() < until:
        try:
            if stat.read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except (FileNotFoundError, ProcessLookupError):
            return True
        os.sched_yield()
    return False


def test_it_writes_no_file_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "OUTPUT_LIMIT_MB", 1)
    with pytest.raises(sandbox.Stopped, match="File too large"):
        run(tmp_path, "open('x', 'wb').write(bytes(3 * 1024 * 1024))")
    assert (tmp_path / "x").stat().st_size <= 1024 * 1024


NAMESPACES = sandbox.namespaces_work()


@pytest.mark.skipif(not NAMESPACES, reason="systemet tillader ikke navnerum")
def test_it_has_no_network(tmp_path: Path) -> None:
    code = (
        "import socket, sys\n"
        "try: socket.create_connection(('127.0.0.1', 1), 2)\n"
        "except OSError as e: print(e.errno)\n"
        "print(open('/proc/net/dev').read().count(':'))"
    )
    assert run(tmp_path, code).split()[1] == "1"  # only its own loopback, which is down


@pytest.mark.skipif(not NAMESPACES, reason="systemet tillader ikke navnerum")
def test_it_cannot_see_what_the_portal_keeps(tmp_path: Path) -> None:
    folder = tmp_path / "var" / "files" / "incoming" / "x"
    folder.mkdir(parents=True)
    secret = tmp_path / "var" / "local.env"
    secret.write_text("SECRET_KEY=hemmelig")
    code = (
        "import os\n"
        f"print(os.path.exists({str(secret)!r}), os.path.exists({str(folder)!r}))\n"
        "open('made', 'w').write('hej')"
    )
    command = [sys.executable, "-I", "-c", code]
    printed = sandbox.run(
        command, folder=folder, seconds=20, memory_mb=500, hidden=[tmp_path / "var"]
    )
    assert printed.split() == [b"False", b"True"]
    assert (folder / "made").read_text() == "hej"
    assert secret.exists()
