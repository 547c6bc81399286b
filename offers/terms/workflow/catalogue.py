"""The catalogue of terms: the secretariat adds to it and words it."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction

from dasportal.accounts.models import Person
from dasportal.accounts.transitions import NotAllowed

from ..models import Instrument, Term
from ..permissions import can_run_terms


@transaction.atomic
def save_instrument(instrument: Instrument | None, *, by: Person, **fields: Any) -> Instrument:
    """A new kind of terms, or one worded anew. How it becomes money stays once it has been used."""
    if not can_run_terms(by):
        raise NotAllowed("Kataloget kan kun ændres af sekretariatet.")
    made = instrument or Instrument()
    before = made.reckoning
    for name, value in fields.items():
        setattr(made, name, value)
    if made.pk and made.reckoning != before and Term.objects.filter(instrument=made).exists():
        raise NotAllowed(
            "Vilkåret er brugt i et forslag, så regnemåden ligger fast. Tilføj et nyt i stedet."
        )
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError as error:
        raise NotAllowed("Der er allerede et vilkår med det navn i kataloget.") from error
    return made
