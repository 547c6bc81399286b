"""A bilag to read and mark in, page by page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.permissions import has_a_role
from dasportal.accounts.refusals import refusals_on
from dasportal.documents.models import Conversion
from meetings import slots
from meetings.models import Attachment, AttachmentVersion
from meetings.reading import Heading, heading_of, newest

from .. import placing, workflow
from ..forms import MarkPageForm

PENDING = "Bilaget er ved at blive omdannet til PDF. Prøv igen om lidt, eller hent filen."
NO_PAGES = "Bilaget kan ikke vises som sider. Hent filen, og skriv dine noter herunder."


@dataclass(frozen=True)
class Opened:
    """A bilag as this person reads it: by the name and in the version that they were sent."""

    attachment: Attachment
    version: AttachmentVersion
    heading: Heading  # the item's
    title: str

    @property
    def pages(self) -> int:
        return self.version.file.pdf.pages or 0 if self.version.file.pdf else 0


def _opened(request: HttpRequest, pk: str) -> Opened:
    """404 for a bilag that the person may not read, or that has no file."""
    person = person_of(request)
    rows = Attachment.objects.visible_to(person).select_related("item__meeting__forum")
    attachment = get_object_or_404(rows.prefetch_related("versions__file__pdf"), pk=pk)
    version = placing.version_for(attachment, person)
    heading = heading_of(attachment.item, person)
    if version is None or heading is None:
        raise Http404
    return Opened(attachment, version, heading, _title(attachment, person))


def _title(attachment: Attachment, person: Any) -> str:
    """The bilag's name as it was sent; to the secretariat as it stands."""
    if person.is_of_secretariat():
        return attachment.title
    edition = newest(attachment.item.meeting, person)
    row = edition.attachment(attachment.pk) if edition else None
    return f"{row['number']} {row['title']}" if row else attachment.title


@requires(has_a_role)
@require_safe
def bilag(request: HttpRequest, pk: str) -> HttpResponse:
    """The pages with one's marks on them; `?side=` opens it there, else where one left off."""
    found = _opened(request, pk)
    return _page(request, found, _form(found, _first_page(request, found)))


def _form(found: Opened, page: int) -> MarkPageForm:
    start = {"version": found.version.number, "page": page, "word": "important"}
    return MarkPageForm(initial=start)


def _first_page(request: HttpRequest, found: Opened) -> int:
    asked = request.GET.get("side", "")
    page = int(asked) if asked.isdecimal() and len(asked) < 7 else _left_off(request, found)
    return max(1, min(page, found.pages or page))


def _left_off(request: HttpRequest, found: Opened) -> int:
    """The furthest page read, in whichever viewer."""
    known = (
        place.page_of(person_of(request), found.attachment, found.version.file)
        for place in slots.BILAG_PLACE
    )
    return max(known, default=0)


def _page(request: HttpRequest, found: Opened, form: MarkPageForm) -> HttpResponse:
    stored = found.version.file
    pending = stored.conversion == Conversion.PENDING
    context = {
        **_marks(request, found),
        "item": found.attachment.item, "meeting": found.attachment.item.meeting,
        "heading": found.heading, "title": found.title, "form": form, "stored": stored,
        "first": form["page"].value() or 1, "left_off": _left_off(request, found),
        "problem": "" if found.pages else PENDING if pending else NO_PAGES,
    }  # fmt: skip
    return render(request, "notes/bilag.html", context)


def _marks(request: HttpRequest, found: Opened) -> dict[str, Any]:
    return {
        "attachment": found.attachment, "version": found.version, "pages": found.pages,
        "marks": placing.marked_on(found.version, person_of(request)),
    }  # fmt: skip


@requires(has_a_role)
@require_POST
def mark_page(request: HttpRequest, pk: str) -> HttpResponse:
    """Mark words on a page, or note something to it, in the version that was on the screen."""
    found = _opened(request, pk)
    form = MarkPageForm(request.POST)
    if form.is_valid():
        version = get_object_or_404(
            found.attachment.versions.all(), number=form.cleaned_data["version"]
        )
        with refusals_on(form):
            made = workflow.highlight_page(
                version, page=form.cleaned_data["page"], anchor=form.anchor,
                by=person_of(request), word=form.cleaned_data["word"],
                note=form.cleaned_data["note"],
            )  # fmt: skip
            if request.headers.get("HX-Request"):
                return render(request, "notes/page_marks.html", _marks(request, found))
            messages.success(request, "Det er gemt.")
            address = reverse("notes:bilag", args=[found.attachment.pk])
            return redirect(f"{address}?side={made.page}#markering-{made.pk}")
    if request.headers.get("HX-Request"):
        problem = next((str(e) for errors in form.errors.values() for e in errors), "")
        context = {**_marks(request, found), "problem": problem}
        return render(request, "notes/page_marks.html", context)
    return _page(request, found, form)


@requires(has_a_role)
@require_POST
def position(request: HttpRequest, pk: str) -> HttpResponse:
    """Remember how far one has come: POST `page`, as the page tells by itself."""
    found = _opened(request, pk)
    page = request.POST.get("page", "")
    if not page.isdecimal() or len(page) > 6:
        return HttpResponse("Skriv sidens nummer.", status=400, content_type="text/plain")
    for place in slots.BILAG_PLACE:
        place.note(person_of(request), found.attachment, found.version.file, int(page))
    return HttpResponse(status=204)
