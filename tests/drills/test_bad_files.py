"""Quality 17: every bad file of the list is refused or made harmless, with a reason, and the
process that takes it in stays small."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from tests.documents import samples

pytestmark = pytest.mark.drill

MOST_MEMORY_MB = 300  # of the process that takes the files in
INSPECTS = """
import json, resource, sys, tempfile
from pathlib import Path
import django
django.setup()
from dasportal.documents.inspection import inspect
from dasportal.documents.kinds import FileRefused

answers = {}
for path in sorted(Path(sys.argv[1]).iterdir()):
    with tempfile.TemporaryDirectory() as folder:
        try:
            found = inspect(path, path.name, Path(folder))
            answers[path.name] = ["taken in", found.warning]
        except FileRefused as refused:
            answers[path.name] = ["refused", refused.message]
# VmHWM, because ru_maxrss also counts the test runner that this process was forked from.
status = Path("/proc/self/status").read_text()
peak = int(status.partition("VmHWM:")[2].split()[0]) // 1024
children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
print(json.dumps({"answers": answers, "self": peak, "children": children}))
"""


def bad_files() -> dict[str, tuple[bytes, str, str]]:
    """Name → content, what must happen, and a word that the reason must have."""
    entity = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x>&f;</x>'
    locked = pikepdf.Encryption(owner="a", user="hemmelig")
    return {
        "zip-bombe.docx": (samples.zip_bomb(), "refused", "pakkes ud"),
        "overlap.docx": (samples.overlapping_bomb(), "refused", "pakkes ud"),
        "xxe.docx": (samples.docx_with({"word/document.xml": entity}), "refused", "XML"),
        "faktura.pdf": (samples.program(), "refused", "program"),
        "makroer.docx": (samples.docm(), "refused", "makroer"),
        "gamle-makroer.doc": (samples.doc(macros=True), "refused", "makroer"),
        "javascript.pdf": (samples.pdf_with_javascript(), "taken in", "fjernet"),
        "sti.docx": (samples.docx_with({"../../x.xml": "<a/>"}), "refused", "navne"),
        "låst.pdf": (samples.saved(samples.blank_pdf(), encryption=locked), "refused", "adgangskode"),
        "ødelagt.xlsx": (samples.xlsx()[:-200], "refused", "beskadiget"),
        "stort-billede.png": (samples.image("PNG", (8000, 6000)), "taken in", ""),
    }  # fmt: skip


def test_bad_files_are_met_in_little_memory(tmp_path: Path, say: Callable[[str], None]) -> None:
    expected = bad_files()
    folder = tmp_path / "files"
    folder.mkdir()
    for name, (content, _, _) in expected.items():
        (folder / name).write_bytes(content)
    with (folder / "200-mb.pdf").open("wb") as large:  # it says PDF, and is nothing
        large.write(b"%PDF-1.7\n")
        large.truncate(200 * 1024 * 1024)
    told = run(folder)
    say(f"{told['self']} MB here, {told['children']} MB in the largest helper process")
    for name, (_, outcome, word) in expected.items():
        got, reason = told["answers"][name]
        assert (got, word in reason) == (outcome, True), (name, got, reason)
    assert told["answers"]["200-mb.pdf"][0] == "refused"
    assert told["self"] < MOST_MEMORY_MB


def run(folder: Path) -> dict:
    done = subprocess.run(
        [sys.executable, "-c", INSPECTS, str(folder)], capture_output=True, text=True, check=False,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "dasportal.settings"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])
