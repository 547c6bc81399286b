"""The search page, and earlier items about the same."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.permissions import has_a_role, is_secretariat

from ..models import AgendaItem
from . import queries
from .enquiries import find_enquiries, refresh_enquiries
from .filters import EntryFilter
from .indexing import refresh
from .models import Entry, Kind, Touched
from .snippets import has_any, marked, snippet
from .words import ask

PER_PAGE = 20
SNIPPETS = 3  # places shown of one item


@requires(has_a_role)
def search(request: HttpRequest) -> HttpResponse:
    """Everything the person may see that has the words, the decision first."""
    refresh()
    refresh_enquiries()
    person = person_of(request)
    asked = request.GET.get("q", "").strip()
    seen = Entry.objects.visible_to(person).settled()
    narrowed = EntryFilter(request.GET, queryset=seen)
    found = queries.find(narrowed.qs, ask(asked))
    page = Paginator(found.hits, PER_PAGE).get_page(request.GET.get("page"))
    hits = queries.with_texts(list(page), seen)
    shown = [_shown(hit, found.marks) for hit in hits]
    narrow = any(request.GET.get(name) for name in narrowed.filters)
    context = {
        "asked": asked, "filter": narrowed, "found": found, "page": page, "hits": shown,
        "narrow": narrow, "instead": _instead(found), "waiting": Touched.objects.exists(),
        # Forum, outcome and party are of items: what is narrowed by them is items alone.
        "enquiries": []
        if narrow or page.number > 1
        else find_enquiries(person, ask(asked), found.words, found.marks),
    }  # fmt: skip
    return render(request, "search/search.html", context)


def _shown(hit: queries.Hit, marks: AbstractSet[str]) -> dict[str, Any]:
    """A hit as the page shows it: title, decision, and the places where the words stand."""
    places = [
        {
            "kind": Kind(row.kind).label,
            "row": row,
            "heading": marked(row.heading, marks),
            "text": snippet(row.text, marks),
        }
        for row in hit.rows
        if row.kind != Kind.DECISION
        and (has_any(row.text, marks) or (row.heading and has_any(row.heading, marks)))
    ]
    decision = hit.decision
    return {
        "hit": hit,
        "title": marked(hit.title, marks),
        "decision": snippet(decision.text, marks) if decision else "",
        "outcome": decision.get_outcome_display() if decision and decision.outcome else "",
        "places": places[:SNIPPETS],
        "more": len(places) - SNIPPETS,
    }


def _instead(found: queries.Found) -> list[dict[str, Any]]:
    """Asked words that nobody wrote, each with those of its like that stand in what was found.

    Only words of hits are named: the index also knows words that the person may not see.
    """
    shown = {word for hit in found.hits for word in queries.words_of(hit.title)}
    return [
        {"asked": word.asked, "like": [one for one in word.alike if one in shown]}
        for word in found.words
        if word.alike and found.hits
    ]


@requires(is_secretariat)
def related(request: HttpRequest, pk: str) -> HttpResponse:
    """Earlier items about the same: a part of the item's editor, and a page of its own."""
    refresh()
    person = person_of(request)
    item = get_object_or_404(
        AgendaItem.objects.visible_to(person).select_related("meeting__forum"), pk=pk
    )
    hits = [_shown(hit, frozenset()) for hit in queries.related(item, person)]
    template = "search/related_list.html" if request.htmx else "search/related.html"
    return render(request, template, {"item": item, "hits": hits})
