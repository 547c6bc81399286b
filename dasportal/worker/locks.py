"""Advisory locks in PostgreSQL: held by a living session, freed the moment it dies.

A row that says "running" cannot tell a slow process from a dead one; a lock can, because the
database lets go of it when the process that holds it is gone, however it went.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.db import InterfaceError, OperationalError, connection


def lock_key(name: str) -> int:
    """The 64-bit number by which PostgreSQL knows the lock called `name`."""
    digest = hashlib.blake2b(name.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def lock_until_commit(name: str) -> bool:
    """Take the lock for the rest of the current transaction; False when another holds it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [lock_key(name)])
        return bool(cursor.fetchone()[0])


def drop_broken_connection() -> None:
    """Close our connection if it does not answer, so that the next question opens a new one."""
    if not connection.in_atomic_block:
        connection.close_if_unusable_or_obsolete()


class SessionLocks:
    """Locks held on a connection of their own, so that a job may open and close others freely.

    The connection is idle while the job works: the server sees at once that it is gone, even
    when the job's own connection is in the middle of a long statement.
    """

    def __init__(self) -> None:
        self._connection = connection.copy()

    def acquire(self, name: str, *, shared: bool = False) -> bool:
        """Whether the lock is ours now. Reconnects first when the database has been away."""
        kind = "_shared" if shared else ""
        if self._connection.connection is not None and not self._connection.is_usable():
            self.close()
        with self._connection.cursor() as cursor:
            cursor.execute(f"SELECT pg_try_advisory_lock{kind}(%s)", [lock_key(name)])
            return bool(cursor.fetchone()[0])

    def release(self, name: str) -> None:
        """Let go. A connection that died has let go already."""
        try:
            with self._connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [lock_key(name)])
        except (OperationalError, InterfaceError):
            self.close()

    def alive(self) -> bool:
        """Whether the session that holds the locks still stands."""
        return self._connection.connection is not None and bool(self._connection.is_usable())

    def close(self) -> None:
        """Close the connection, which frees every lock on it."""
        with suppress(OperationalError, InterfaceError):
            self._connection.close()
        self._connection.connection = None


@contextmanager
def held(name: str) -> Iterator[bool]:
    """Hold the lock for the block; yields False when another process has it."""
    locks = SessionLocks()
    try:
        ours = locks.acquire(name)
        yield ours
        if ours:
            locks.release(name)  # at once: the server notices a closed connection a little later
    finally:
        locks.close()
