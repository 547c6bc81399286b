"""The list of offers, and one offer: facts, names over time, who buys, and what others know."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe
from django_tables2 import RequestConfig

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.models import Party, PartyKind, RoleKind
from dasportal.accounts.permissions import is_secretariat
from dasportal.accounts.slots import rendered
from dasportal.accounts.transitions import NotAllowed

from .. import slots, workflow
from ..filters import OfferFilter
from ..forms import NewOfferForm, OfferForm, RenameForm
from ..models import Offer, Purchase
from ..permissions import can_keep_offers_of, can_keep_some_offers, can_see_offers
from ..tables import OfferTable
from .fetching import kept_offer, visible_offer

PER_PAGE = 50


@requires(can_see_offers)
@require_safe
def offers(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    rows = Offer.objects.visible_to(person).select_related("operator")
    chosen = OfferFilter(
        request.GET or {}, queryset=rows, sees_purchases=is_secretariat(person), request=request
    )
    listed = chosen.qs.prefetch_related("legal_bases").order_by("operator__name", "name")
    table = OfferTable(listed)
    RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
    context = {
        "filter": chosen, "table": table, "keeps": can_keep_some_offers(person),
        "unknown": unconfirmed(request).count() if can_keep_some_offers(person) else 0,
        "some": rows.exists(), "sees_purchases": Purchase.objects.visible_to(person).exists(),
    }  # fmt: skip
    return render(request, "register/offers.html", context)


def unconfirmed(request: HttpRequest) -> QuerySet[Offer]:
    """The unconfirmed offers that the person keeps."""
    person = person_of(request)
    rows = Offer.objects.visible_to(person).filter(confirmed=False)
    if is_secretariat(person):
        return rows
    kind = RoleKind.TARIFF_REPORTER
    mine = [role.party_id for role in person.current_roles() if role.kind == kind]
    return rows.filter(operator__in=mine)


@requires(can_see_offers)
@require_safe
def offer(request: HttpRequest, pk: int) -> HttpResponse:
    found, person = visible_offer(request, pk), person_of(request)
    names = found.other_names.select_related("confirmed_by").order_by("-used_until", "name")
    bought = Purchase.objects.visible_to(person).filter(offer=found).select_related("buyer")
    years = sorted({row.year for row in bought}, reverse=True)[:3]
    buyers = {row.buyer: row.buyer.name for row in bought.order_by("buyer__name")}
    figures = {(row.buyer_id, row.year): row.places for row in bought}
    named = [(party, [(year, figures.get((party.pk, year))) for year in years]) for party in buyers]
    context = {
        "offer": found, "names": names, "bases": found.legal_bases.all(), "years": years,
        "bought": named,
        "keeps": can_keep_offers_of(person, found.operator),
        "panels": rendered(slots.OFFER, request, found),
    }  # fmt: skip
    return render(request, "register/offer.html", context)


@requires(can_keep_some_offers)
def new(request: HttpRequest) -> HttpResponse:
    """An offer that no tariff has told of: a planned one, or one to be nominated."""
    person = person_of(request)
    operators = Party.objects.exclude(kind=PartyKind.OTHER).order_by("name")
    if not is_secretariat(person):
        kept = [
            row.party_id for row in person.current_roles() if row.kind == RoleKind.TARIFF_REPORTER
        ]
        operators = operators.filter(pk__in=kept)
    only = operators[0].pk if len(operators) == 1 else None
    form = NewOfferForm(request.POST or None, operators=operators, initial={"operator": only})
    if request.method == "POST" and form.is_valid():
        try:
            made = workflow.add_offer(by=person, **form.cleaned_data)
        except NotAllowed as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, f"{made} er lagt i registret.")
            return redirect("register:offer", made.pk)
    context = {
        "heading": "Nyt tilbud", "form": form, "submit_label": "Læg i registret",
        "intro": "Tilbud med takster kommer selv i registret. Her lægges et planlagt tilbud ind, "
        "eller et, der skal indstilles, før det har en takst.",
        "cancel_url": reverse("register:offers"),
    }  # fmt: skip
    return render(request, "components/form_page.html", context)


@requires(can_see_offers)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = kept_offer(request, pk)
    name = str(found)
    form = OfferForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        try:
            workflow.change_offer(found, by=person_of(request), changes=form.cleaned_data)
        except NotAllowed as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, f"{name} er gemt.")
            return redirect("register:offer", pk)
    context = {
        "heading": f"Ret {name}", "form": form, "submit_label": "Gem",
        "cancel_url": reverse("register:offer", args=[pk]),
    }  # fmt: skip
    return render(request, "components/form_page.html", context)


@requires(can_see_offers)
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    found = kept_offer(request, pk)
    form = RenameForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            renamed = workflow.rename_offer(found, by=person_of(request), **form.cleaned_data)
        except NotAllowed as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, f"Tilbuddet hedder nu {renamed}.")
            return redirect("register:offer", pk)
    context = {
        "heading": f"Nyt navn til {found}", "form": form, "submit_label": "Gem navnet",
        "intro": "Det gamle navn kan stadig findes, og filer, der skriver det, betyder tilbuddet.",
        "cancel_url": reverse("register:offer", args=[pk]),
    }  # fmt: skip
    return render(request, "components/form_page.html", context)
