"""The list of meetings, a meeting's page, planning it and calling it off."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django_tables2 import RequestConfig

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.models import Forum
from dasportal.accounts.permissions import has_a_role, is_secretariat
from dasportal.accounts.refusals import refusals_as_messages
from dasportal.accounts.slots import rendered

from .. import reading, slots, workflow
from ..filters import PARTS, MeetingFilter
from ..forms.meetings import CancelForm, MeetingForm
from ..models import AgendaVersion, Meeting
from ..permissions import can_prepare_meetings
from ..queries import agenda as queries
from ..queries import told
from ..queries.invitations import called, was_called
from ..snapshot import flat_items
from ..tables import TONES, MeetingTable
from ..workflow import MEETING
from ..workflow.inviting import has_passed
from . import reading as reader_pages
from .fetching import visible_meeting
from .places import step_address


@requires(has_a_role)
def meeting_list(request: HttpRequest) -> HttpResponse:
    """All meetings one may know of: those to come, those before, or all."""
    person = person_of(request)
    seen = Meeting.objects.visible_to(person).select_related("forum")
    found = MeetingFilter(request.GET, queryset=seen, request=request)
    chosen = found.chosen
    table = MeetingTable(found.qs)
    RequestConfig(request, paginate={"per_page": 30}).configure(table)
    tabs = [
        {"label": label, "url": f"?visning={key}", "current": key == chosen} for key, label in PARTS
    ]
    context = {
        "filter": found, "table": table, "tabs": tabs, "chosen": chosen,
        "may_plan": can_prepare_meetings(person),
        "next": queries.next_meeting(person) if chosen == "kommende" else None,
    }  # fmt: skip
    return render(request, "meetings/list.html", context)


@requires(has_a_role)
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """A meeting's page: worked on by the secretariat, read by the rest."""
    found = visible_meeting(request, pk)
    if can_prepare_meetings(person_of(request), found):
        return render(request, "meetings/meeting.html", _office_context(request, found))
    edition = reading.newest(found, person_of(request))
    return reader_pages.meeting_page(request, found, edition, _shared_context(request, found))


def _shared_context(request: HttpRequest, found: Meeting) -> dict[str, Any]:
    person = person_of(request)
    return {
        "meeting": found,
        "tone": TONES[found.status],
        "steps": steps(found, request),
        "documents": queries.documents_of(found, person),
        "versions": found.agenda_versions.defer("snapshot", "changes").order_by("-number"),
        "minutes_versions": queries.minutes_of(found, person),
    }


def _office_context(request: HttpRequest, found: Meeting) -> dict[str, Any]:
    items = queries.agenda_rows(found)
    invited = called(found)
    return {
        **_shared_context(request, found),
        "items": items,
        "length": queries.length(found),
        "planned": queries.planned_minutes(items),
        "mail_groups": told.summary(found),
        "invited": invited,
        "unsent": queries.has_unsent(found),
        "panels": rendered(slots.MEETING_OFFICE, request, found),
    }


# The next meeting's decision approves; the archive reads in.
NOT_BUTTONS = {"approve", "import_minutes_of"}
QUIET = {"cancel", "reinstate", "resume", "withdraw_minutes"}  # never the primary action
NEVER_FIRST = {"invite"}  # sending the agenda calls them too
BEFORE_CHANGES = ("start", "end")  # a meeting to hold comes before a version to send


def steps(found: Meeting, request: HttpRequest) -> list[dict[str, Any]]:
    """The buttons of a meeting's page, from the table: label, where to, and which comes first."""
    hidden = NOT_BUTTONS | ({"invite"} if was_called(found) or has_passed(found) else set())
    rows = [t for t in MEETING.available(found, person_of(request)) if t.name not in hidden]
    loud = [row.name for row in rows if row.name not in QUIET | NEVER_FIRST]
    first = next((name for name in loud if name in BEFORE_CHANGES), loud[0] if loud else "")
    writes = found.is_being_minuted and is_secretariat(person_of(request))
    buttons = [
        {
            "label": row.label,
            "url": step_address(found, row.name),
            "primary": row.name == first and not writes,
            "quiet": row.name in QUIET,
        }
        for row in rows
    ]
    if writes:  # while the minutes are written, writing them is what one comes for
        url = reverse("meetings:start_writing", args=[found.pk])
        buttons.append({"label": "Skriv referat", "url": url, "primary": True, "quiet": False})
    return sorted(buttons, key=lambda button: (not button["primary"], button["quiet"]))


@requires(is_secretariat)
def new(request: HttpRequest) -> HttpResponse:
    """Which forum; then its frame, filled in from the forum's last meeting."""
    forum = Forum.objects.filter(slug=request.GET.get("forum", "")).first()
    if forum is None:
        return render(request, "meetings/new_forum.html", {"forums": Forum.objects.all()})
    start = queries.starting_values(forum, person_of(request))
    start |= {"date": request.GET["dato"]} if "dato" in request.GET else {}
    form = MeetingForm(request.POST or None, instance=Meeting(forum=forum), initial=start)
    if form.is_valid():
        with refusals_as_messages(request):
            planned = workflow.plan_meeting(forum, by=person_of(request), **form.cleaned_data)
            messages.success(request, f"{planned} er oprettet med forummets faste punkter.")
            return redirect("meetings:agenda", planned.pk)
    context = {"form": form, "forum": forum, "dates": queries.suggested_dates(forum)}
    return render(request, "meetings/new.html", context)


@requires(is_secretariat)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change when, where and who."""
    found = visible_meeting(request, pk)
    name = str(found)
    form = MeetingForm(request.POST or None, instance=found)
    if form.is_valid():
        with refusals_as_messages(request):
            workflow.change_meeting(found, by=person_of(request), **form.cleaned_data)
            messages.success(request, "Mødets ramme er gemt.")
            return redirect("meetings:meeting", pk)
    context = {"form": form, "meeting": found, "name": name, "was_called": was_called(found)}
    return render(request, "meetings/edit.html", context)


@requires(is_secretariat)
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Call the meeting off, with a reason."""
    found = visible_meeting(request, pk)
    form = CancelForm(request.POST or None)
    if form.is_valid():
        with refusals_as_messages(request):
            reason = form.cleaned_data["reason"]
            workflow.cancel_meeting(found, reason=reason, by=person_of(request))
            messages.success(request, f"{found} er aflyst.")
        return redirect(found)
    if not MEETING.may(found, "cancel", person_of(request)):
        messages.error(request, "Mødet kan ikke aflyses nu.")
        return redirect(found)
    told = "De indkaldte får en mail, og mødet forsvinder fra deres kalender."
    if not was_called(found) and not found.agenda_is_published:
        told = "Ingen får besked, for ingen er indkaldt, og dagsordenen er ikke sendt."
    context = {
        "form": form, "heading": f"Aflys {found}", "question": f"Skal mødet aflyses? {told}",
        "consequences": ["Punkterne bliver liggende, og mødet kan genoprettes."],
        "submit_label": "Aflys mødet", "danger": True, "cancel_url": found.get_absolute_url(),
    }  # fmt: skip
    return render(request, "components/confirm_page.html", context)


@requires(has_a_role)
def version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A sent agenda, read as it was sent."""
    found = visible_meeting(request, pk)
    seen = AgendaVersion.objects.visible_to(person_of(request)).select_related("meeting__forum")
    row = get_object_or_404(seen, meeting=found, number=number)
    edition = reading.as_agenda(row, person_of(request))
    newest = found.agenda_versions.order_by("-number").values_list("number", flat=True).first()
    if number == newest and not can_prepare_meetings(person_of(request), found):
        ids = [item["id"] for item in flat_items(edition.snapshot)]
        reader_pages.noted(request, found, edition, ids)
    context = {
        "meeting": found, "edition": edition, "newest": newest, "changed": edition.changed,
        "groups": reading.by_section(edition.items),
    }  # fmt: skip
    return render(request, "meetings/version.html", context)
