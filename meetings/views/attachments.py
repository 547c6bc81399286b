"""Bilag: taken in, named, replaced, put in order, handed out."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.permissions import has_a_role, is_secretariat
from dasportal.accounts.refusals import refusals_as_messages
from dasportal.accounts.transitions import NotAllowed
from dasportal.documents.files import serve, store
from dasportal.documents.models import StoredFile

from .. import workflow
from ..forms.attachments import AttachmentForm, ReplaceForm, UploadForm
from ..models import AgendaItem, Attachment
from ..numbering import moved
from ..queries import agenda as queries
from .fetching import visible_item


def _visible(request: HttpRequest, pk: str) -> Attachment:
    rows = Attachment.objects.visible_to(person_of(request))
    wanted = rows.select_related("item__meeting__forum").prefetch_related("versions__file")
    return get_object_or_404(wanted, pk=pk)


def _back(item: AgendaItem) -> str:
    return reverse("meetings:item_edit", args=[item.pk]) + "#bilag"


@requires(is_secretariat)
@require_POST
def upload(request: HttpRequest, pk: str) -> HttpResponse:
    """One or several new bilag. Each that is refused says why; the others are taken in."""
    item = visible_item(request, pk)
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        for errors in form.errors.values():
            messages.error(request, " ".join(errors))
        return redirect(_back(item))
    taken = []
    for file in form.cleaned_data["files"]:
        with refusals_as_messages(request):
            stored = store(file, name=file.name, by=person_of(request))
            closed = form.cleaned_data["is_closed"]
            new = workflow.add_attachment(
                item, file=stored, is_closed=closed, by=person_of(request)
            )
            taken.append(new.title)
    if taken:
        messages.success(request, f"Tilføjet: {', '.join(taken)}.")
    return redirect(_back(item))


@requires(is_secretariat)
@require_POST
def order(request: HttpRequest, pk: str) -> HttpResponse:
    """The bilag's order: the whole by dragging and keys, or one up or down by its buttons."""
    item = visible_item(request, pk)
    ids = [str(a) for a in item.attachments.values_list("pk", flat=True)]
    if "order" in request.POST:
        wanted = [part for part in request.POST["order"].split(",") if part]
    else:
        one = request.POST.get("item", "")
        step = 1 if request.POST.get("direction") == "down" else -1
        wanted = moved(ids, one, ids.index(one) + step) if one in ids else []
    try:
        workflow.order_attachments(item, order=wanted, by=person_of(request))
    except NotAllowed as refused:
        if "order" in request.POST:
            return JsonResponse({"message": refused.message}, status=409)
        messages.error(request, refused.message)
    if "order" in request.POST:
        numbers = queries.attachment_numbers(item)
        return JsonResponse({"numbers": numbers})
    return redirect(_back(item))


@requires(is_secretariat)
def attachment(request: HttpRequest, pk: str) -> HttpResponse:
    """A bilag's page: its title, who may see it, its versions, and a new one."""
    row = _visible(request, pk)
    form = AttachmentForm(request.POST or None, instance=row)
    if form.is_valid():
        with refusals_as_messages(request):
            workflow.change_attachment(row, by=person_of(request), **form.cleaned_data)
            messages.success(request, "Bilaget er gemt.")
            return redirect(_back(row.item))
    return _page(request, row, form, ReplaceForm())


def _page(
    request: HttpRequest, row: Attachment, form: AttachmentForm, replace_form: ReplaceForm
) -> HttpResponse:
    context = {
        "attachment": row, "item": row.item, "meeting": row.item.meeting, "form": form,
        "replace_form": replace_form,
        "versions": row.versions.select_related("file", "added_by").order_by("-number"),
    }  # fmt: skip
    return render(request, "meetings/attachment.html", context)


@requires(is_secretariat)
@require_POST
def replace(request: HttpRequest, pk: str) -> HttpResponse:
    """A new version of the bilag's file."""
    row = _visible(request, pk)
    form = ReplaceForm(request.POST, request.FILES)
    if form.is_valid():
        with refusals_as_messages(request):
            file = form.cleaned_data["file"]
            stored = store(file, name=file.name, by=person_of(request))
            workflow.replace_attachment(row, file=stored, by=person_of(request))
            messages.success(request, f"»{row.title}« har fået en ny version.")
        return redirect("meetings:attachment", row.pk)
    return _page(request, row, AttachmentForm(instance=row), form)


@requires(is_secretariat)
def remove(request: HttpRequest, pk: str) -> HttpResponse:
    """Delete a bilag that was never sent; withdraw one that was."""
    row = _visible(request, pk)
    if request.method == "POST":
        with refusals_as_messages(request):
            workflow.remove_attachment(row, by=person_of(request))
            messages.success(request, f"Bilaget »{row.title}« er fjernet.")
        return redirect(_back(row.item))
    word = "Træk bilaget tilbage" if row.sent else "Slet bilaget"
    question = (
        "Bilaget er sendt ud. Det udgår af den næste version, og dets nummer bruges ikke igen."
        if row.sent
        else "Filen slettes fra punktet. Det kan ikke fortrydes."
    )
    context = {
        "heading": f"{word}: {row.title}?", "question": question, "submit_label": word,
        "danger": True, "cancel_url": _back(row.item),
    }  # fmt: skip
    return render(request, "components/confirm_page.html", context)


@requires(has_a_role)
def download(request: HttpRequest, pk: str) -> HttpResponseBase:
    """The file of a bilag as the reader may have it; `?vis` shows it in the browser."""
    row = _visible(request, pk)
    stored = queries.file_for(
        row, person_of(request),
        version=request.GET.get("version", ""), agenda=request.GET.get("dagsorden", ""),
    )  # fmt: skip
    if stored is None:
        raise Http404
    shown = "vis" in request.GET
    if shown and stored.pdf is not None:
        stored = stored.pdf
    return serve(request, stored, inline=shown)


@requires(is_secretariat)
def state(request: HttpRequest, pk: str) -> HttpResponse:
    """How far the conversion is: asked again by the page until it is done."""
    row = _visible(request, pk)
    newest = row.current
    file: StoredFile | None = newest.file if newest else None
    context = {"attachment": row, "file": file}
    return render(request, "meetings/attachment_state.html", context)
