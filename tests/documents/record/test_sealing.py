import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from dasportal.accounts.models import Person
from dasportal.documents.models import RecordEntry, RecordHead, RecordLeaf, StoredFile
from dasportal.documents.record import check, receipts, seal, snapshot
from tests.documents.conftest import SNAPSHOT, SealOne, make_secretary


def test_the_first_entry_starts_the_chain(seal_one: SealOne) -> None:
    entry = seal_one()
    assert (entry.sequence, entry.previous_hash) == (1, "0" * 64)
    assert entry.entry_hash == hashlib.sha256(entry.header.encode()).hexdigest()
    assert json.loads(entry.header)["subject"] == "Referat minutes:1"


def test_each_entry_holds_the_hash_of_the_one_before(chain: list[RecordEntry]) -> None:
    assert [entry.sequence for entry in chain] == [1, 2, 3]
    assert chain[1].previous_hash == chain[0].entry_hash
    assert chain[2].previous_hash == chain[1].entry_hash
    head = RecordHead.objects.get()
    assert (head.count, head.entry_hash) == (3, chain[2].entry_hash)


def test_the_snapshot_is_read_as_it_was_sealed(seal_one: SealOne) -> None:
    assert snapshot(seal_one()) == SNAPSHOT


def test_the_same_thing_is_sealed_once(seal_one: SealOne) -> None:
    first = seal_one()
    again = seal_one(snapshot={"other": "text"})
    assert again == first
    assert snapshot(again) == SNAPSHOT
    assert RecordEntry.objects.count() == 1


def test_the_same_content_has_other_hashes_each_time(seal_one: SealOne) -> None:
    first, second = seal_one("minutes:1"), seal_one("minutes:2")
    assert set(first.leaves.values_list("leaf_hash")).isdisjoint(
        second.leaves.values_list("leaf_hash")
    )
    assert RecordLeaf.objects.values("salt").distinct().count() == RecordLeaf.objects.count()


def test_fractions_are_refused_and_nothing_is_sealed(seal_one: SealOne) -> None:
    with pytest.raises(TypeError):
        seal_one(snapshot={"takst": 1.5})
    assert not RecordEntry.objects.exists()


def test_signs_that_a_database_dislikes_are_sealed(seal_one: SealOne) -> None:
    text = {"text": "nul \x00, linje\n, æøå 👩🏽‍🚀 \u202e"}
    assert snapshot(seal_one(snapshot=text)) == text


STATEMENTS = [
    "UPDATE documents_recordentry SET subject = 'andet'",
    "UPDATE documents_recordentry SET sealed_at = now() WHERE sequence = 1",
    "DELETE FROM documents_recordentry WHERE sequence = 1",
    "TRUNCATE documents_recordentry CASCADE",
    "TRUNCATE documents_recordleaf",
    "TRUNCATE documents_recordhead",
    "UPDATE documents_recordleaf SET content = '\"andet\"'",
    "UPDATE documents_recordleaf SET content = NULL, salt = '', redacted_by_id = 1",
    "SELECT documents_blank_leaf(id, 1) FROM documents_recordleaf",
    "UPDATE documents_recordleaf SET position = position + 1000",
    "UPDATE documents_recordleaf SET file_id = NULL",
    "DELETE FROM documents_recordleaf",
    "UPDATE documents_recordhead SET count = 0",
    "DELETE FROM documents_recordhead",
    "INSERT INTO documents_recordhead (id, count, entry_hash) VALUES (2, 9, 'x')",
    "INSERT INTO documents_recordleaf (entry_id, position, path, salt, content, leaf_hash) "
    "VALUES (1, 99, '/x', 's', '1', encode(sha256(E's\\n/x\\n1'), 'hex'))",
    "INSERT INTO documents_recordentry SELECT 2, kind, 'ny', subject, sealed_at, header, "
    "content_hash, previous_hash, repeat('a', 64), '', sealed_by_id FROM documents_recordentry",
]


GUARD = r"append-only|only the next link|comes with its"


@pytest.fixture
def one_sealed(own_database: str, settings: Any) -> RecordEntry:
    """Sealed and committed, in a database where commits are real."""
    return seal(
        kind="minutes", key="1", subject="Referat", snapshot=SNAPSHOT, files=[], by=make_secretary()
    )


def test_the_database_refuses_every_change(one_sealed: RecordEntry) -> None:
    for statement in STATEMENTS:
        with connection.cursor() as cursor, pytest.raises(DatabaseError, match=GUARD):
            cursor.execute(statement)
    assert check().ok


def test_the_database_refuses_changes_by_the_orm(one_sealed: RecordEntry) -> None:
    one_sealed.subject = "andet"
    with pytest.raises(DatabaseError, match="append-only"):
        one_sealed.save()
    with pytest.raises(DatabaseError, match="append-only"):
        RecordLeaf.objects.filter(path="/content/forum").update(content='"FU"')
    for rows in (RecordLeaf.objects.all(), RecordEntry.objects.all()):
        with pytest.raises(DatabaseError, match="append-only"):
            rows._raw_delete(using="default")


def test_a_rolled_back_seal_leaves_nothing(one_sealed: RecordEntry) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        seal(kind="minutes", key="2", subject="x", snapshot={"a": 1}, files=[], by=None)
        raise RuntimeError
    assert RecordEntry.objects.count() == 1
    assert receipts.read() == [(1, one_sealed.entry_hash)]
    assert check().ok


def test_fifty_seals_of_one_thing_at_once_make_one(own_database: str) -> None:
    person = make_secretary()
    results = in_threads(lambda number: seal_key("samme", person))
    assert len({entry.entry_hash for entry in results}) == 1
    assert RecordEntry.objects.count() == 1
    assert receipts.read() == [(1, results[0].entry_hash)]


def test_fifty_seals_at_once_make_an_unbroken_chain(own_database: str) -> None:
    person = make_secretary()
    in_threads(lambda number: seal_key(f"nr. {number}", person))
    checked = check()
    assert (checked.entries, checked.findings) == (50, [])
    assert sorted(receipts.read()) == sorted(
        RecordEntry.objects.values_list("sequence", "entry_hash")
    )


def seal_key(key: str, person: Person) -> RecordEntry:
    return seal(
        kind="minutes", key=key, subject="Referat", snapshot={"key": key}, files=[], by=person
    )


def in_threads(action: Any) -> list[RecordEntry]:
    def run(number: int) -> RecordEntry:
        try:
            entry: RecordEntry = action(number)
            return entry
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        return list(pool.map(run, range(50)))


def test_sealing_keeps_its_files(seal_one: SealOne, sealed_pdf: StoredFile) -> None:
    from django.db.models import ProtectedError

    seal_one()
    with pytest.raises(ProtectedError):
        sealed_pdf.delete()
