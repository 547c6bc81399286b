"""A party's answer about all offers on one page, and the twelve answers about one offer."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.refusals import refusals_as_messages, refusals_on

from .. import workflow
from ..forms import AnswerForm
from ..models import BuyerAnswer
from ..permissions import can_see_years, can_write_answer
from ..queries import twelve_of
from ..workflow import ANSWER
from ..workflow.buying import lacking_in
from .fetching import buying_party, offer_of, visible_year


@requires(can_see_years)
def buyer(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """The form, to those who write it while it is open; else as it was handed in."""
    found, party, person = visible_year(request, year), buying_party(code), person_of(request)
    rows = BuyerAnswer.objects.visible_to(person).select_related(
        "party", "dialogue", "submitted_by"
    )
    made = rows.filter(dialogue=found, party=party).first()
    if made is None and can_write_answer(person, party):
        with refusals_as_messages(request):
            made = workflow.begin_answer(found, party=party, by=person)
    if made is None:
        raise Http404
    if ANSWER.may(made, "write", person) and found.status != "closed":
        return _write(request, made)
    if request.method == "POST":
        raise PermissionDenied
    context = {
        "answer": made, "year": found, "uses": made.uses.select_related("offer"),
        "may_take_back": ANSWER.may(made, "take_back", person) and found.status == "open",
    }  # fmt: skip
    return render(request, "yearly/answer.html", context)


def _write(request: HttpRequest, made: BuyerAnswer) -> HttpResponse:
    form = AnswerForm(request.POST or None, answer=made)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = workflow.save_answer(made, uses=form.given, by=person_of(request))
            if "submit" not in request.POST:
                messages.success(request, "Gemt. Du kan komme tilbage og skrive videre.")
                return redirect(made)
            lacking = lacking_in(made)
            for use, name, text in lacking:
                form.add_error(f"{name}_{use.offer_id}", text)
            if not lacking:
                workflow.submit_answer(made, by=person_of(request))
                messages.success(request, "Svaret er indsendt. I får en kvittering på mail.")
                return redirect(made)
    return render(
        request, "yearly/answer_form.html", {"answer": made, "year": made.dialogue, "form": form}
    )


@requires(can_see_years)
@require_POST
def take_back(request: HttpRequest, year: int, code: str) -> HttpResponse:
    found, party = visible_year(request, year), buying_party(code)
    made = BuyerAnswer.objects.visible_to(person_of(request)).filter(dialogue=found, party=party)
    answer = made.select_related("party", "dialogue").first()
    if answer is None:
        raise Http404
    with refusals_as_messages(request):
        workflow.take_back_answer(answer, by=person_of(request))
        messages.success(request, "Svaret er taget tilbage og kan ændres.")
    return redirect(answer)


@requires(can_see_years)
@require_safe
def twelve(request: HttpRequest, year: int, offer: int) -> HttpResponse:
    """What each party says of one offer, with sums and last year beside."""
    found, person = visible_year(request, year), person_of(request)
    about = offer_of(found, offer)
    rows, sums = twelve_of(found, about, person)
    context = {
        "year": found, "offer": about, "rows": rows, "sums": sums,
        "some": sums.answered, "shared": found.is_shared or person.is_of_secretariat(),
    }  # fmt: skip
    return render(request, "yearly/twelve.html", context)
