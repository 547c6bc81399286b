"""Names that nobody knew: a person says whether each is an offer of its own, or one that is known."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.refusals import refusals_as_messages

from .. import workflow
from ..forms import SameForm
from ..models import Offer
from ..permissions import can_keep_some_offers, can_see_offers
from .fetching import kept_offer
from .offers import unconfirmed


@requires(can_keep_some_offers)
@require_safe
def unknown(request: HttpRequest) -> HttpResponse:
    rows = unconfirmed(request).select_related("operator", "suggestion")
    context = {"offers": list(rows.order_by("operator__name", "name"))}
    return render(request, "register/unknown.html", context)


@requires(can_see_offers)
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """It is an offer of its own."""
    found = kept_offer(request, pk)
    with refusals_as_messages(request):
        workflow.confirm_offer(found, by=person_of(request))
        messages.success(request, f"»{found}« er bekræftet som et tilbud for sig.")
    return redirect("register:unknown")


def _others(found: Offer) -> QuerySet[Offer]:
    """What it may be: the operator's other offers, by name."""
    rows = Offer.objects.run_by(found.operator).exclude(pk=found.pk)
    return rows.order_by("-confirmed", "name")


@requires(can_see_offers)
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """Which of the operator's offers it is, where nothing was suggested, or something else is
    meant. What follows is shown on the next page, before anything is done."""
    found = _open(kept_offer(request, pk))
    form = SameForm(request.POST or None, offers=_others(found))
    if request.method == "POST" and form.is_valid():
        return redirect("register:merge", pk, form.cleaned_data["same"].pk)
    context = {
        "heading": f"Hvad er »{found}«?", "form": form, "submit_label": "Vis, hvad der sker",
        "intro": f"Vælg det tilbud hos {found.operator}, som navnet er en anden måde at skrive.",
        "cancel_url": reverse("register:unknown"),
    }  # fmt: skip
    return render(request, "components/form_page.html", context)


@requires(can_see_offers)
def merge(request: HttpRequest, pk: int, same: int) -> HttpResponse:
    """What follows if the two are one; and making them so."""
    found = _open(kept_offer(request, pk))
    other = get_object_or_404(_others(found), pk=same)
    if request.method == "POST":
        with refusals_as_messages(request):
            name = str(found)
            workflow.confirm_same(found, same_as=other, by=person_of(request))
            messages.success(request, f"»{name}« er nu det samme som »{other}«.")
            return redirect("register:offer", other.pk)
        return redirect("register:unknown")
    context = {
        "heading": f"Er »{found}« det samme som »{other}«?",
        "question": "Det kan ikke fortrydes.",
        "consequences": workflow.what_follows(found, other),
        "submit_label": "Ja, det er det samme", "cancel_url": reverse("register:unknown"),
        "danger": True,
    }  # fmt: skip
    return render(request, "components/confirm_page.html", context)


def _open(found: Offer) -> Offer:
    """Of a confirmed offer there is nothing to say."""
    if found.confirmed:
        raise Http404
    return found
