"""`make run`, `make test` and their kin, from a bare Debian machine on.

python3 scripts/setup.py run | test | check | python | browser
"""

import fcntl
import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.chdir(sys.path[0])

from dasportal import ports  # noqa: E402
from dasportal.console import step  # noqa: E402
from scripts import machine, project  # noqa: E402

CHECKS = {
    "Formatering": ["ruff", "format", "--check", "--quiet", "."],
    "Kodetjek": ["ruff", "check", "--quiet", "."],
    "Importretninger": ["lint-imports"],
    "Typer": ["mypy", "dasportal", "meetings", "tariffs", "offers"],
    "Migrationer": ["python", "manage.py", "makemigrations", "--check", "--dry-run"],
}

FAST = "not drill and not bench and not screenshots"  # what `make test` runs


def set_up(requirements: str) -> None:
    """Everything that both running and testing need; only one process at a time does it."""
    with (project.var_dir() / "setup.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            with step("Venter på en anden opsætning"):
                fcntl.flock(lock, fcntl.LOCK_EX)
        if not project.PYTHON.exists():
            missing = machine.install([machine.VENV], project.log_file())
            if missing:
                sys.exit(machine.ask_administrator(missing))
        project.make_venv(requirements)
        project.make_node_modules()
        project.make_local_env()


def run() -> None:
    """Set up, then become the portal's supervisor."""
    port = os.environ.setdefault("PORT", "8000")
    if not port.isdigit() or not 0 < int(port) < 65536:
        sys.exit(f"PORT={port} er ikke en port. / PORT must be 1-65535.")
    for listener in ports.listen(int(port)):
        listener.close()
    print("DAS-portalen sættes op", flush=True)
    set_up("requirements.txt")
    without_pdf = machine.install([machine.PDF], project.log_file())
    if without_pdf:
        print(f"  PDF er slået fra / PDFs are off. {machine.ask_administrator(without_pdf)}")
    sys.stdout.flush()
    os.execv(project.PYTHON, [str(project.PYTHON), "manage.py", "serve"])


def _ready_for_tests(needs: tuple[machine.Need, ...]) -> None:
    missing = machine.install(list(needs), project.log_file())
    if missing:
        names = ", ".join(need.name for need in missing)
        print(f"Mangler / missing: {names}. {machine.ask_administrator(missing)}", flush=True)
        if os.environ.get("ALLOW_MISSING") != "1":
            sys.exit(1)
    set_up("requirements-dev.txt")


def _tool(words: list[str]) -> list[str]:
    return [str(project.VENV / "bin" / words[0]), *words[1:]]


def _run_checks() -> list[str]:
    """Everything that needs no test runner; returns the names of what failed."""
    failed = []
    for title, words in CHECKS.items():
        with step(title):
            done = subprocess.run(_tool(words), capture_output=True, text=True)
        if done.returncode != 0:
            failed.append(title)
            print(done.stdout + done.stderr, flush=True)
    return failed


def _finish(failed: list[str], pytest_words: list[str]) -> None:
    done = subprocess.run(_tool(["pytest", *pytest_words]))
    if failed:
        print(f"Fejlede også / also failed: {', '.join(failed)}", flush=True)
    sys.exit(1 if failed else done.returncode)


def test() -> None:
    """The whole suite: checks, fast tests, browser journeys."""
    _ready_for_tests(machine.TEST_NEEDS)
    _finish(_run_checks(), ["-n", "2", "--dist", "worksteal", "-m", FAST])


def check() -> None:
    """The inner loop: no browser, nothing from apt but what the PDF engine needs."""
    _ready_for_tests((machine.PDF,))
    words = ["-n", "2", "--dist", "worksteal", "-m", f"{FAST} and not browser"]
    _finish(_run_checks(), words)


def pytest() -> None:
    """`setup.py pytest WORDS…`: pytest with everything in place, e.g. drills and benchmarks."""
    _ready_for_tests(machine.TEST_NEEDS)
    _finish([], sys.argv[2:])


def manage() -> None:
    """`setup.py manage WORDS…`: a manage.py command with everything in place."""
    set_up("requirements.txt")
    os.execv(project.PYTHON, [str(project.PYTHON), "manage.py", *sys.argv[2:]])


def lock() -> None:
    """Lock the newest versions that requirements*.in and package.json allow, by hash.

    Lock files name no registry: each machine uses its own.
    """
    set_up("requirements-dev.txt")
    options = "--upgrade --quiet --no-emit-index-url --generate-hashes --no-header"
    compile_words = [*_tool(["uv"]), "pip", "compile", *options.split(), "--python-version", "3.11"]
    for name in ("requirements", "requirements-dev", "scripts/requirements-node"):
        with step(f"{name}.txt"):
            project.run([*compile_words, f"{name}.in", "-o", f"{name}.txt"])
    with step("package-lock.json"):
        npm = ["npm", "update", "--package-lock-only", "--ignore-scripts"]
        project.run([*npm, "--omit-lockfile-registry-resolved", "--no-audit", "--no-fund"])


TARGETS = {
    "run": run,
    "test": test,
    "check": check,
    "pytest": pytest,
    "manage": manage,
    "lock": lock,
}


if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036 — the machine's own Python may be older
        sys.exit("Portalen kræver Python 3.11 eller nyere. / Python 3.11 or newer is needed.")
    try:
        TARGETS[sys.argv[1]]()
    except (project.SetupFailed, ports.PortBusy) as failure:
        sys.exit(str(failure))
    except KeyboardInterrupt:
        sys.exit(130)
