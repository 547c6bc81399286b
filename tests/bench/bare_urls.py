"""The portal's addresses, and one page that is as bare as a page of this stack can be."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path

from dasportal.accounts.access import requires
from dasportal.accounts.models import Party
from dasportal.accounts.permissions import signed_in


@requires(signed_in)
def bare(request: HttpRequest) -> HttpResponse:
    """Sign-in, middleware, the frame with its menu, and one row found by an index."""
    return render(request, "base.html", {"party": Party.objects.get(code="851").name})


urlpatterns = [path("bar-side/", bare, name="bare"), path("", include("dasportal.urls"))]
