"""The pages of an approval: reading and approving, what has changed, commenting, answering."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.models import Party, Person
from dasportal.accounts.permissions import has_a_role, is_secretariat
from dasportal.accounts.refusals import refusals_as_messages, refusals_on
from dasportal.accounts.transitions import NotAllowed
from meetings.models import MeetingStatus
from meetings.reading import Edition, as_minutes
from meetings.snapshot import flat_items
from meetings.views.fetching import visible_item, visible_meeting
from meetings.views.reading import noted

from . import queries, workflow
from .forms import ApproveForm, CommentForm, DeadlineForm, ReplyForm
from .models import ApprovalRound, Comment, PartyApproval
from .panels import ladder
from .variants import item_of
from .workflow import ANSWER, COMMENT, ROUND


def _round(request: HttpRequest, pk: int) -> ApprovalRound:
    found = queries.round_of(visible_meeting(request, pk), person_of(request))
    if found is None:
        raise Http404
    return found


@requires(has_a_role)
@require_safe
def round_(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft that is out, item by item, with what is said of it; and the party's approval."""
    found, person = _round(request, pk), person_of(request)
    edition = _draft(found, person)
    snapshot = edition.snapshot
    # Who has it before them here has read it.
    noted(request, found.meeting, edition, [item["id"] for item in flat_items(snapshot)])
    comments = queries.comments_by_item(found, person)
    now = queries.standing(found)
    context = {
        **_shared(found, person, now),
        "rungs": ladder(found, now),
        "answers": found.answers.in_order(),
        "snapshot": snapshot,
        "rows": queries.items_with_comments(snapshot, comments),
        "comments": [row for rows in comments.values() for row in rows],
        "may_comment": _may_comment(found, person, now),
    }
    return render(request, "approval/round.html", context)


def _draft(found: ApprovalRound, person: Person) -> Edition:
    """The draft that is out, as the person may read it."""
    found.version.meeting = found.meeting
    return as_minutes(found.version, person)


def _shared(found: ApprovalRound, person: Person, now: queries.Standing) -> dict[str, Any]:
    answer = queries.own_answer(found, person)
    sent = found.meeting.status == MeetingStatus.MINUTES_SENT
    takes = sent and not now.over and answer is not None
    return {
        "round": found,
        "meeting": found.meeting,
        "standing": now,
        "deadline": queries.deadline_words(found),
        "answer": answer,
        "seen": queries.shown_hash(found, person),
        "may_approve": takes and ANSWER.may(answer, "approve", person),
        "may_take_back": takes and ANSWER.may(answer, "take_back", person),
        "being_corrected": found.meeting.status == MeetingStatus.HELD,
        "office": is_secretariat(person),
        "may_move_deadline": ROUND.may(found, "extend", person),
    }


def _may_comment(found: ApprovalRound, person: Person, now: queries.Standing) -> bool:
    return not now.over and COMMENT.get("write").allowed(person, found)


@requires(has_a_role)
@require_safe
def changed(request: HttpRequest, pk: int) -> HttpResponse:
    """Only what has changed since one's party approved, and approving again."""
    found, person = _round(request, pk), person_of(request)
    answer = queries.own_answer(found, person)
    if answer is None or answer.version is None:
        return redirect(found)
    context = {
        **_shared(found, person, queries.standing(found)),
        "differences": queries.changed_since(answer, person),
        "only_closed": queries.only_closed_changed(answer),
    }
    return render(request, "approval/changed.html", context)


@requires(has_a_role)
@require_POST
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve for one's party exactly what the page showed."""
    answer = _answer(request, pk)
    form = ApproveForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Siden sagde ikke, hvad den viste. Prøv igen herfra.")
        return redirect(answer.round)
    with refusals_as_messages(request):
        workflow.approve(answer, seen=form.cleaned_data["seen"], by=person_of(request))
        messages.success(
            request, f"Tak. Referatet er godkendt på vegne af {answer.party}. Resten ses her."
        )
    return redirect(answer.round)


@requires(has_a_role)
@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Unsay it, before the deadline."""
    answer = _answer(request, pk)
    with refusals_as_messages(request):
        workflow.take_back(answer, by=person_of(request))
        messages.success(request, "Godkendelsen er taget tilbage. Det ses i historikken.")
    return redirect(answer.round)


def _answer(request: HttpRequest, pk: int) -> PartyApproval:
    mine = PartyApproval.objects.visible_to(person_of(request))
    return get_object_or_404(mine.select_related("party", "round__meeting__forum"), pk=pk)


@requires(has_a_role)
def comment(request: HttpRequest, pk: int, item: str) -> HttpResponse:
    """Comment on an item. What was marked in it comes by the browser, never in the address, which
    is kept in logs."""
    found, person = _round(request, pk), person_of(request)
    row = item_of(_draft(found, person).snapshot, str(item))
    parties = _parties(found, person)
    if row is None or not parties:
        raise Http404
    form = CommentForm(request.POST or None, parties=parties)
    if form.is_valid():
        try:
            made = workflow.write_comment(found, item_id=str(item), by=person, **form.cleaned_data)
        except NotAllowed as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Kommentaren er sendt til sekretariatet.")
            return redirect(f"{found.get_absolute_url()}#kommentar-{made.pk}")
    context = {"form": form, "item": row, "round": found, "meeting": found.meeting}
    return render(request, "approval/comment.html", context)


def _parties(found: ApprovalRound, person: Person) -> list[Party]:
    mine = PartyApproval.objects.visible_to(person).filter(round=found)
    return [row.party for row in mine.in_order()]


@requires(has_a_role)
@require_POST
def withdraw_comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's own comment back while nobody has answered it."""
    row = _comment(request, pk)
    if not COMMENT.get("withdraw").allowed(person_of(request), row):
        raise Http404
    with refusals_as_messages(request):
        workflow.withdraw_comment(row, by=person_of(request))
        messages.success(request, "Kommentaren er trukket tilbage.")
    return redirect(row.round)


def _comment(request: HttpRequest, pk: int) -> Comment:
    seen = Comment.objects.visible_to(person_of(request))
    rows = seen.select_related("round__meeting__forum", "round__version", "party", "author")
    return get_object_or_404(rows, pk=pk)


@requires(is_secretariat)
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a comment, promise a correction, or decline it with a reason."""
    row = _comment(request, pk)
    start = {"text": row.reply, "seen": row.reply}
    form = ReplyForm(request.POST or None, comment=row, initial=start)
    if form.is_valid():
        try:
            workflow.reply(row, by=person_of(request), **form.cleaned_data)
        except NotAllowed as refusal:
            form.add_error(None, refusal.message)
            row.refresh_from_db()
            form.data = form.data.copy()
            form.data["seen"] = row.reply  # the page now shows the other answer
        else:
            messages.success(request, "Svaret er gemt, og den, der skrev, har fået besked.")
            return redirect(f"{row.round.get_absolute_url()}#kommentar-{row.pk}")
    context = {
        "form": form,
        "comment": row,
        "meeting": row.round.meeting,
        "item": item_of(row.round.version.snapshot, str(row.item)),
    }
    return render(request, "approval/reply.html", context)


@requires(is_secretariat)
def deadline(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the parties more time."""
    found = _round(request, pk)
    seen = timezone.localdate(found.closes_at).isoformat()
    form = DeadlineForm(request.POST or None, initial={"seen": seen})
    if form.is_valid():
        with refusals_on(form):
            workflow.move_deadline(found, by=person_of(request), **form.cleaned_data)
            messages.success(request, "Fristen er flyttet.")
            return redirect(found)
        form.data = form.data.copy()
        form.data["seen"] = seen  # the page now tells of the other deadline
    context = {
        "form": form,
        "heading": "Flyt fristen for at godkende referatet",
        "intro": f"{found.meeting}. Fristen er nu {queries.deadline_words(found)}.",
        "submit_label": "Flyt fristen",
        "cancel_url": found.get_absolute_url(),
    }
    return render(request, "components/form_page.html", context)


@requires(is_secretariat)
@require_POST
def insert(request: HttpRequest, pk: str) -> HttpResponse:
    """Put how the approval stands under the item that approves the minutes, as what others say."""
    item = visible_item(request, pk)
    with refusals_as_messages(request):
        workflow.insert_basis(item, by=person_of(request))
        messages.success(request, "Parternes godkendelse står nu under punktet.")
    return redirect(reverse("meetings:item_edit", args=[item.pk]) + "#udtalelser")
