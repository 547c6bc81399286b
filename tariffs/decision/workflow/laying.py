"""The first version of a year that was decided before it came here."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from dasportal.accounts.models import Person
from dasportal.accounts.transitions import NotAllowed
from tariffs.models import TariffYear, ValidTariff

from ..models import AppendixVersion, CaseKind, CaseStatus, TariffCase
from ..queries import deciding_forums, open_case
from .deciding import new_version
from .sealing import order_seal
from .table import CASE, locked_year


@transaction.atomic
def lay_version(year: TariffYear, *, decided: str, decided_on: date, by: Person) -> AppendixVersion:
    """Freeze what applies in the year as its version 1, so that what is corrected later is told
    apart from it. `decided` says where, as it was: »DAS, 6. november 2025, punkt 7«."""
    fresh = locked_year(year)
    CASE.check(fresh, "lay", by)
    if fresh.appendix_versions.exists() or open_case(fresh) is not None:
        raise NotAllowed(f"Takstbilaget for {fresh.year} er allerede på vej eller besluttet.")
    if not ValidTariff.objects.filter(year=fresh).exists():
        raise NotAllowed(f"Der er ingen godkendte takster i {fresh.year} at lægge fast.")
    if not decided.strip():
        raise NotAllowed("Skriv, hvor og hvornår det er besluttet.")
    case = TariffCase.objects.create(
        year=fresh, kind=CaseKind.ANNUAL, forum=deciding_forums()[0], status=CaseStatus.DECIDED,
        decided=decided.strip(), decided_at=timezone.now(), put_by=by,
    )  # fmt: skip
    version = new_version(case, decided_on, None, [], by)
    order_seal(version)
    return version
