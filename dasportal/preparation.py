"""Bringing a database and the static files up to date: what an update runs, and a first start."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command, get_commands
from django.db import connection

LOCK = 7_301_102  # the advisory lock of whoever changes the schema
GROUND_COMMAND = "lay_ground"  # parties, forums and legal bases; no people


def is_unprepared() -> bool:
    """Whether this database has never been migrated."""
    return "django_migrations" not in connection.introspection.table_names()


def has_people() -> bool:
    """Whether anyone at all is known here; demo data is for a database where nobody is."""
    from django.contrib.auth import get_user_model

    return get_user_model()._default_manager.exists()


@contextmanager
def alone() -> Iterator[None]:
    """Hold the advisory lock, so that two processes never change the schema at once."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def prepare_database(*, verbosity: int = 0) -> None:
    """Migrate, make the cache table, and lay parties, forums and legal bases. Repeatable."""
    from dasportal.documents.record import receipts

    with alone():
        if is_unprepared():
            receipts.set_aside()
        call_command("migrate", verbosity=verbosity, interactive=False)
        call_command("createcachetable", verbosity=verbosity)
        if GROUND_COMMAND in get_commands():
            call_command(GROUND_COMMAND, verbosity=verbosity)


def collect_static(*, verbosity: int = 0) -> None:
    """Collect the static files, unless those collected last are the same."""
    stamp = settings.VAR_DIR / "static.stamp"
    wanted = _static_fingerprint()
    if stamp.exists() and stamp.read_text() == wanted and settings.STATIC_ROOT.exists():
        return
    call_command("collectstatic", verbosity=verbosity, interactive=False)
    stamp.write_text(wanted)


def _static_fingerprint() -> str:
    digest = hashlib.sha256(str(settings.STATIC_ROOT).encode())
    for finder in finders.get_finders():
        for path, storage in finder.list([]):
            seen = storage.get_modified_time(path).timestamp(), storage.size(path)
            digest.update(f"{path} {seen}".encode())
    return digest.hexdigest()
