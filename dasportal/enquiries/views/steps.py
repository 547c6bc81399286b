"""The steps of an enquiry: each asks first where it cannot be undone, then one verb."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.refusals import refusals_as_messages
from dasportal.accounts.transitions import NotAllowed

from .. import queries, workflow
from ..forms.steps import AskAgainForm, CancelForm, DeadlineForm, LongerForm
from ..models import Enquiry, Response
from ..permissions import can_ask
from ..workflow import ENQUIRY
from .building import unreachable
from .fetching import visible_enquiry, visible_response

WEEK = timedelta(days=7)

# What the page says when the step is done. Steps with a page of their own are not here.
STEPS: dict[str, tuple[Callable[..., Any], str]] = {
    "close": (workflow.close_enquiry, "Høringen er lukket."),
    "withdraw": (workflow.withdraw_enquiry, "Høringen er en kladde igen."),
}


@requires(can_ask)
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Who gets it, what is missing, and the sending itself."""
    found = visible_enquiry(request, pk)
    if not ENQUIRY.may(found, "send", person_of(request)):
        messages.error(request, "Høringen kan ikke sendes nu.")
        return redirect(found)
    lacking = workflow.lacking(found)
    if request.method == "POST" and not lacking:
        with refusals_as_messages(request):
            sent = workflow.send_enquiry(found, by=person_of(request))
            messages.success(request, _sent_words(sent))
        return redirect("enquiries:enquiry", pk)
    circle = list(found.responses.select_related("party", "unit__party", "person", "lead"))
    people = queries.mailed(found, circle)
    later = bool(found.opens_on and found.opens_on > timezone.localdate())
    context = {
        "enquiry": found, "lacking": lacking, "unreachable": unreachable(found), "later": later,
        "circle": [(row, people[row.pk]) for row in circle],
        "mails": len({person.pk for persons in people.values() for person in persons}),
        "questions": found.questions.count(),
    }  # fmt: skip
    return render(request, "enquiries/send.html", context)


def _sent_words(sent: Enquiry) -> str:
    if sent.opened_at is None:
        return f"Høringen sendes den {sent.opens_on:%d.%m.%Y}."
    return "Høringen er sendt."


@requires(can_ask)
def step(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """GET asks, POST does it. Who may and when is the table's to say."""
    found = visible_enquiry(request, pk)
    if name not in STEPS:
        raise Http404
    if request.method == "POST":
        verb, done = STEPS[name]
        with refusals_as_messages(request):
            verb(found, by=person_of(request))
            messages.success(request, done)
        return redirect(found)
    transition = ENQUIRY.get(name)
    context = {
        "heading": f"{transition.label}: {found}", "question": transition.confirm or "",
        "consequences": _silent_words(found) if name == "close" else [],
        "submit_label": transition.label, "cancel_url": found.get_absolute_url(),
    }  # fmt: skip
    return render(request, "components/confirm_page.html", context)


def _silent_words(found: Enquiry) -> list[str]:
    rows = found.responses.unanswered().select_related("party", "unit__party", "person")
    silent = [str(row) for row in rows if not row.has_answered]
    return [f"Har ikke svaret: {'; '.join(silent)}."] if silent else ["Alle har svaret."]


@requires(can_ask)
def extend(request: HttpRequest, pk: int) -> HttpResponse:
    """Another deadline for all."""
    return _deadline(request, pk, workflow.extend_enquiry, "Flyt fristen")


@requires(can_ask)
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a closed one again, until another day."""
    return _deadline(request, pk, workflow.reopen_enquiry, "Genåbn for alle")


def _deadline(
    request: HttpRequest, pk: int, verb: Callable[..., Enquiry], label: str
) -> HttpResponse:
    found = visible_enquiry(request, pk)
    form = DeadlineForm(request.POST or None, initial={"closes_on": found.closes_on})
    if form.is_valid():
        try:
            verb(found, closes_on=form.cleaned_data["closes_on"], by=person_of(request))
        except NotAllowed as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, "Den nye frist er sendt til dem, der mangler at svare.")
            return redirect("enquiries:enquiry", pk)
    context = {
        "form": form, "heading": f"{label}: {found}", "submit_label": label,
        "intro": "De, der mangler at svare, får en mail om den nye frist.",
        "cancel_url": found.get_absolute_url(),
    }  # fmt: skip
    return render(request, "components/form_page.html", context)


@requires(can_ask)
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Call it off, with a reason."""
    found = visible_enquiry(request, pk)
    form = CancelForm(request.POST or None)
    if form.is_valid():
        with refusals_as_messages(request):
            workflow.cancel_enquiry(
                found, reason=form.cleaned_data["reason"], by=person_of(request)
            )
            messages.success(request, "Høringen er trukket tilbage.")
        return redirect("enquiries:enquiry", pk)
    told = "De, der er spurgt, får en mail." if found.opened_at else "Ingen er spurgt endnu."
    context = {
        "form": form, "heading": f"Træk »{found}« tilbage?", "question": told,
        "consequences": ["Der kan ikke svares, og det kan ikke fortrydes."],
        "submit_label": "Træk tilbage", "danger": True, "cancel_url": found.get_absolute_url(),
    }  # fmt: skip
    return render(request, "components/confirm_page.html", context)


@requires(can_ask)
def remind(request: HttpRequest, pk: int) -> HttpResponse:
    """Remind all that have not answered."""
    found = visible_enquiry(request, pk)
    if request.method == "POST":
        with refusals_as_messages(request):
            count = workflow.remind(found, by=person_of(request))
            messages.success(request, f"{count} er mindet om høringen.")
        return redirect(found)
    context = {
        "heading": f"Mind dem, der mangler: {found}",
        "question": "De får en mail med et link. Den, der er mindet inden for en time, får ikke en til.",
        "consequences": _silent_words(found), "submit_label": "Send påmindelse",
        "cancel_url": found.get_absolute_url(),
    }  # fmt: skip
    return render(request, "components/confirm_page.html", context)


# --- One of the circle ----------------------------------------------------------------------------


@requires(can_ask)
@require_POST
def remind_one(request: HttpRequest, pk: str) -> HttpResponse:
    row = visible_response(request, pk)
    with refusals_as_messages(request):
        workflow.remind(row.enquiry, by=person_of(request), only=row)
        messages.success(request, f"{row} er mindet om høringen.")
    return redirect(row.enquiry)


@requires(can_ask)
def ask_again(request: HttpRequest, pk: str) -> HttpResponse:
    """Give an answer back, with what to look at and until when."""
    row = visible_response(request, pk)
    form = AskAgainForm(request.POST or None, initial={"due_on": _later(row)})
    if form.is_valid():
        try:
            workflow.ask_again(row, by=person_of(request), **form.cleaned_data)
        except NotAllowed as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, f"{row} er spurgt igen.")
            return redirect(row.enquiry)
    context = {
        "form": form, "heading": f"Spørg {row} igen", "submit_label": "Spørg igen",
        "intro": "Deres svar gælder, indtil de afleverer et nyt.",
        "cancel_url": row.get_absolute_url(),
    }  # fmt: skip
    return render(request, "components/form_page.html", context)


@requires(can_ask)
def give_longer(request: HttpRequest, pk: str) -> HttpResponse:
    """A deadline of its own for one of the circle."""
    row = visible_response(request, pk)
    form = LongerForm(request.POST or None, initial={"due_on": _later(row)})
    if form.is_valid():
        try:
            workflow.give_longer(row, by=person_of(request), **form.cleaned_data)
        except NotAllowed as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, f"{row} har fået længere frist.")
            return redirect(row.enquiry)
    context = {
        "form": form, "heading": f"Giv {row} længere frist", "submit_label": "Giv fristen",
        "cancel_url": row.enquiry.get_absolute_url(),
    }  # fmt: skip
    return render(request, "components/form_page.html", context)


def _later(row: Response) -> Any:
    """The deadline as it is, unless it has passed."""
    today = timezone.localdate()
    return row.due if row.due and row.due >= today else today + WEEK


@requires(can_ask)
@require_POST
def ask_less(request: HttpRequest, pk: str) -> HttpResponse:
    """Take somebody out who should not have been asked."""
    row = visible_response(request, pk)
    with refusals_as_messages(request):
        workflow.ask_one_less(row, by=person_of(request))
        messages.success(request, f"{row} er taget ud af kredsen.")
    return redirect(row.enquiry)
