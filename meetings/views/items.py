"""An item: read by all who may, edited by the secretariat."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.permissions import has_a_role, is_secretariat
from dasportal.accounts.refusals import refusals_as_messages
from dasportal.accounts.slots import rendered
from dasportal.documents.csp import editor_page

from .. import reading, slots, workflow
from ..forms.items import AddSubItemForm, GuestsForm, ItemForm, LinesForm, StatementForm
from ..models import RICH_TEXT_FIELDS, AgendaItem, Statement
from ..permissions import can_read_draft
from ..queries import agenda as queries
from ..recommendations import verb_of
from . import reading as reader_pages
from .fetching import visible_item

HINTS = {
    "summary": "Det korte: hvad sagen er, og hvad der spørges om.",
    "background": "Hvad der er gået forud.",
    "presentation": "Selve sagen.",
}


@requires(has_a_role)
def item(request: HttpRequest, pk: str) -> HttpResponse:
    """One item as it was sent; for the secretariat as it stands now."""
    row = visible_item(request, pk)
    person = person_of(request)
    if can_read_draft(person, row.meeting):
        snapshot, edition = reading.as_it_stands(row.meeting), None
    else:
        edition = reading.newest(row.meeting, person)
        if edition is None or edition.item(pk) is None:
            raise Http404
        snapshot = edition.snapshot
    return reader_pages.item_page(request, row, snapshot, edition)


@requires(is_secretariat)
@editor_page
def item_edit(request: HttpRequest, pk: str) -> HttpResponse:
    """The editor of an item. POST stores the plain fields; the texts save themselves."""
    row = _for_editing(request, pk)
    form = ItemForm(request.POST or None, instance=row)
    if form.is_valid():
        with refusals_as_messages(request):
            workflow.change_item(row, by=person_of(request), **form.values)
            messages.success(request, "Punktets felter er gemt.")
            return redirect(f"{_edit_address(row)}#felter")
    return _editor(request, row, form=form)


def _for_editing(request: HttpRequest, pk: str) -> AgendaItem:
    seen = AgendaItem.objects.visible_to(person_of(request))
    return get_object_or_404(queries.item_for_editing(seen), pk=pk)


def _edit_address(row: AgendaItem) -> str:
    return reverse("meetings:item_edit", args=[row.pk])


def _editor(request: HttpRequest, row: AgendaItem, **forms: Any) -> HttpResponse:
    """The editor's page with these forms as they were posted, the others fresh."""
    siblings = queries.agenda_rows(row.meeting)
    before, after = queries.beside(siblings, row)
    late = row.meeting.agenda_is_published
    context = {
        "item": row,
        "meeting": row.meeting,
        "siblings": siblings,
        "previous": before,
        "next": after,
        "state": queries.state_in(siblings, row),
        "texts": _texts(row),
        "open_for_change": row.meeting.agenda_can_change,
        "form": ItemForm(instance=row),
        "lines_form": LinesForm(initial={"lines": _lines(row)}),
        "guests_form": GuestsForm(initial={"guests": _guests(row)}),
        "sub_form": AddSubItemForm(late=late),
        "steps": queries.item_steps(row),
        "panels": rendered(slots.ITEM_OFFICE, request, row),
    }
    return render(request, "meetings/item_edit.html", {**context, **forms})


def _texts(row: AgendaItem) -> list[dict[str, Any]]:
    numbers = queries.revision_numbers(row)
    return [
        {
            "field": name,
            "label": AgendaItem._meta.get_field(name).verbose_name,
            "value": getattr(row, name),
            "revision": numbers[name],
            "hint": HINTS[name],
            "rows": 14 if name == "presentation" else 6,
        }
        for name in RICH_TEXT_FIELDS
    ]


def _lines(row: AgendaItem) -> str:
    return "\n".join(line.text for line in row.recommendations.all())


def _guests(row: AgendaItem) -> str:
    return "\n".join(str(guest) for guest in row.guests.all())


@requires(is_secretariat)
@editor_page
@require_POST
def recommendations(request: HttpRequest, pk: str) -> HttpResponse:
    """The indstilling: fields `text`, one per row, or one text with a line for each."""
    row = _for_editing(request, pk)
    rows = request.POST.getlist("text")
    form = LinesForm({"lines": "\n".join(rows)} if rows else request.POST)
    if form.is_valid():
        with refusals_as_messages(request):
            workflow.set_recommendations(row, texts=form.texts, by=person_of(request))
            _say_verbs(request, form.texts)
    return redirect(f"{_edit_address(row)}#indstilling")


def _say_verbs(request: HttpRequest, texts: list[str]) -> None:
    unclear = [text for text in texts if verb_of(text) == "other"]
    if unclear:
        said = "Indstillingen er gemt, men det kan ikke læses, hvad der skal ske med: "
        messages.warning(request, said + "; ".join(f"»{text}«" for text in unclear))
    else:
        messages.success(request, "Indstillingen er gemt.")


@requires(is_secretariat)
@require_POST
def guests(request: HttpRequest, pk: str) -> HttpResponse:
    """Replace the guests under the item."""
    row = visible_item(request, pk)
    form = GuestsForm(request.POST)
    if form.is_valid():
        with refusals_as_messages(request):
            workflow.set_guests(row, guests=form.rows, by=person_of(request))
            messages.success(request, "Gæsterne er gemt.")
    return redirect(f"{_edit_address(row)}#gaester")


@requires(is_secretariat)
@editor_page
@require_POST
def sub_item(request: HttpRequest, pk: str) -> HttpResponse:
    """A new sub-item under the item, such as 13.1."""
    row = _for_editing(request, pk)
    form = AddSubItemForm(request.POST, late=row.meeting.agenda_is_published)
    if form.is_valid():
        with refusals_as_messages(request):
            child = workflow.add_item(
                row.meeting, parent=row, section=row.section, is_open=row.is_open,
                by=person_of(request), **form.cleaned_data,
            )  # fmt: skip
            messages.success(request, f"Underpunkt {child.number} er tilføjet.")
            return redirect("meetings:item_edit", child.pk)
    return _editor(request, row, sub_form=form)


@requires(is_secretariat)
@editor_page
def statement_new(request: HttpRequest, pk: str) -> HttpResponse:
    """Note what another body said of the item."""
    row = visible_item(request, pk)
    form = StatementForm(request.POST or None)
    if form.is_valid():
        with refusals_as_messages(request):
            workflow.add_statement(row, by=person_of(request), **form.cleaned_data)
            messages.success(request, "Udtalelsen er skrevet ind.")
            return redirect(f"{_edit_address(row)}#udtalelser")
    return _statement_page(request, row, form, "Ny udtalelse")


def _statement_page(
    request: HttpRequest, row: AgendaItem, form: StatementForm, heading: str
) -> HttpResponse:
    context = {"form": form, "item": row, "meeting": row.meeting, "heading": heading}
    return render(request, "meetings/statement.html", context)


def _visible_statement(request: HttpRequest, pk: int) -> Statement:
    items = AgendaItem.objects.visible_to(person_of(request))
    rows = Statement.objects.filter(item__in=items).select_related("item__meeting__forum")
    return get_object_or_404(rows, pk=pk)


@requires(is_secretariat)
@editor_page
def statement(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a statement."""
    found = _visible_statement(request, pk)
    form = StatementForm(request.POST or None, instance=found)
    if form.is_valid():
        with refusals_as_messages(request):
            workflow.change_statement(found, by=person_of(request), **form.cleaned_data)
            messages.success(request, "Udtalelsen er gemt.")
            return redirect(f"{_edit_address(found.item)}#udtalelser")
    return _statement_page(request, found.item, form, f"Ret udtalelsen fra {found.body}")


@requires(is_secretariat)
def statement_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a statement out of the item."""
    found = _visible_statement(request, pk)
    back = f"{_edit_address(found.item)}#udtalelser"
    if request.method == "POST":
        with refusals_as_messages(request):
            workflow.remove_statement(found, by=person_of(request))
            messages.success(request, "Udtalelsen er slettet.")
        return redirect(back)
    context = {
        "heading": f"Slet udtalelsen fra {found.body}?",
        "question": f"Den står under punkt {found.item}. Det, der er sendt ud, ændres ikke.",
        "submit_label": "Slet udtalelsen", "danger": True, "cancel_url": back,
    }  # fmt: skip
    return render(request, "components/confirm_page.html", context)
