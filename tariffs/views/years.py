"""The years, and how far the parties are in one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.models import Party, PartyKind
from dasportal.accounts.refusals import refusals_as_messages, refusals_on
from dasportal.accounts.slots import rendered
from dasportal.accounts.transitions import NotAllowed
from dasportal.documents.csp import editor_page

from .. import slots, workflow
from ..emails import last_reminded, reporters
from ..forms import RemindForm, YearForm
from ..models import AskedField, Submission, TariffYear
from ..permissions import can_report, can_run_years, can_see_years
from ..progress import progress_of
from ..workflow import YEAR
from .fetching import visible_year

NEWEST = 3  # years shown at once; those before are folded


@requires(can_see_years)
@require_safe
def years(request: HttpRequest) -> HttpResponse:
    """The years; for a party's people with what they have reported in each."""
    person = person_of(request)
    reporting = [p for p in Party.objects.exclude(kind=PartyKind.OTHER) if can_report(person, p)]
    own: dict[int, list[Submission]] = {}
    if reporting:
        rows = Submission.objects.visible_to(person).select_related("year", "party")
        for row in rows.filter(party__in=reporting):
            own.setdefault(row.year_id, []).append(row)
    found = [
        (year, own.get(year.pk, []), _to_begin(year, own.get(year.pk, []), reporting))
        for year in TariffYear.objects.visible_to(person)
    ]
    context = {
        "years": found[:NEWEST],
        "earlier": found[NEWEST:],
        "reports": bool(reporting),
        "runs": can_run_years(person),
        "panels": rendered(slots.YEARS, request, person),
    }
    return render(request, "tariffs/years.html", context)


def _to_begin(year: TariffYear, there: list[Submission], parties: list[Party]) -> list[Party]:
    begun = {row.party_id for row in there if not row.is_correction}
    is_open = year.status == "open"
    return [party for party in parties if party.pk not in begun] if is_open else []


@requires(can_run_years)
@require_safe
def year(request: HttpRequest, year: int) -> HttpResponse:
    """The twelve parties and how far each is."""
    found = visible_year(request, year)
    progress = progress_of(found, last_reminded(found))
    handed_in = sum(1 for row in progress if row.is_handed_in)
    corrections = found.submissions.filter(kind="correction").select_related("party", "year")
    context = {
        "year": found, "progress": progress, "handed_in": handed_in, "corrections": corrections,
        "steps": YEAR.available(found, person_of(request)),
        "asked": [str(AskedField(name).label) for name in found.asked_fields],
        "ceilings": found.ceilings.count(),
        "panels": rendered(slots.YEAR, request, found),
    }  # fmt: skip
    return render(request, "tariffs/year.html", context)


@requires(can_run_years)
@editor_page
def new(request: HttpRequest) -> HttpResponse:
    return _form(request, YearForm(request.POST or None), "Åbn et takstår")


@requires(can_run_years)
@editor_page
def edit(request: HttpRequest, year: int) -> HttpResponse:
    found = visible_year(request, year)
    return _form(request, YearForm(request.POST or None, instance=found), f"Ret {found}")


def _form(request: HttpRequest, form: YearForm, heading: str) -> HttpResponse:
    number = form.instance.year if form.instance.pk else None
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        opened = data.pop("year", number)
        with refusals_on(form):
            made = workflow.open_year(opened, by=person_of(request), **data)
            messages.success(request, f"{made} er gemt.")
            return redirect("tariffs:year", made.year)
    back = reverse("tariffs:year", args=[number]) if number else reverse("tariffs:years")
    context = {"heading": heading, "form": form, "cancel_url": back}
    return render(request, "tariffs/year_form.html", context)


@requires(can_run_years)
def remind(request: HttpRequest, year: int) -> HttpResponse:
    """Remind those who have not handed in; who gets the mail is shown first."""
    found = visible_year(request, year)
    lacking = [row.party for row in workflow.lacking(found)]
    receivers = {
        party.pk: ", ".join(person.name for person in reporters(party)) for party in lacking
    }
    form = RemindForm(request.POST or None, receivers=receivers)
    if request.method == "POST" and form.is_valid():
        with refusals_as_messages(request):
            told = workflow.remind_parties(found, by=person_of(request), **form.cleaned_data)
            messages.success(
                request, f"{told.people} mails er lagt i kø til {told.parties} parter."
            )
        return redirect("tariffs:year", year)
    context = {
        "heading": f"Mind parterne: {found}", "form": form, "submit_label": "Send påmindelse",
        "cancel_url": reverse("tariffs:year", args=[year]),
        "intro": "Mailen siger, hvor langt parten er, og hvor den indberetter. Portalen minder "
        "selv 14, 7 og 2 dage før fristen, på dagen, og 1 og 7 dage efter. Ingen får mere end én "
        "påmindelse om dagen.",
    }  # fmt: skip
    return render(request, "components/form_page.html", context)


@requires(can_run_years)
@require_POST
def step(request: HttpRequest, year: int, name: str) -> HttpResponse:
    """Close the year for reporting, or open it again."""
    found = visible_year(request, year)
    verbs = {"close": workflow.close_year, "reopen": workflow.reopen_year}
    if name in verbs:
        with refusals_as_messages(request):
            fresh = verbs[name](found, by=person_of(request))
            messages.success(request, f"{fresh}: {fresh.get_status_display().lower()}.")
    return redirect("tariffs:year", year)


@requires(can_see_years)
@require_POST
def begin(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """Begin the party's submission, with last year's lines as the starting point."""
    found = visible_year(request, year)
    party = get_object_or_404(Party.objects.exclude(kind=PartyKind.OTHER), code=code)
    try:
        made = workflow.begin(found, party=party, by=person_of(request))
    except NotAllowed as refused:
        messages.error(request, refused.message)
        return redirect("tariffs:years")
    return redirect("tariffs:submission", made.pk)
