#!/usr/bin/env python3
"""Kontrollerer en eksport af DAS-portalens forseglede arkiv. Kræver kun Python 3.11 eller nyere.

    python3 verify_record.py MAPPE
    python3 verify_record.py MAPPE --receipt 14:9f86d081884c7d65…   (en kvittering, du har gemt)
    python3 verify_record.py MAPPE --json

Programmet ved intet om portalen og henter intet. Det læser record.jsonl (én post pr. linje),
files/ (filerne, navngivet efter deres SHA-256), head.json og receipts.txt, og finder en ændret
byte, en manglende post, en fil, der mangler eller er ændret, og en afskåret ende. Uden --json er
svaret 0, når alt er i orden, ellers 1.

How it holds together. Each entry has a header: one line of JSON. SHA-256 of the header is the
entry's hash, and the header names the hash of the entry before it, so nothing can be changed, left
out or put in without breaking the chain. The header also names `content_hash`: the SHA-256 of all
leaf hashes, one a line. A leaf is one value of what was sealed; its hash is SHA-256 of its salt,
its path and its content, one a line. A leaf that was redacted by law has lost content and salt,
but not its hash, and a later entry of the kind `redaction` names that hash and the reason.
"""

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

GENESIS = "0" * 64
FORMAT = "das-record-1"
TARGET = re.compile(r"^/content/redacts/\d+/leaf_hash$")
FILE_PATH = re.compile(r"^/files/\d+$")
RECEIPT = re.compile(r"^(\d+):([0-9a-f]{64})$")
FindFile = Callable[[str], BinaryIO | None]


@dataclass(frozen=True)
class Finding:
    """Something that is wrong: which entry (0 for the record as a whole), a code, and Danish."""

    sequence: int
    code: str
    text: str


@dataclass
class Checked:
    """What was looked at, and what is wrong."""

    entries: int = 0
    leaves: int = 0
    redacted: int = 0
    files: int = 0
    last_hash: str = GENESIS
    findings: list[Finding] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        return not self.findings

    def add(self, sequence: int, code: str, text: str) -> None:
        self.findings.append(Finding(sequence, code, text))


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class Checker:
    """Reads entries in order and remembers what must hold across them."""

    def __init__(self, find_file: FindFile) -> None:
        self.find_file = find_file
        self.result = Checked()
        self.hashes: dict[int, str] = {}
        self.blanked: dict[str, int] = {}  # leaf hash → the entry it was in
        self.named: set[str] = set()  # leaf hashes that redactions name
        self.seen_files: set[str] = set()
        self.last = 0

    def entry(self, entry: dict[str, Any]) -> None:
        """Checks one entry: its header, its place in the chain, its leaves."""
        try:
            header = json.loads(entry["header"])
            number, told = int(header["sequence"]), str(header["content_hash"])
            previous, count = str(header["previous_hash"]), int(header["leaves"])
            form = header["format"]
        except (KeyError, ValueError, TypeError):
            self.result.add(
                self.last + 1, "header", f"Post {self.last + 1}: hovedet kan ikke læses."
            )
            return
        self.result.entries += 1
        if form != FORMAT:
            self.result.add(number, "format", f"Post {number}: ukendt format {form}.")
        self.chain(number, previous)
        found = sha256(entry["header"])
        if found != entry.get("entry_hash"):
            self.result.add(number, "entry_hash", f"Post {number}: hovedet er ændret.")
        hashes = [self.leaf(number, header.get("kind"), leaf) for leaf in entry.get("leaves", [])]
        if len(hashes) != count or sha256("\n".join(hashes)) != told:
            self.result.add(
                number,
                "content_hash",
                f"Post {number}: værdier mangler, er byttet om eller er kommet til.",
            )
        self.last, self.result.last_hash = number, found
        self.hashes[number] = found

    def chain(self, number: int, previous: str) -> None:
        if number != self.last + 1:
            missing = f"{self.last + 1}" + (f"–{number - 1}" if number - 1 > self.last + 1 else "")
            self.result.add(number, "missing", f"Post {missing} mangler før post {number}.")
        if previous != self.result.last_hash:
            self.result.add(
                number, "previous_hash", f"Post {number} passer ikke til posten før den."
            )

    def leaf(self, number: int, kind: Any, leaf: dict[str, Any]) -> str:
        """The hash that counts: of the content where it is there, else the one that was kept."""
        self.result.leaves += 1
        path, content, kept = str(leaf["path"]), leaf["content"], str(leaf["hash"])
        if content is None:
            self.result.redacted += 1
            self.blanked[kept] = number
            return kept
        found = sha256(f"{leaf['salt']}\n{path}\n{content}")
        if found != kept:
            self.result.add(number, "leaf", f"Post {number}: værdien {path} er ændret.")
        if kind == "redaction" and TARGET.match(path):
            self.named.add(str(json.loads(content)))
        if FILE_PATH.match(path) and found == kept:
            self.file(number, json.loads(content))
        return found

    def file(self, number: int, told: dict[str, Any]) -> None:
        digest, name = str(told["sha256"]), str(told["name"])
        if digest in self.seen_files:
            return
        self.seen_files.add(digest)
        source = self.find_file(digest)
        if source is None:
            self.result.add(number, "file_missing", f"Post {number}: filen »{name}« mangler.")
            return
        self.result.files += 1
        with source:
            if hashlib.file_digest(source, "sha256").hexdigest() != digest:  # type: ignore[arg-type]
                self.result.add(number, "file_changed", f"Post {number}: filen »{name}« er ændret.")

    def finish(self, head: tuple[int, str] | None, receipts: Iterable[tuple[int, str]]) -> Checked:
        """What only the whole tells: redactions without a reason, a cut tail, old receipts."""
        for kept, number in self.blanked.items():
            if kept not in self.named:
                self.result.add(
                    number,
                    "redaction",
                    f"Post {number}: en værdi er fjernet, uden at arkivet siger hvorfor.",
                )
        if head is not None and head != (self.last, self.result.last_hash):
            self.result.add(
                0,
                "head",
                f"Arkivet slutter ved post {self.last}, men skulle slutte ved post {head[0]}.",
            )
        for number, kept in receipts:
            if number > self.last:
                self.result.add(
                    0,
                    "cut",
                    f"Der findes en kvittering for post {number}, men arkivet slutter ved post {self.last}.",
                )
            elif self.hashes.get(number) != kept:
                self.result.add(
                    number, "receipt", f"Post {number} er ikke den, der blev kvitteret for."
                )
        return self.result


def check(
    entries: Iterable[dict[str, Any]],
    find_file: FindFile,
    *,
    head: tuple[int, str] | None = None,
    receipts: Iterable[tuple[int, str]] = (),
) -> Checked:
    """Checks a whole record. `head` is where it should end, `receipts` what was once shown."""
    checker = Checker(find_file)
    for entry in entries:
        checker.entry(entry)
    return checker.finish(head, receipts)


def read_entries(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                try:
                    entry = json.loads(line)
                except ValueError:
                    entry = {}
                yield entry if isinstance(entry, dict) else {}


def read_receipts(text: str) -> list[tuple[int, str]]:
    found = (RECEIPT.match(line.strip()) for line in text.splitlines())
    return [(int(match[1]), match[2]) for match in found if match]


def check_export(folder: Path, more_receipts: list[tuple[int, str]]) -> Checked:
    """Checks an export. Its own head and receipts are read too, where they are there."""
    head_path, receipts_path = folder / "head.json", folder / "receipts.txt"
    head = None
    if head_path.exists():
        told = json.loads(head_path.read_text(encoding="utf-8"))
        head = (int(told["count"]), str(told["entry_hash"]))
    receipts = list(more_receipts)
    if receipts_path.exists():
        receipts += read_receipts(receipts_path.read_text(encoding="utf-8"))

    def find_file(digest: str) -> BinaryIO | None:
        path = folder / "files" / digest
        return path.open("rb") if re.fullmatch("[0-9a-f]{64}", digest) and path.is_file() else None

    return check(read_entries(folder / "record.jsonl"), find_file, head=head, receipts=receipts)


def as_json(checked: Checked) -> dict[str, Any]:
    return {
        "ok": checked.ok,
        "entries": checked.entries,
        "leaves": checked.leaves,
        "redacted": checked.redacted,
        "files": checked.files,
        "receipt": f"{checked.entries}:{checked.last_hash}",
        "findings": [vars(finding) for finding in checked.findings],
    }


def as_text(checked: Checked) -> str:
    counted = (
        f"{checked.entries} poster, {checked.leaves} værdier ({checked.redacted} fjernet ved lov), "
        f"{checked.files} filer."
    )
    if checked.ok:
        end = f"Slutter ved {checked.entries}:{checked.last_hash}"
        return f"Arkivet er ubrudt. {counted}\n{end}\nSammenlign med en kvittering, du har gemt."
    lines = [f"Arkivet er IKKE i orden. {counted}", *(f"- {f.text}" for f in checked.findings)]
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Kontrollerer en eksport af det forseglede arkiv.")
    parser.add_argument("folder", type=Path, metavar="MAPPE")
    parser.add_argument("--receipt", action="append", default=[], help="kvittering, nummer:hash")
    parser.add_argument(
        "--json", action="store_true", help="svar som JSON; svarkoden er da altid 0"
    )
    options = parser.parse_args(arguments)
    receipts = read_receipts("\n".join(options.receipt))
    if len(receipts) != len(options.receipt):
        parser.error("en kvittering er et nummer, et kolon og 64 tegn")
    if not (options.folder / "record.jsonl").is_file():
        parser.error(f"{options.folder} er ikke en eksport: record.jsonl mangler")
    checked = check_export(options.folder, receipts)
    if options.json:
        sys.stdout.write(json.dumps(as_json(checked), ensure_ascii=False, indent=2) + "\n")
        return 0
    sys.stdout.write(as_text(checked) + "\n")
    return 0 if checked.ok else 1


if __name__ == "__main__":
    sys.exit(main())
