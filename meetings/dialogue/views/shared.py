"""The page behind a personal link: one open item, its open bilag, and a field. No account."""

from __future__ import annotations

from typing import Any

from allauth.core import ratelimit
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from dasportal.accounts.refusals import refusals_on
from dasportal.documents.files import serve
from meetings.models import Attachment
from meetings.queries.agenda import with_files

from .. import opening, workflow
from ..forms import RemarkForm
from ..models import Share


@never_cache
def shared(request: HttpRequest, secret: str) -> HttpResponse:
    """The item as it was sent, without anything closed. POST leaves a remark.

    Only what is sent in is limited: a secret of 32 random bytes is not found by asking.
    """
    if not ratelimit.consume(request, action="remark"):
        return outside(request, "meetings/contribute_wait.html", {}, status=429)
    found = workflow.share_by(secret)
    part = opening.open_part(found.item) if found else None
    if found is None or part is None:
        return outside(request, "dialogue/shared_over.html", {}, status=410)
    form = RemarkForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            workflow.remark(secret, text=form.cleaned_data["text"])
            messages.success(request, f"Sendt. {found.shared_by.name} har fået besked.")
            return _dressed(redirect("dialogue:shared", secret))
    if request.method == "GET":
        workflow.note_opening(found)
    return outside(request, "dialogue/shared.html", _context(found, part, form, secret))


def _context(found: Share, part: dict[str, Any], form: RemarkForm, secret: str) -> dict[str, Any]:
    return {
        "share": found, "item": with_files(part), "meeting": found.item.meeting, "form": form,
        "secret": secret, "remarks": found.remarks.all(),
        "until": opening.begins(found.item.meeting),
    }  # fmt: skip


@never_cache
@require_safe
def shared_file(request: HttpRequest, secret: str, pk: str) -> HttpResponseBase:
    """An open bilag of the shared item, shown in the browser; `?hent` downloads it."""
    found = workflow.share_by(secret)
    if found is None:
        return outside(request, "dialogue/shared_over.html", {}, status=410)
    stored = opening.open_file(found.item, pk)
    if stored is None:
        raise Http404
    if request.method == "GET":
        workflow.note_opening(found, Attachment.objects.get(pk=pk))
    shown = "hent" not in request.GET
    if shown and stored.pdf is not None:
        stored = stored.pdf
    return _dressed(serve(request, stored, inline=shown))


def outside(
    request: HttpRequest, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    response = render(request, template, context, status=status)
    _dressed(response)
    return response


def _dressed(response: HttpResponseBase) -> Any:
    """Found by no search engine, and told to no other site by a link that is followed."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "same-origin"  # a form posted without it is refused
    return response
