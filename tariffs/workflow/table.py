"""The ways of a tariff year and of a submission, in two tables. All that sets a status is here."""

from __future__ import annotations

from typing import Any

from django.db.models import F

from dasportal.accounts.models import Person
from dasportal.accounts.transitions import NotAllowed, Transition, Workflow

from ..models import Submission, SubmissionStatus, TariffYear, YearStatus
from ..permissions import can_report, can_report_or_stand_in, can_run_years

Y, S = YearStatus, SubmissionStatus
OFFICE = "sekretariatet"
PARTY = "partens takstindberettere, medlem og stedfortræder"
PARTY_OR_OFFICE = f"{PARTY}; sekretariatet på partens vegne"

YEAR = Workflow(
    name="tariff_year",
    title="Takstår",
    status_field="status",
    states=YearStatus,
    transitions=(
        # name, label, from, to, who may, what is asked first, who (in words)
        Transition(
            "open", "Åbn takståret", (), Y.OPEN, can_run_years, None, OFFICE),
        Transition(
            "change", "Ret takståret", (Y.OPEN, Y.CLOSED), None, can_run_years, None, OFFICE),
        Transition(
            "remind", "Mind parterne", (Y.OPEN,), None, can_run_years, None,
            f"{OFFICE}, og portalen selv op til fristen og efter den"),
        Transition(
            "close", "Luk for indberetning", (Y.OPEN,), Y.CLOSED, can_run_years,
            "Parterne kan derefter ikke rette i deres takster.", OFFICE),
        Transition(
            "reopen", "Åbn igen", (Y.CLOSED,), Y.OPEN, can_run_years, None, OFFICE),
    ),
)  # fmt: skip

SUBMISSION = Workflow(
    name="tariff_submission",
    title="Takstindberetning",
    status_field="status",
    states=SubmissionStatus,
    transitions=(
        Transition(
            "begin", "Begynd indberetningen", (), S.DRAFT, can_report_or_stand_in, None,
            PARTY_OR_OFFICE),
        Transition(
            "write", "Skriv i linjerne", (S.DRAFT, S.RETURNED), None, can_report_or_stand_in, None,
            PARTY_OR_OFFICE),
        Transition(
            "submit", "Indsend", (S.DRAFT, S.RETURNED), S.SUBMITTED, can_report_or_stand_in,
            "Taksterne ligger derefter fast, til sekretariatet sender dem retur.",
            PARTY_OR_OFFICE),
        Transition(
            "return", "Send retur", (S.SUBMITTED, S.ACCEPTED), S.RETURNED, can_run_years, None,
            OFFICE),
        Transition(
            "accept", "Tag imod", (S.SUBMITTED,), S.ACCEPTED, can_run_years, None, OFFICE),
        Transition(
            "approve", "Skriv godkendelsen ind", (S.ACCEPTED,), S.APPROVED, can_run_years,
            "Linjerne bliver gældende takster og kan kun ændres ved en rettelse.",
            f"{OFFICE}, når DAS eller FU har besluttet det"),
        Transition(
            "approve_rest", "Godkend det, der var undtaget", (S.APPROVED,), None, can_run_years,
            None, f"{OFFICE}, når FU har besluttet det"),
        Transition(
            "lay", "Læg ind som godkendt", (S.DRAFT, S.APPROVED), S.APPROVED, can_run_years, None,
            f"{OFFICE} og driften, for år der er godkendt før portalen"),
    ),
)  # fmt: skip


def check(flow: Workflow, obj: Any, step: str, by: Person | None) -> Transition:
    """The row of the step, or NotAllowed. `by` is None for the operator at the command line."""
    return flow.check(obj, step, by) if by is not None else flow.check_state(obj, step)


def locked_year(year: TariffYear) -> TariffYear:
    return TariffYear.objects.select_for_update().get(pk=year.pk)


def locked(submission: Submission) -> Submission:
    """The submission read anew and held until the transaction ends. Must run inside one."""
    rows = Submission.objects.select_for_update(of=("self",)).select_related("year", "party")
    return rows.get(pk=submission.pk)


def open_for_writing(submission: Submission, by: Person | None) -> Submission:
    """The locked submission, when `by` may write in it now; else NotAllowed. The secretariat's
    writing is marked as done for the party."""
    fresh = locked(submission)
    check(SUBMISSION, fresh, "write", by)
    check_year_is_open(fresh, by)
    mark_on_behalf(fresh, by)
    Submission.objects.filter(pk=fresh.pk).update(edition=F("edition") + 1)
    fresh.edition += 1
    return fresh


def check_year_is_open(submission: Submission, by: Person | None) -> None:
    """Parties write while the year is open. A correction comes after: it is asked for on its own."""
    is_office = by is None or by.is_of_secretariat()
    if is_office or submission.is_correction or submission.status == S.RETURNED:
        return
    if submission.year.status == YearStatus.CLOSED:
        raise NotAllowed(
            f"{submission.year} er lukket for indberetning. Skriv til sekretariatet, hvis noget "
            "skal rettes."
        )


def is_for_party(submission: Submission, by: Person | None) -> bool:
    """Whether it is somebody else than the party's own who acts."""
    return by is None or not can_report(by, submission)


def mark_on_behalf(submission: Submission, by: Person | None) -> None:
    if is_for_party(submission, by) and not submission.on_behalf:
        submission.on_behalf = True
        submission.save(update_fields=["on_behalf"])
