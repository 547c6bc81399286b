"""Highlights in an item's text: made, changed, taken away again."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.permissions import has_a_role
from dasportal.accounts.refusals import refusals_on
from meetings.models import AgendaItem
from meetings.reading import heading_of
from meetings.views.fetching import visible_item

from .. import placing, workflow
from ..forms import ChangeForm, MarkTextForm
from ..models import Highlight


@requires(has_a_role)
def mark_text(request: HttpRequest, pk: str) -> HttpResponse:
    """Mark words of the item's text. The page's script gets the list of marks back, others a page."""
    item = visible_item(request, pk)
    heading = heading_of(item, person_of(request))
    if heading is None:
        raise Http404
    form = MarkTextForm(request.POST or None, initial={"word": "important"})
    if form.is_valid():
        with refusals_on(form):
            workflow.highlight_text(
                item, anchor=form.anchor, by=person_of(request),
                word=form.cleaned_data["word"], note=form.cleaned_data["note"],
            )  # fmt: skip
            return _after(request, item)
    if request.headers.get("HX-Request"):
        return _list(request, item, _first_error(form))
    context = {"form": form, "item": item, "meeting": item.meeting, "heading": heading}
    return render(request, "notes/mark_text.html", context)


def _after(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return _list(request, item)
    messages.success(request, "Teksten er markeret.")
    return redirect(reverse("meetings:item", args=[item.pk]) + "#markeringer")


def _list(request: HttpRequest, item: AgendaItem, problem: str = "") -> HttpResponse:
    marks = placing.marked_in(item, person_of(request))
    context = {"item": item, "marks": marks, "problem": problem}
    return render(request, "notes/marks.html", context)


def _first_error(form: MarkTextForm) -> str:
    return next((str(e) for errors in form.errors.values() for e in errors), "")


def _own(request: HttpRequest, pk: int) -> Highlight:
    rows = Highlight.objects.visible_to(person_of(request))
    return get_object_or_404(rows.select_related("item__meeting__forum", "version"), pk=pk)


def _back(mark: Highlight) -> str:
    if mark.version is not None:
        address = reverse("notes:bilag", args=[mark.version.attachment_id])
        return f"{address}#markering-{mark.pk}"
    if mark.item is not None:
        return reverse("meetings:item", args=[mark.item.pk]) + "#markeringer"
    return reverse("notes:mine")


@requires(has_a_role)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """What the highlight means, and the note to it."""
    mark = _own(request, pk)
    form = ChangeForm(request.POST or None, initial={"word": mark.word, "note": mark.note})
    if form.is_valid():
        with refusals_on(form):
            workflow.change_highlight(mark, by=person_of(request), **form.cleaned_data)
            messages.success(request, "Markeringen er gemt.")
            return redirect(_back(mark))
    context = {"form": form, "mark": mark, "back": _back(mark)}
    return render(request, "notes/change_highlight.html", context)


@requires(has_a_role)
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a highlight away, with the note to it."""
    mark = _own(request, pk)
    back = _back(mark)
    if request.method == "POST":
        workflow.remove_highlight(mark, by=person_of(request))
        messages.success(request, "Markeringen er slettet.")
        return redirect(back)
    what = f"»{mark.quote[:200]}«" if mark.quote else f"Noten til side {mark.page}"
    context = {
        "heading": "Slet markeringen?", "submit_label": "Slet markeringen", "danger": True,
        "question": f"{what} Noten til den slettes også. Det kan ikke fortrydes."
        if mark.note else what,
        "cancel_url": back,
    }  # fmt: skip
    return render(request, "components/confirm_page.html", context)
