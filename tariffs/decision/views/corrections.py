"""A party corrects what is approved: why and from when, which tariffs, old and new side by side."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.models import Party, PartyKind
from dasportal.accounts.refusals import refusals_on
from dasportal.documents import storage
from dasportal.documents.files import as_file
from dasportal.documents.press import Store, press
from tariffs import workflow as tariffs
from tariffs.models import Submission, ValidTariff
from tariffs.permissions import can_see_years
from tariffs.views.fetching import visible_year
from tariffs.views.tables import table_file
from tariffs.workflow import SUBMISSION

from .. import workflow
from ..changes import correction_of
from ..exports import change_table
from ..forms import CorrectionForm, TariffsForm, frame_of
from ..pdf import change_document
from ..permissions import can_correct, can_put_cases
from ..queries import open_case
from .fetching import visible_correction
from .versions import changes_shown


@requires(can_see_years)
def begin(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """Begin a correction of the party's approved tariffs; an open one is taken up again."""
    found = visible_year(request, year)
    party = get_object_or_404(Party.objects.exclude(kind=PartyKind.OTHER), code=code)
    if not can_correct(person_of(request), party):
        raise Http404
    form = CorrectionForm(request.POST or None, party=party, with_buyers=False)
    if request.method == "POST" and form.is_valid():
        frame = form.frame
        with refusals_on(form):
            made = tariffs.begin_correction(
                found, party=party, by=person_of(request), reason=frame["reason"],
                valid_from=frame["valid_from"],
            )  # fmt: skip
            tariffs.change_correction(made, by=person_of(request), bills_sent=frame["bills_sent"])
            return redirect("decision:lines", made.pk)
    context = {
        "heading": f"Ret godkendte takster for {found.year}: {party}", "form": form,
        "submit_label": "Videre til taksterne", "cancel_url": reverse("decision:year", args=[year]),
        "intro": "En rettelse besluttes i FU. Køberne får besked, når den er besluttet.",
    }  # fmt: skip
    return render(request, "components/form_page.html", context)


@requires(can_see_years)
def frame(request: HttpRequest, pk: int) -> HttpResponse:
    """Why, from when, whether bills went out, and who is told."""
    found = visible_correction(request, pk)
    form = CorrectionForm(
        request.POST or None, party=found.party, with_buyers=True, initial=frame_of(found)
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            tariffs.change_correction(found, by=person_of(request), **form.frame)
            messages.success(request, "Gemt.")
            return redirect("tariffs:submission", pk)
    context = {
        "heading": f"{found}: hvorfor og fra hvornår", "form": form, "submit_label": "Gem",
        "cancel_url": reverse("tariffs:submission", args=[pk]),
    }  # fmt: skip
    return render(request, "components/form_page.html", context)


@requires(can_see_years)
def lines(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose among what applies; the chosen come along with their figures, to be changed."""
    found = visible_correction(request, pk)
    rows = _applying(found)
    form = TariffsForm(request.POST or None, rows=rows)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = workflow.take_up(
                found, lines=form.cleaned_data["tariffs"], by=person_of(request)
            )
            messages.success(request, f"{len(made)} takster er taget med. Skriv de nye tal.")
            return redirect("tariffs:submission", pk)
    offers: dict[str, list[ValidTariff]] = {}
    for row in rows:
        offers.setdefault(row.offer_name, []).append(row)
    chosen = set(request.POST.getlist("tariffs"))
    context = {
        "submission": found, "form": form, "offers": list(offers.items()),
        "chosen": {row.pk for row in rows if str(row.pk) in chosen},
    }  # fmt: skip
    return render(request, "decision/lines.html", context)


def _applying(submission: Submission) -> Any:
    """What applies on the correction's first day and is not in it yet."""
    taken = submission.lines.filter(replaces__isnull=False).values("replaces")
    rows = ValidTariff.objects.on(submission.valid_from).filter(
        year=submission.year, operator=submission.party
    )
    return rows.exclude(line__in=taken).order_by("offer_name", "line__position", "pk")


@requires(can_see_years)
@require_safe
def correction(request: HttpRequest, pk: int) -> HttpResponse:
    """Old and new side by side, with percentage points."""
    found, person = visible_correction(request, pk), person_of(request)
    office = can_put_cases(person)
    case = open_case(found.year, found) if office else None
    context = {
        "submission": found,
        "year": found.year,
        "steps": {step.name for step in SUBMISSION.available(found, person)},
        "missing": workflow.ready_correction(found),
        "buyers": found.buyers.order_by("name"),
        "office": office,
        "case": case,
        "may_put": office and case is None and found.status in ("submitted", "accepted"),
        **changes_shown(dict(correction_of(found))),
    }
    return render(request, "decision/correction.html", context)


@requires(can_see_years)
@require_safe
def correction_pdf(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Old and new as PDF, as the correction stands; kept nowhere."""
    found = visible_correction(request, pk)
    with storage.workspace() as folder:
        target = folder / "changes.pdf"
        press(change_document(correction_of(found)), target, Store(folder / "parts"))
        content = target.read_bytes()
    return as_file(
        content, f"aendringer-{found.year.year}-{slugify(found.party.name)}-{found.number}.pdf"
    )


@requires(can_see_years)
@require_safe
def correction_data(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """Old and new as Excel or CSV, as the correction stands."""
    found = visible_correction(request, pk)
    name = f"aendringer-{found.year.year}-{found.party.code}-rettelse-{found.number}"
    return table_file(change_table(correction_of(found)), name, form)
