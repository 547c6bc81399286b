"""Asking the portal for a page as somebody of each role would, inside a transaction that is undone."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.core.handlers.wsgi import WSGIRequest
from django.db import transaction
from django.http import Http404
from django.http.response import HttpResponseBase
from django.urls import resolve
from django_htmx.middleware import HtmxDetails

from dasportal.accounts.models import Forum, Party, Person, Role, RoleKind
from meetings.models import Meeting
from meetings.preflight.matching import said

READER, OTHER_FORUM, NO_FORUM, ADMINISTRATOR, PUBLIC, RECIPIENTS = (
    "reader", "other_forum", "no_forum", "administrator", "public", "recipients",
)  # fmt: skip
SIGNED_IN = (READER, OTHER_FORUM, NO_FORUM, ADMINISTRATOR)


@dataclass(frozen=True)
class Page:
    """What was answered: the status, and every word of head and body. A file is its head alone."""

    status: int
    text: str


@dataclass(frozen=True)
class Audience:
    """Those who may not read what is closed: somebody of that role, or anybody (no person)."""

    name: str
    label: str
    person: Person | None = None

    def read(self, address: str) -> Page:
        """The page at this address of the portal, with its query, as this audience gets it."""
        request = _request(address, self.person)
        match = request.resolver_match
        try:
            response = match.func(request, *match.args, **match.kwargs)
        except Http404:
            return Page(404, "")
        except PermissionDenied:
            return Page(403, "")
        return _page(response)


def _request(address: str, person: Person | None) -> Any:
    parts = urlsplit(address)
    request: Any = WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": parts.path,
            "QUERY_STRING": parts.query,
            "SERVER_NAME": settings.ALLOWED_HOSTS[0],
            "SERVER_PORT": "443",
            "wsgi.url_scheme": "https",
            "wsgi.input": io.BytesIO(),
        }
    )
    request.user = person or AnonymousUser()
    request.session, request.parties = {}, []
    request.htmx = HtmxDetails(request)
    request.resolver_match = resolve(parts.path)
    return request


def _page(response: HttpResponseBase) -> Page:
    """Head and body; of a stream only the head, for a file is looked through by itself."""
    head = "\n".join(f"{name}: {said(value)}" for name, value in response.items())
    if hasattr(response, "render"):
        response.render()
    body = "" if response.streaming else response.content.decode("utf-8", "replace")  # type: ignore[attr-defined]
    if (file := getattr(response, "file_to_stream", None)) is not None:
        file.close()  # not the response: closing that ends the database's connection, too
    return Page(response.status_code, f"{head}\n\n{body}")


@contextmanager
def audiences(meeting: Meeting) -> Iterator[list[Audience]]:
    """Everybody who may not read what is closed in this meeting: made-up people, gone afterwards."""
    with transaction.atomic():
        yield [
            Audience(READER, "Læser i forummet", _holder(RoleKind.READER, forum=meeting.forum)),
            Audience(OTHER_FORUM, "Medlem af et andet forum", _member_elsewhere(meeting)),
            Audience(
                NO_FORUM, "Indberetter uden forum",
                _holder(RoleKind.TARIFF_REPORTER, party=Party.objects.first()),
            ),
            Audience(ADMINISTRATOR, "Administrator", _holder(RoleKind.ADMINISTRATOR)),
            Audience(PUBLIC, "Offentligheden"),
        ]  # fmt: skip
        transaction.set_rollback(True)


def on_paper() -> list[Audience]:
    """The audiences whose copies are made ahead, with nobody behind them."""
    return [
        Audience(READER, "Uden lukkede punkter"),
        Audience(PUBLIC, "Offentligheden"),
        Audience(RECIPIENTS, "Modtagerne"),
    ]


def _member_elsewhere(meeting: Meeting) -> Person:
    other = Forum.objects.exclude(pk=meeting.forum_id).first()
    if other is None:
        return _holder(RoleKind.EXPERT)
    return _holder(RoleKind.MEMBER, forum=other, party=Party.objects.first())


def _holder(kind: str, **where: Any) -> Person:
    person = Person(email=f"{kind}@kontrol.invalid", name="Kontrol")
    person.set_unusable_password()
    person.save()
    Role.objects.create(person=person, kind=kind, **where)
    return person
