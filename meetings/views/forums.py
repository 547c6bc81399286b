"""A forum's settings: the lead text, and the items every agenda starts with."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.models import Forum
from dasportal.accounts.permissions import is_secretariat
from dasportal.accounts.refusals import refusals_as_messages
from dasportal.accounts.transitions import NotAllowed

from .. import workflow
from ..forms.forums import LeadForm, StandingItemForm
from ..models import StandingItem
from ..numbering import moved


@requires(is_secretariat)
def forums(request: HttpRequest) -> HttpResponse:
    """The forums, each with a link to its settings."""
    rows = Forum.objects.prefetch_related("standing_items")
    return render(request, "meetings/forums.html", {"forums": rows})


@requires(is_secretariat)
def forum(request: HttpRequest, slug: str) -> HttpResponse:
    """One forum's lead text and standing items."""
    found = get_object_or_404(Forum, slug=slug)
    form = LeadForm(request.POST or None, initial={"lead_text": found.lead_text})
    if form.is_valid():
        with refusals_as_messages(request):
            workflow.set_lead_text(found, by=person_of(request), **form.cleaned_data)
            messages.success(request, "Indledningen er gemt. Den bruges i nye punkter.")
        return redirect("meetings:forum", slug)
    context = {"forum": found, "form": form, "items": found.standing_items.all()}
    return render(request, "meetings/forum.html", context)


@requires(is_secretariat)
def standing_new(request: HttpRequest, slug: str) -> HttpResponse:
    """A new standing item."""
    found = get_object_or_404(Forum, slug=slug)
    form = StandingItemForm(request.POST or None)
    if form.is_valid():
        with refusals_as_messages(request):
            workflow.add_standing_item(found, by=person_of(request), **form.cleaned_data)
            messages.success(request, "Det faste punkt er tilføjet. Nye møder får det med.")
        return redirect("meetings:forum", slug)
    return _standing_page(request, found, form, f"Nyt fast punkt i {found}")


def _standing_page(
    request: HttpRequest, found: Forum, form: StandingItemForm, heading: str
) -> HttpResponse:
    context = {
        "form": form,
        "heading": heading,
        "intro": "Møder, der er oprettet, ændres ikke.",
        "cancel_url": reverse("meetings:forum", args=[found.slug]),
    }
    return render(request, "components/form_page.html", context)


@requires(is_secretariat)
def standing(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a standing item."""
    row = get_object_or_404(StandingItem.objects.select_related("forum"), pk=pk)
    form = StandingItemForm(request.POST or None, instance=row)
    if form.is_valid():
        with refusals_as_messages(request):
            workflow.change_standing_item(row, by=person_of(request), **form.cleaned_data)
            messages.success(request, "Det faste punkt er gemt.")
        return redirect("meetings:forum", row.forum.slug)
    return _standing_page(request, row.forum, form, f"Ret det faste punkt: {row.title}")


@requires(is_secretariat)
def standing_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a standing item out of agendas to come."""
    row = get_object_or_404(StandingItem.objects.select_related("forum"), pk=pk)
    back = reverse("meetings:forum", args=[row.forum.slug])
    if request.method == "POST":
        with refusals_as_messages(request):
            workflow.remove_standing_item(row, by=person_of(request))
            messages.success(request, f"»{row.title}« er ikke længere et fast punkt.")
        return redirect(back)
    context = {
        "heading": f"Fjern det faste punkt »{row.title}«?",
        "question": "Møder, der er oprettet, beholder punktet. Nye møder får det ikke.",
        "submit_label": "Fjern det faste punkt", "danger": True, "cancel_url": back,
    }  # fmt: skip
    return render(request, "components/confirm_page.html", context)


@requires(is_secretariat)
@require_POST
def standing_order(request: HttpRequest, slug: str) -> HttpResponse:
    """The order of the standing items: the whole, or one up or down."""
    found = get_object_or_404(Forum, slug=slug)
    ids = [str(pk) for pk in found.standing_items.values_list("pk", flat=True)]
    dragged = "order" in request.POST
    if dragged:
        wanted = [part for part in request.POST["order"].split(",") if part]
    else:
        one = request.POST.get("item", "")
        step = 1 if request.POST.get("direction") == "down" else -1
        wanted = moved(ids, one, ids.index(one) + step) if one in ids else []
    try:
        workflow.order_standing_items(found, order=wanted, by=person_of(request))
    except NotAllowed as refused:
        if dragged:
            return JsonResponse({"message": refused.message}, status=409)
        messages.error(request, refused.message)
    return HttpResponse(status=204) if dragged else redirect("meetings:forum", slug)
