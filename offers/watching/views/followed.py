"""What is followed beside: the list, one thing's page, and the secretariat's way with it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.refusals import refusals_as_messages, refusals_on
from offers import workflow as offers
from offers.models import OfferCase
from offers.queries import readable_items
from offers.views.cases import place_on_agenda

from .. import workflow
from ..calculation import goes_on_by_itself
from ..cases import FOLLOWED_CASE
from ..forms import AgainForm, FollowedForm, NewFollowedForm, SeriesFigureForm
from ..permissions import can_run_watching, can_watch
from ..queries import chart_of, figures_of, followed_list, signals_of
from .fetching import visible_followed, visible_request


@requires(can_watch)
@require_safe
def list_(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    rows = followed_list(person)
    figures = figures_of([series for row in rows for series in row.series.all()])
    shown = []
    for row in rows:
        last = [
            (series, figures[series.pk][-1]) for series in row.series.all() if figures[series.pk]
        ]
        shown.append((row, last, next(iter(row.requests.all()), None)))
    context = {"rows": shown, "runs": can_run_watching(person)}
    return render(request, "watching/followed_list.html", context)


@requires(can_watch)
@require_safe
def followed(request: HttpRequest, pk: int) -> HttpResponse:
    """Its chart with the table, what the rule says now, and the next step."""
    person, found = person_of(request), visible_followed(request, pk)
    series = list(found.series.order_by("measure", "title"))
    figures = figures_of(series)
    requests = list(found.requests.select_related("answered_by"))
    own = [
        row for row in figures.get(found.rule_series_id or 0, []) if row.party_id is None
    ]  # fmt: skip
    cases = list(
        OfferCase.objects.filter(kind=FOLLOWED_CASE, key__in=[str(row.pk) for row in requests])
        .select_related("item__meeting__forum", "forum")
    )  # fmt: skip
    context = {
        "followed": found,
        "requests": requests,
        "charts": [
            chart for row in series if (chart := chart_of(row, figures[row.pk])) is not None
        ],
        "figures": [(row, list(reversed(figures[row.pk]))[:12]) for row in series],
        "newest": own[-1] if own else None,
        "by_itself": goes_on_by_itself(found.threshold, own[-1].value if own else None),
        "waiting": [row for row in requests if row.status == "asked"],
        "to_decide": [
            (row, str(row.pk) in {case.key for case in cases})
            for row in requests
            if row.status == "to_decide"
        ],
        "case_rows": cases,
        "readable": readable_items([row.item for row in cases if row.item], person),
        "may_answer": any(workflow.REQUEST.may(row, "answer", person) for row in requests),
        "signals": signals_of([found.offer])[found.offer.pk] if found.offer else None,
        "runs": can_run_watching(person),
    }
    return render(request, "watching/followed.html", context)


@requires(can_run_watching)
def new(request: HttpRequest) -> HttpResponse:
    form = NewFollowedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = workflow.follow(by=person_of(request), **form.cleaned_data)
            messages.success(request, f"{made} følges nu.")
            return redirect(made)
    context = {
        "heading": "Følg noget mere", "form": form, "submit_label": "Følg det",
        "cancel_url": reverse("watching:followed_list"),
    }  # fmt: skip
    return render(request, "components/form_page.html", context)


@requires(can_run_watching)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    found = visible_followed(request, pk)
    form = FollowedForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = workflow.change_followed(found, by=person_of(request), **form.cleaned_data)
            messages.success(request, "Ændringen er gemt.")
            return redirect(made)
    context = {
        "heading": f"Ret: {found}", "form": form, "submit_label": "Gem",
        "cancel_url": reverse("watching:followed", args=[pk]),
    }  # fmt: skip
    return render(request, "components/form_page.html", context)


@requires(can_run_watching)
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    found = visible_followed(request, pk)
    if request.method == "POST":
        with refusals_as_messages(request):
            workflow.stop_following(found, by=person_of(request))
            messages.success(request, f"{found} følges ikke mere.")
        return redirect(found)
    context = {
        "heading": f"Hold op med at følge {found}?",
        "question": "Der spørges ikke mere, og det, der mangler svar, bortfalder.",
        "consequences": ["Tallene bliver stående.", "Det kan følges igen senere."],
        "submit_label": "Hold op med at følge", "cancel_url": found.get_absolute_url(),
    }  # fmt: skip
    return render(request, "components/confirm_page.html", context)


@requires(can_run_watching)
def again(request: HttpRequest, pk: int) -> HttpResponse:
    found = visible_followed(request, pk)
    form = AgainForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            workflow.follow_again(found, by=person_of(request), **form.cleaned_data)
            messages.success(request, f"{found} følges igen.")
            return redirect(found)
    context = {
        "heading": f"Følg {found} igen", "form": form, "submit_label": "Følg igen",
        "cancel_url": found.get_absolute_url(),
    }  # fmt: skip
    return render(request, "components/form_page.html", context)


@requires(can_run_watching)
def note(request: HttpRequest, pk: int) -> HttpResponse:
    """A figure by the secretariat's hand."""
    found = visible_followed(request, pk)
    series = found.series.order_by("measure", "title")
    form = SeriesFigureForm(request.POST or None, series=series, initial={"series": series.first()})
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        with refusals_on(form):
            offers.note_figure(data.pop("series"), by=person_of(request), **data)
            messages.success(request, "Tallet er noteret.")
            return redirect(found)
    context = {
        "heading": f"Notér et tal: {found}", "form": form, "submit_label": "Notér tallet",
        "cancel_url": found.get_absolute_url(),
    }  # fmt: skip
    return render(request, "components/form_page.html", context)


@requires(can_run_watching)
@require_POST
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    found = visible_followed(request, pk)
    with refusals_as_messages(request):
        workflow.ask_now(found, by=person_of(request))
        messages.success(request, "Der er spurgt nu.")
    return redirect(found)


@requires(can_run_watching)
def put(request: HttpRequest, pk: int) -> HttpResponse:
    """What must be decided, on an agenda of its forum."""
    asked = visible_request(request, pk)
    if asked.followed is None or asked.status != "to_decide":
        messages.error(request, "Der er ikke noget at beslutte her nu.")
        return redirect(asked.of)
    return place_on_agenda(
        request, FOLLOWED_CASE, asked.pk, back=asked.followed.get_absolute_url(),
        offer=asked.followed.offer, forums=(asked.followed.forum.slug,),
    )  # fmt: skip
