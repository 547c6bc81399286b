"""An offer's sheet and a year's status: on the page, as PDF, Excel and CSV."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from dasportal.accounts.access import requires
from dasportal.documents import storage
from dasportal.documents.files import as_file
from dasportal.documents.press import Bundle, FontsMissing, Store, press
from dasportal.documents.storage import DiskFull
from tariffs.views.tables import table_file

from ..exports import figures_table
from ..pdf import offer_bundle, status_bundle
from ..permissions import can_see_cooperation
from ..queries import offers_in, shorts_of
from ..status import for_showing, sheet_of, status_of
from .fetching import known_offer

FAILED = "PDF'en kunne ikke laves. Prøv igen om lidt, eller hent tallene som Excel."


def years_back() -> list[int]:
    """The years that a sheet can be asked for, newest first: this one and nine back."""
    this = timezone.localdate().year
    return list(range(this, this - 10, -1))


def year_asked(request: HttpRequest) -> int:
    """The year of the address, else the last that is over."""
    asked = request.GET.get("aar", "")
    return int(asked) if asked.isdecimal() and len(asked) == 4 else timezone.localdate().year - 1


@requires(can_see_cooperation)
@require_safe
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """All that is known of the offer in a year, as its PDF says it."""
    offer, year = known_offer(request, pk), year_asked(request)
    shown = for_showing([sheet_of(offer, year)])[0]
    context = {"offer": offer, "shown": shown, "year": year, "years": years_back()}
    return render(request, "offers/sheet.html", context)


@requires(can_see_cooperation)
@require_safe
def sheet_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    offer, year = known_offer(request, pk), year_asked(request)
    bundle = offer_bundle(sheet_of(offer, year), year)
    back = redirect("offers:sheet", pk)
    return _paper(request, bundle, f"{slugify(offer.name)}-{year}", back)


@requires(can_see_cooperation)
@require_safe
def status(request: HttpRequest, year: int) -> HttpResponse:
    """Every offer of the year in short, and the files."""
    _check(year)
    offers = offers_in(year)
    shorts = shorts_of(offers, year)
    rows = [(offer, shorts[offer.pk]) for offer in offers]
    return render(request, "offers/status.html", {"year": year, "rows": rows})


@requires(can_see_cooperation)
@require_safe
def status_pdf(request: HttpRequest, year: int) -> HttpResponse:
    _check(year)
    back = redirect("offers:status", year)
    return _paper(request, status_bundle(status_of(year)), f"forstaerket-samarbejde-{year}", back)


@requires(can_see_cooperation)
@require_safe
def figures(request: HttpRequest, year: int, form: str) -> HttpResponse:
    """All figures as Excel or CSV."""
    _check(year)
    return table_file(figures_table(offers_in(year), year), f"forstaerket-samarbejde-{year}", form)


def _check(year: int) -> None:
    if not 2000 <= year <= 2100:
        raise Http404


def _paper(request: HttpRequest, bundle: Bundle, name: str, back: HttpResponse) -> HttpResponse:
    try:
        with storage.workspace() as folder:
            target = folder / "sheet.pdf"
            press(bundle, target, Store())
            return as_file(target.read_bytes(), f"{name}.pdf", inline=True)
    except (DiskFull, FontsMissing):
        messages.error(request, FAILED)
        return back
