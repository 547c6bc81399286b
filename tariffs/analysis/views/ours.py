"""What a year's tariffs mean to a party that buys places."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from dasportal.accounts.access import person_of, requires
from tariffs.views.fetching import visible_year

from ..forms import TryForm
from ..ours import ours_of
from ..permissions import buyers_of, can_read
from ..words import DRIVER_WORDS, ours_reasons, ours_sentence
from .fetching import visible_buyer


@requires(can_read)
@require_safe
def mine(request: HttpRequest, year: int) -> HttpResponse:
    """On to one's own party; those who see several choose."""
    found = visible_year(request, year)
    parties = list(buyers_of(person_of(request)))
    if len(parties) == 1:
        return redirect("analysis:ours", year, parties[0].code)
    return render(request, "analysis/choose_party.html", {"year": found, "parties": parties})


@requires(can_read)
@require_safe
def ours(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """The sentence first, then what it is made of; with `pladser-…` as it would be."""
    found, party = visible_year(request, year), visible_buyer(request, code)
    person = person_of(request)
    said = ours_of(found, party, person)
    form = TryForm(request.GET, said)
    made = ours_of(found, party, person, form.tried) if form.tried else said
    context = {
        "year": found, "last_year": year - 1, "party": party, "ours": made, "said": said,
        "form": form, "sentence": ours_sentence(made), "reasons": ours_reasons(made),
        "drivers": [(DRIVER_WORDS[name], kroner) for name, kroner in made.drivers.items()],
        "boxes": [(row, form[f"pladser-{row.offer_id}"]) for row in made.heaviest],
    }  # fmt: skip
    return render(request, "analysis/ours.html", context)
