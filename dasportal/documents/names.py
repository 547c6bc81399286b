"""File names that are safe to show, to send and to put on a disk."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

LONGEST = 150  # characters, extension included
RESERVED = re.compile(r'[<>:"|?*]+')
WINDOWS_DEVICES = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)$", re.IGNORECASE)
KNOWN_EXTENSIONS = re.compile(
    r"^(pdf|doc|docx|docm|dot|dotx|dotm|rtf|odt|ott|xls|xlsx|xlsm|xlsb|xlt|xltx|xltm|ods|ots|csv|"
    r"txt|ppt|pptx|pptm|pps|ppsx|ppsm|pot|potx|potm|odp|otp|odg|jpg|jpeg|jpe|png|gif|tif|tiff|"
    r"webp|heic|bmp|svg|htm|html|xml|json|md|log|eml|msg|zip|rar|7z|exe|com|bat|cmd|scr|msi|"
    r"dll|js|vbs|ps1|lnk|jar|app|sh|py|iso)$"
)


def safe_name(name: str, extensions: tuple[str, ...]) -> str:
    """The last part of `name`, without signs that mislead or break, with a true extension.

    `extensions` are those of the real type, the usual one first: one of them is kept as it is,
    any other known one is replaced, and one is added where there is none.
    """
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    # Control, format (also right-to-left marks), surrogate and private signs have no place.
    name = "".join(sign if unicodedata.category(sign)[0] != "C" else " " for sign in name)
    name = " ".join(RESERVED.sub("-", name).split()).strip(". ")
    suffix = PurePosixPath(name).suffix[1:].lower()
    stem = name[: -len(suffix) - 1].rstrip(". ") if KNOWN_EXTENSIONS.match(suffix) else name
    if suffix not in extensions:
        suffix = extensions[0]
    stem = stem[: LONGEST - len(suffix) - 1].rstrip(". ") or "fil"
    if WINDOWS_DEVICES.match(stem):
        stem = f"{stem}-fil"
    return f"{stem}.{suffix}"
