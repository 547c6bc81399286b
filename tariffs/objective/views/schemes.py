"""The list of schemes, and a scheme with its years."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.refusals import refusals_on

from .. import queries, workflow
from ..forms import SchemeForm
from ..models import Scheme
from ..permissions import can_edit, can_read
from .fetching import visible_scheme


@requires(can_read)
@require_safe
def schemes(request: HttpRequest) -> HttpResponse:
    """Every scheme with what holds now."""
    person = person_of(request)
    rows = list(queries.listed(person))
    own = queries.own_shares(rows, person)
    context = {
        "schemes": [(row, own.get(row.pk)) for row in rows],
        "acts": bool(queries.codes_of(person)),
        "office": can_edit(person),
    }
    return render(request, "objective/list.html", context)


@requires(can_read)
@require_safe
def scheme(request: HttpRequest, slug: str) -> HttpResponse:
    """A scheme's years: what was shared, the tariff beside it, the takstblade, and the drafts."""
    found, person = visible_scheme(request, slug), person_of(request)
    rows = found.scenarios.visible_to(person).order_by("-year", "pk")
    laid = [row for row in rows if row.is_frozen]
    context = {
        "scheme": found,
        "participants": found.participants.order_by("name"),
        "laid": laid,
        "has_tariff": any(row.snapshot["tariff"] for row in laid),
        "drafts": queries.years_under_way(rows),
        "sheets": found.sheets.visible_to(person).order_by("-year"),
        "office": can_edit(person),
    }
    return render(request, "objective/scheme.html", context)


@requires(can_edit)
def new(request: HttpRequest) -> HttpResponse:
    form = SchemeForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            made = workflow.open_scheme(by=person_of(request), **form.cleaned_data)
            messages.success(request, "Ordningen er oprettet. Opret nu den første fordeling.")
            return redirect(made)
    return _form(request, form, "Ny ordning", "Opret ordningen", reverse("objective:list"))


@requires(can_edit)
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Change the scheme. What has been laid fast keeps what held then."""
    found = visible_scheme(request, slug)
    # A form of a stored row writes in it while it validates; the page keeps the row it fetched.
    form = SchemeForm(request.POST or None, instance=visible_scheme(request, slug))
    if form.is_valid():
        with refusals_on(form):
            workflow.change_scheme(found, by=person_of(request), **form.cleaned_data)
            messages.success(request, "Ordningen er rettet. Det, der er lagt fast, er uændret.")
            return redirect(found)
    return _form(request, form, f"Ret {found}", "Gem ordningen", found.get_absolute_url(), found)


def _form(
    request: HttpRequest,
    form: SchemeForm,
    heading: str,
    submit: str,
    back: str,
    found: Scheme | None = None,
) -> HttpResponse:
    context = {
        "form": form, "heading": heading, "submit_label": submit, "cancel_url": back,
        "scheme": found,
    }  # fmt: skip
    return render(request, "objective/scheme_form.html", context)
