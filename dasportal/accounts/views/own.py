"""One's own pages: Min side, the profile, and the set-up of two-step sign-in."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from .. import slots
from ..access import needs_second_step, requires
from ..forms import ProfileForm
from ..permissions import current_roles, must_use_two_steps, signed_in


@requires(signed_in)
def home(request: HttpRequest) -> HttpResponse:
    """Min side: what waits for me, and what comes next. The apps above fill it."""
    context = {
        "roles": current_roles(request.user),
        "panels": slots.rendered(slots.HOME, request, request.user),
    }
    return render(request, "accounts/home.html", context)


@requires(signed_in)
def profile(request: HttpRequest) -> HttpResponse:
    """My name and title, my roles, and the ways I sign in."""
    form = ProfileForm(request.POST or None, instance=request.user)
    if form.is_valid():
        form.save()
        messages.success(request, "Dine oplysninger er gemt.")
        return redirect("accounts:profile")
    request.user.refresh_from_db(fields=["name", "title"])  # a refused name is not shown as mine
    ways = Authenticator.objects.filter(user=request.user).values_list("type", flat=True)
    context = {
        "form": form,
        "roles": current_roles(request.user),
        "has_app": Authenticator.Type.TOTP in ways,
        "passkeys": list(ways).count(Authenticator.Type.WEBAUTHN),
        "must": must_use_two_steps(request.user),
        "panels": slots.rendered(slots.PROFILE, request, request.user),
    }
    return render(request, "accounts/profile.html", context)


@requires(signed_in)
def two_steps(request: HttpRequest) -> HttpResponse:
    """Where staff without a second step are sent until they have set one up."""
    if not needs_second_step(request.user):
        return redirect("accounts:home")
    return render(request, "accounts/two_steps.html")
