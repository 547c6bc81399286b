"""Who was there: one row per member, and those who came beside them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.permissions import is_secretariat
from dasportal.accounts.refusals import refusals_as_messages

from ..forms.minutes import AttendanceForm, AttendeeForm
from ..models import Meeting
from ..queries.minutes import attendance_summary
from ..workflow import add_attendee, expect_members, remove_attendee, set_attendance
from .fetching import visible_meeting


@requires(is_secretariat)
def attendance(request: HttpRequest, pk: int) -> HttpResponse:
    """The list with one form for all rows; nothing is stored unless every row is right."""
    meeting = visible_meeting(request, pk)
    if request.method == "POST":
        forms = _forms(meeting, request)
        # Every form is asked, so that every row shows what is wrong with it.
        answers = [form.is_valid() for form in forms]
        if all(answers) and _save(request, forms):
            messages.success(request, "Fremmødet er gemt.")
            return redirect("meetings:attendance", meeting.pk)
    else:
        forms = _forms(meeting, None)
    context = {
        "meeting": meeting,
        "forms": forms,
        "summary": attendance_summary(meeting),
        "attendee_form": AttendeeForm(),
        "can_write": meeting.is_being_minuted,
    }
    return render(request, "meetings/minutes/attendance.html", context)


def _forms(meeting: Meeting, request: HttpRequest | None) -> list[AttendanceForm]:
    rows = meeting.attendance.select_related("party", "unit", "meeting")
    items = list(meeting.items.in_order())
    forms = [
        AttendanceForm(request.POST if request else None, row=row, prefix=str(row.pk))
        for row in rows
    ]
    for form in forms:
        form.offer(items)
    return forms


def _save(request: HttpRequest, forms: list[AttendanceForm]) -> bool:
    changed = [(form.row, form.cleaned_data) for form in forms if form.has_changed()]
    with refusals_as_messages(request):
        set_attendance(changed, by=person_of(request))
        return True
    return False


@requires(is_secretariat)
@require_POST
def expect(request: HttpRequest, pk: int) -> HttpResponse:
    """Lay a row for each member of the forum on that day."""
    meeting = visible_meeting(request, pk)
    with refusals_as_messages(request):
        expect_members(meeting, by=person_of(request))
    return redirect("meetings:attendance", meeting.pk)


@requires(is_secretariat)
@require_POST
def attendee_add(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = visible_meeting(request, pk)
    form = AttendeeForm(request.POST)
    if form.is_valid():
        with refusals_as_messages(request):
            add_attendee(meeting, by=person_of(request), **form.cleaned_data)
    else:
        messages.error(request, "Skriv navnet på den, der deltager.")
    return redirect("meetings:attendance", meeting.pk)


@requires(is_secretariat)
@require_POST
def attendee_remove(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    meeting = visible_meeting(request, pk)
    attendee = get_object_or_404(meeting.attendance, pk=row)
    with refusals_as_messages(request):
        remove_attendee(attendee, by=person_of(request))
    return redirect("meetings:attendance", meeting.pk)
