"""An old table goes in as it was printed; the page and the command say it with the same verb."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.db import transaction

from dasportal.accounts.models import Person
from dasportal.accounts.transitions import NotAllowed
from dasportal.danish.numbers import format_number
from dasportal.register.models import Population

from ..models import Scenario, Scheme
from ..permissions import can_edit
from ..queries import uses_population
from ..reading import TableRead
from .scenarios import Figures, draft_scenario


@transaction.atomic
def import_table(
    scheme: Scheme, read: TableRead, figures: Figures, *, by: Person
) -> tuple[Scenario, list[str]]:
    """A draft with the amounts of the table, and what was noticed about its key.

    A table is never refused because its sum is some kroner off: the difference is shown. The key's
    figures go into the register where it has none; where it has others, the table keeps its own.
    The total is the table's, unless `figures` already says how it came about.
    """
    if not can_edit(by):
        raise NotAllowed("Gamle tabeller kan kun indlæses af sekretariatet.")
    if not read.lines:
        raise NotAllowed("Der er ingen linjer, der kan indlæses.")
    if uses_population(scheme) and any(line.key != int(line.key) for line in read.lines):
        raise NotAllowed("Befolkningstal er hele tal. Se nøglen efter i tabellen.")
    if figures.budget is None and figures.total is None:
        total = read.total if read.total is not None else read.sum
        figures = replace(figures, total=total)
    keys = {line.party.pk: line.key for line in read.lines}
    stated = {line.party.pk: line.amount for line in read.lines}
    made = draft_scenario(scheme, figures, keys, by=by, stated=stated)
    noticed = []
    if uses_population(scheme):
        noticed = _to_register(scheme.key_kind, figures.key_date, figures.key_source, read)
    return made, noticed


def _to_register(group: str, counted_on: date, source: str, read: TableRead) -> list[str]:
    rows = Population.objects.filter(group=group, counted_on=counted_on)
    known = dict(rows.values_list("party", "people"))
    Population.objects.bulk_create(
        Population(
            party=line.party,
            group=group,
            counted_on=counted_on,
            people=int(line.key),
            source=source,
        )
        for line in read.lines
        if line.party.pk not in known
    )
    return [
        f"{line.party}: tabellen har {format_number(line.key)}, registret {format_number(known[line.party.pk])}. Tabellen "
        "beholder sit tal."
        for line in read.lines
        if known.get(line.party.pk, line.key) != line.key
    ]
