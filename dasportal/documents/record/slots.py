"""Named slot: who else holds what a redaction removes.

The record blanks its own values and files. The apps above hold the same content in rows of their
own, in finished PDFs and in search; each adds a Cleaner in its AppConfig.ready:

    slots.CLEANERS.add(slots.Cleaner("meetings", clean_meeting))
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dasportal.accounts.slots import Slot

if TYPE_CHECKING:
    from dasportal.accounts.models import Person
    from dasportal.documents.models import RecordEntry


@dataclass(frozen=True)
class Removed:
    """What is removed from one entry. `values` gives for each JSON pointer inside the snapshot
    what now stands there: the replacement, or the text of the tombstone. `old` holds the content
    that goes away, so that copies of it can be found.
    """

    entry: RecordEntry
    redaction: RecordEntry
    values: Mapping[str, str]
    old: Mapping[str, Any]
    by: Person


@dataclass(frozen=True)
class Cleaner:
    """Removes an app's own copies, inside the redaction's transaction."""

    name: str
    clean: Callable[[Removed], None]
    position: int = 50


CLEANERS: Slot[Cleaner] = Slot("record.cleaners")


@dataclass(frozen=True)
class Kind:
    """What a kind of entry is called on pages: `name` as given to `seal`, `label` in Danish."""

    name: str
    label: str
    position: int = 50


KINDS: Slot[Kind] = Slot("record.kinds")
KINDS.add(Kind("redaction", "Fjernelse", 90))


def kind_label(name: str) -> str:
    """The Danish word for a kind; the name itself for one that nobody has told of."""
    return next((kind.label for kind in KINDS if kind.name == name), name)
