"""The way of a scenario and of a takstblad, in two tables."""

from __future__ import annotations

from dasportal.accounts.transitions import Transition, Workflow

from ..models import RateSheet, Scenario, ScenarioStatus, Scheme, SheetStatus
from ..permissions import can_edit

S, T = ScenarioStatus, SheetStatus
OFFICE = "sekretariatet"

SCENARIO = Workflow(
    name="scenario",
    title="Fordeling af objektiv finansiering",
    status_field="status",
    states=ScenarioStatus,
    transitions=(
        # name, label, from, to, who may, what is asked first, who (in words)
        Transition("draft", "Opret forslag", (), S.DRAFT, can_edit, None, OFFICE),
        Transition("change", "Ret", (S.DRAFT, S.CHOSEN), None, can_edit, None, OFFICE),
        Transition(
            "choose", "Vælg forslaget", (S.DRAFT,), S.CHOSEN, can_edit, None, OFFICE),
        Transition(
            "approve", "Læg fast", (S.CHOSEN,), S.APPROVED, can_edit,
            "Tabellen fryses, som den står, og kan læses af alle parter. Gælder der allerede en "
            "tabel for året, bliver den stående som erstattet.", OFFICE),
        Transition(
            "replace", "Erstattet af en ny", (S.APPROVED,), S.REPLACED, can_edit, None, OFFICE),
        Transition(
            "copy", "Kopiér til nyt forslag", (S.DRAFT, S.CHOSEN, S.APPROVED, S.REPLACED), None,
            can_edit, None, OFFICE),
        Transition(
            "drop", "Slet forslaget", (S.DRAFT, S.CHOSEN), None, can_edit,
            "Forslaget slettes og kan ikke hentes frem igen.", OFFICE),
    ),
)  # fmt: skip

SHEET = Workflow(
    name="rate_sheet",
    title="Takstblad",
    status_field="status",
    states=SheetStatus,
    transitions=(
        Transition("open", "Opret takstblad", (), T.DRAFT, can_edit, None, OFFICE),
        Transition("change", "Ret taksterne", (T.DRAFT,), None, can_edit, None, OFFICE),
        Transition(
            "approve", "Læg fast", (T.DRAFT,), T.APPROVED, can_edit,
            "Takstbladet kan derefter læses af alle parter.", OFFICE),
        Transition(
            "reopen", "Ret igen", (T.APPROVED,), T.DRAFT, can_edit,
            "Takstbladet kan ikke læses af parterne, før det er lagt fast igen.", OFFICE),
    ),
)  # fmt: skip


def locked_scheme(scheme: Scheme) -> Scheme:
    """The scheme held until the transaction ends: its years are changed by one at a time."""
    rows = Scheme.objects.select_for_update(of=("self",)).select_related("operator")
    return rows.get(pk=scheme.pk)


def locked_scenario(scenario: Scenario) -> Scenario:
    """The scenario read anew and held; its scheme is held first."""
    scheme = locked_scheme(Scheme(pk=scenario.scheme_id))
    fresh = Scenario.objects.select_for_update(of=("self",)).get(pk=scenario.pk)
    fresh.scheme = scheme
    return fresh


def locked_sheet(sheet: RateSheet) -> RateSheet:
    rows = RateSheet.objects.select_for_update(of=("self",)).select_related("scheme")
    return rows.get(pk=sheet.pk)
