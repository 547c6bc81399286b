"""A mapping of columns, remembered for the party's next file with the same headings."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from dasportal.accounts.models import Party, Person
from dasportal.accounts.transitions import NotAllowed
from tariffs.models import Submission
from tariffs.permissions import can_report_or_stand_in

from ..headings import Head
from ..models import ColumnMapping


@transaction.atomic
def remember_columns(
    submission: Submission, *, head: Head, columns: Mapping[str, int], name: str, by: Person
) -> ColumnMapping:
    """Keep how this file is read; it takes the place of what was said of the same headings."""
    party = Party.objects.select_for_update().get(pk=submission.party_id)
    if not can_report_or_stand_in(by, party):
        raise NotAllowed("Kun partens egne og sekretariatet siger, hvordan dens filer læses.")
    there = ColumnMapping.objects.filter(party=party, signature=head.signature).first()
    made = there or ColumnMapping(party=party, signature=head.signature)
    made.name = _free_name(party, name.strip()[:70] or "Regneark", made)
    made.headings = {str(heading.place): heading.text for heading in head.headings}
    made.columns, made.saved_by = dict(columns), by
    made.save()
    return made


def _free_name(party: Party, name: str, own: ColumnMapping) -> str:
    others = ColumnMapping.objects.filter(party=party).exclude(pk=own.pk)
    taken = {other.casefold() for other in others.values_list("name", flat=True)}
    number, free = 2, name
    while free.casefold() in taken:
        free, number = f"{name} ({number})", number + 1
    return free


@transaction.atomic
def forget_columns(mapping: ColumnMapping, *, by: Person) -> None:
    """The next file with those headings is asked about again."""
    if not can_report_or_stand_in(by, mapping.party):
        raise NotAllowed("Kun partens egne og sekretariatet siger, hvordan dens filer læses.")
    mapping.delete()
