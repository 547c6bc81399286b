"""The record handed over: entries, files, where it ends, and the program that checks it."""

from __future__ import annotations

import json
import shutil
import tempfile
import zipfile
from pathlib import Path

from dasportal.documents.models import RecordHead, StoredFile

from . import reading, receipts, verifier

EMPTY = {"count": 0, "entry_hash": verifier.GENESIS}
README = """DAS-portalens forseglede arkiv
==============================

record.jsonl       én post pr. linje, i rækkefølge
files/             de forseglede filer; navnet er filens SHA-256
files.txt          filernes egne navne
head.json          hvor arkivet slutter
receipts.txt       kvitteringer: nummer og hash for hver post
verify_record.py   kontrollerer det hele; kræver kun Python 3.11 eller nyere:

    python3 verify_record.py .

Har du en kvittering fra et referat eller en mail, så giv den med:

    python3 verify_record.py . --receipt 14:9f86…

Lukkede punkter er med. Behandl mappen som fortrolig.
"""


def write_export(folder: Path) -> int:
    """Writes the whole record to a new or empty folder. Returns the number of entries.

    FileExistsError when there is something in the folder.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise FileExistsError(folder)
    known = receipts.read()
    with reading.steady_view():
        count = write_entries(folder / "record.jsonl")
        write_files(folder)
        head = RecordHead.objects.first()
    end = {"count": head.count, "entry_hash": head.entry_hash} if head else EMPTY
    (folder / "head.json").write_text(json.dumps(end, indent=2) + "\n", encoding="ascii")
    lines = [f"{number}:{kept}\n" for number, kept in known]
    (folder / "receipts.txt").write_text("".join(lines), encoding="ascii")
    (folder / "LÆSMIG.txt").write_text(README, encoding="utf-8")
    shutil.copyfile(verifier.__file__, folder / "verify_record.py")
    return count


def write_zip(target: Path) -> int:
    """The export as one zip file. Returns the number of entries."""
    with tempfile.TemporaryDirectory(dir=target.parent) as name:
        folder = Path(name) / "forseglet-arkiv"
        count = write_export(folder)
        with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
            for path in sorted(folder.rglob("*")):
                if path.is_file():
                    archive.write(path, path.relative_to(folder.parent))
    return count


def write_entries(path: Path) -> int:
    count = 0
    with path.open("w", encoding="utf-8") as out:
        for entry in reading.entries():
            out.write(json.dumps(entry, ensure_ascii=False) + "\n")
            count += 1
    return count


def write_files(folder: Path) -> None:
    """The sealed files that are not redacted. One that is missing on disk is left to the check."""
    target = folder / "files"
    target.mkdir()
    names = []
    sealed = StoredFile.objects.filter(record_leaves__content__isnull=False).distinct()
    for file in sealed.order_by("sha256", "name"):
        if file.on_disk.is_file() and not (target / file.sha256).exists():
            shutil.copyfile(file.on_disk, target / file.sha256)
        names.append(f"{file.sha256}  {file.name}\n")
    (folder / "files.txt").write_text("".join(names), encoding="utf-8")
