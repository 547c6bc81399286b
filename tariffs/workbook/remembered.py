"""What a party has said of its files' columns, found by the file or by its name."""

from __future__ import annotations

from dasportal.accounts.models import Party
from tariffs.reading import Columns, UnreadableFile, plain, read_table

from .headings import head_of
from .models import ColumnMapping


def remembered_columns(party: Party, content: bytes) -> Columns | None:
    """How a file with these headings is read; None when nobody has said."""
    mappings = ColumnMapping.objects.filter(party=party)
    if not mappings.exists():
        return None
    head = head_of(read_table(content))
    kept = mappings.filter(signature=head.signature).first()
    return head.columns(kept.columns) if kept else None


def columns_named(party: Party, name: str, content: bytes) -> Columns | None:
    """The columns of a file by the name of a mapping; None when there is none of that name. The
    headings may stand in another order than in the file that it was said of.

    Raises UnreadableFile when one of them is not in the file.
    """
    kept = ColumnMapping.objects.filter(party=party, name__iexact=name.strip()).first()
    if kept is None:
        return None
    head = head_of(read_table(content))
    if head.signature == kept.signature:
        return head.columns(kept.columns)
    there = {plain(heading.text): heading.place for heading in head.headings}
    wanted = {field: kept.heading(place) for field, place in kept.columns.items()}
    missing = [heading for heading in wanted.values() if plain(heading) not in there]
    if missing:
        raise UnreadableFile(f"Filen mangler {', '.join(missing)}, som »{kept.name}« læser.")
    return head.columns({field: there[plain(heading)] for field, heading in wanted.items()})
