"""Closed by default: who may open which address.

Every view either says whom it is for with `@requires(question)`, or its name is in one of the two
short lists below. `manage.py check` fails on a view that does neither, and the middleware
refuses it should it get that far.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import urlsplit

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core.checks import Error, register
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from .epoch import HEADER, NOBODY, epoch
from .models import Person
from .permissions import current_roles, must_use_two_steps, parties_of

logger = logging.getLogger("dasportal.access")
View = TypeVar("View", bound=Callable[..., Any])
Question = Callable[[Person], bool]

# What may be opened without signing in. A personal link proves itself by its secret.
PUBLIC = frozenset(
    {
        "health",
        "account_login",
        "account_signup",  # always 404: nobody makes an account alone; allauth asks for the name
        "account_inactive",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "mfa_authenticate",  # the second step: the first has been taken, nobody is signed in yet
        "mfa_login_webauthn",
        "accounts:accept_invitation",
        "enquiries:part_by_link",  # a colleague helps with one answer
        "meetings:contribute",  # an outsider delivers to one item
        "calendar:feed",  # a calendar program fetches one person's meetings
        "dialogue:shared",  # one open item, shared by a director with somebody at home
        "dialogue:shared_file",  # an open bilag of it
        "offline_worker",  # the script that keeps copies: it holds nobody's words
        "accounts:demo_sign_in",  # 404 outside the demo
        # What has been published: frozen public snapshots and nothing else.
        "publication:list",
        "publication:feed",
        "publication:meeting",
        "publication:agenda",
        "publication:minutes",
        "publication:item",
        "publication:attachment",
        "publication:publication",
        "publication:pdf",
        "publication:missing",
        # The tariffs that apply and have applied, as approved.
        "published:list",
        "published:compare",
        "published:download",
        "published:offer",
        "published:offer_download",
        "published:sheet",
        # Offers, what a place costs and where one is free, as their operators have confirmed.
        "vacancies:list",
        "vacancies:offer",
        "vacancies:download",
    }
)

# Under these addresses nobody is anybody: no session is read and no cookie set, so that what is
# published is the same for all and may be kept by a proxy.
STRANGERS_ONLY = ("/offentlig/", "/takster/gaeldende/", "/tilbudsoverblik/")

# allauth's own pages, each about the person who is signed in.
ONES_OWN = frozenset(
    {
        "account_logout",
        "account_reauthenticate",
        "account_change_password",
        "account_set_password",
        "mfa_index",
        "mfa_reauthenticate",
        "mfa_activate_totp",
        "mfa_deactivate_totp",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
        "mfa_reauthenticate_webauthn",
        "mfa_remove_webauthn",
        "mfa_edit_webauthn",
    }
)


def person_of(request: HttpRequest) -> Person:
    """Who asks. Only views behind @requires call this."""
    assert isinstance(request.user, Person)
    return request.user


def requires(question: Question) -> Callable[[View], View]:
    """Open the view to those signed in to whom `question(person)` answers yes; others get 403.

    Which rows of a page one may see is another matter: `visible_to`, and 404 for the rest.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if not request.user.is_authenticated or not question(request.user):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.access = question  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return decorate


class StrangersMiddleware:
    """Lets nobody be known on the public pages. It stands next to the one that reads the session,
    so that nothing after it does."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(STRANGERS_ONLY):
            request.user = AnonymousUser()
        return self.get_response(request)


class AccessMiddleware:
    """Signs nobody in; sends strangers to sign-in, asks staff for two steps, logs refusals."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            request.parties = sorted(parties_of(request.user))  # type: ignore[attr-defined]
        response = self.get_response(request)
        # Copies that a tablet keeps are wiped when this is another than when they were kept.
        known = request.user.is_authenticated
        response.headers.setdefault(HEADER, epoch(request.user) if known else NOBODY)
        if response.status_code in (403, 404) and request.resolver_match:
            _log_refusal(request, response.status_code)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name in PUBLIC:
            return None
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        if name in ONES_OWN:
            return None
        if getattr(view, "access", None) is None:
            raise PermissionDenied(f"{name} does not say whom it is for")
        if name != "accounts:two_steps" and needs_second_step(request.user):
            return _move(request, reverse("accounts:two_steps"))
        return None


def needs_second_step(person: Person) -> bool:
    """Whether this person must set up an app code or a passkey before anything else."""
    if settings.DEMO or not must_use_two_steps(person):
        return False
    return not is_mfa_enabled(person, [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN])


def _move(request: HttpRequest, url: str) -> HttpResponse:
    """Take the whole page there, also when only a part of it was asked for."""
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return redirect(url)


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """To the sign-in page and back afterwards; a fragment moves the whole page there."""
    logger.info("sign-in needed", extra={"view": request.resolver_match.view_name})  # type: ignore[union-attr]
    if request.headers.get("HX-Request"):
        back = redirect_to_login(_path_of(request.headers.get("HX-Current-URL", "/")))
        return HttpResponse(status=401, headers={"HX-Redirect": back["Location"]})
    if request.method == "GET":
        return redirect_to_login(request.get_full_path())
    # Back to the page that the form stood on: what was typed there is kept by the browser.
    return redirect_to_login(_path_of(request.headers.get("Referer", "/")))


def _path_of(url: str) -> str:
    """The path and query of an address; what it says of host and scheme is not believed."""
    parts = urlsplit(url)
    return f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"


def _log_refusal(request: HttpRequest, status: int) -> None:
    user = request.user
    logger.warning(
        "access refused",
        extra={
            "status": status,
            "view": request.resolver_match.view_name,  # type: ignore[union-attr]
            "method": request.method,
            "roles": [r.kind for r in current_roles(user)] if user.is_authenticated else [],
        },
    )


# --- The check ------------------------------------------------------------------------------------


def named_views(
    patterns: list[URLPattern | URLResolver] | None = None, prefix: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    """Every address of the portal: its full name and its pattern."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from named_views(pattern.url_patterns, inner)
        else:
            yield f"{prefix}{pattern.name or ''}", pattern


@register("access")
def every_view_says_whom_it_is_for(**kwargs: Any) -> list[Error]:
    """Fails on an address without a name, and on a view that is open to nobody knows whom."""
    errors = []
    for name, pattern in named_views():
        access = getattr(pattern.callback, "access", None)
        if not name or name.endswith(":"):
            errors.append(Error(f"the address {pattern.pattern} has no name", id="access.E001"))
        elif name in PUBLIC | ONES_OWN:
            if access is not None:
                errors.append(Error(f"{name} is listed, yet requires a role", id="access.E002"))
        elif access is None:
            errors.append(Error(f"{name} lacks @requires(…)", id="access.E003"))
    return errors
