"""The export, and the program in it: run as a stranger would, with Python and nothing else."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from dasportal.accounts.models import Person
from dasportal.documents.models import RecordEntry, StoredFile
from dasportal.documents.record import check, redact, write_export

pytestmark = pytest.mark.django_db


@pytest.fixture
def export(chain: list[RecordEntry], tmp_path: Path) -> Path:
    check()  # nothing is committed in these tests: it writes the receipts
    folder = tmp_path / "eksport"
    assert write_export(folder) == 3
    return folder


def verify(folder: Path, *more: str) -> tuple[int, str]:
    """Runs the exported program with nothing of the portal within reach."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(folder / "verify_record.py"), str(folder), *more],
        capture_output=True, text=True, cwd=folder, env={}, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def test_a_whole_export_verifies(export: Path, chain: list[RecordEntry]) -> None:
    code, printed = verify(export)
    assert code == 0, printed
    assert "Arkivet er ubrudt. 3 poster" in printed
    assert chain[2].receipt in printed
    assert sorted(p.name for p in export.iterdir()) == [
        "LÆSMIG.txt", "files", "files.txt", "head.json", "receipts.txt", "record.jsonl",
        "verify_record.py",
    ]  # fmt: skip


def test_it_imports_only_the_standard_library(export: Path) -> None:
    import ast

    tree = ast.parse((export / "verify_record.py").read_text())
    names = {
        n.name.split(".")[0] for i in ast.walk(tree) if isinstance(i, ast.Import) for n in i.names
    }
    names |= {
        i.module.split(".")[0] for i in ast.walk(tree) if isinstance(i, ast.ImportFrom) and i.module
    }
    assert names <= sys.stdlib_module_names


def test_every_changed_byte_of_an_entry_is_found(export: Path) -> None:
    """One byte after the other of the second entry, each changed and put back."""
    path = export / "record.jsonl"
    whole = path.read_bytes()
    start = whole.index(b"\n") + 1
    end = whole.index(b"\n", start)
    missed = []
    for position in range(start, end, 7):
        changed = bytearray(whole)
        changed[position] ^= 1
        path.write_bytes(changed)
        if not damaged_in_process(export) and same_meaning(whole, bytes(changed)) is False:
            missed.append(bytes(changed[position - 20 : position + 20]))
    assert missed == []


def damaged_in_process(folder: Path) -> bool:
    from dasportal.documents.record import verifier

    try:
        return not verifier.check_export(folder, []).ok
    except (ValueError, KeyError, TypeError):
        return True


def same_meaning(one: bytes, other: bytes) -> bool:
    """Whether a changed byte changed nothing that is said (`redacted_by` is only a pointer)."""

    def said(data: bytes) -> Any:
        entries = [json.loads(line) for line in data.splitlines()]
        for entry in entries:
            for leaf in entry["leaves"]:
                leaf.pop("redacted_by", None)
                leaf.pop(next((k for k in leaf if k not in KEYS), ""), None)
        return entries

    try:
        return bool(said(one) == said(other))
    except ValueError:
        return False


KEYS = {"path", "salt", "content", "hash", "header", "entry_hash", "leaves"}


def test_a_changed_byte_of_a_file_is_found(export: Path) -> None:
    [file] = (export / "files").iterdir()
    content = bytearray(file.read_bytes())
    content[-10] ^= 1
    file.write_bytes(content)
    code, printed = verify(export)
    assert code == 1
    assert "»referat.pdf« er ændret" in printed


def test_a_missing_file_is_found(export: Path) -> None:
    [file] = (export / "files").iterdir()
    file.unlink()
    code, printed = verify(export)
    assert (code, "»referat.pdf« mangler" in printed) == (1, True)


def test_a_missing_row_is_found(export: Path) -> None:
    lines = (export / "record.jsonl").read_text().splitlines(keepends=True)
    (export / "record.jsonl").write_text(lines[0] + lines[2])
    code, printed = verify(export)
    assert (code, "Post 2 mangler" in printed) == (1, True)


def test_a_cut_tail_is_found(export: Path) -> None:
    lines = (export / "record.jsonl").read_text().splitlines(keepends=True)
    (export / "record.jsonl").write_text("".join(lines[:2]))
    code, printed = verify(export)
    assert (code, "slutter ved post 2" in printed) == (1, True)


def test_a_well_hidden_cut_is_found_with_a_receipt(export: Path, chain: list[RecordEntry]) -> None:
    lines = (export / "record.jsonl").read_text().splitlines(keepends=True)
    (export / "record.jsonl").write_text("".join(lines[:2]))
    (export / "head.json").unlink()
    (export / "receipts.txt").unlink()
    assert verify(export)[0] == 0  # nothing in the folder tells any more
    code, printed = verify(export, "--receipt", chain[2].receipt)
    assert (code, "kvittering for post 3" in printed) == (1, True)
    assert verify(export, "--receipt", chain[1].receipt)[0] == 0


def test_json_ends_with_zero_whatever_is_found(export: Path) -> None:
    (export / "head.json").write_text('{"count": 9, "entry_hash": "x"}')
    code, printed = verify(export, "--json")
    told = json.loads(printed)
    assert (code, told["ok"], told["findings"][0]["code"]) == (0, False, "head")


def test_a_redacted_export_verifies_and_does_not_hold_what_was_removed(
    chain: list[RecordEntry], secretary: Person, tmp_path: Path, sealed_pdf: StoredFile,
    django_capture_on_commit_callbacks: Any,
) -> None:  # fmt: skip
    before = sealed_pdf.sha256
    with django_capture_on_commit_callbacks(execute=True):
        for entry in chain:
            redact(entry, paths=["/content/items/1/text"], reason="Persondata", by=secretary)
        redact(chain[0], paths=["/files/0"], reason="Persondata", by=secretary)
    folder = tmp_path / "eksport"
    write_export(folder)
    code, printed = verify(folder)
    assert code == 0, printed
    everything = b"".join(p.read_bytes() for p in folder.rglob("*") if p.is_file())
    assert b"Elias" not in everything
    assert before.encode() not in everything


def test_the_command_writes_only_to_an_empty_folder(
    chain: list[RecordEntry], tmp_path: Path, capsys: Any
) -> None:
    call_command("export_record", str(tmp_path / "ny"))
    assert "3 poster er skrevet" in capsys.readouterr().out
    with pytest.raises(CommandError, match="er ikke tom"):
        call_command("export_record", str(tmp_path / "ny"))


def test_what_is_no_export_is_refused(tmp_path: Path, export: Path) -> None:
    done = verify(export, "--receipt", "nonsense")
    assert (done[0], "en kvittering er et nummer" in done[1]) == (2, True)
    (export / "record.jsonl").unlink()
    assert verify(export)[0] == 2
