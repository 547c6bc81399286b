"""Contributions from outside: asked for, delivered by a personal link, taken in."""

from __future__ import annotations

from allauth.core import ratelimit
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.permissions import is_secretariat
from dasportal.accounts.refusals import refusals_as_messages
from dasportal.accounts.transitions import NotAllowed
from dasportal.documents.files import serve, store

from .. import workflow
from ..forms.contributions import AskForm, DeliverForm
from ..models import AgendaItem, Contribution
from .fetching import visible_item


def _visible(request: HttpRequest, pk: int) -> Contribution:
    items = AgendaItem.objects.visible_to(person_of(request))
    rows = Contribution.objects.filter(item__in=items)
    return get_object_or_404(rows.select_related("item__meeting__forum", "file"), pk=pk)


def _back(item: AgendaItem) -> str:
    return reverse("meetings:item_edit", args=[item.pk]) + "#bidrag"


@requires(is_secretariat)
def ask(request: HttpRequest, pk: str) -> HttpResponse:
    """Ask an outsider for a text or a file to the item."""
    item = visible_item(request, pk)
    form = AskForm(request.POST or None)
    if form.is_valid():
        with refusals_as_messages(request):
            data = {name: form.cleaned_data[name] for name in ("name", "email", "message")}
            made, token = workflow.ask_for_contribution(
                item, expires_at=form.expires_at, by=person_of(request), **data
            )
            link = request.build_absolute_uri(reverse("meetings:contribute", args=[token]))
            return render(request, "meetings/asked.html", {"contribution": made, "link": link, "item": item, "meeting": item.meeting, "back": _back(item)})  # fmt: skip
    context = {"form": form, "item": item, "meeting": item.meeting, "back": _back(item)}
    return render(request, "meetings/ask.html", context)


@requires(is_secretariat)
def contribution(request: HttpRequest, pk: int) -> HttpResponse:
    """What came in, before it is taken into the item."""
    found = _visible(request, pk)
    item = found.item
    context = {
        "contribution": found, "item": item, "meeting": item.meeting, "back": _back(item),
        "overdue": found.expires_at < timezone.now(),
    }  # fmt: skip
    return render(request, "meetings/contribution.html", context)


@requires(is_secretariat)
def contribution_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file that came in."""
    found = _visible(request, pk)
    if found.file is None:
        raise Http404
    return serve(request, found.file)


@requires(is_secretariat)
@require_POST
def take_in(request: HttpRequest, pk: int) -> HttpResponse:
    """The text becomes a statement under the item, the file a bilag."""
    found = _visible(request, pk)
    with refusals_as_messages(request):
        workflow.take_in(found, by=person_of(request))
        messages.success(request, f"Bidraget fra {found.name} er taget ind i punktet.")
    return redirect(_back(found.item))


@requires(is_secretariat)
@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Close the link before its time."""
    found = _visible(request, pk)
    with refusals_as_messages(request):
        workflow.revoke_contribution(found, by=person_of(request))
        messages.success(request, f"Linket til {found.name} virker ikke længere.")
    return redirect(_back(found.item))


@never_cache
def contribute(request: HttpRequest, token: str) -> HttpResponse:
    """The outsider's page. It shows the meeting's date and the secretariat's message, no more.

    Only what is sent in is limited: a token of 32 random bytes is not found by asking.
    """
    if not ratelimit.consume(request, action="contribute"):
        return _outside(request, "meetings/contribute_wait.html", {}, status=429)
    found = workflow.contribution_by(token)
    if found is None:
        return _outside(request, "meetings/contribute_over.html", {}, status=410)
    form = DeliverForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _delivered(token, form):
        return _outside(request, "meetings/contribute_thanks.html", {"contribution": found})
    context = {"contribution": found, "form": form, "meeting": found.item.meeting}
    return _outside(request, "meetings/contribute.html", context)


def _delivered(token: str, form: DeliverForm) -> bool:
    """Whether it was stored; what is refused is said on the form."""
    data = form.cleaned_data
    try:
        file = store(data["file"], name=data["file"].name, by=None) if data["file"] else None
        workflow.deliver(token, text=data["text"], file=file)
    except ValidationError as refused:
        form.add_error("file", refused)
    except NotAllowed as refused:
        form.add_error(None, refused.message)
    return form.is_valid()


def _outside(
    request: HttpRequest, template: str, context: dict[str, object], status: int = 200
) -> HttpResponse:
    response = render(request, template, context, status=status)
    response["X-Robots-Tag"] = "noindex, nofollow"
    # "no-referrer" would have the browser post the form with `Origin: null`, which is refused.
    response["Referrer-Policy"] = "same-origin"
    return response
