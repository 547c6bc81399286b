"""Early warnings: sent by the operator, read by those who are told, answered, closed."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.permissions import is_secretariat
from dasportal.accounts.refusals import refusals_on
from dasportal.documents.files import serve, store
from dasportal.register.models import Offer
from offers.models import Membership, OfferCase
from offers.queries import readable_items

from .. import emails, workflow
from ..forms import AnswerForm, CloseForm, WarnForm
from ..models import EarlyWarning
from ..models.warnings import WARNING_CASE, offers_of
from ..permissions import can_run_watching, can_warn, can_watch
from .fetching import visible_warning, watched_offer


@requires(can_watch)
@require_safe
def warnings(request: HttpRequest) -> HttpResponse:
    """Those that the person may read, open ones first; and the offers they may warn about."""
    person = person_of(request)
    rows = EarlyWarning.objects.visible_to(person).select_related("offer__operator")
    context = {
        "open": list(rows.open()),
        "closed": list(rows.filter(status="closed")[:50]),
        "own": _own_offers(request),
    }
    return render(request, "watching/warnings.html", context)


def _own_offers(request: HttpRequest) -> list[Offer]:
    person = person_of(request)
    rows = Membership.objects.visible_to(person).current(timezone.localdate())
    if not is_secretariat(person):
        rows = rows.filter(offer__operator__in=offers_of(person))
    return [row.offer for row in rows.select_related("offer__operator")]


@requires(can_watch)
def warn(request: HttpRequest, pk: int) -> HttpResponse:
    person, found = person_of(request), watched_offer(request, pk)
    if not can_warn(person, found):
        raise Http404
    form = WarnForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        file = data.pop("file")
        try:
            with refusals_on(form):
                kept = store(file, name=file.name, by=person) if file else None
                made = workflow.warn(found, by=person, file=kept, **data)
                messages.success(
                    request,
                    "Varslingen er sendt. DAS' formand, FU og sekretariatet har fået besked.",
                )
                return redirect(made)
        except ValidationError as refused:  # a file that is not taken in
            form.add_error("file", refused)
    context = {
        "heading": f"Tidlig varsling: {found}", "form": form, "submit_label": "Send varslingen",
        "cancel_url": reverse("watching:offer", args=[pk]), "offer": found,
        "on_behalf": is_secretariat(person), "told": len(emails.told_at_once()),
    }  # fmt: skip
    return render(request, "watching/warn.html", context)


@requires(can_watch)
def warning(request: HttpRequest, pk: int) -> HttpResponse:
    """The warning with its answers; an answer is posted here."""
    person, found = person_of(request), visible_warning(request, pk)
    steps = {step.name: step for step in workflow.WARNING.available(found, person)}
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            workflow.answer_warning(found, by=person, **form.cleaned_data)
            messages.success(request, "Svaret er sendt.")
            return redirect(found)
    cases = list(
        OfferCase.objects.filter(kind=WARNING_CASE, key=str(found.pk))
        .select_related("item__meeting__forum", "forum").order_by("pk")
    )  # fmt: skip
    context = {
        "warning": found, "steps": steps, "form": form, "cases": cases,
        "answers": found.answers.select_related("by"),
        "monitorings": found.monitorings.all(),
        "readable": readable_items([row.item for row in cases if row.item], person),
        "runs": can_run_watching(person),
    }  # fmt: skip
    return render(request, "watching/warning.html", context)


@requires(can_watch)
@require_safe
def fetch(request: HttpRequest, pk: int) -> HttpResponseBase:
    found = visible_warning(request, pk)
    if found.file is None:
        raise Http404
    return serve(request, found.file)


@requires(can_watch)
def close(request: HttpRequest, pk: int) -> HttpResponse:
    person, found = person_of(request), visible_warning(request, pk)
    step = workflow.WARNING.get("close")
    if not step.allowed(person, found):
        raise Http404
    form = CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            workflow.close_warning(found, by=person, **form.cleaned_data)
            messages.success(request, "Varslingen er afsluttet.")
            return redirect(found)
    context = {
        "heading": f"Afslut: {found}", "question": step.confirm, "form": form,
        "submit_label": "Afslut varslingen", "cancel_url": found.get_absolute_url(), "danger": True,
    }  # fmt: skip
    return render(request, "components/confirm_page.html", context)
