"""The address that a party's file has always had. What stands on the year takes it in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from dasportal.accounts.access import requires

from ..permissions import can_see_years
from .fetching import visible_submission


@requires(can_see_years)
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    return redirect("workbook:upload", visible_submission(request, pk).pk)
