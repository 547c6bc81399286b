"""What the portal has sent, to whom, and how it went: for the secretariat and administrators."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe
from django_tables2 import RequestConfig

from dasportal.accounts.access import requires
from dasportal.accounts.permissions import signed_in
from dasportal.accounts.transitions import NotAllowed
from dasportal.mail import workflow
from dasportal.mail.filters import MailFilter
from dasportal.mail.models import MailState, OutgoingMail, OutgoingMailQuerySet
from dasportal.mail.outbox import has_server
from dasportal.mail.permissions import can_read_text, sees_mail
from dasportal.mail.tables import MailTable

MAILS_A_PAGE = 25


@requires(sees_mail)
@require_safe
def mails(request: HttpRequest) -> HttpResponse:
    """The outbox, newest first, with what needs a person on top and how many there are of each."""
    visible = OutgoingMail.objects.visible_to(request.user)
    chosen = MailFilter(request.GET, visible)
    shown = chosen.qs.select_related("person", "bundle").defer("text", "bundle__text")
    table = MailTable(shown)
    RequestConfig(request, paginate={"per_page": MAILS_A_PAGE}).configure(table)
    context = {
        "table": table,
        "filter": chosen,
        "has_server": has_server(),
        "failed": visible.filter(state=MailState.FAILED).count(),
        "unsure": visible.filter(state=MailState.UNSURE).count(),
        "counts": _by_state(request, visible),
    }
    return render(request, "mail/mails.html", context)


def _by_state(request: HttpRequest, visible: OutgoingMailQuerySet) -> list[tuple[MailState, int]]:
    """How many of each state, of what is chosen apart from the state itself."""
    others = {key: value for key, value in request.GET.items() if key != "state"}
    found = MailFilter(others, visible).qs.order_by().values_list("state").annotate(Count("pk"))
    numbers = dict(found)
    return [(state, numbers[state]) for state in MailState if state in numbers]


@requires(signed_in)
@require_safe
def mail(request: HttpRequest, pk: int) -> HttpResponse:
    """One mail: its text, where it may be shown, and what happened to it. One's own, for most."""
    found = _get(request, pk)
    context = {
        "mail": found,
        "parts": found.parts.order_by("pk"),
        "looks_after": sees_mail(request.user),
        "attachments": found.attachments.all(),
        "may_read": can_read_text(request.user, found),
        "may_resend": has_server() and workflow.WORKFLOW.may(found, "resend", request.user),
        "has_server": has_server(),
    }
    return render(request, "mail/mail.html", context)


@requires(sees_mail)
def resend(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then send again."""
    found = _get(request, pk)
    if request.method == "POST":
        try:
            workflow.resend(found, by=request.user)
        except NotAllowed as refused:
            messages.error(request, refused.message)
        else:
            messages.success(request, f"Mailen til {found.to} er lagt i kø igen.")
        return redirect("mail:detail", pk=found.pk)
    return render(request, "components/confirm_page.html", _question(found))


def _get(request: HttpRequest, pk: int) -> OutgoingMail:
    visible = OutgoingMail.objects.visible_to(request.user).select_related("person", "bundle")
    return get_object_or_404(visible, pk=pk)


def _question(mail: OutgoingMail) -> dict[str, Any]:
    consequences = {
        MailState.SENT: ["Modtageren har allerede fået den én gang."],
        MailState.UNSURE: ["Modtageren kan have fået den. Spørg eventuelt først."],
        MailState.FAILED: [f"Sidste gang gik det galt: {mail.last_error}"],
    }
    return {
        "heading": "Send mailen igen",
        "question": f"»{mail.subject}« bliver sendt til {mail.to}.",
        "consequences": consequences.get(MailState(mail.state), []),
        "submit_label": "Send igen",
        "cancel_url": mail.get_absolute_url(),
    }
