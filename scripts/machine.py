"""What this machine has, and what apt may add to it."""

import ctypes
import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dasportal.console import step


@dataclass(frozen=True)
class Need:
    """Something from Debian: how to see that it is here, and the packages that bring it."""

    name: str
    packages: tuple[str, ...]
    present: Callable[[], bool]


def has_program(*names: str) -> Callable[[], bool]:
    """Whether one of these programs is on the path."""
    return lambda: any(shutil.which(name) for name in names)


def has_libraries(*names: str) -> Callable[[], bool]:
    """Whether all of these shared libraries load."""

    def load() -> bool:
        try:
            for name in names:
                ctypes.CDLL(name)
        except OSError:
            return False
        return True

    return load


def _has_ensurepip() -> bool:
    probe = subprocess.run(["python3", "-c", "import ensurepip"], capture_output=True)
    return probe.returncode == 0


def debian_postgres() -> Path | None:
    """The folder of Debian's newest PostgreSQL server programs."""
    found = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    return max((path.parent for path in found), key=lambda p: int(p.parent.name), default=None)


VENV = Need("Python-miljøer", ("python3-venv",), _has_ensurepip)
PDF = Need(
    "PDF-motorens biblioteker",
    ("libpangoft2-1.0-0", "libharfbuzz-subset0"),
    has_libraries("libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0"),
)
TEST_NEEDS = (
    PDF,
    Need("Chromium", ("chromium",), has_program("chromium")),
    Need("libatomic", ("libatomic1",), has_libraries("libatomic.so.1")),  # Playwright's driver
    Need(
        "LibreOffice",
        ("libreoffice-writer-nogui", "libreoffice-calc-nogui", "libreoffice-impress-nogui"),
        lambda: all(
            Path(f"/usr/lib/libreoffice/program/libs{name}lo.so").exists()
            for name in ("w", "c", "d")
        ),
    ),
    Need("Poppler", ("poppler-utils",), has_program("pdftotext")),
    Need("calcurse", ("calcurse",), has_program("calcurse")),  # a calendar at the command line
    Need("qpdf", ("qpdf",), has_program("qpdf")),
    Need("Debians PostgreSQL", ("postgresql",), lambda: debian_postgres() is not None),
)


@cache
def apt_prefix() -> tuple[str, ...] | None:
    """What to put before apt-get, or None where this user may not install."""
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return ()
    if shutil.which("sudo"):
        may = subprocess.run(["sudo", "-n", "true"], capture_output=True)
        return ("sudo", "-n") if may.returncode == 0 else None
    return None


def install(needs: list[Need], log: Path) -> list[Need]:
    """Install with apt what is missing of `needs`; return what is still missing afterwards."""
    missing = [need for need in needs if not need.present()]
    prefix = apt_prefix()
    if not missing or prefix is None:
        return missing
    packages = [package for need in missing for package in need.packages]
    title = f"Installerer {', '.join(need.name for need in missing)} med apt"
    with step(title), _no_debian_cluster(prefix, packages), log.open("a") as output:
        if not _apt(prefix, ["install", *packages], output):
            _apt(prefix, ["update"], output)
            _apt(prefix, ["install", *packages], output)
    return [need for need in missing if not need.present()]


def _apt(prefix: tuple[str, ...], words: list[str], output: object) -> bool:
    options = ["-y", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=300"]
    command = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", *options, *words]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output)  # type: ignore[call-overload]
    return done.returncode == 0


class _no_debian_cluster:
    """Keeps Debian's PostgreSQL from starting a server of its own when we install its programs."""

    DROP_IN = "/etc/postgresql-common/createcluster.d/das-portalen.conf"

    def __init__(self, prefix: tuple[str, ...], packages: list[str]) -> None:
        self.prefix = prefix
        self.needed = "postgresql" in packages

    def __enter__(self) -> None:
        if self.needed:
            script = 'mkdir -p "$(dirname "$1")" && echo "create_main_cluster = false" > "$1"'
            subprocess.run([*self.prefix, "sh", "-c", script, "sh", self.DROP_IN], check=False)

    def __exit__(self, *error: object) -> None:
        if self.needed:
            subprocess.run([*self.prefix, "rm", "-f", self.DROP_IN], check=False)


def ask_administrator(needs: list[Need]) -> str:
    """One line that an administrator can act on."""
    packages = " ".join(package for need in needs for package in need.packages)
    return (
        f"Bed administratoren køre / ask the administrator to run: sudo apt-get install {packages}"
    )
