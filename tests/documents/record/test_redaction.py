from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from dasportal.accounts.models import Person
from dasportal.accounts.transitions import NotAllowed
from dasportal.documents.files import store
from dasportal.documents.models import RecordEntry, RecordLeaf, StoredFile
from dasportal.documents.record import (
    CLEANERS,
    Cleaner,
    Removed,
    Tombstone,
    check,
    redact,
    seal,
    snapshot,
)
from tests.documents import samples
from tests.documents.conftest import SealOne
from tests.documents.record.tampering import guards_off

TEXT = "/content/items/1/text"


def test_named_content_gives_way_to_a_tombstone(
    chain: list[RecordEntry], secretary: Person
) -> None:
    redaction = redact(chain[0], paths=[TEXT], reason="Et barns navn", by=secretary)
    item = snapshot(chain[0])["items"][1]
    assert isinstance(item["text"], Tombstone)
    assert "Et barns navn" in str(item["text"])
    assert "Anna Skov" in str(item["text"])
    assert redaction.sealed_at.date().isoformat() in str(item["text"])
    assert item["title"] == "En sag"
    assert "Elias" not in dump()


def dump() -> str:
    """All that the database holds of the record's values."""
    return " ".join(leaf.content or "" for leaf in RecordLeaf.objects.filter(entry_id=1))


def test_a_redaction_is_an_entry_and_the_rest_verifies(
    chain: list[RecordEntry], secretary: Person
) -> None:
    before = [entry.entry_hash for entry in RecordEntry.objects.all()]
    redaction = redact(chain[0], paths=[TEXT], reason="Et barns navn", by=secretary)
    assert (redaction.sequence, redaction.kind) == (4, "redaction")
    assert redaction.previous_hash == chain[2].entry_hash
    assert [e.entry_hash for e in RecordEntry.objects.all()][:3] == before
    checked = check()
    assert (checked.ok, checked.redacted) == (True, 1)
    told = snapshot(redaction)
    assert told["reason"] == "Et barns navn"
    assert [(target["entry"], target["path"]) for target in told["redacts"]] == [(1, TEXT)]


def test_the_salt_goes_too_so_that_nothing_can_be_guessed(
    chain: list[RecordEntry], secretary: Person
) -> None:
    redact(chain[0], paths=[TEXT], reason="Et barns navn", by=secretary)
    leaf = chain[0].leaves.get(path=TEXT)
    assert (leaf.content, leaf.salt, len(leaf.leaf_hash)) == (None, "", 64)


def test_a_text_without_the_name_may_stand_instead(
    chain: list[RecordEntry], secretary: Person
) -> None:
    redact(
        chain[0], paths=[TEXT], reason="Et barns navn", by=secretary,
        replacements={TEXT: "Drengen bor på stedet."},
    )  # fmt: skip
    assert str(snapshot(chain[0])["items"][1]["text"]) == "Drengen bor på stedet."
    assert check().ok


def test_a_whole_part_may_go(chain: list[RecordEntry], secretary: Person) -> None:
    redact(chain[0], paths=["/content/items/1"], reason="Sagen skulle ikke med", by=secretary)
    item = snapshot(chain[0])["items"][1]
    assert all(isinstance(value, Tombstone) for value in item.values())
    assert check().ok


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("paths", "reason", "message"),
    [
        ([TEXT], "  ", "Skriv, hvorfor"),
        ([], "x", "Vælg det indhold"),
        (["/content/findes/ikke"], "x", "findes ikke"),
        (["/content/item"], "x", "findes ikke"),
    ],
)
def test_what_cannot_be_done_is_said_in_danish(
    chain: list[RecordEntry], secretary: Person, paths: list[str], reason: str, message: str
) -> None:
    with pytest.raises(NotAllowed, match=message):
        redact(chain[0], paths=paths, reason=reason, by=secretary)
    assert RecordEntry.objects.count() == 3


def test_only_the_secretariat_may(chain: list[RecordEntry], member: Person) -> None:
    with pytest.raises(NotAllowed, match="Kun sekretariatet"):
        redact(chain[0], paths=[TEXT], reason="x", by=member)
    assert "Elias" in dump()


def test_what_is_gone_cannot_go_again(chain: list[RecordEntry], secretary: Person) -> None:
    redact(chain[0], paths=[TEXT], reason="x", by=secretary)
    with pytest.raises(NotAllowed, match="allerede fjernet"):
        redact(chain[0], paths=[TEXT], reason="x", by=secretary)


def test_a_redaction_keeps_what_the_chain_needs(
    chain: list[RecordEntry], secretary: Person
) -> None:
    redaction = redact(
        chain[0], paths=[TEXT], reason="Om Elias", by=secretary, replacements={TEXT: "Om Elias"}
    )
    for path in ("/content/redacts/0/leaf_hash", "/content/redacts", "/content"):
        with pytest.raises(NotAllowed, match="arkivet har brug for det"):
            redact(redaction, paths=[path], reason="x", by=secretary)
    both = ["/content/reason", "/content/redacts/0/replacement"]
    redact(redaction, paths=both, reason="Navnet stod i begrundelsen", by=secretary)
    assert check().ok
    assert "Elias" not in str(snapshot(chain[0])["items"][1]["text"])


def test_a_file_goes_from_the_disk_and_a_page_says_so(
    chain: list[RecordEntry], secretary: Person, sealed_pdf: StoredFile,
    django_capture_on_commit_callbacks: Any,
) -> None:  # fmt: skip
    gone = sealed_pdf.on_disk
    with django_capture_on_commit_callbacks(execute=True):
        redaction = redact(
            chain[0], paths=["/files/0"], reason="Fortrolig (bør ikke ses)", by=secretary
        )
    assert not gone.exists()
    sealed_pdf.refresh_from_db()
    content = sealed_pdf.on_disk.read_bytes()
    assert content.startswith(b"%PDF")
    assert "Fortrolig (bør ikke ses)" in text_in(sealed_pdf)
    assert sealed_pdf.text == ""
    # The same bytes were sealed in all three entries, and went from each.
    targets = snapshot(redaction)["redacts"]
    assert sorted((t["entry"], t["path"]) for t in targets) == [(n, "/files/0") for n in (1, 2, 3)]
    assert check().ok


def text_in(file: StoredFile) -> str:
    from dasportal.documents.conversion import text_of

    return " ".join(text_of(file).split())


def test_another_file_may_stand_instead(
    chain: list[RecordEntry], secretary: Person, sealed_pdf: StoredFile
) -> None:
    new = store(samples.text_pdf("Referat uden navn"), name="uden.pdf", by=secretary)
    redaction = redact(
        chain[0], paths=["/files/0"], reason="x", by=secretary, new_files={"/files/0": new}
    )
    sealed_pdf.refresh_from_db()
    assert sealed_pdf.sha256 == new.sha256
    assert redaction.leaves.get(path="/files/0").file == new
    assert check().ok


def test_the_pdf_made_of_a_file_goes_with_it(secretary: Person) -> None:
    picture = store(samples.image(), name="foto.png", by=secretary)
    assert picture.pdf is not None
    made = picture.pdf.sha256
    entry = seal(
        kind="minutes", key="1", subject="x", snapshot={"a": 1}, files=[picture], by=secretary
    )
    redact(entry, paths=["/files/0"], reason="x", by=secretary)
    assert not StoredFile.objects.filter(sha256=made).exists()


def test_others_are_told_in_the_same_transaction(
    chain: list[RecordEntry], secretary: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Removed] = []
    monkeypatch.setattr(CLEANERS, "_entries", {"t": Cleaner("t", told.append)})
    redact(chain[0], paths=[TEXT, "/files/0"], reason="Et navn", by=secretary)
    assert [removed.entry.sequence for removed in told] == [1, 2, 3]
    assert list(told[0].old.items()) == [("/items/1/text", "Drengen Elias bor på stedet.")]
    assert "Et navn" in told[0].values["/items/1/text"]
    assert not told[1].values


def test_a_plain_update_fails_beside_a_redaction(
    chain: list[RecordEntry], secretary: Person
) -> None:
    """Even while a redaction is being made, only what it names can be blanked, and only blanked."""
    redaction = redact(chain[0], paths=[TEXT], reason="x", by=secretary)
    other = chain[0].leaves.get(path="/content/forum")
    for statement in (
        "SELECT documents_blank_leaf(%(leaf)s, %(redaction)s)",
        "UPDATE documents_recordleaf SET content = NULL, salt = '', redacted_by_id = %(redaction)s WHERE id = %(leaf)s",
        "UPDATE documents_recordleaf SET content = '1' WHERE id = %(leaf)s",
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            run(statement, {"leaf": other.pk, "redaction": redaction.sequence})


def test_a_redaction_of_yesterday_blanks_nothing_today(
    chain: list[RecordEntry], secretary: Person, seal_one: SealOne
) -> None:
    redaction = redact(chain[0], paths=[TEXT], reason="x", by=secretary)
    leaf = chain[0].leaves.get(path=TEXT)
    with guards_off() as cursor:
        cursor.execute(
            "UPDATE documents_recordleaf SET content = '1', salt = 'x', redacted_by_id = NULL WHERE id = %s",
            [leaf.pk],
        )
        cursor.execute("UPDATE documents_recordentry SET written_in = '1@1' WHERE sequence = 4")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        run("SELECT documents_blank_leaf(%s, %s)", [leaf.pk, redaction.sequence])


def run(statement: str, values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
