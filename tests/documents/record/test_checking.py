"""Every way to tamper with the record is found, by one who may do anything to the database."""

from collections.abc import Callable
from typing import Any

import pytest

from dasportal.documents.models import RecordEntry, StoredFile
from dasportal.documents.record import check, receipts
from tests.documents.record.tampering import guards_off

pytestmark = pytest.mark.django_db


def codes() -> set[tuple[int, str]]:
    return {(finding.sequence, finding.code) for finding in check().findings}


def test_an_empty_record_is_whole() -> None:
    assert check().ok


def test_a_whole_record_is_whole(chain: list[RecordEntry]) -> None:
    checked = check()
    assert (checked.ok, checked.entries, checked.files) == (True, 3, 1)
    assert checked.last_hash == chain[2].entry_hash


TAMPERING: list[tuple[str, set[tuple[int, str]]]] = [
    ("UPDATE documents_recordleaf SET content = replace(content, 'Elias', 'Elios') WHERE entry_id = 2", {(2, "leaf"), (2, "content_hash")}),
    ("UPDATE documents_recordleaf SET path = '/content/foram' WHERE path = '/content/forum' AND entry_id = 2", {(2, "leaf"), (2, "content_hash")}),
    ("UPDATE documents_recordleaf SET salt = repeat('0', 64) WHERE path = '/content/forum' AND entry_id = 2", {(2, "leaf"), (2, "content_hash")}),
    ("UPDATE documents_recordleaf SET content = NULL, salt = '', redacted_by_id = 3 WHERE path = '/content/forum' AND entry_id = 2", {(2, "redaction")}),
    ("DELETE FROM documents_recordleaf WHERE path = '/content/forum' AND entry_id = 2", {(2, "content_hash")}),
    ("UPDATE documents_recordentry SET header = replace(header, 'minutes:2', 'minutes:9') WHERE sequence = 2", {(2, "entry_hash"), (2, "column"), (3, "previous_hash")}),
    ("UPDATE documents_recordentry SET subject = 'Andet' WHERE sequence = 2", {(2, "column")}),
    ("UPDATE documents_recordentry SET sealed_at = sealed_at + interval '1 second' WHERE sequence = 2", {(2, "column")}),
    ("UPDATE documents_recordentry SET entry_hash = repeat('a', 64) WHERE sequence = 2", {(2, "entry_hash")}),
    ("UPDATE documents_recordentry SET header = 'x' WHERE sequence = 3", {(3, "header"), (0, "head")}),
    ("DELETE FROM documents_recordleaf WHERE entry_id = 2; DELETE FROM documents_recordentry WHERE sequence = 2", {(3, "missing"), (3, "previous_hash")}),
    ("DELETE FROM documents_recordentry WHERE sequence = 2", {(3, "missing"), (3, "previous_hash"), (2, "orphan")}),
    ("DELETE FROM documents_recordleaf WHERE entry_id = 3; DELETE FROM documents_recordentry WHERE sequence = 3", {(0, "head")}),
    ("DELETE FROM documents_recordhead", {(0, "head")}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("statement", "found"), TAMPERING, ids=lambda v: v[:70] if isinstance(v, str) else ""
)
def test_tampering_is_found(
    chain: list[RecordEntry], statement: str, found: set[tuple[int, str]]
) -> None:
    with guards_off() as cursor:
        cursor.execute(statement)
    assert codes() == found


def test_a_cut_tail_with_its_head_is_found_by_the_receipts(chain: list[RecordEntry]) -> None:
    receipts.add([entry.receipt for entry in chain])
    with guards_off() as cursor:
        cursor.execute("DELETE FROM documents_recordleaf WHERE entry_id = 3")
        cursor.execute("DELETE FROM documents_recordentry WHERE sequence = 3")
        cursor.execute(
            "UPDATE documents_recordhead SET count = 2, entry_hash = %s", [chain[1].entry_hash]
        )
    assert codes() == {(0, "cut")}


def test_a_chain_made_anew_is_found_by_the_receipts(chain: list[RecordEntry]) -> None:
    receipts.add([f"2:{'b' * 64}"])
    assert codes() == {(2, "receipt")}


def tamper_missing(path: Any) -> None:
    path.unlink()


def tamper_byte(path: Any) -> None:
    content = bytearray(path.read_bytes())
    content[100] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("tamper", "code"), [(tamper_missing, "file_missing"), (tamper_byte, "file_changed")]
)
def test_a_changed_or_missing_file_is_found(
    chain: list[RecordEntry], sealed_pdf: StoredFile, tamper: Callable[[Any], None], code: str
) -> None:
    tamper(sealed_pdf.on_disk)
    assert codes() == {(1, code)}


def test_a_file_row_that_leads_elsewhere_is_found(
    chain: list[RecordEntry], sealed_pdf: StoredFile
) -> None:
    StoredFile.objects.filter(pk=sealed_pdf.pk).update(sha256="c" * 64)
    assert codes() == {(1, "file_row"), (2, "file_row"), (3, "file_row")}


def test_receipts_that_were_lost_are_written_again(chain: list[RecordEntry]) -> None:
    assert receipts.read() == []  # nothing is committed in this test
    check()
    assert receipts.read() == [(entry.sequence, entry.entry_hash) for entry in chain]


def test_receipts_are_set_aside_for_a_new_database(chain: list[RecordEntry]) -> None:
    check()
    receipts.set_aside()
    assert receipts.read() == []
    assert len(list(receipts.path().parent.glob("receipts-*.txt"))) == 1


def test_receipts_that_are_not_readable_are_passed_over(chain: list[RecordEntry]) -> None:
    receipts.add(["æblegrød".encode().decode("latin-1").encode("ascii", "replace").decode(), "1:x"])
    assert check().ok


def test_the_command_says_the_same(chain: list[RecordEntry], capsys: Any) -> None:
    import json

    from django.core.management import call_command

    call_command("verify_record")
    assert "Arkivet er ubrudt. 3 poster" in capsys.readouterr().out
    with guards_off() as cursor:
        cursor.execute("UPDATE documents_recordentry SET subject = 'Andet' WHERE sequence = 2")
    call_command("verify_record", "--json")
    told = json.loads(capsys.readouterr().out)
    assert (told["ok"], told["entries"], told["findings"][0]["code"]) == (False, 3, "column")
    with pytest.raises(SystemExit) as ended:
        call_command("verify_record")
    assert ended.value.code == 1
    assert "IKKE i orden" in capsys.readouterr().out
