"""One's own calendar in Outlook, Google or on the phone: a secret address that is asked now and then."""

from __future__ import annotations

import hashlib

from allauth.core.internal import ratelimit  # the public one does not count GET
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_POST, require_safe

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.permissions import has_a_role, signed_in
from dasportal.accounts.refusals import refusals_as_messages

from .. import calendar, slots
from ..models import CalendarFeed
from ..workflow import feeds
from ..workflow.attachments import hash_of

GONE = "Adressen virker ikke længere. Lav en ny under »Min kalender« i DAS-portalen.\n"
WAIT = "Der spørges for ofte. Prøv igen om ti minutter.\n"
TEN_MINUTES = "600"  # seconds


@requires(signed_in)
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """What the calendar is, and how to add it."""
    return render(request, "meetings/calendar/own.html", _context(request))


@requires(has_a_role)
@require_POST
def make(request: HttpRequest) -> HttpResponse:
    """A new address, shown this once."""
    token = feeds.make_feed(by=person_of(request))
    address = settings.BASE_URL + reverse("calendar:feed", args=[token])
    context = {
        **_context(request),
        "address": address,
        "one_click": "webcal" + address.removeprefix("https").removeprefix("http"),
    }
    response = render(request, "meetings/calendar/own.html", context)
    response["Cache-Control"] = "no-store"
    return response


@requires(signed_in)
def revoke(request: HttpRequest) -> HttpResponse:
    """Ask, then close the address."""
    if request.method == "POST":
        with refusals_as_messages(request):
            feeds.revoke_feed(by=person_of(request))
            messages.success(request, "Adressen er slettet og virker ikke længere.")
        return redirect("calendar:own")
    context = {
        "heading": "Slet kalenderadressen",
        "question": "Adressen holder op med at virke med det samme.",
        "consequences": ["Møderne forsvinder fra den kalender, der bruger adressen."],
        "submit_label": "Slet adressen",
        "danger": True,
        "cancel_url": reverse("calendar:own"),
    }
    return render(request, "components/confirm_page.html", context)


def _context(request: HttpRequest) -> dict[str, object]:
    person = person_of(request)
    return {
        "feed": CalendarFeed.objects.visible_to(person).open().first(),
        "may_make": has_a_role(person),
    }


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponseBase:
    """The calendar itself, for a program that has nothing but the address: no session, no cookie.

    Who has no role any more is told that it is gone, at the next request.
    """
    if _asks_too_often(request, token):
        return _plain(WAIT, 429, {"Retry-After": TEN_MINUTES})
    found = feeds.feed_by(token)
    if found is None:
        raise Http404
    person = found.person
    if found.revoked_at is not None or not person.is_active or not has_a_role(person):
        return _plain(GONE, 410)
    feeds.note_fetched(found)
    entries = (entry for source in slots.CALENDAR for entry in source.entries(person))
    text = calendar.feed(entries, name="DAS-portalen")
    etag = quote_etag(hashlib.sha256(text.encode()).hexdigest())
    response = _plain(
        text, 200, {"ETag": etag, "Content-Disposition": 'inline; filename="das.ics"'}
    )
    response["Content-Type"] = "text/calendar; charset=utf-8"
    return get_conditional_response(request, etag=etag, response=response) or response


def _asks_too_often(request: HttpRequest, token: str) -> bool:
    return not ratelimit.consume(
        request, app="allauth.account", action="calendar", key=hash_of(token), limit_get=True
    )


def _plain(text: str, status: int, headers: dict[str, str] | None = None) -> HttpResponse:
    """An answer to a program: kept by nobody on the way, found by no search machine."""
    response = HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")
    for name, value in (headers or {}).items():
        response[name] = value
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response
