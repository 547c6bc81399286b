"""RTF: taken in unless it carries objects, which are the way that programs travel in RTF."""

from __future__ import annotations

import re
from pathlib import Path

from dasportal.documents.kinds import FileRefused

OBJECTS = re.compile(rb"\\obj(data|update|autlink|link)\b|\\\*\\template", re.IGNORECASE)
REFUSED = (
    "RTF-filen indeholder indlejrede objekter. Gem den som .docx eller PDF, og læg den op igen."
)
CHUNK = 1024 * 1024


def check(path: Path) -> str:
    """No warning; FileRefused when an object or an outside template is found."""
    with path.open("rb") as source:
        tail = b""
        while chunk := source.read(CHUNK):
            if OBJECTS.search(tail + chunk):
                raise FileRefused(REFUSED)
            tail = chunk[-32:]
    return ""
