"""Ways in for those who are not signed in: the personal link, and the demo's list of people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.views import LoginView
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from .. import workflow
from ..demo import DEMO_PASSWORD, DEMO_SIGN_INS, DemoSignIn
from ..forms import AcceptForm
from ..models import Invitation, InvitationState, Person
from ..transitions import NotAllowed


@never_cache
def accept_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Choose a password by a personal link. A link that is used up says what to do now."""
    invitation = get_object_or_404(
        Invitation.objects.select_related("person", "role__forum", "role__unit__party"),
        token_hash=workflow.hash_of(token),
    )
    if invitation.state != InvitationState.SENT or invitation.is_overdue:
        return render(request, "accounts/invitation_over.html", {"invitation": invitation})
    form = AcceptForm(request.POST or None, person=invitation.person)
    if form.is_valid():
        try:
            person = workflow.accept(
                invitation,
                password=form.cleaned_data["password"],
                name=form.cleaned_data["name"],
                by=invitation.person,
            )
        except NotAllowed as refused:
            messages.error(request, refused.message)
            return redirect("account_login")
        get_adapter(request).login(request, person)
        messages.success(request, f"Velkommen, {person}. Din adgangskode er gemt.")
        return redirect("accounts:home")
    return render(request, "accounts/accept.html", {"form": form, "invitation": invitation})


class SignInView(LoginView):
    """allauth's page, with the demo's list of people below it in the demo."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "demo_people": list(_demo_people()),
            "demo_password": DEMO_PASSWORD if settings.DEMO else "",
        }


def _demo_people() -> Iterator[DemoSignIn]:
    """The listed people who are there; none outside the demo."""
    if not settings.DEMO:
        return
    listed = {row.email: row for row in DEMO_SIGN_INS}
    there = Person.objects.filter(email__in=listed, is_active=True)
    emails = set(there.values_list("email", flat=True))
    yield from (row for email, row in listed.items() if email in emails)


@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in as one of the demo's made-up people, without a password. In the demo alone."""
    email = request.POST.get("email", "")
    if not settings.DEMO or email not in {row.email for row in DEMO_SIGN_INS}:
        raise Http404
    person = get_object_or_404(Person, email=email, is_active=True)
    get_adapter(request).login(request, person)
    return redirect("accounts:home")


def no_sign_up(request: HttpRequest) -> HttpResponse:
    """Nobody makes an account alone."""
    raise Http404
