"""Revisorpåtegninger of a submission: laid in, handed out to those who may see it, taken out."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.refusals import refusals_as_messages, refusals_on
from dasportal.documents.files import serve, store

from .. import workflow
from ..forms import StatementForm
from ..models import AuditorStatement
from ..permissions import can_see_years
from .fetching import visible_submission


def _visible(request: HttpRequest, pk: int) -> AuditorStatement:
    rows = AuditorStatement.objects.visible_to(person_of(request))
    return get_object_or_404(
        rows.select_related("submission__year", "submission__party", "file"), pk=pk
    )


@requires(can_see_years)
def add(request: HttpRequest, pk: int) -> HttpResponse:
    found = visible_submission(request, pk)
    form = StatementForm(request.POST or None, request.FILES or None)
    back = reverse("tariffs:submission", args=[pk])
    if request.method == "POST" and form.is_valid():
        file, person = form.cleaned_data["file"], person_of(request)
        try:
            with refusals_on(form):
                workflow.add_statement(
                    found, file=store(file, name=file.name, by=person), by=person
                )
                messages.success(request, f"{file.name} er lagt ind.")
                return redirect(f"{back}#revisor")
        except ValidationError as refused:  # a file that is not taken in
            form.add_error("file", refused)
    context = {
        "heading": f"Læg revisorpåtegning ind: {found}", "form": form, "submit_label": "Læg ind",
        "cancel_url": back,
    }  # fmt: skip
    return render(request, "components/form_page.html", context)


@requires(can_see_years)
@require_safe
def fetch(request: HttpRequest, pk: int) -> HttpResponseBase:
    return serve(request, _visible(request, pk).file)


@requires(can_see_years)
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    row = _visible(request, pk)
    back = f"{reverse('tariffs:submission', args=[row.submission_id])}#revisor"
    if request.method == "POST":
        with refusals_as_messages(request):
            workflow.remove_statement(row, by=person_of(request))
            messages.success(request, f"{row} er taget ud.")
        return redirect(back)
    context = {
        "heading": "Tag revisorpåtegningen ud", "question": f"Skal {row} tages ud?",
        "submit_label": "Tag ud", "cancel_url": back, "danger": True,
    }  # fmt: skip
    return render(request, "components/confirm_page.html", context)
