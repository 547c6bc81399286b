"""The ways of an enquiry and of each response, in two tables. All that sets a status is a row here."""

from __future__ import annotations

from django.utils import timezone

from dasportal.accounts.models import Person
from dasportal.accounts.transitions import NotAllowed, Transition, Workflow

from ..models import Enquiry, EnquiryStatus, Response, ResponseStatus
from ..permissions import can_answer_or_stand_in, can_ask

S, R = EnquiryStatus, ResponseStatus
OFFICE = "sekretariatet"
PARTY = "partens medlem, stedfortræder, indberettere og dem, parten udpeger"
PARTY_OR_OFFICE = f"{PARTY}; sekretariatet på partens vegne"

ENQUIRY = Workflow(
    name="enquiry",
    title="Høring",
    status_field="status",
    states=EnquiryStatus,
    transitions=(
        # name, label, from, to, who may, what is asked first, who (in words)
        Transition(
            "create", "Opret høring", (), S.DRAFT, can_ask, None, OFFICE),
        Transition(
            "send", "Send", (S.DRAFT,), S.OPEN, can_ask,
            "Kredsen får en mail, og spørgsmålene ligger derefter fast.", OFFICE),
        Transition(
            "schedule", "Send på åbningsdagen", (S.DRAFT,), S.SCHEDULED, can_ask,
            "Kredsen får først en mail på åbningsdagen.", OFFICE),
        Transition(
            "withdraw", "Tag tilbage til kladde", (S.SCHEDULED,), S.DRAFT, can_ask, None, OFFICE),
        Transition(
            "open", "Åbn", (S.SCHEDULED,), S.OPEN, can_ask, None, "portalen selv på åbningsdagen"),
        Transition(
            "extend", "Flyt fristen", (S.OPEN,), None, can_ask, None, OFFICE),
        Transition(
            "remind", "Mind dem, der mangler", (S.OPEN,), None, can_ask, None, OFFICE),
        Transition(
            "close", "Luk", (S.OPEN,), S.CLOSED, can_ask,
            "Der kan ikke svares længere, og de, der er spurgt, får en mail.", OFFICE),
        Transition(
            "reopen", "Genåbn for alle", (S.CLOSED,), S.OPEN, can_ask, None, OFFICE),
        Transition(
            "compile", "Læg svarene under et punkt", (S.OPEN, S.CLOSED, S.COMPILED), S.COMPILED,
            can_ask, "Høringen lukkes, hvis den er åben, og svarene samles i et bilag.", OFFICE),
        Transition(
            "cancel", "Træk tilbage", (S.DRAFT, S.SCHEDULED, S.OPEN), S.CANCELLED, can_ask,
            "Der kan ikke svares, og de, der er spurgt, får besked.", OFFICE),
    ),
)  # fmt: skip

RESPONSE = Workflow(
    name="response",
    title="Svar på en høring",
    status_field="status",
    states=ResponseStatus,
    transitions=(
        Transition(
            "ask", "Tag med i kredsen", (), R.WAITING, can_ask, None, OFFICE),
        Transition(
            "begin", "Skriv svar", (R.WAITING,), R.DRAFT, can_answer_or_stand_in, None,
            PARTY_OR_OFFICE),
        Transition(
            "submit", "Aflevér svaret", (R.WAITING, R.DRAFT, R.RETURNED), R.SUBMITTED,
            can_answer_or_stand_in, "Svaret sendes til sekretariatet.", PARTY_OR_OFFICE),
        Transition(
            "take_back", "Træk tilbage og ret", (R.SUBMITTED,), R.DRAFT, can_answer_or_stand_in,
            "Svaret tæller ikke med, før det er afleveret igen.", PARTY_OR_OFFICE),
        Transition(
            "ask_again", "Spørg igen", (R.SUBMITTED, R.RETURNED), R.RETURNED, can_ask, None,
            OFFICE),
        Transition(
            "give_longer", "Giv længere frist", (R.WAITING, R.DRAFT, R.RETURNED), None, can_ask,
            None, OFFICE),
    ),
)  # fmt: skip


def locked(enquiry: Enquiry) -> Enquiry:
    """The enquiry read anew and held until the transaction ends. Must run inside one."""
    rows = Enquiry.objects.select_for_update(of=("self",)).select_related("contact")
    return rows.get(pk=enquiry.pk)


def take(enquiry: Enquiry, step: str, by: Person) -> Enquiry:
    """Take one step of the enquiry: lock, check, set the new status and save."""
    fresh = locked(enquiry)
    transition = ENQUIRY.check(fresh, step, by)
    if transition.target:
        fresh.status = transition.target
        fresh.save(update_fields=["status"])
    return fresh


def open_for_building(enquiry: Enquiry, by: Person) -> Enquiry:
    """The locked enquiry, when `by` may change its questions and circle now; else NotAllowed."""
    fresh = locked(enquiry)
    if not can_ask(by):
        raise NotAllowed(f"Høringer kan kun ændres af {OFFICE}.")
    if not fresh.can_be_built:
        raise NotAllowed(
            "Spørgsmålene ligger fast, når høringen er sendt. "
            f"Status er »{fresh.get_status_display()}«."
        )
    return fresh


def locked_response(response: Response) -> Response:
    """The response read anew and held until the transaction ends, its enquiry with it."""
    rows = Response.objects.select_for_update(of=("self",)).select_related(
        "enquiry__contact", "party", "unit__party", "person", "lead"
    )
    return rows.get(pk=response.pk)


def open_for_answers(response: Response, by: Person) -> Response:
    """The locked response, when `by` may write in it now; else NotAllowed."""
    fresh = locked_response(response)
    if not can_answer_or_stand_in(by, fresh):
        raise NotAllowed(f"Svaret kan kun skrives af {PARTY}.")
    if fresh.status == ResponseStatus.SUBMITTED:
        raise NotAllowed("Svaret er afleveret. Træk det tilbage, hvis det skal rettes.")
    if by.is_of_secretariat() and fresh.status == ResponseStatus.DRAFT and not fresh.on_behalf:
        raise NotAllowed(
            f"{fresh} er i gang med et svar, som kun de selv kan se. Bed dem aflevere det."
        )
    if not by.is_of_secretariat():
        check_window(fresh)
    return fresh


def check_window(response: Response) -> None:
    """NotAllowed when nothing may come in today."""
    if not response.takes_answers(timezone.localdate()):
        raise NotAllowed(closed_because(response))


def closed_because(response: Response) -> str:
    """Why nothing may come in, for the party."""
    if response.enquiry.status == EnquiryStatus.CANCELLED:
        return "Høringen er trukket tilbage. Der skal ikke svares."
    if response.enquiry.status == EnquiryStatus.OPEN:
        return "Fristen er passeret, og høringen tager ikke imod svar efter fristen."
    return f"Høringen er lukket. Skriv til {response.enquiry.contact}, hvis I vil svare alligevel."
