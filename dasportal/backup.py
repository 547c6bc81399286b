"""A backup is a folder: the database, the stored files, and a manifest that proves both.

Taking one disturbs nobody. Restoring needs an empty database, and checks every count and hash.
"""

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from dasportal.environment import Refused
from dasportal.postgres import tools

DUMP = "database.dump"
FILES = "files"
MANIFEST = "manifest.json"


def backup(folder: Path) -> dict[str, Any]:
    """Write a backup to `folder`, which must be new or empty; return its manifest.

    The database is dumped first: files are written once and never change, so every file that
    the dump names is there when the files are copied after it.
    """
    if folder.exists() and any(folder.iterdir()):
        raise Refused(f"{folder} er ikke tom. / {folder} is not empty.")
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    with transaction.atomic():
        counts, snapshot = _counts_in_a_snapshot()
        tools.run(
            "pg_dump",
            "--format=custom",
            "--no-owner",
            "--no-privileges",
            "--no-comments",
            f"--snapshot={snapshot}",
            f"--file={folder / DUMP}",
        )
    stored = Path(settings.MEDIA_ROOT)
    if stored.exists():
        shutil.copytree(stored, folder / FILES, ignore=shutil.ignore_patterns("incoming"))
    manifest = {
        "taken_at": timezone.now().isoformat(),
        "postgresql": tools.server_major(),
        "database": sha256(folder / DUMP),
        "rows": counts,
        "files": hashes(folder / FILES),
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1), encoding="utf-8")
    return manifest


def restore(folder: Path) -> dict[str, Any]:
    """Restore the backup in `folder` into an empty database and an empty file store."""
    manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    check_backup(folder, manifest)
    stored = Path(settings.MEDIA_ROOT)
    if connection.introspection.table_names() or (stored.exists() and any(stored.iterdir())):
        raise Refused(
            "Gendannelse kræver en tom database og en tom filmappe. / "
            "Restoring needs an empty database and an empty file store."
        )
    tools.run(
        "pg_restore",
        "--no-owner",
        "--no-privileges",
        "--exit-on-error",
        "--single-transaction",
        f"--dbname={connection.settings_dict['NAME']}",
        str(folder / DUMP),
    )
    if (folder / FILES).exists():
        shutil.copytree(folder / FILES, stored, dirs_exist_ok=True)
    if count_rows() != manifest["rows"] or hashes(stored) != manifest["files"]:
        raise Refused("Det gendannede svarer ikke til backuppen. / The restored data differs.")
    return manifest


def check_backup(folder: Path, manifest: dict[str, Any]) -> None:
    """Refuse a backup where the dump or any file is not what the manifest says."""
    if sha256(folder / DUMP) != manifest["database"]:
        raise Refused("Backuppens database er ændret. / The backup's database was changed.")
    found = hashes(folder / FILES)
    wrong = {path for path, _ in found.items() ^ manifest["files"].items()}
    if wrong:
        names = ", ".join(sorted(wrong)[:5])
        raise Refused(f"Filer i backuppen mangler eller er ændret: {names} / files changed.")


def count_rows() -> dict[str, int]:
    """How many rows each table has."""
    with connection.cursor() as cursor:
        counts = {}
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")
            counts[table] = cursor.fetchone()[0]
    return counts


def _counts_in_a_snapshot() -> tuple[dict[str, int], str]:
    """The counts as pg_dump will see them, and the name of the snapshot that it must use."""
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]
    return count_rows(), snapshot


def hashes(folder: Path) -> dict[str, str]:
    """SHA-256 of every file below `folder`, by its path there."""
    files = (path for path in folder.rglob("*") if path.is_file()) if folder.exists() else ()
    return {str(path.relative_to(folder)): sha256(path) for path in sorted(files)}


def sha256(path: Path) -> str:
    """The file's SHA-256 in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
