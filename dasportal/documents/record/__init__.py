"""The sealed record: what has been decided, in a chain that shows every change.

`seal` appends, `redact` is the one way out, `check` says whether all is whole, `write_export`
hands it all over together with a program that checks it anywhere, `snapshot` reads an entry.
"""

from .checking import check
from .exporting import write_export
from .reading import Tombstone, snapshot
from .redaction import FILE_REMOVED, redact
from .sealing import seal
from .slots import CLEANERS, KINDS, Cleaner, Kind, Removed, kind_label

__all__ = [
    "CLEANERS",
    "FILE_REMOVED",
    "KINDS",
    "Cleaner",
    "Kind",
    "Removed",
    "Tombstone",
    "check",
    "kind_label",
    "redact",
    "seal",
    "snapshot",
    "write_export",
]
