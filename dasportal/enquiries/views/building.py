"""Building the form: questions in their order, the circle, networks, and how a party sees it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.refusals import refusals_as_messages
from dasportal.accounts.transitions import NotAllowed

from .. import queries, workflow
from ..forms.answering import Sheet
from ..forms.building import CircleForm, ColumnFormSet, NetworkForm, QuestionForm
from ..models import Network, Question, QuestionKind
from ..permissions import can_ask
from .fetching import visible_enquiry, visible_question


@requires(can_ask)
def questions(request: HttpRequest, pk: int) -> HttpResponse:
    """The form being built."""
    found = visible_enquiry(request, pk)
    context = {
        "enquiry": found, "questions": list(found.questions.all()), "kinds": QuestionKind.choices,
    }  # fmt: skip
    return render(request, "enquiries/questions.html", context)


@requires(can_ask)
@require_POST
def order(request: HttpRequest, pk: int) -> HttpResponse:
    """The order: the whole by dragging and keys, or one up or down by its buttons."""
    found = visible_enquiry(request, pk)
    ids = [str(key) for key in found.questions.values_list("pk", flat=True)]
    whole = "order" in request.POST
    wanted = request.POST["order"].split(",") if whole else _moved(ids, request.POST)
    try:
        workflow.order_questions(found, order=wanted, by=person_of(request))
    except NotAllowed as refused:
        if whole:
            return JsonResponse({"message": refused.message}, status=409)
        messages.error(request, refused.message)
    return HttpResponse(status=204) if whole else redirect("enquiries:questions", pk)


def _moved(ids: list[str], data: Any) -> list[str]:
    one = data.get("item", "")
    if one not in ids:
        return ids
    place = ids.index(one)
    to = place + (1 if data.get("direction") == "down" else -1)
    if 0 <= to < len(ids):
        ids[place], ids[to] = ids[to], ids[place]
    return ids


@requires(can_ask)
def question_new(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """A new question of that kind."""
    found = visible_enquiry(request, pk)
    if kind not in QuestionKind.values:
        raise Http404
    return _question_page(request, Question(enquiry=found, kind=kind), is_new=True)


@requires(can_ask)
def question(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a question."""
    return _question_page(request, visible_question(request, pk), is_new=False)


def _question_page(request: HttpRequest, row: Question, *, is_new: bool) -> HttpResponse:
    enquiry, kind = row.enquiry, QuestionKind(row.kind)
    form = QuestionForm(request.POST or None, instance=row)
    columns = None
    if kind == QuestionKind.TABLE:
        columns = ColumnFormSet.of(row, request.POST or None)
    if form.is_valid() and (columns is None or columns.is_valid()):
        made = form.made_of | ({"columns": columns.columns} if columns else {})
        try:
            if is_new:
                workflow.add_question(enquiry, by=person_of(request), kind=kind, **made)
            else:
                workflow.change_question(row, by=person_of(request), **made)
        except NotAllowed as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, "Spørgsmålet er gemt.")
            return redirect("enquiries:questions", enquiry.pk)
    context = {
        "enquiry": enquiry, "form": form, "columns": columns, "is_new": is_new, "kind": kind,
        "row": row,
    }  # fmt: skip
    return render(request, "enquiries/question.html", context)


@requires(can_ask)
@require_POST
def question_remove(request: HttpRequest, pk: int) -> HttpResponse:
    row = visible_question(request, pk)
    with refusals_as_messages(request):
        workflow.remove_question(row, by=person_of(request))
        messages.success(request, f"»{row.text}« er slettet.")
    return redirect("enquiries:questions", row.enquiry_id)


@requires(can_ask)
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The form as a party will see it. What is typed here is not kept."""
    found = visible_enquiry(request, pk)
    sheet = Sheet(found.questions.all(), drafts={})
    context = {
        "enquiry": found, "sheet": sheet, "preview": True,
        "files": found.files.select_related("file"),
    }  # fmt: skip
    return render(request, "enquiries/preview.html", context)


# --- The circle -----------------------------------------------------------------------------------


@requires(can_ask)
def circle(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is asked."""
    found = visible_enquiry(request, pk)
    form = CircleForm(request.POST or None, circle=list(found.responses.all()))
    if form.is_valid():
        try:
            if found.can_be_built:
                workflow.set_circle(found, circle=form.circle, by=person_of(request))
            else:
                _ask_more(request, found, form)
        except NotAllowed as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, "Kredsen er gemt.")
            return redirect("enquiries:enquiry", pk)
    context = {"enquiry": found, "form": form}
    return render(request, "enquiries/circle.html", context)


def _ask_more(request: HttpRequest, found: Any, form: CircleForm) -> None:
    """After sending, whoever is new in the circle is asked; nobody is taken out here."""
    there = {(r.party_id, r.unit_id, r.person_id) for r in found.responses.all()}
    for asked in form.circle:
        if asked.key not in there:
            workflow.ask_one_more(found, asked=asked, by=person_of(request))


@requires(can_ask)
def networks(request: HttpRequest) -> HttpResponse:
    """The named circles."""
    rows = Network.objects.visible_to(person_of(request)).prefetch_related(
        "members__party", "members__unit__party", "members__person"
    )
    return render(request, "enquiries/networks.html", {"networks": rows})


@requires(can_ask)
def network_new(request: HttpRequest) -> HttpResponse:
    return _network_page(request, None)


@requires(can_ask)
def network(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Network.objects.visible_to(person_of(request)), pk=pk)
    return _network_page(request, row)


def _network_page(request: HttpRequest, row: Network | None) -> HttpResponse:
    form = NetworkForm(request.POST or None, instance=row)
    if form.is_valid():
        try:
            workflow.save_network(
                row, name=form.cleaned_data["name"], members=form.members,
                description=form.cleaned_data["description"], by=person_of(request),
            )  # fmt: skip
        except NotAllowed as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, "Netværket er gemt.")
            return redirect("enquiries:networks")
    context = {"form": form, "network": row}
    return render(request, "enquiries/network.html", context)


@requires(can_ask)
def network_remove(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Network.objects.visible_to(person_of(request)), pk=pk)
    if request.method == "POST":
        with refusals_as_messages(request):
            workflow.remove_network(row, by=person_of(request))
            messages.success(request, f"»{row}« er slettet.")
        return redirect("enquiries:networks")
    context = {
        "heading": f"Slet netværket »{row}«?",
        "question": "De høringer, hvor det har været brugt, ændres ikke.",
        "submit_label": "Slet netværket", "danger": True,
        "cancel_url": reverse("enquiries:networks"),
    }  # fmt: skip
    return render(request, "components/confirm_page.html", context)


def unreachable(found: Any) -> list[str]:
    """Those of the circle whom nobody in the portal can answer for."""
    return [str(row) for row in queries.without_anyone(found)]
