"""»Overblik over tilbud« in styringsaftalen: page, files, and on an agenda."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.models import Party
from dasportal.documents.files import as_file
from offers.queries import open_case
from offers.views.cases import place_on_agenda
from tariffs.exports import csv_text, workbook

from . import cases
from .exports import table
from .forms import OperatorForm
from .pdf import paper
from .permissions import can_lay_coverage, can_see_coverage
from .queries import Snapshot, coverage, operators, with_buyers


def _made(request: HttpRequest) -> Snapshot:
    code = request.GET.get("driftsherre", "")
    operator = get_object_or_404(Party, code=code) if code else None
    return with_buyers(coverage(timezone.localdate(), operator), person_of(request))


@requires(can_see_coverage)
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    made, lays = _made(request), can_lay_coverage(person_of(request))
    context = {
        "made": made,
        "groups": made["groups"],
        "total": sum(len(group["rows"]) for group in made["groups"]),
        "form": OperatorForm(request.GET or None, operators=operators()),
        "query": f"?{request.GET.urlencode()}" if request.GET else "",
        "lays": lays,
        "case": open_case(cases.KIND, cases.KEY) if lays else None,
    }
    return render(request, "coverage/list.html", context)


@requires(can_see_coverage)
@require_safe
def pdf(request: HttpRequest) -> HttpResponse:
    return as_file(paper(_made(request)), "styringsaftalen-tilbud.pdf")


@requires(can_see_coverage)
@require_safe
def data(request: HttpRequest, form: str) -> HttpResponse:
    made = {"xlsx": workbook, "csv": csv_text}
    if form not in made:
        raise Http404
    return as_file(made[form](table(_made(request))), f"styringsaftalen-tilbud.{form}")


@requires(can_lay_coverage)
def put(request: HttpRequest) -> HttpResponse:
    return place_on_agenda(request, cases.KIND, cases.KEY, back=reverse("coverage:list"))
