"""The way of a tariff case, and of an offer out of the agreement, in two tables."""

from __future__ import annotations

from dasportal.accounts.transitions import Transition, Workflow
from tariffs.models import TariffYear

from ..models import CaseStatus, TariffCase, Withdrawal, WithdrawalStatus
from ..permissions import can_put_cases, can_withdraw

S, W = CaseStatus, WithdrawalStatus
OFFICE = "sekretariatet"
PARTY_OR_OFFICE = "driftsherrens takstindberettere, medlem og stedfortræder; sekretariatet"

CASE = Workflow(
    name="tariff_case",
    title="Takster på et møde",
    status_field="status",
    states=CaseStatus,
    transitions=(
        # name, label, from, to, who may, what is asked first, who (in words)
        Transition("put", "Sæt på dagsorden", (S.OPEN,), None, can_put_cases, None, OFFICE),
        Transition(
            "refresh", "Opdatér tekst og bilag", (S.OPEN,), None, can_put_cases, None,
            f"{OFFICE}; portalen selv, til dagsordenen er sendt"),
        Transition("except", "Undtag", (S.OPEN,), None, can_put_cases, None, OFFICE),
        Transition(
            "decide", "Skriv beslutningen ind", (S.OPEN,), S.DECIDED, can_put_cases,
            "Taksterne bliver gældende, og takstbilaget får en ny version, der forsegles. Det kan "
            "ikke gøres om; fejl rettes ved en rettelse.",
            f"{OFFICE}, når mødet har besluttet det"),
        Transition(
            "lay", "Læg version 1 ind", (), S.DECIDED, can_put_cases, None,
            f"{OFFICE}, for år der er besluttet før portalen"),
    ),
)  # fmt: skip

WITHDRAWAL = Workflow(
    name="withdrawal",
    title="Udtræden af styringsaftalen",
    status_field="status",
    states=WithdrawalStatus,
    transitions=(
        Transition("notify", "Meld udtræden", (), W.NOTIFIED, can_withdraw, None, PARTY_OR_OFFICE),
        Transition(
            "take_back", "Tag tilbage", (W.NOTIFIED,), W.TAKEN_BACK, can_withdraw,
            "Tilbuddet bliver i styringsaftalen.", PARTY_OR_OFFICE),
        Transition(
            "approve", "Godkend", (W.NOTIFIED,), W.APPROVED, can_put_cases, None,
            f"{OFFICE}, med beslutningen om takstbilaget"),
        Transition(
            "reject", "Godkend ikke", (W.NOTIFIED,), W.REJECTED, can_put_cases, None,
            f"{OFFICE}, med beslutningen om takstbilaget"),
    ),
)  # fmt: skip


def locked_year(year: TariffYear) -> TariffYear:
    """The year held until the transaction ends: one at a time decides on it."""
    return TariffYear.objects.select_for_update().get(pk=year.pk)


def locked_case(case: TariffCase) -> TariffCase:
    """The case read anew and held until the transaction ends. Must run inside one."""
    rows = TariffCase.objects.select_for_update(of=("self",))
    related = ("year", "forum", "item__meeting__forum", "item__parent", "submission__party")
    return rows.select_related(*related).get(pk=case.pk)


def locked_withdrawal(row: Withdrawal) -> Withdrawal:
    rows = Withdrawal.objects.select_for_update(of=("self",))
    return rows.select_related("offer__operator", "year").get(pk=row.pk)
