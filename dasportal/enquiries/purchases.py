"""What the parties answered of the places they buy, matched to the register of offers.

The kind »places« asks in a table (kinds.py): an offer in the party's own words, who runs it, how
many places are in use now and how many are expected next year. Which offer a row means is said by
the register's matching, and where that is not certain by a person.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from dasportal.accounts.models import Party
from dasportal.register.matching import Known, Match, match, name_key
from dasportal.register.models import Offer

from .models import ANSWERED, Enquiry, Submission

KIND = "places"
TABLE = "pladser"


@dataclass(frozen=True)
class Said:
    """One row of a party's answer. `key` names it within the enquiry; `now` and `later` are places
    this year and next; `found` is the offer it certainly means, `maybe` the one it may."""

    key: str
    buyer: Party
    offer: str
    operator: str
    runs: Party | None
    now: Decimal | None
    later: Decimal | None
    match: Match
    found: Offer | None
    maybe: Offer | None

    @property
    def field(self) -> str:
        return f"tilbud-{self.key}"


def year_of(enquiry: Enquiry) -> int | None:
    """The year that »now« speaks of: the one the answers were due in."""
    return enquiry.closes_on.year if enquiry.closes_on else None


def rows_of(enquiry: Enquiry) -> list[Said]:
    """The rows of what each party handed in last, in Danish order of the parties. A constant number
    of queries."""
    responses = enquiry.responses.filter(status__in=ANSWERED, party__isnull=False)
    responses = responses.select_related("party").prefetch_related("submissions")
    register = Register()
    return [
        register.said(f"{response.pk.hex[:12]}-{number}", response.party, row)
        for response in responses.order_by("party__name", "pk")
        for number, row in enumerate(_table(response.submissions.all()))
        if (row.get("tilbud") or "").strip() and response.party is not None
    ]


def _table(submissions: Iterable[Submission]) -> Iterable[dict[str, Any]]:
    last = max(submissions, key=lambda row: row.number, default=None)
    return (last.answers.get(TABLE) or []) if last else []


class Register:
    """The offers, read once, and found by what an answer writes."""

    def __init__(self) -> None:
        self.parties = list(Party.objects.all())
        rows = Offer.objects.select_related("operator").prefetch_related("other_names")
        self.offers = {row.pk: row for row in rows.order_by("pk")}
        self.known = [
            (row.operator_id, Known(row.pk, row.name, [n.name for n in row.other_names.all()]))
            for row in self.offers.values()
        ]

    def said(self, key: str, buyer: Party, row: dict[str, Any]) -> Said:
        name, operator = row["tilbud"].strip(), (row.get("driftsherre") or "").strip()
        runs = self._party(operator)
        hit, offer = self.find(name, operator)
        return Said(
            key, buyer, name, operator, runs, _number(row.get("nu")), _number(row.get("naeste")),
            hit, offer if hit.is_certain else None, offer,
        )  # fmt: skip

    def find(self, name: str, operator: str) -> tuple[Match, Offer | None]:
        """How sure the name is, and the offer that it means or may mean; among the operator's, where
        a party is known by that."""
        hit = match(name, self._known_of(self._party(operator)))
        return hit, self.offers.get(hit.pk or 0)

    def _known_of(self, operator: Party | None) -> list[Known]:
        """All, where the answer does not say whose it is."""
        return [known for whose, known in self.known if operator is None or whose == operator.pk]

    def _party(self, text: str) -> Party | None:
        wanted = name_key(text).removesuffix(" kommune")
        for party in self.parties:
            if wanted and wanted in {name_key(name) for name in (party.name, *party.also_known_as)}:
                return party
        return None


def _number(value: Any) -> Decimal | None:
    return None if value in (None, "") else Decimal(str(value))
