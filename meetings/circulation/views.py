"""The pages of written procedure: the list, a case with its votes, sending out, the rule."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from django_tables2 import RequestConfig

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.models import Forum, Person
from dasportal.accounts.permissions import has_a_role, is_secretariat, may_read_closed
from dasportal.accounts.refusals import refusals_as_messages, refusals_on
from dasportal.accounts.transitions import NotAllowed
from dasportal.documents.files import serve
from dasportal.documents.models import StoredFile
from meetings.models import AgendaItem
from meetings.snapshot import fingerprint
from meetings.views.fetching import visible_item
from meetings.workflow import add_item

from . import queries, workflow
from .calculation import rule_in_words
from .filters import BallotFilter
from .forms import NewCaseForm, RuleForm, SendForm, VoteForm, WithdrawForm
from .models import Answer, Ballot, BallotStatus, BallotVersion, DecisionSheet, Vote
from .snapshot import bilag_of, case_snapshot
from .tables import BallotTable, tone_of
from .workflow import BALLOT


@requires(has_a_role)
@require_safe
def ballots(request: HttpRequest) -> HttpResponse:
    """The cases decided in writing, those under way first shown."""
    data = request.GET if request.GET else {"vis": "i-gang"}
    chosen = BallotFilter(data, queryset=queries.listed(person_of(request)), request=request)
    table = BallotTable(chosen.qs)
    RequestConfig(request, paginate={"per_page": 50}).configure(table)
    context = {"filter": chosen, "table": table, "office": is_secretariat(person_of(request))}
    return render(request, "circulation/list.html", context)


@requires(is_secretariat)
def new(request: HttpRequest) -> HttpResponse:
    """A case of its own: an item on an agenda to come, marked to be sent out before the meeting."""
    person = person_of(request)
    form = NewCaseForm(request.POST or None, person=person)
    if form.is_valid():
        with refusals_as_messages(request):
            item = add_item(
                form.cleaned_data["meeting"],
                title=form.cleaned_data["title"],
                is_open=form.cleaned_data["is_open"],
                by=person,
            )
            workflow.draft_ballot(item, by=person)
            messages.success(request, "Skriv sagen her. Send den ud fra panelet ved siden af.")
            return redirect("meetings:item_edit", item.pk)
    return render(request, "circulation/new.html", {"form": form})


def _ballot(request: HttpRequest, pk: int) -> Ballot:
    seen = Ballot.objects.visible_to(person_of(request))
    rows = seen.select_related("forum", "item__meeting__forum", "noted_on__meeting__forum")
    return get_object_or_404(rows, pk=pk)


@requires(has_a_role)
@require_safe
def ballot(request: HttpRequest, pk: int) -> HttpResponse:
    """The case as it was sent, the vote of one's party, and how it stands."""
    found = _ballot(request, pk)
    return render(request, "circulation/ballot.html", _context(request, found))


def _context(request: HttpRequest, found: Ballot, bound: VoteForm | None = None) -> dict[str, Any]:
    person = person_of(request)
    shown = queries.newest_version(found)
    context = {
        "ballot": found,
        "tone": tone_of(found),
        "office": is_secretariat(person),
        "may_send": BALLOT.may(found, "send", person) and found.item is not None,
        "may_withdraw": BALLOT.may(found, "withdraw", person),
        "may_drop": BALLOT.may(found, "drop", person),
    }
    if shown is None:
        return context
    return {**context, **_of_version(shown, person), **_own(shown, found, person, bound)}


def _of_version(shown: BallotVersion, person: Person) -> dict[str, Any]:
    """What a version shows of itself, to this person."""
    found = shown.ballot
    case = queries.case_for(shown, person)
    votes = queries.votes_of(shown)
    sees_votes = may_read_closed(person, found.forum)
    return {
        "version": shown,
        "case": {**case, "attachments": []},
        "bilag": bilag_of(case),
        "votes": votes if sees_votes else [],
        "answered": sum(bool(vote.answer) for vote in votes),
        "asked": len(votes),
        "history": queries.history_of(shown) if sees_votes else [],
        "deadline": queries.day_of(shown.closes_at),
        "rule_words": rule_in_words(shown.rule, shown.at_least, len(votes)),
        "over": queries.is_over(found),
        "versions": BallotVersion.objects.visible_to(person)
        .filter(ballot=found)
        .defer("snapshot")
        .order_by("-number"),
        "sheet": _sheet(shown, person),
    }


def _sheet(shown: BallotVersion, person: Person) -> DecisionSheet | None:
    """The variant of the decision's PDF that this person reads."""
    seen = DecisionSheet.objects.visible_to(person).filter(version=shown)
    return seen.select_related("file").order_by("-closed").first()


def _own(
    shown: BallotVersion, found: Ballot, person: Person, bound: VoteForm | None
) -> dict[str, Any]:
    """The vote of one's party, with its form while it can be given or changed."""
    own = queries.own_votes(shown, person)
    open_now = not queries.is_over(found)
    forms = [
        bound if bound is not None and bound.vote.pk == vote.pk else VoteForm(vote=vote)
        for vote in own
        if open_now
    ]
    return {"own": own, "vote_forms": forms}


@requires(has_a_role)
@require_safe
def version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A version as it was sent, with the votes that were given on it."""
    shown = _version(request, pk, number)
    person = person_of(request)
    context = {
        "ballot": shown.ballot,
        "tone": tone_of(shown.ballot),
        **_of_version(shown, person),
        "newest": queries.newest_version(shown.ballot),
    }
    return render(request, "circulation/version.html", context)


def _version(request: HttpRequest, pk: int, number: int) -> BallotVersion:
    seen = BallotVersion.objects.visible_to(person_of(request))
    rows = seen.select_related("ballot__forum", "sent_by")
    return get_object_or_404(rows, ballot=pk, number=number)


@requires(has_a_role)
@require_safe
def bilag(request: HttpRequest, pk: int, number: int, key: str) -> HttpResponseBase:
    """A bilag as it was sent with the case; a closed one is not there for those who may not.
    `?vis` shows it in the browser."""
    shown = _version(request, pk, number)
    rows = bilag_of(queries.case_for(shown, person_of(request)))
    row = next((row for row in rows if row["id"] == str(key) and row["file"]), None)
    if row is None:
        raise Http404
    stored = get_object_or_404(StoredFile.objects.select_related("pdf"), pk=row["file"])
    shown_here = "vis" in request.GET
    pages = stored.pdf if shown_here and stored.pdf is not None else stored
    return serve(request, pages, inline=shown_here)


@requires(has_a_role)
def vote(request: HttpRequest, pk: int) -> HttpResponse:
    """Give or change the vote of one's party. What stops the whole is asked about first."""
    mine = Vote.objects.visible_to(person_of(request))
    rows = mine.select_related("party", "version__ballot__forum", "version__ballot__item__meeting")
    row = get_object_or_404(rows, pk=pk)
    found = row.version.ballot
    if request.method != "POST":
        return redirect(found)  # as after signing in again
    form = VoteForm(request.POST, vote=row)
    if not form.is_valid():
        return render(request, "circulation/ballot.html", _context(request, found, form))
    asks = form.cleaned_data["answer"] == Answer.MEETING
    if asks and "confirmed" not in request.POST and found.status == BallotStatus.OUT:
        return render(request, "circulation/ask_for_meeting.html", {"form": form, "vote": row})
    try:
        workflow.vote(row, by=person_of(request), **form.cleaned_data)
    except NotAllowed as refusal:
        return _refused(request, row, form, refusal.message)
    messages.success(request, _thanks(row, asks))
    return redirect(found)


def _refused(request: HttpRequest, row: Vote, form: VoteForm, message: str) -> HttpResponse:
    """Say no, and keep what was typed while there is still a form to type it in."""
    found = _ballot(request, row.version.ballot_id)
    row.refresh_from_db(fields=["answer", "words", "voted_by", "voted_at", "as_deputy"])
    if queries.is_over(found):
        messages.error(request, message)
        return redirect(found)
    form.data = form.data.copy()
    form.data["seen"] = row.stamp  # the page now shows the other vote
    form.add_error(None, message)
    return render(request, "circulation/ballot.html", _context(request, found, form))


def _thanks(row: Vote, asks: bool) -> str:
    if asks:
        return "Sagen drøftes på møde, og alle har fået besked."
    return (
        f"Svaret fra {row.party} er modtaget. Det kan ændres til og med "
        f"{queries.day_of(row.version.closes_at)}. Du får en kvittering på mail."
    )


@requires(is_secretariat)
def send(request: HttpRequest, pk: str) -> HttpResponse:
    """Who votes, by which rule and until when; and sending the item out as it stands."""
    item, person = visible_item(request, pk), person_of(request)
    rule = queries.rule_of(item.meeting.forum)
    circle = queries.circle_of(item)
    deadline = queries.suggested_deadline(item, rule.days)
    snapshot = case_snapshot(
        item, version=0, parties=circle.parties, closes=item.meeting.date, rule=rule.rule,
        at_least=rule.at_least,
    )  # fmt: skip
    posted = request.POST if request.method == "POST" else None
    form = SendForm(posted, initial={"deadline": deadline}, fingerprint=fingerprint(snapshot))
    if form.is_valid():
        try:
            made = _send_out(item, form, person)
        except NotAllowed as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, f"Sagen er sendt til {len(circle.parties)} parter.")
            return redirect(made)
    context = {
        "form": form,
        "item": item,
        "meeting": item.meeting,
        "case": snapshot["items"][0],
        "circle": circle,
        "voters": [(party, circle.people[party.pk]) for party in circle.parties],
        "rule_words": rule_in_words(rule.rule, rule.at_least, len(circle.parties)),
        "before": item.ballots.filter(status=BallotStatus.WITHDRAWN).first(),
    }
    return render(request, "circulation/send.html", context)


def _send_out(item: AgendaItem, form: SendForm, person: Person) -> Ballot:
    found = workflow.draft_ballot(item, by=person)
    return workflow.send_ballot(found, deadline=form.cleaned_data["deadline"], by=person).ballot


@requires(is_secretariat)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the case back, with a reason; then it can be changed and sent anew."""
    found = _ballot(request, pk)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        with refusals_as_messages(request):
            workflow.withdraw_ballot(found, by=person_of(request), **form.cleaned_data)
            messages.success(request, "Sagen er trukket tilbage, og parterne har fået besked.")
        return redirect(found)
    step = BALLOT.get("withdraw")
    context = {
        "form": form, "heading": f"Træk sagen tilbage: {found.title}", "question": step.confirm,
        "submit_label": step.label, "danger": True, "cancel_url": found.get_absolute_url(),
    }  # fmt: skip
    return render(request, "components/confirm_page.html", context)


@requires(is_secretariat)
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a draft that never went out."""
    found = _ballot(request, pk)
    if request.method == "POST":
        with refusals_as_messages(request):
            workflow.drop_ballot(found, by=person_of(request))
            messages.success(request, "Kladden er slettet. Punktet står stadig på dagsordenen.")
        return redirect("circulation:list")
    step = BALLOT.get("drop")
    context = {
        "heading": f"{step.label}?", "question": step.confirm, "submit_label": step.label,
        "danger": True, "cancel_url": found.get_absolute_url(),
    }  # fmt: skip
    return render(request, "components/confirm_page.html", context)


@requires(has_a_role)
@require_safe
def sheet(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The decision as a PDF, in the variant that this person may read."""
    found = _ballot(request, pk)
    shown = queries.newest_version(found)
    row = _sheet(shown, person_of(request)) if shown else None
    if row is None or row.file is None:
        raise Http404
    return serve(request, row.file, inline=True)


@requires(is_secretariat)
@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Print and seal a decision again whose PDF could not be made."""
    found = _ballot(request, pk)
    if found.is_decided:
        workflow.order_seal(found)
        messages.success(request, "PDF'en laves nu.")
    return redirect(found)


@requires(is_secretariat)
def rule(request: HttpRequest, slug: str) -> HttpResponse:
    """When a case is adopted in the forum; it holds for what is sent from now on."""
    forum = get_object_or_404(Forum, slug=slug)
    form = RuleForm(request.POST or None, rule=queries.rule_of(forum))
    if form.is_valid():
        with refusals_on(form):
            workflow.set_rule(forum, by=person_of(request), **form.cleaned_data)
            messages.success(request, "Reglen er gemt. Den gælder for de sager, der sendes nu.")
            return redirect("accounts:forum", slug)
        form.data = form.data.copy()
        form.data["seen"] = queries.rule_of(forum).in_short  # the page now tells of the other rule
    context = {
        "form": form,
        "heading": f"Regel for skriftlig behandling i {forum}",
        "intro": "Reglen vises for dem, der svarer. Sager, der er sendt ud, beholder den regel, de "
        "blev sendt med.",
        "submit_label": "Gem reglen",
        "cancel_url": reverse("accounts:forum", args=[slug]),
    }
    return render(request, "components/form_page.html", context)
