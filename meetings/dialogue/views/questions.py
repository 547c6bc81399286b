"""Questions and comments on an item: asked, answered, changed, hidden."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from django_tables2 import RequestConfig

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.permissions import has_a_role, is_secretariat
from dasportal.accounts.refusals import refusals_as_messages, refusals_on
from meetings.models import AgendaItem
from meetings.reading import Heading, heading_of
from meetings.views.fetching import visible_item

from .. import queries, workflow
from ..filters import QuestionFilter
from ..forms import AskForm, HideForm, WordsForm
from ..models import Answer, Question
from ..permissions import can_ask, can_edit, is_author
from ..tables import QuestionTable


@requires(has_a_role)
@require_safe
def question_list(request: HttpRequest) -> HttpResponse:
    """What one may read across meetings; those that wait are shown first."""
    rows = queries.questions_for(person_of(request))
    chosen = QuestionFilter(request.GET or {"status": "waiting"}, queryset=rows, request=request)
    table = QuestionTable(chosen.qs)
    RequestConfig(request, paginate={"per_page": 50}).configure(table)
    return render(request, "dialogue/list.html", {"filter": chosen, "table": table})


@requires(has_a_role)
def item(request: HttpRequest, pk: str) -> HttpResponse:
    """What has been asked on the item; POST asks, by the button »spørgsmål« or »kommentar«."""
    row = visible_item(request, pk)
    heading = _heading(request, row)
    office = is_secretariat(person_of(request))
    form = AskForm(request.POST or None, office=office)
    if request.method == "POST" and not can_ask(person_of(request), row):
        raise Http404
    if form.is_valid():
        comments = office or request.POST.get("kind") == "comment"
        verb = workflow.comment if comments else workflow.ask
        values = {"audience": "forum", **form.cleaned_data}
        with refusals_on(form):
            made = verb(row, by=person_of(request), **values)
            messages.success(request, _sent(made))
            return redirect(_back(request, made))
    return _page(request, row, heading, form)


def _heading(request: HttpRequest, row: AgendaItem) -> Heading:
    """What the item is called to the reader; 404 when its page does not open for them."""
    heading = heading_of(row, person_of(request))
    if heading is None:
        raise Http404
    return heading


def _page(request: HttpRequest, row: AgendaItem, heading: Heading, form: AskForm) -> HttpResponse:
    context = {
        "item": row, "meeting": row.meeting, "heading": heading,
        **thread_context(request, row, form),
    }  # fmt: skip
    return render(request, "dialogue/item.html", context)


def thread_context(
    request: HttpRequest, row: AgendaItem, form: AskForm | None = None
) -> dict[str, Any]:
    """What the threads' template shows, below the item and on their own page alike."""
    person = person_of(request)
    is_open = workflow.is_open_for_words(row)
    threads = queries.threads_on(row, person, open_for_words=is_open)
    if any(thread.question.own for thread in threads):
        workflow.note_answers_seen(row, by=person)
    return {
        "threads": threads,
        "is_open": is_open,
        "may_ask": is_open and can_ask(person, row),
        "office": is_secretariat(person),
        "form": form or AskForm(office=is_secretariat(person)),
    }


def _sent(made: Question) -> str:
    if is_secretariat(made.author):
        return "Det kan nu læses af alle i forummet."
    if made.is_comment:
        return "Kommentaren er sendt."
    return "Spørgsmålet er sendt. Svaret kommer her, og du får en mail, når det er der."


def _back(request: HttpRequest, question: Question) -> str:
    """To the page it was written on: the item as it is read or edited, or the questions' own."""
    pages = {"punkt": "meetings:item", "rediger": "meetings:item_edit"}
    name = pages.get(request.POST.get("fra", ""), "dialogue:item")
    return reverse(name, args=[question.item_id]) + f"#spm-{question.pk}"


def _question(request: HttpRequest, pk: int) -> Question:
    rows = Question.objects.visible_to(person_of(request))
    found = get_object_or_404(rows.select_related("item__meeting__forum", "author"), pk=pk)
    _heading(request, found.item)
    return found


def _answer(request: HttpRequest, pk: int) -> Answer:
    rows = Answer.objects.visible_to(person_of(request))
    wanted = rows.select_related("question__item__meeting__forum", "author")
    found = get_object_or_404(wanted, pk=pk)
    _heading(request, found.question.item)
    return found


@requires(has_a_role)
def respond(request: HttpRequest, pk: int) -> HttpResponse:
    """Write below a question: the answer, the next question, or a word. GET shows the form alone."""
    question = _question(request, pk)
    if not can_ask(person_of(request), question.item):
        raise Http404
    form = WordsForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            workflow.respond(question, text=form.cleaned_data["text"], by=person_of(request))
            messages.success(request, "Svaret er sendt.")
            return redirect(_back(request, question))
    context = {
        "form": form, "question": question, "heading": "Svar", "submit_label": "Send",
        "back": _back(request, question), "from": request.POST.get("fra", ""),
    }  # fmt: skip
    return render(request, "dialogue/words.html", context)


@requires(has_a_role)
@require_POST
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """The one who asked has the answer already."""
    question = _question(request, pk)
    if not is_author(person_of(request), question):
        raise Http404
    with refusals_as_messages(request):
        workflow.settle(question, by=person_of(request))
        messages.success(request, "Spørgsmålet er markeret som besvaret.")
    return redirect(_back(request, question))


@requires(has_a_role)
def edit_question(request: HttpRequest, pk: int) -> HttpResponse:
    """Change one's own question."""
    question = _question(request, pk)
    return _edit(request, question, question)


@requires(has_a_role)
def edit_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Change one's own answer."""
    answer = _answer(request, pk)
    return _edit(request, answer, answer.question)


def _edit(request: HttpRequest, words: Question | Answer, question: Question) -> HttpResponse:
    if not can_edit(person_of(request), words):
        raise Http404
    form = WordsForm(request.POST or None, initial={"text": words.text})
    if form.is_valid():
        with refusals_on(form):
            workflow.edit(words, text=form.cleaned_data["text"], by=person_of(request))
            messages.success(request, "Rettelsen er gemt.")
            return redirect(_back(request, question))
    context = {
        "form": form, "question": question, "heading": "Ret det, du skrev",
        "submit_label": "Gem rettelsen", "back": _back(request, question),
        "hint": "Har det stået i mere end ti minutter, kan den tidligere tekst stadig læses.",
    }  # fmt: skip
    return render(request, "dialogue/words.html", context)


@requires(is_secretariat)
def hide_question(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a question out of the others' sight."""
    question = _question(request, pk)
    return _hide(request, question, question)


@requires(is_secretariat)
def hide_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an answer out of the others' sight."""
    answer = _answer(request, pk)
    return _hide(request, answer, answer.question)


def _hide(request: HttpRequest, words: Question | Answer, question: Question) -> HttpResponse:
    form = HideForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            workflow.hide(words, reason=form.cleaned_data["reason"], by=person_of(request))
            messages.success(request, "Det er skjult for andre end den, der skrev det.")
            return redirect(_back(request, question))
    context = {
        "form": form, "heading": f"Skjul det, {words.author.name} skrev?",
        "question": workflow.QUESTION.get("hide").confirm, "submit_label": "Skjul",
        "danger": True, "cancel_url": _back(request, question),
    }  # fmt: skip
    return render(request, "components/confirm_page.html", context)


@requires(is_secretariat)
@require_POST
def show_question(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a hidden question be read again."""
    question = _question(request, pk)
    return _show(request, question, question)


@requires(is_secretariat)
@require_POST
def show_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a hidden answer be read again."""
    answer = _answer(request, pk)
    return _show(request, answer, answer.question)


def _show(request: HttpRequest, words: Question | Answer, question: Question) -> HttpResponse:
    with refusals_as_messages(request):
        workflow.show(words, by=person_of(request))
        messages.success(request, "Det kan læses igen.")
    return redirect(_back(request, question))
