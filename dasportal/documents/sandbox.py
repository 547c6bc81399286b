"""Runs a program on what strangers sent: limited in memory, time and output, without network.

A file that makes the program crash, hang or eat memory ends that program, never the portal.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

SCRIPTS = Path(__file__).resolve().parent / "sandboxed"
OUTPUT_LIMIT_MB = 1000
ENVIRONMENT = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}


class Stopped(Exception):
    """The program failed, or was stopped because it took too long or too much memory."""


def run(
    command: list[str],
    *,
    folder: Path,
    seconds: int,
    memory_mb: int,
    hidden: Sequence[Path] = (),
) -> bytes:
    """Runs `command` with `folder` as its home and returns what it printed; Stopped on failure.

    When the time is up, the program is ended with everything it started. `hidden` folders are
    empty to it, but for `folder` itself, where the system lets a process have its own view.
    """
    limits = [str(memory_mb), str(seconds), str(OUTPUT_LIMIT_MB)]
    limits += [str(folder), ":".join(str(path) for path in hidden if path.is_dir())]
    process = subprocess.Popen(
        [sys.executable, "-I", str(SCRIPTS / "limits.py"), *limits, *command],
        cwd=folder,
        env={**ENVIRONMENT, "HOME": str(folder), "TMPDIR": str(folder)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        printed, errors = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired as error:
        raise Stopped(f"stopped after {seconds} s") from error
    finally:
        end(process)
    if process.returncode != 0:
        last = errors.decode(errors="replace").strip().splitlines()[-1:]
        raise Stopped(f"exit {process.returncode}: {' '.join(last)[:200]}")
    return printed


def namespaces_work() -> bool:
    """Whether this system lets a program be cut off from network and folders."""
    tried = subprocess.run(
        ["unshare", *([] if os.geteuid() == 0 else ["--user"]), "--mount", "--net", "true"],
        capture_output=True, check=False,
    )  # fmt: skip
    return tried.returncode == 0


def end(process: subprocess.Popen[bytes]) -> None:
    """Ends the program and all it started; they share a process group."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    for stream in (process.stdout, process.stderr):
        if stream:
            stream.close()


def run_script(
    name: str, *arguments: str | Path, folder: Path, seconds: int = 60, memory_mb: int = 1000
) -> dict[str, Any]:
    """Runs one of our own scripts and returns the JSON object that it printed.

    OSError when there was no room for what it writes, as if this process had written it.
    """
    command = [sys.executable, "-I", str(SCRIPTS / f"{name}.py"), *map(str, arguments)]
    printed = run(command, folder=folder, seconds=seconds, memory_mb=memory_mb)
    result: dict[str, Any] = json.loads(printed)
    if result.get("error") == "no room":
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(folder))
    return result
