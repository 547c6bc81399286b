"""People, their roles and their invitations: the secretariat's pages."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django_tables2 import RequestConfig

from .. import slots, workflow
from ..access import requires
from ..filters import PersonFilter
from ..forms import InviteForm, RoleForm
from ..models import Invitation, Person, Role
from ..permissions import is_administrator, may_invite, may_reset_two_steps, may_see_people
from ..queries import history_of, people_with_roles
from ..tables import PersonTable
from ..transitions import NotAllowed

PEOPLE_A_PAGE = 50


@requires(may_see_people)
def people(request: HttpRequest) -> HttpResponse:
    """Everybody, with filters; one page of fifty costs as many queries as one of three."""
    chosen = PersonFilter(request.GET, Person.objects.visible_to(request.user))
    table = PersonTable(people_with_roles(chosen.qs))
    RequestConfig(request, paginate={"per_page": PEOPLE_A_PAGE}).configure(table)
    waiting = Invitation.objects.visible_to(request.user).open().select_related("person")
    context = {"table": table, "filter": chosen, "waiting": waiting}
    return render(request, "accounts/people.html", context)


@requires(may_see_people)
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: roles with the steps they allow, invitations, and what has happened."""
    found = get_object_or_404(Person.objects.visible_to(request.user), pk=pk)
    roles = found.roles.select_related("forum", "party", "unit__party", "ended_by", "person")
    invitations = found.invitations.select_related("role", "sent_by", "person")
    context = {
        "person": found,
        "roles": [(role, workflow.ROLES.available(role, request.user)) for role in roles],
        "invitations": [
            (invitation, workflow.INVITATIONS.available(invitation, request.user))
            for invitation in invitations
        ],
        "may_reset_two_steps": may_reset_two_steps(request.user, found),
        "history": history_of(found),
        "panels": slots.rendered(slots.PERSON, request, found),
    }
    return render(request, "accounts/person.html", context)


@requires(may_invite)
def invite(request: HttpRequest) -> HttpResponse:
    form = InviteForm(request.POST or None, by=request.user)
    if form.is_valid():
        try:
            role = workflow.invite(**form.cleaned_data, by=request.user)
        except NotAllowed as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _told(role))
            return redirect(role.person)
    context = {"heading": "Inviter en person", "form": form, "submit_label": "Send invitation"}
    return render(request, "accounts/invite.html", context)


def _told(role: Role) -> str:
    if role.person.is_active:
        return f"{role.person} kunne logge ind i forvejen og har nu fået rollen {role}."
    return f"Invitationen til {role.person} er lagt i postkassen. Linket gælder i 14 dage."


@requires(may_invite)
def give_role(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Person.objects.visible_to(request.user), pk=pk)
    form = RoleForm(request.POST or None, by=request.user)
    if form.is_valid():
        try:
            role = workflow.give_role(found, **form.cleaned_data, by=request.user)
        except NotAllowed as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, f"{found} har fået rollen {role}.")
            return redirect(found)
    context = {
        "heading": f"Giv {found} en rolle",
        "form": form,
        "submit_label": "Giv rolle",
        "cancel_url": found.get_absolute_url(),
    }
    return render(request, "components/form_page.html", context)


@requires(may_invite)
def end_role(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks first (GET), then ends the role (POST)."""
    role = get_object_or_404(
        Role.objects.visible_to(request.user).select_related("person", "forum", "unit__party"),
        pk=pk,
    )
    if request.method == "POST":
        return _taken(request, role.person, f"{role} er afsluttet.", workflow.end_role, role)
    return render(
        request,
        "components/confirm_page.html",
        {
            "heading": f"Afslut rollen {role}",
            "question": f"{role.person} mister rollen med det samme.",
            "consequences": [
                "Rollen ophører ved næste klik, også hvis personen er logget ind nu.",
                "Det, personen har skrevet og besluttet, bliver stående.",
                "Rollen kan gives igen.",
            ],
            "submit_label": "Afslut rolle",
            "danger": True,
            "cancel_url": role.person.get_absolute_url(),
        },
    )


@requires(may_invite)
def resend_invitation(request: HttpRequest, pk: int) -> HttpResponse:
    invitation = _invitation(request, pk)
    if request.method != "POST":
        return redirect(invitation.person)
    said = "Et nyt link er lagt i postkassen. Det gamle virker ikke længere."
    return _taken(request, invitation.person, said, workflow.resend, invitation)


@requires(may_invite)
def revoke_invitation(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks first (GET), then takes the invitation back (POST)."""
    invitation = _invitation(request, pk)
    if request.method == "POST":
        said = "Invitationen er trukket tilbage."
        return _taken(request, invitation.person, said, workflow.revoke, invitation)
    return render(
        request,
        "components/confirm_page.html",
        {
            "heading": "Træk invitationen tilbage",
            "question": workflow.INVITATIONS.get("revoke").confirm,
            "consequences": [f"{invitation.person} kan ikke bruge linket, der er sendt."],
            "submit_label": "Træk tilbage",
            "danger": True,
            "cancel_url": invitation.person.get_absolute_url(),
        },
    )


@requires(is_administrator)
def reset_two_steps(request: HttpRequest, pk: int) -> HttpResponse:
    """For a lost phone: asks first (GET), then removes the person's second step (POST)."""
    found = get_object_or_404(Person.objects.visible_to(request.user), pk=pk)
    if request.method == "POST":
        said = f"{found} logger nu ind med adgangskoden alene, til et nyt andet trin er slået til."
        return _taken(request, found, said, workflow.reset_two_steps, found)
    return render(
        request,
        "components/confirm_page.html",
        {
            "heading": "Nulstil totrinslogin",
            "question": f"Er du sikker på, at det er {found}, der har bedt om det?",
            "consequences": [
                "Appkoder, adgangsnøgler og nødkoder holder op med at virke.",
                "Personen får en mail om det.",
            ],
            "submit_label": "Nulstil",
            "danger": True,
            "cancel_url": found.get_absolute_url(),
        },
    )


def _invitation(request: HttpRequest, pk: int) -> Invitation:
    rows = Invitation.objects.visible_to(request.user).select_related("person")  # type: ignore[arg-type]
    return get_object_or_404(rows, pk=pk)


def _taken(request: HttpRequest, about: Person, said: str, verb, subject) -> HttpResponse:  # type: ignore[no-untyped-def]
    """Take the step and say so, or say why not; back to the person either way."""
    try:
        verb(subject, by=request.user)
        messages.success(request, said)
    except NotAllowed as refused:
        messages.error(request, refused.message)
    return redirect(about)
