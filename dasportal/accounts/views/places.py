"""Parties and forums."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from .. import slots
from ..access import requires
from ..forms import ForumForm
from ..models import Forum
from ..permissions import may_edit_forum, may_see_parties
from ..queries import forums_with_counts, parties_with_people, people_of


@requires(may_see_parties)
def parties(request: HttpRequest) -> HttpResponse:
    """Who the parties are, and who sits where for them; open to everybody in the cooperation."""
    context = {
        "parties": parties_with_people(),
        "forums": forums_with_counts(),
        "may_edit_forum": may_edit_forum(request.user),
    }
    return render(request, "accounts/parties.html", context)


@requires(may_edit_forum)
def forum(request: HttpRequest, slug: str) -> HttpResponse:
    """A forum's names and standing texts; other apps add their own standing parts below."""
    found = get_object_or_404(Forum, slug=slug)
    form = ForumForm(request.POST or None, instance=found)
    if form.is_valid():
        form.save()
        messages.success(request, "Forummets indstillinger er gemt.")
        return redirect("accounts:forum", slug=slug)
    context = {
        "forum": found,
        "form": form,
        "people": people_of(found),
        "panels": slots.rendered(slots.FORUM, request, found),
    }
    return render(request, "accounts/forum.html", context)
