"""The examination's pages: order it, follow it, see where what is closed would come out, answer."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.permissions import is_secretariat
from dasportal.accounts.refusals import refusals_as_messages
from meetings import workflow as meetings
from meetings.models import FindingAnswer
from meetings.preflight import workflow
from meetings.preflight.forms import OverruleForm
from meetings.preflight.models import Examination, ExaminationState
from meetings.preflight.overview import TextFound, asked_to_look, overview, texts_found
from meetings.preflight.rehearsals import find
from meetings.preflight.standing import of_examination
from meetings.views.fetching import visible_meeting


def _visible(request: HttpRequest, pk: int) -> Examination:
    rows = Examination.objects.visible_to(person_of(request)).select_related("meeting__forum")
    return get_object_or_404(rows, pk=pk)


def _back(examination: Examination) -> str:
    """The page where the step is taken for real."""
    rehearsal = find(examination.step)
    if rehearsal is None:
        return examination.meeting.get_absolute_url()
    return reverse(rehearsal.address, args=[examination.meeting_id])


@requires(is_secretariat)
@require_POST
def start(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Look through what the step would give everybody, and go back to where it is taken."""
    meeting = visible_meeting(request, pk)
    with refusals_as_messages(request):
        row = workflow.order_examination(meeting, step=step, by=person_of(request))
        return redirect(_back(row))
    return redirect(meeting)


@requires(is_secretariat)
@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is; when it has ended the whole page is shown anew."""
    row = _visible(request, pk)
    response = render(request, "preflight/progress.html", {"examination": row})
    if not row.is_under_way:
        response["HX-Refresh"] = "true"
    return response


@requires(is_secretariat)
@require_safe
def examination(request: HttpRequest, pk: int) -> HttpResponse:
    """Every channel, green or where exactly; each closed text that came out, and what to do."""
    return _page(request, _visible(request, pk))


def _page(
    request: HttpRequest, row: Examination, bound: OverruleForm | None = None
) -> HttpResponse:
    standing = of_examination(row)
    texts = texts_found(standing)
    context = {
        "examination": row,
        "meeting": row.meeting,
        "standing": standing,
        "channels": overview(standing),
        "texts": [(text, _form(text, bound)) for text in texts],
        "unread": asked_to_look(standing),
        "back": _back(row),
        "bound": bound,
        "done": row.state == ExaminationState.DONE,
    }
    return render(request, "preflight/examination.html", context)


def _form(text: TextFound, bound: OverruleForm | None) -> OverruleForm | None:
    if text.answer is not None or text.elsewhere:
        return None
    if bound is not None and bound.data.get("secret") == text.secret:
        return bound
    return OverruleForm(secret=text.secret)


@requires(is_secretariat)
@require_POST
def overrule(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a closed text stand where it was found, for a reason that is kept."""
    row = _visible(request, pk)
    form = OverruleForm(request.POST, secret=request.POST.get("secret", ""))
    if not form.is_valid():
        return _page(request, row, form)
    with refusals_as_messages(request):
        workflow.overrule(row, by=person_of(request), **form.cleaned_data)
        messages.success(request, "Fundet er tilsidesat. Begrundelsen er gemt.")
    return redirect("preflight:examination", row.pk)


@requires(is_secretariat)
@require_POST
def look_at(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that one has looked at something that does not block."""
    row = _visible(request, pk)
    with refusals_as_messages(request):
        keys, comment = request.POST.getlist("key"), request.POST.get("comment", "")
        workflow.look_at(row, keys=keys, comment=comment, by=person_of(request))
        messages.success(request, "Det er noteret, at du har set på det.")
    return redirect("preflight:examination", row.pk)


@requires(is_secretariat)
@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask anew what was answered: all of the same reason and moment together."""
    rows = FindingAnswer.objects.visible_to(person_of(request)).standing()
    answer = get_object_or_404(rows.select_related("meeting"), pk=pk)
    with refusals_as_messages(request):
        for one in _together(answer):
            meetings.take_back(one, by=person_of(request))
        messages.info(request, "Svaret gælder ikke længere.")
    back = request.POST.get("kontrol", "")
    if back.isdecimal():
        return redirect("preflight:examination", int(back))
    return redirect(answer.meeting)


def _together(answer: FindingAnswer) -> list[FindingAnswer]:
    """An overruling covers every place of a text: what was said of them at once goes at once."""
    return list(
        FindingAnswer.objects.standing().filter(
            meeting=answer.meeting, answered_by=answer.answered_by, kind=answer.kind,
            comment=answer.comment, answered_at__date=answer.answered_at.date(),
            what__startswith=answer.what.split(" står i: ")[0],
        )
    )  # fmt: skip
