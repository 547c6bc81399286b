"""The secretariat's enquiries: the list, one of them with its circle, and its frame."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST
from django_tables2 import RequestConfig

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.permissions import has_a_role
from dasportal.accounts.refusals import refusals_as_messages
from dasportal.accounts.transitions import NotAllowed
from dasportal.documents.csp import editor_page
from dasportal.documents.files import serve, store

from .. import queries, workflow
from ..filters import EnquiryFilter
from ..forms.building import EnquiryForm, FileForm, NewForm
from ..models import Enquiry, EnquiryFile, EnquiryStatus
from ..permissions import can_ask
from ..slots import KINDS, kind_of, subject_of
from ..tables import EnquiryTable, state_of
from ..workflow import ENQUIRY
from .fetching import visible_enquiry

# Steps with a page of their own that is not /trin/.
OWN_PAGES = {
    "send": "enquiries:send", "schedule": "enquiries:send", "compile": "enquiries:compile",
    "extend": "enquiries:extend", "reopen": "enquiries:reopen", "cancel": "enquiries:cancel",
    "remind": "enquiries:remind",
}  # fmt: skip
QUIET = ("cancel", "withdraw", "reopen", "open", "schedule")


@requires(can_ask)
def enquiry_list(request: HttpRequest) -> HttpResponse:
    """All of them, drafts and open ones first shown."""
    rows = queries.with_progress(Enquiry.objects.visible_to(person_of(request)))
    data = request.GET if request.GET else {"status": "nu"}
    chosen = EnquiryFilter(data, queryset=rows)
    table = EnquiryTable(chosen.qs.order_by("-opens_on", "-created_at"))
    RequestConfig(request, paginate={"per_page": 50}).configure(table)
    context = {"filter": chosen, "table": table, "some": rows.exists()}
    return render(request, "enquiries/list.html", context)


@requires(can_ask)
def new(request: HttpRequest) -> HttpResponse:
    """Its name and kind, or a copy of an earlier one; `om` says what it is about."""
    person = person_of(request)
    about = request.POST.get("om", request.GET.get("om", ""))
    found = subject_of(about, person)
    start = {"title": found.title if found else ""}
    form = NewForm(request.POST or None, initial=start)
    if form.is_valid():
        with refusals_as_messages(request):
            made = workflow.create_enquiry(
                by=person, about=about if found else "",
                is_confidential=bool(found and found.is_closed), **form.cleaned_data,
            )  # fmt: skip
            messages.success(request, "Høringen er oprettet som kladde.")
            return redirect("enquiries:questions", made.pk)
    earlier = Enquiry.objects.visible_to(person).exclude(status=EnquiryStatus.DRAFT)
    context = {"form": form, "about": about, "found": found, "earlier": earlier[:8]}
    return render(request, "enquiries/new.html", context)


@requires(can_ask)
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    """Last year's once more: its questions, its circle, and its answers shown beside."""
    found = visible_enquiry(request, pk)
    if request.method == "POST":
        with refusals_as_messages(request):
            made = workflow.create_enquiry(
                title=found.title, by=person_of(request), copied_from=found, kind=found.kind,
                intro=found.intro, accepts_late=found.accepts_late, is_shared=found.is_shared,
                is_confidential=found.is_confidential,
            )  # fmt: skip
            messages.success(request, "Kopien er klar. Giv den en titel og en svarfrist.")
            return redirect("enquiries:edit", made.pk)
        return redirect(found)
    context = {
        "heading": f"Brug »{found}« igen?",
        "question": "Spørgsmål, tekst og kreds følger med. Filer og svar gør ikke.",
        "consequences": ["Parterne ser deres svar fra sidst ved siden af hvert spørgsmål."],
        "submit_label": "Kopiér", "cancel_url": found.get_absolute_url(),
    }  # fmt: skip
    return render(request, "components/confirm_page.html", context)


@requires(can_ask)
def enquiry(request: HttpRequest, pk: int) -> HttpResponse:
    """One enquiry: what is asked, of whom, how far each is, and what can be done now."""
    found = visible_enquiry(request, pk)
    circle, questions = queries.circle_of(found), list(found.questions.all())
    label, tone = state_of(found)
    steps = ENQUIRY.available(found, person_of(request))
    context = {
        "enquiry": found, "state": label, "tone": tone, "kind": kind_of(found),
        "follow": kind_of(found).follow(found) if found.opened_at else None,
        "circle": circle, "progress": queries.progress(circle),
        "questions": questions, "steps": _buttons(found, steps),
        "files": found.files.select_related("file"),
        "compilations": found.compilations.select_related("file", "workbook"),
        "about": subject_of(found.about, person_of(request)),
        "lacking": workflow.lacking(found) if found.status == EnquiryStatus.DRAFT else [],
        "asked_questions": sum(q.takes_an_answer for q in questions),
    }  # fmt: skip
    return render(request, "enquiries/enquiry.html", context)


def _buttons(found: Enquiry, steps: list[Any]) -> list[dict[str, Any]]:
    """The table's steps as buttons: one of them is what one comes for."""
    names = [step.name for step in steps]
    primary = {
        EnquiryStatus.DRAFT: "send", EnquiryStatus.OPEN: "compile" if found.is_over else "",
        EnquiryStatus.CLOSED: "compile",
    }.get(EnquiryStatus(found.status), "")  # fmt: skip
    return [
        {
            "label": step.label,
            "url": reverse(OWN_PAGES[step.name], args=[found.pk])
            if step.name in OWN_PAGES
            else reverse("enquiries:step", args=[found.pk, step.name]),
            "primary": step.name == primary,
            "quiet": step.name in QUIET,
        }
        for step in steps
        if step.name not in ("schedule", "open")
        or (step.name == "schedule" and "send" not in names)
    ]


@requires(can_ask)
@editor_page
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Title, text, window and what is promised to those who answer."""
    found = visible_enquiry(request, pk)
    name = str(found)
    form = EnquiryForm(request.POST or None, instance=found)
    if form.is_valid():
        try:
            workflow.change_enquiry(
                found, by=person_of(request), base_revision=form.base_revision, **form.frame
            )
        except NotAllowed as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, "Rammen er gemt.")
            return redirect("enquiries:enquiry", pk)
    context = {"form": form, "enquiry": found, "name": name, "kinds": list(KINDS)}
    return render(request, "enquiries/edit.html", context)


@requires(can_ask)
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a draft."""
    found = visible_enquiry(request, pk)
    if request.method == "POST":
        with refusals_as_messages(request):
            workflow.remove_enquiry(found, by=person_of(request))
            messages.success(request, f"Kladden »{found}« er slettet.")
            return redirect("enquiries:list")
        return redirect("enquiries:enquiry", pk)
    context = {
        "heading": f"Slet kladden »{found}«?", "question": "Det kan ikke fortrydes.",
        "submit_label": "Slet kladden", "danger": True, "cancel_url": found.get_absolute_url(),
    }  # fmt: skip
    return render(request, "components/confirm_page.html", context)


# --- Files that go with it ------------------------------------------------------------------------


@requires(can_ask)
def file_add(request: HttpRequest, pk: int) -> HttpResponse:
    found = visible_enquiry(request, pk)
    form = FileForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        with refusals_as_messages(request):
            uploaded = form.cleaned_data["file"]
            stored = store(uploaded, name=uploaded.name, by=person_of(request))
            workflow.add_file(
                found, file=stored, title=form.cleaned_data["title"], by=person_of(request)
            )
            messages.success(request, f"»{stored.name}« er lagt ved.")
        return redirect("enquiries:enquiry", pk)
    context = {
        "form": form, "heading": "Læg en fil ved", "submit_label": "Læg filen ved",
        "cancel_url": found.get_absolute_url(),
    }  # fmt: skip
    return render(request, "components/form_page.html", context)


@requires(can_ask)
@require_POST
def file_remove(request: HttpRequest, pk: str) -> HttpResponse:
    rows = EnquiryFile.objects.visible_to(person_of(request))
    row = get_object_or_404(rows.select_related("enquiry"), pk=pk)
    with refusals_as_messages(request):
        workflow.remove_file(row, by=person_of(request))
        messages.success(request, f"»{row.title}« er taget af.")
    return redirect(row.enquiry)


@requires(has_a_role)
def file(request: HttpRequest, pk: str) -> HttpResponseBase:
    """A file that goes with the question; `?vis` shows it in the browser."""
    rows = EnquiryFile.objects.visible_to(person_of(request)).select_related("file__pdf")
    stored = get_object_or_404(rows, pk=pk).file
    shown = "vis" in request.GET
    return serve(request, stored.pdf if shown and stored.pdf else stored, inline=shown)
