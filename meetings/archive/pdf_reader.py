"""Reads a PDF that came from outside: in the sandbox, where it can only hurt itself."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from dasportal.documents import sandbox

PROGRAM = Path(__file__).with_name("pdf_text.py")
SECONDS = 120
MEMORY_MB = 1000


def pdf_lines(content: bytes) -> list[list[str]] | None:
    """The lines of each page; None when the file cannot be read within time and memory."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "source.pdf"
        source.write_bytes(content)
        command = [sys.executable, "-I", str(PROGRAM), str(source)]
        try:
            printed = sandbox.run(
                command, folder=Path(folder), seconds=SECONDS, memory_mb=MEMORY_MB
            )
        except sandbox.Stopped:
            return None
    pages: list[list[str]] | None = json.loads(printed)
    return pages
