"""The archive's pages: upload earlier minutes, see what was found, read it in, say what is open."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.permissions import is_secretariat
from dasportal.accounts.refusals import refusals_on
from dasportal.accounts.transitions import NotAllowed
from meetings.archive import verbs
from meetings.archive.forms import OpennessForm, UploadForm
from meetings.archive.lines import ArchiveError
from meetings.archive.overview import found_meetings, line_rows
from meetings.models import ArchiveUpload, ImportedDocument, Meeting
from meetings.views.fetching import visible_meeting

LINES_A_PAGE = 200


@requires(is_secretariat)
def documents(request: HttpRequest) -> HttpResponse:
    """What has been read in, what still needs a person, and the form for another file."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            upload = verbs.take_in(file.read(), name=file.name, by=person_of(request))
        except (ArchiveError, NotAllowed) as problem:
            form.add_error("file", str(problem))
        else:
            return redirect("archive:preview", upload.pk)
    person = person_of(request)
    unsettled = Count("items", filter=Q(items__is_open__isnull=True, items__parent__isnull=True))
    context = {
        "form": form,
        "documents": ImportedDocument.objects.visible_to(person)
        .defer("lines")
        .prefetch_related("meetings__meeting__forum"),
        "waiting": ArchiveUpload.objects.visible_to(person).defer("content"),
        "unsettled": Meeting.objects.visible_to(person)
        .filter(imported=True)
        .select_related("forum")
        .annotate(unsettled=unsettled)
        .filter(unsettled__gt=0),
    }
    return render(request, "meetings/archive/documents.html", context)


@requires(is_secretariat)
@require_safe
def preview(request: HttpRequest, pk: str) -> HttpResponse:
    """What is in the file, before anything is stored."""
    upload = _upload(request, pk)
    try:
        archive = verbs.look_at(upload)
    except ArchiveError as problem:
        messages.error(request, str(problem))
        return redirect("archive:documents")
    context = {"upload": upload, "archive": archive, "meetings": found_meetings(archive)}
    return render(request, "meetings/archive/preview.html", context)


@requires(is_secretariat)
@require_POST
def read_in(request: HttpRequest, pk: str) -> HttpResponse:
    upload = _upload(request, pk)
    try:
        document = verbs.read_in(upload, by=person_of(request))
    except (ArchiveError, NotAllowed) as problem:
        messages.error(request, str(problem))
        return redirect("archive:documents")
    messages.success(request, f"{document.name} er læst ind. Ingen linje er tabt.")
    return redirect("archive:document", document.pk)


@requires(is_secretariat)
@require_POST
def drop(request: HttpRequest, pk: str) -> HttpResponse:
    upload = _upload(request, pk)
    verbs.drop(upload, by=person_of(request))
    messages.info(request, f"{upload.name} blev ikke læst ind.")
    return redirect("archive:documents")


@requires(is_secretariat)
@require_safe
def document(request: HttpRequest, pk: str) -> HttpResponse:
    """A document line by line, each with the place it was given."""
    documents = ImportedDocument.objects.visible_to(person_of(request))
    found = get_object_or_404(documents, pk=pk)
    meetings = list(found.meetings.select_related("meeting__forum"))
    only = "unplaced" if request.GET.get("vis") == "uden-plads" else None
    rows = [row for row in found.lines if only is None or row[2] == only]
    page = Paginator(rows, LINES_A_PAGE).get_page(request.GET.get("side"))
    context = {
        "document": found,
        "meetings": meetings,
        "page": page,
        "rows": line_rows(page.object_list),
        "only_unplaced": only is not None,
    }
    return render(request, "meetings/archive/document.html", context)


@requires(is_secretariat)
def openness(request: HttpRequest, pk: int) -> HttpResponse:
    """Say of items whose source was silent whether they were open."""
    meeting = visible_meeting(request, pk)
    posted = request.POST if request.method == "POST" else None  # every choice may be left as it is
    form = OpennessForm(posted, meeting=meeting)
    if request.method == "POST" and form.is_valid():
        chosen = form.all_open() if "alle" in request.POST else form.chosen()
        with refusals_on(form):
            settled = verbs.say_openness(meeting, chosen, by=person_of(request))
            messages.success(request, f"Åbenheden er afgjort for {settled} punkter.")
            return redirect("archive:documents")
    context = {"form": form, "meeting": meeting}
    return render(request, "meetings/archive/openness.html", context)


def _upload(request: HttpRequest, pk: str) -> ArchiveUpload:
    return get_object_or_404(ArchiveUpload.objects.visible_to(person_of(request)), pk=pk)
