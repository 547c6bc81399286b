"""Sealed entries to test with, and a way past the database's guard that only tests use."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection

from dasportal.accounts.models import Person
from dasportal.documents.files import store
from dasportal.documents.models import RecordEntry, StoredFile
from dasportal.documents.record import seal
from tests.documents import samples

SNAPSHOT: dict[str, Any] = {
    "forum": "DAS",
    "date": "2025-10-02",
    "items": [
        {"number": "1", "title": "Dagsorden", "open": True, "attachments": []},
        {"number": "2", "title": "En sag", "open": False, "text": "Drengen Elias bor på stedet."},
    ],
}
SealOne = Callable[..., RecordEntry]


@pytest.fixture
def sealed_pdf(secretary: Person) -> StoredFile:
    return store(samples.text_pdf("Referat med Elias"), name="referat.pdf", by=secretary)


@pytest.fixture
def seal_one(secretary: Person, sealed_pdf: StoredFile) -> SealOne:
    def make(key: str = "minutes:1", **changes: Any) -> RecordEntry:
        values: dict[str, Any] = {
            "kind": "minutes", "key": key, "subject": f"Referat {key}", "snapshot": SNAPSHOT,
            "files": [sealed_pdf], "by": secretary,
        }  # fmt: skip
        return seal(**(values | changes))

    return make


@pytest.fixture
def chain(seal_one: SealOne) -> list[RecordEntry]:
    """Three entries, one after the other."""
    return [seal_one(f"minutes:{number}") for number in (1, 2, 3)]


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
