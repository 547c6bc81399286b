"""The public pages: what has been published, for anybody. No sign-in, no session, no cookie."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header
from django.utils.text import slugify

from dasportal.accounts.models import Forum
from dasportal.accounts.slots import rendered
from dasportal.documents.files import serve
from dasportal.documents.models import StoredFile
from meetings import reading
from meetings.approved import approval
from meetings.publication import queries
from meetings.publication.caching import KEPT, only_read, public_page
from meetings.publication.feeds import atom
from meetings.publication.models import (
    Publication,
    PublicationKind,
    PublicationStatus,
    PublicMeeting,
)
from meetings.publication.slots import FRONT
from meetings.queries.agenda import with_files

OTHER = {
    PublicationKind.AGENDA: PublicationKind.MINUTES,
    PublicationKind.MINUTES: PublicationKind.AGENDA,
}


@public_page
def meeting_list(request: HttpRequest) -> HttpResponse:
    """The published meetings of a year, of one forum or of all."""
    forum = Forum.objects.filter(slug=request.GET.get("forum", "")).first()
    years = queries.years(forum)
    asked = request.GET.get("aar", "")
    year = int(asked) if asked.isdecimal() and int(asked) in years else next(iter(years), None)
    context = {
        "forum": forum,
        "forums": queries.forums(),
        "year": year,
        "years": years,
        "meetings": queries.listed(forum, year) if year else [],
        "panels": rendered(FRONT, request, None),
    }
    return render(request, "meetings/publication/list.html", context)


@public_page
def meeting(request: HttpRequest, slug: str, kind: str = "") -> HttpResponse:
    """A meeting: its minutes once they are published, before that its agenda; or the one asked."""
    place = PublicMeeting.objects.filter(slug=slug).select_related("meeting__forum").first()
    if place is None:
        return missing(request)
    current = queries.current_of(place)
    wanted = kind or (PublicationKind.MINUTES if PublicationKind.MINUTES in current else "agenda")
    shown = current.get(wanted)
    if shown is None:
        once = place.publications.filter(kind=kind) if kind else place.publications.all()
        return _gone(request, once.newest_first().first())
    context = {
        "place": place,
        "publication": shown,
        "meeting": shown.snapshot["meeting"],
        "snapshot": shown.snapshot,
        "approval": approval(shown.snapshot),
        "groups": reading.by_section(shown.snapshot["items"]),
        "other": current.get(OTHER[PublicationKind(shown.kind)]),
        "cancelled": place.meeting.status == "cancelled",
    }
    return render(request, "meetings/publication/meeting.html", context)


@public_page
def item(request: HttpRequest, pk: str) -> HttpResponse:
    """One item, at the address it keeps: as the minutes have it, before them as the agenda."""
    found = Publication.objects.holding_item(pk)
    shown = queries.best(found)
    if shown is None:
        return _gone(request, found.newest_first().first(), "Punktet")
    row = reading.find(shown.snapshot, pk)
    before, after = reading.neighbours(shown.snapshot, pk)
    context = {
        "publication": shown,
        "place": shown.place,
        "meeting": shown.snapshot["meeting"],
        "item": with_files(row),
        "before": before,
        "after": after,
    }
    return render(request, "meetings/publication/item.html", context)


@public_page
def publication(request: HttpRequest, pk: str) -> HttpResponse:
    """One edition, at the address it keeps: where it stands now, or what became of it."""
    row = Publication.objects.filter(pk=pk).select_related("place").first()
    if row is None:
        return missing(request)
    if row.is_current:
        return redirect(f"publication:{row.kind}", row.place.slug)
    return _gone(request, row)


@only_read
def pdf(request: HttpRequest, pk: str) -> HttpResponseBase:
    """The PDF of an edition that may be read now."""
    row = Publication.objects.filter(pk=pk).select_related("place", "file").first()
    if row is None:
        return missing(request)
    if not row.is_current or row.file is None:
        return _gone(request, row) if not row.is_current else missing(request)
    return _file(request, row.file, row.file.name)


@only_read
def attachment(request: HttpRequest, pk: str) -> HttpResponseBase:
    """A published bilag as PDF, at the address it keeps. What is no PDF is not handed out: office
    files carry earlier wordings and names that no page shows."""
    found = Publication.objects.holding_attachment(pk)
    shown = queries.best(found)
    if shown is None:
        return _gone(request, found.newest_first().first(), "Bilaget")
    rows = (a for i in _rows(shown) for a in i["attachments"] if a["id"] == str(pk))
    row = next(rows)
    stored = StoredFile.objects.select_related("pdf").filter(pk=row["file"] or None).first()
    if stored is None or stored.pdf is None:
        return missing(request)
    name = f"{shown.place.slug}-bilag-{slugify(row['number'])}-{slugify(row['title'])[:80]}.pdf"
    return _file(request, stored.pdf, name)


@public_page
def feed(request: HttpRequest) -> HttpResponse:
    """What has been published and withdrawn lately, as Atom."""
    return HttpResponse(
        atom(queries.for_feed()), content_type="application/atom+xml; charset=utf-8"
    )


@only_read
def missing(request: HttpRequest, path: str = "") -> HttpResponse:
    """An address where nothing was ever published. It sets no cookie, as the portal's own does."""
    response = render(request, "meetings/publication/missing.html", status=404)
    patch_cache_control(response, public=True, max_age=KEPT)
    return response


def _rows(publication: Publication) -> list[dict[str, Any]]:
    return [row for item in publication.snapshot["items"] for row in (item, *item["children"])]


def _gone(request: HttpRequest, row: Publication | None, what: str = "") -> HttpResponse:
    """What was published and is no longer: replaced by a newer edition, or withdrawn."""
    if row is None:
        return missing(request)
    replaced = row.status == PublicationStatus.REPLACED
    newer = queries.newer_than(row)
    context = {"publication": row, "place": row.place, "what": what, "newer": newer,
               "replaced": replaced and not what}  # fmt: skip
    status = 200 if context["replaced"] and newer else 410
    response = render(request, "meetings/publication/gone.html", context, status=status)
    patch_cache_control(response, public=True, max_age=KEPT)
    return response


def _file(request: HttpRequest, file: StoredFile, name: str) -> HttpResponseBase:
    """The file, shown in the browser under a name that tells no more than the page did."""
    response = serve(request, file, inline=True)
    response["Content-Disposition"] = content_disposition_header(False, name) or "inline"
    response["Cache-Control"] = f"public, max-age={KEPT}"
    return response
