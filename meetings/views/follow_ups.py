"""Follow-up across meetings: what is open, whose it is, what has passed its date, what is answered."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from django_tables2 import RequestConfig

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.permissions import has_a_role, is_secretariat
from dasportal.accounts.refusals import refusals_as_messages, refusals_on
from dasportal.documents.files import as_file, serve, store

from .. import exports, workflow
from ..filters import SOON, FollowUpFilter
from ..forms.following import AnswerForm, FollowUpChangeForm, NoteForm, owners_for
from ..models import AgendaItem, FollowUp, FollowUpAnswer
from ..permissions import can_answer, can_work_on_follow_up
from ..queries.following import for_list
from ..tables import FollowUpTable
from ..workflow import FOLLOW_UP
from .fetching import visible_follow_up, visible_meeting
from .following import tabs

PER_PAGE = 50


def _chosen(request: HttpRequest) -> FollowUpFilter:
    """What was asked for; without a question, what is open."""
    rows = for_list(FollowUp.objects.visible_to(person_of(request)))
    data = request.GET if set(request.GET) - {"page", "sort"} else {"status": "open"}
    return FollowUpFilter(data, queryset=rows, request=request)


@requires(has_a_role)
def follow_ups(request: HttpRequest) -> HttpResponse:
    """The list, with open ones first shown."""
    chosen = _chosen(request)
    table = FollowUpTable(chosen.qs)
    RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
    seen = FollowUp.objects.visible_to(person_of(request))
    context = {
        "filter": chosen,
        "table": table,
        "tabs": tabs("follow_ups"),
        "open": seen.open().count(),
        "overdue": seen.overdue().count(),
        "soon": seen.due_until(timezone.localdate() + timedelta(days=SOON)).count(),
        "query": request.GET.urlencode(),
    }
    return render(request, "meetings/follow_ups/list.html", context)


@requires(has_a_role)
@require_safe
def follow_ups_excel(request: HttpRequest) -> HttpResponse:
    """The same rows as a workbook."""
    name = f"opfoelgning-{timezone.localdate().isoformat()}.xlsx"
    return as_file(exports.follow_ups(_chosen(request).qs), name)


@requires(has_a_role)
def follow_up(request: HttpRequest, pk: int) -> HttpResponse:
    """One follow-up: what was agreed, how far it is, its history; POST writes a note."""
    row = visible_follow_up(request, pk)
    person = person_of(request)
    form = NoteForm(request.POST or None, required=True)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            workflow.note_follow_up(row, text=form.cleaned_data["note"], by=person)
            messages.success(request, "Noten er skrevet.")
            return redirect(row)
    answers = FollowUpAnswer.objects.visible_to(person).filter(follow_up=row)
    context: dict[str, Any] = {
        "follow_up": row,
        "form": form,
        "may_read_source": AgendaItem.objects.visible_to(person).filter(pk=row.item_id).exists(),
        "may_write": can_work_on_follow_up(person, row),
        "may_change": is_secretariat(person),
        "steps": FOLLOW_UP.available(row, person),
        "notes": row.notes.select_related("written_by"),
        "answers": _answers(row, answers, request),
        "answered": row.answers.filter(answered_at__isnull=False).count(),
        "asked": row.answers.count(),
    }
    return render(request, "meetings/follow_ups/one.html", context)


def _answers(row: FollowUp, answers: Any, request: HttpRequest) -> list[dict[str, Any]]:
    """The cells that the person may see, each with whether it is theirs to fill."""
    found = list(answers.select_related("party", "answered_by", "file"))
    for answer in found:
        answer.follow_up = row
    person = person_of(request)
    return [{"answer": each, "mine": row.is_open and can_answer(person, each)} for each in found]


@requires(is_secretariat)
def follow_up_change(request: HttpRequest, pk: int) -> HttpResponse:
    """What, who and by when."""
    row = visible_follow_up(request, pk)
    form = FollowUpChangeForm(request.POST or None, follow_up=row)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with refusals_on(form):
            workflow.change_follow_up(
                row, what=data["what"], owner=data["owner_text"], due=data["due"],
                answers_shown=data.get("answers_shown", False), by=person_of(request),
            )  # fmt: skip
            messages.success(request, "Opfølgningen er gemt.")
            return redirect(row)
    context = {"form": form, "follow_up": row, "owners": owners_for(row.item.meeting)}
    return render(request, "meetings/follow_ups/change.html", context)


STEPS = {
    "begin": "Opfølgningen er sat i gang.",
    "finish": "Opfølgningen er meldt udført.",
    "drop": "Opfølgningen er bortfaldet.",
    "reopen": "Opfølgningen er åben igen.",
}


@requires(has_a_role)
def follow_up_step(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """GET asks for a note, POST takes the step. Who may and when is the table's to say."""
    row = visible_follow_up(request, pk)
    person = person_of(request)
    if name not in STEPS or not FOLLOW_UP.get(name).allowed(person, row):
        raise Http404
    transition = FOLLOW_UP.get(name)
    form = NoteForm(request.POST if request.method == "POST" else None, required=name == "drop")
    if form.is_valid():
        with refusals_on(form):
            workflow.take_step(row, name, note=form.cleaned_data["note"], by=person)
            messages.success(request, STEPS[name])
            return redirect(row)
    context = {
        "form": form,
        "follow_up": row,
        "heading": transition.label,
        "intro": transition.confirm or "",
        "submit_label": transition.label,
        "cancel_url": row.get_absolute_url(),
    }
    return render(request, "meetings/follow_ups/step.html", context)


# --- The parties' answers -------------------------------------------------------------------------


def _visible_answer(request: HttpRequest, pk: int, code: str) -> FollowUpAnswer:
    rows = FollowUpAnswer.objects.visible_to(person_of(request)).select_related(
        "follow_up__item__meeting__forum", "party", "answered_by", "file"
    )
    return get_object_or_404(rows, follow_up=pk, party__code=code)


@requires(has_a_role)
def follow_up_answer(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """A party writes its answer, or writes it anew."""
    answer = _visible_answer(request, pk, code)
    if not can_answer(person_of(request), answer):
        raise Http404
    form = AnswerForm(request.POST or None, request.FILES or None, answer=answer)
    if request.method == "POST" and form.is_valid() and _answered(request, answer, form):
        messages.success(request, f"Svaret fra {answer.party} er gemt.")
        return redirect(answer.follow_up)
    context = {"form": form, "answer": answer, "follow_up": answer.follow_up}
    return render(request, "meetings/follow_ups/answer.html", context)


def _answered(request: HttpRequest, answer: FollowUpAnswer, form: AnswerForm) -> bool:
    """Whether it was stored; what is refused is said on the form."""
    data, by = form.cleaned_data, person_of(request)
    try:
        file = store(data["file"], name=data["file"].name, by=by) if data["file"] else None
    except ValidationError as refused:
        form.add_error("file", refused)
        return False
    with refusals_on(form):
        workflow.answer_request(
            answer, text=data["text"], file=file, base_revision=data["base_revision"], by=by
        )
        return True
    return False


@requires(has_a_role)
def follow_up_answer_file(request: HttpRequest, pk: int, code: str) -> HttpResponseBase:
    """The file of an answer, for those who may see the answer."""
    answer = _visible_answer(request, pk, code)
    if answer.file is None:
        raise Http404
    return serve(request, answer.file)


@requires(is_secretariat)
@require_POST
def follow_ups_offer(request: HttpRequest, pk: int) -> HttpResponse:
    """Put what is open on the agenda, as an item of its own."""
    meeting = visible_meeting(request, pk)
    late_reason = request.POST.get("late_reason", "")
    with refusals_as_messages(request):
        item = workflow.offer_follow_ups(meeting, by=person_of(request), late_reason=late_reason)
        messages.success(request, f"Punkt {item.number} er lavet af den åbne opfølgning.")
        return redirect("meetings:item_edit", item.pk)
    return redirect(meeting)
