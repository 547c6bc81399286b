"""A way past the database's guard, which only tests use."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

TABLES = ("documents_recordentry", "documents_recordleaf", "documents_recordhead")
FOREIGN_KEYS = """
    SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname)
    FROM pg_constraint WHERE contype = 'f' AND confrelid = ANY (%s::regclass[])
"""


@contextmanager
def guards_off() -> Iterator[Any]:
    """As the tables' owner could do it by hand. The portal's code cannot; the test rolls it back."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(FOREIGN_KEYS, [list(TABLES)])
        for (statement,) in cursor.fetchall():
            cursor.execute(statement)
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        try:
            yield cursor
        finally:
            for table in TABLES:
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
