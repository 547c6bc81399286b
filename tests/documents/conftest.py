"""People, and sealed entries, for the tests of files and of the record."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from dasportal.accounts.models import Person, Role, RoleKind
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
def secretary(db: None) -> Person:
    return make_secretary()


@pytest.fixture
def member(db: None) -> Person:
    return Person.objects.create_user("bo@example.dk", name="Bo Lund")


def make_secretary() -> Person:
    person = Person.objects.create_user("anna@example.dk", name="Anna Skov")
    Role.objects.create(person=person, kind=RoleKind.SECRETARIAT, start=date(2020, 1, 1))
    return person


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
