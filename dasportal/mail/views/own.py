"""One's own mails: what was sent to me, and when I want to be told."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe
from django_tables2 import RequestConfig

from dasportal.accounts.access import requires
from dasportal.accounts.permissions import signed_in
from dasportal.mail import workflow
from dasportal.mail.forms import TimingForm
from dasportal.mail.models import OutgoingMail
from dasportal.mail.outbox import has_server
from dasportal.mail.tables import OwnMailTable

MAILS_A_PAGE = 25


@requires(signed_in)
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """What was sent to me, newest first."""
    mails = OutgoingMail.objects.to(request.user).select_related("bundle").defer("text")
    table = OwnMailTable(mails)
    RequestConfig(request, paginate={"per_page": MAILS_A_PAGE}).configure(table)
    context = {"table": table, "tabs": _tabs("mail:own"), "has_server": has_server()}
    return render(request, "mail/own.html", context)


@requires(signed_in)
def preferences(request: HttpRequest) -> HttpResponse:
    """When I want which kind of mail."""
    form = TimingForm(request.POST or None, person=request.user)
    if form.is_valid():
        workflow.choose_timings(form.cleaned_data, by=request.user)
        messages.success(request, "Dit valg er gemt og gælder fra nu af.")
        return redirect("mail:preferences")
    context = {"form": form, "tabs": _tabs("mail:preferences")}
    return render(request, "mail/preferences.html", context)


def _tabs(current: str) -> list[dict[str, Any]]:
    pages = [("Mails til mig", "mail:own"), ("Hvornår jeg får besked", "mail:preferences")]
    return [
        {"label": label, "url": reverse(name), "current": name == current} for label, name in pages
    ]
