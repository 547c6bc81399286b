"""A party's side: what it is asked, the form that saves itself, and handing it in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.permissions import has_a_role
from dasportal.accounts.refusals import refusals_as_messages
from dasportal.accounts.transitions import NotAllowed
from dasportal.documents.files import store

from .. import queries, values, workflow
from ..forms.answering import Sheet
from ..forms.steps import ReceivedForm
from ..models import (
    Answer,
    AnswerFile,
    PartAnswer,
    Question,
    QuestionKind,
    Response,
    ResponseStatus,
)
from ..permissions import can_answer, can_answer_in_role
from ..slots import kind_of
from ..workflow import RESPONSE, Conflict, Incomplete, closed_because
from .fetching import of_enquiry, visible_response


@requires(has_a_role)
def mine(request: HttpRequest) -> HttpResponse:
    """What one is asked: what waits, nearest deadline first, then what is answered and over."""
    person = person_of(request)
    today = timezone.localdate()
    rows = list(
        Response.objects.for_person(person).select_related(
            "enquiry", "party", "unit__party", "person", "lead"
        )
    )
    waiting = [r for r in rows if r.status != ResponseStatus.SUBMITTED and r.takes_answers(today)]
    waiting.sort(key=lambda row: row.due or today)
    rest = sorted((r for r in rows if r not in waiting), key=lambda r: r.due or today, reverse=True)
    context = {"waiting": waiting, "rest": rest, "parts": _parts_for(person)}
    return render(request, "enquiries/mine.html", context)


def _parts_for(person: Any) -> Any:
    rows = PartAnswer.objects.visible_to(person).open().filter(person=person)
    return rows.select_related("response__enquiry", "asked_by")


@requires(has_a_role)
def response(request: HttpRequest, pk: str) -> HttpResponse:
    """What is asked, by whom, until when; and, once it is handed in, the answer as it was."""
    row = visible_response(request, pk)
    person = person_of(request)
    today = timezone.localdate()
    handed_in = queries.newest_submission(row)
    counts = handed_in if row.has_answered else None
    own = can_answer(person, row)
    steps = {step.name for step in RESPONSE.available(row, person)}
    context = {
        "response": row, "enquiry": row.enquiry, "kind": kind_of(row.enquiry), "own": own,
        "submission": counts, "read": _read_out(row, counts) if counts else [],
        "earlier": row.submissions.select_related("submitted_by").order_by("-number"),
        "files": row.enquiry.files.select_related("file"),
        "answerers": queries.answerers(row) if own else [],
        "may_write": own and row.takes_answers(today) and "submit" in steps,
        "may_take_back": own and "take_back" in steps and row.takes_answers(today)
        and not row.is_over,
        "may_name": own and can_answer_in_role(person, row),
        "closed_because": closed_because(row), "steps": steps,
        "shares": row.enquiry.is_shared and row.enquiry.status in ("closed", "compiled"),
    }  # fmt: skip
    return render(request, "enquiries/response.html", context)


def _read_out(row: Response, handed_in: Any) -> list[dict[str, Any]]:
    """The answers as people read them."""
    return [
        {
            "question": question,
            "text": values.text_of(question, handed_in.answers.get(question.key)),
            "files": handed_in.answers.get(question.key) or []
            if question.kind == QuestionKind.FILE
            else [],
        }
        for question in row.enquiry.questions.all()
    ]


# --- Writing --------------------------------------------------------------------------------------


@requires(has_a_role)
def write(request: HttpRequest, pk: str) -> HttpResponse:
    """The form. Each answer saves itself; without JavaScript it is posted as a whole."""
    row = visible_response(request, pk)
    refused = _why_not(request, row)
    if refused:
        messages.error(request, refused)
        return redirect(row)
    if request.method == "POST":
        return _save_whole(request, row)
    return _form_page(request, row, show_problems="fejl" in request.GET)


def _why_not(request: HttpRequest, row: Response) -> str:
    """Why the form cannot be written in now, "" when it can."""
    person = person_of(request)
    own = can_answer(person, row)
    if row.status == ResponseStatus.SUBMITTED:
        return "Svaret er afleveret. Træk det tilbage, hvis det skal rettes."
    if own and not row.takes_answers(timezone.localdate()):
        return closed_because(row)
    if not own and row.status == ResponseStatus.DRAFT and not row.on_behalf:
        return f"{row} er i gang med et svar, som kun de selv kan se. Bed dem aflevere det."
    if not own and row.enquiry.opened_at is None:
        return "Høringen er ikke sendt endnu."
    return ""


def _sheet(row: Response, **more: Any) -> Sheet:
    suggestions: dict[str, list[dict[str, Any]]] = {}
    questions = list(row.enquiry.questions.all())
    by_key = {question.key: question for question in questions}
    for part in row.parts.filter(delivered_at__isnull=False, withdrawn_at__isnull=True):
        for key, raw in part.values.items():
            if key in by_key and not values.is_blank(by_key[key], raw):
                found = values.read(by_key[key], raw)
                text = values.text_of(by_key[key], found.value) if not found.problems else str(raw)
                suggestions.setdefault(key, []).append({"part": part, "text": text})
    return Sheet(
        questions, drafts=queries.draft_of(row), files=workflow.files_of(row),
        locked=kind_of(row.enquiry).locked(row), previous=queries.previous_answers(row),
        suggestions=suggestions, **more,
    )  # fmt: skip


def _form_page(
    request: HttpRequest, row: Response, *, status: int = 200, **more: Any
) -> HttpResponse:
    sheet = _sheet(row, **more)
    person = person_of(request)
    context = {
        "response": row, "enquiry": row.enquiry, "sheet": sheet, "own": can_answer(person, row),
        "files": row.enquiry.files.select_related("file"),
        "leads": row.lead is None or row.lead_id == person.pk,
        "waiting_parts": row.parts.filter(
            delivered_at__isnull=True, withdrawn_at__isnull=True, taken_at__isnull=True
        ),
    }  # fmt: skip
    return render(request, "enquiries/write.html", context, status=status)


def _save_whole(request: HttpRequest, row: Response) -> HttpResponse:
    questions = [q for q in row.enquiry.questions.all() if _is_posted(q, row, request.POST)]
    given = [(q, values.raw_from(q, request.POST), _base(request, q)) for q in questions]
    try:
        conflicts = workflow.save_answers(row, given=given, by=person_of(request))
        refused_files = _store_files(request, row)
    except NotAllowed as refused:
        messages.error(request, refused.message)
        raws = {question.pk: raw for question, raw, _ in given}
        return _form_page(request, row, status=409, raws=raws)
    if conflicts or refused_files:
        return _conflicts(request, row, given, conflicts)
    if "part" in request.POST:
        return _use_part(request, row)
    if request.POST.get("videre") == "tjek":
        return redirect("enquiries:submit", row.pk)
    messages.success(request, "Kladden er gemt.")
    return redirect("enquiries:write", row.pk)


def _is_posted(question: Question, row: Response, data: QueryDict) -> bool:
    return f"r-{question.key}" in data and question.kind not in (
        QuestionKind.HEADING, QuestionKind.FILE,
    )  # fmt: skip


def _base(request: HttpRequest, question: Question) -> int:
    base = request.POST.get(f"r-{question.key}", "0")
    return int(base) if base.isdecimal() else 0


def _store_files(request: HttpRequest, row: Response) -> bool:
    """Take in the chosen files, and leave out those that are ticked away. Whether one was refused."""
    refused = False
    for question in row.enquiry.questions.filter(kind=QuestionKind.FILE):
        for uploaded in request.FILES.getlist(values.field_name(question)):
            try:
                stored = store(uploaded, name=uploaded.name, by=person_of(request))
                workflow.add_answer_file(row, question, file=stored, by=person_of(request))
            except ValidationError as wrong:
                messages.error(request, f"{uploaded.name}: {' '.join(wrong.messages)}")
                refused = True
    for key in request.POST.getlist("fjern"):
        found = AnswerFile.objects.kept().filter(pk=key, response=row).first()
        if found:
            workflow.remove_answer_file(found, by=person_of(request))
    return refused


def _conflicts(
    request: HttpRequest,
    row: Response,
    given: list[tuple[Question, Any, int]],
    conflicts: list[Conflict],
) -> HttpResponse:
    """Nothing typed is lost: the page again, with both answers where another was saved first."""
    raws = {question.pk: raw for question, raw, _ in given}
    shown = {c.newest.question_id: _both(c.newest.question, c) for c in conflicts}
    if conflicts:
        messages.error(
            request, "Noget er ændret af en anden, mens du skrev. Det er ikke overskrevet; vælg ved "
            "spørgsmålet, hvad der skal gælde."
        )  # fmt: skip
    return _form_page(request, row, status=409, raws=raws, conflicts=shown)


def _both(question: Question, conflict: Conflict) -> dict[str, str]:
    newest = conflict.newest
    return {
        "theirs": _plain(question, newest.value),
        "mine": _plain(question, conflict.mine),
        "by": newest.saved_by.name if newest.saved_by else "",
    }


def _plain(question: Question, raw: Any) -> str:
    """What is typed, in words, also where it cannot be read."""
    found = values.read(question, raw)
    if found.value and not found.problems:
        return values.text_of(question, found.value)
    return raw if isinstance(raw, str) else values.text_of(question, raw)


def _use_part(request: HttpRequest, row: Response) -> HttpResponse:
    """A colleague's words into the answer, after what is typed has been saved."""
    key, _, pk = request.POST["part"].partition("|")
    part = get_object_or_404(row.parts.filter(delivered_at__isnull=False), pk=pk)
    question = of_enquiry(row, key)
    base = Answer.objects.filter(response=row, question=question).first()
    with refusals_as_messages(request):
        workflow.use_part(
            part, question, base_revision=base.revision if base else 0, by=person_of(request)
        )
        messages.success(request, f"Bidraget fra {part.name} er sat ind.")
    return redirect(f"{reverse('enquiries:write', args=[row.pk])}#spoergsmaal-{key}")


@requires(has_a_role)
@require_POST
def save(request: HttpRequest, pk: str) -> HttpResponse:
    """Keep one answer: `field` is the question's key, `value` its fields as a form sends them."""
    row = visible_response(request, pk)
    question = of_enquiry(row, request.POST.get("field", ""))
    raw = values.raw_from(question, QueryDict(request.POST.get("value", "")))
    base = request.POST.get("base_revision", "0")
    try:
        saved = workflow.save_answer(
            row, question, raw=raw, base_revision=int(base) if base.isdecimal() else 0,
            by=person_of(request),
        )  # fmt: skip
    except Conflict as conflict:
        both = _both(question, conflict)
        data = QueryDict(mutable=True)
        for name, value in values.data_from(question, conflict.newest.value).items():
            data.setlist(name, value if isinstance(value, list) else [value])
        answer = {"revision": conflict.newest.revision, "theirs_value": data.urlencode(), **both}
        return JsonResponse(answer, status=409)
    except NotAllowed as refused:
        return JsonResponse({"message": refused.message}, status=403)
    sheet = _sheet(row)
    at = timezone.localtime(saved.saved_at)
    problems = {k: v for k, v in values.read(question, raw).problems.items() if v != values.MISSING}
    return JsonResponse(
        {
            "revision": saved.revision, "saved_at": f"{at:%H.%M.%S}", "problems": problems,
            "answered": sheet.answered, "asked": sheet.asked,
        }
    )  # fmt: skip


# --- Handing in -----------------------------------------------------------------------------------


@requires(has_a_role)
def submit(request: HttpRequest, pk: str) -> HttpResponse:
    """The answer as it will be read, and handing it in."""
    row = visible_response(request, pk)
    person = person_of(request)
    refused = _why_not(request, row)
    if refused:
        messages.error(request, refused)
        return redirect(row)
    own = can_answer(person, row)
    form = None if own else ReceivedForm(request.POST or None)
    if request.method == "POST" and (form is None or form.is_valid()):
        received = form.cleaned_data["received_from"] if form else ""
        try:
            handed_in = workflow.submit(row, by=person, received_from=received)
        except Incomplete as incomplete:
            messages.error(request, incomplete.message)
            return redirect(f"{reverse('enquiries:write', args=[row.pk])}?fejl")
        except NotAllowed as no:
            messages.error(request, no.message)
            return redirect(row)
        messages.success(request, _receipt(handed_in))
        return redirect(row)
    sheet = _sheet(row, show_problems=True)
    context = {
        "response": row, "enquiry": row.enquiry, "sheet": sheet, "form": form, "own": own,
        "read": _preview(sheet), "late": row.is_over,
        "leads": row.lead is None or row.lead_id == person.pk,
    }  # fmt: skip
    return render(request, "enquiries/submit.html", context)


def _preview(sheet: Sheet) -> list[dict[str, Any]]:
    return [
        {
            "question": part.question, "number": part.number, "files": part.files,
            "text": _plain(part.question, part.value),
            "problem": any(
                name == part.name or name.startswith(f"{part.name}-") for name in sheet.problems
            ),
        }
        for part in sheet.parts
    ]  # fmt: skip


def _receipt(handed_in: Any) -> str:
    at = timezone.localtime(handed_in.submitted_at)
    late = " Det er efter fristen og bliver mærket." if handed_in.late else ""
    return (
        f"Svaret er afleveret den {at:%d.%m.%Y kl. %H.%M}. I har fået en kvittering på mail.{late}"
    )


@requires(has_a_role)
def take_back(request: HttpRequest, pk: str) -> HttpResponse:
    """Take it back to mend it; it does not count until it is handed in again."""
    row = visible_response(request, pk)
    transition = RESPONSE.get("take_back")
    if not transition.allowed(person_of(request), row):
        raise Http404
    if request.method == "POST":
        try:
            workflow.take_back(row, by=person_of(request))
        except NotAllowed as refused:
            messages.error(request, refused.message)
            return redirect(row)
        return redirect("enquiries:write", row.pk)
    context = {
        "heading": "Træk svaret tilbage?", "question": transition.confirm,
        "consequences": ["Det, I har skrevet, er der stadig. Husk at aflevere igen inden fristen."],
        "submit_label": transition.label, "cancel_url": row.get_absolute_url(),
    }  # fmt: skip
    return render(request, "components/confirm_page.html", context)


@requires(has_a_role)
@require_POST
def take_lead(request: HttpRequest, pk: str) -> HttpResponse:
    """Gather the answer from now on."""
    row = visible_response(request, pk)
    with refusals_as_messages(request):
        workflow.take_lead(row, by=person_of(request))
        messages.success(request, "Du samler nu svaret og kan aflevere det.")
    return redirect(row)
