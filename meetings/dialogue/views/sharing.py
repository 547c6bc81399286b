"""A director shows an item to those at home, and reads what they say of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.permissions import has_a_role
from dasportal.accounts.refusals import refusals_as_messages, refusals_on
from meetings.models import AgendaItem
from meetings.reading import Heading, heading_of
from meetings.views.fetching import visible_item

from .. import opening, queries, workflow
from ..forms import ShareForm
from ..models import Share
from ..permissions import can_share


def _own_item(request: HttpRequest, pk: str) -> tuple[AgendaItem, Heading]:
    """An item the person prepares for a party; 404 for everybody else, the secretariat too."""
    row = visible_item(request, pk)
    heading = heading_of(row, person_of(request))
    if heading is None or not can_share(person_of(request), row):
        raise Http404
    return row, heading


def _own_share(request: HttpRequest, pk: str) -> Share:
    rows = Share.objects.visible_to(person_of(request))
    return get_object_or_404(rows.select_related("item__meeting__forum", "item__parent"), pk=pk)


def _context(row: AgendaItem, heading: Heading) -> dict[str, Any]:
    back = reverse("meetings:item", args=[row.pk]) + "#deling"
    return {"item": row, "meeting": row.meeting, "heading": heading, "back": back}


@requires(has_a_role)
def share(request: HttpRequest, pk: str) -> HttpResponse:
    """Show the item to one more person; the page after shows the link, this once."""
    row, heading = _own_item(request, pk)
    form = ShareForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            made, secret = workflow.share(row, by=person_of(request), **form.cleaned_data)
            return _link_page(request, made, secret, heading)
    open_now = opening.open_part(row) is not None
    context = {**_context(row, heading), "form": form, "open_now": open_now}
    return render(request, "dialogue/share.html", context)


def _link_page(request: HttpRequest, made: Share, secret: str, heading: Heading) -> HttpResponse:
    link = request.build_absolute_uri(reverse("dialogue:shared", args=[secret]))
    until = opening.begins(made.item.meeting)
    context = {**_context(made.item, heading), "share": made, "link": link, "until": until}
    return render(request, "dialogue/share_link.html", context)


@requires(has_a_role)
@require_safe
def remarks(request: HttpRequest, pk: str) -> HttpResponse:
    """All that those at home have said of the item, together."""
    row, heading = _own_item(request, pk)
    rows = queries.shares_of(row, person_of(request))
    workflow.note_remarks_seen(row, by=person_of(request))
    return render(request, "dialogue/remarks.html", {**_context(row, heading), "shares": rows})


@requires(has_a_role)
def renew(request: HttpRequest, pk: str) -> HttpResponse:
    """A new link in the place of one that was lost."""
    found = _own_share(request, pk)
    _, heading = _own_item(request, str(found.item_id))
    back = reverse("dialogue:remarks", args=[found.item_id])
    if request.method == "POST":
        with refusals_as_messages(request):
            fresh, secret = workflow.renew(found, by=person_of(request))
            return _link_page(request, fresh, secret, heading)
        return redirect(back)
    context = {
        "heading": f"Send {found.name} et nyt link?",
        "question": "Det link, der er sendt, holder op med at virke.",
        "submit_label": "Send et nyt link", "cancel_url": back,
    }  # fmt: skip
    return render(request, "components/confirm_page.html", context)


@requires(has_a_role)
def revoke(request: HttpRequest, pk: str) -> HttpResponse:
    """Close the link before its time."""
    found = _own_share(request, pk)
    back = reverse("dialogue:remarks", args=[found.item_id])
    if request.method == "POST":
        with refusals_as_messages(request):
            workflow.revoke(found, by=person_of(request))
            messages.success(request, f"Linket til {found.name} virker ikke længere.")
        return redirect(back)
    context = {
        "heading": f"Træk linket til {found.name} tilbage?",
        "question": workflow.SHARE.get("revoke").confirm,
        "submit_label": "Træk linket tilbage", "danger": True, "cancel_url": back,
    }  # fmt: skip
    return render(request, "components/confirm_page.html", context)
