"""What the public pages of tariffs have in common: how they are opened, and the day they show."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import urlencode

from allauth.core.internal import ratelimit  # the public one does not count GET
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.cache import patch_cache_control

from dasportal.danish.dates import format_date
from dasportal.register.models import Offer
from meetings.publication.caching import KEPT, only_read

from ..filters import asked_day
from ..queries import published

View = TypeVar("View", bound=Callable[..., Any])
FURTHEST = 50  # years from now that a page is made for


def open_page(view: View) -> View:
    """GET and HEAD alone, the same for everybody, and kept by anybody for a minute."""

    @wraps(view)
    def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        response = view(request, *args, **kwargs)
        if response.status_code == 200:
            patch_cache_control(response, public=True, max_age=KEPT)
        return response

    return only_read(kept)  # type: ignore[return-value]


def open_file(view: View) -> View:
    """As a page, but made for the one who asks: not more of them than a person reads."""

    @wraps(view)
    def counted(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not ratelimit.consume(
            request, app="allauth.account", action="tariff_file", limit_get=True
        ):
            return render(request, "published/too_often.html", status=429)
        return view(request, *args, **kwargs)

    return open_page(counted)  # type: ignore[return-value]


def day_of(request: HttpRequest) -> date:
    """The day that is asked for in the address; today when there is none, or none that is near."""
    today = timezone.localdate()
    day = asked_day(request.GET.get("dato", ""), today)
    return day if abs(day.year - today.year) <= FURTHEST else today


def query_of(day: date) -> str:
    """»?dato=…« to go on with, and nothing today."""
    return "" if day == timezone.localdate() else "?" + urlencode({"dato": format_date(day)})


def public_offer(pk: int) -> Offer:
    """An offer that has had an approved tariff. No other is known to the public."""
    rows = Offer.objects.filter(pk__in=published().values("offer")).select_related("operator")
    return get_object_or_404(rows, pk=pk)


def chosen(request: HttpRequest) -> list[int]:
    """The offers that are asked for in the address, each once, in order."""
    texts = request.GET.getlist("tilbud")
    try:
        return list(dict.fromkeys(int(text) for text in texts if text.isascii() and text))
    except ValueError:
        raise Http404 from None
