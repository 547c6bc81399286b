"""Role × address × party (quality 12). An address without a row fails."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import reverse

from dasportal.accounts.access import named_views
from tests.access.matrix import ANONYMOUS, SIGNED_IN, TO_SIGN_IN, Row, World, make_world


def _rows() -> list[Row]:
    files = sorted(Path(__file__).parent.glob("rows_*.py"))
    return [row for f in files for row in import_module(f"tests.access.{f.stem}").ROWS]


ROWS = _rows()


def test_every_address_has_a_row():
    missing = {name for name, _ in named_views()} - {row.name for row in ROWS}
    assert not missing, f"say in tests/access/rows_<app>.py who may open: {sorted(missing)}"


def test_every_row_has_an_address():
    gone = {row.name for row in ROWS} - {name for name, _ in named_views()}
    assert not gone, f"these rows have no address any more: {sorted(gone)}"


def test_no_row_is_said_twice():
    names = [str(row) for row in ROWS]
    assert len(names) == len(set(names))


@pytest.fixture
def world(db: None, settings) -> World:
    settings.DEMO = True  # staff without a second step would be sent to set it up
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return make_world()


@pytest.fixture
def session(world: World) -> dict[str, str]:
    """The session cookie of each actor, signed in once: signing in for each question is slow."""
    cookies = {}
    for actor in SIGNED_IN:
        client = Client()
        client.force_login(world[actor])
        cookies[actor] = client.cookies[settings.SESSION_COOKIE_NAME].value
    return cookies


def _client(session: dict[str, str], actor: str) -> Client:
    client = Client()
    if actor != ANONYMOUS:
        client.cookies[settings.SESSION_COOKIE_NAME] = session[actor]
    return client


def _said(response) -> int | str:
    if response.status_code == 302 and response["Location"].startswith(reverse("account_login")):
        return TO_SIGN_IN
    if response.status_code == 401 and "HX-Redirect" in response:
        return TO_SIGN_IN
    return response.status_code


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_each_role_gets_what_the_row_says(row: Row, world: World, session: dict[str, str]):
    url = reverse(row.name, kwargs=row.kwargs(world))
    data = row.data(world)
    wrong = []
    for actor in (ANONYMOUS, *SIGNED_IN):
        for method in ("get", "post"):
            expected = row.expected(method, actor)
            got = _ask(_client(session, actor), method, url, row, data, {})
            if got != expected:
                wrong.append(f"{actor} {method}: {got}, the row says {expected}")
            if expected in (403, 404, TO_SIGN_IN):
                as_part = _ask(
                    _client(session, actor), method, url, row, data, {"HX-Request": "true"}
                )
                if as_part != expected:
                    wrong.append(f"{actor} {method} by htmx: {as_part}, the row says {expected}")
    assert not wrong, "\n".join([url, *wrong])


def _ask(client: Client, method: str, url: str, row: Row, data, headers) -> int | str:
    """Ask, and undo what the asking did, so that each actor meets the same world."""
    with transaction.atomic():
        values = row.query if method == "get" else data
        response = getattr(client, method)(url, values, headers=headers)
        transaction.set_rollback(True)
    for close in response._resource_closers:
        close()  # a file stays open until it is sent
    return _said(response)


def test_the_public_list_is_short():
    from dasportal.accounts.access import ONES_OWN, PUBLIC

    names = {name for name, _ in named_views()}
    assert names >= PUBLIC | ONES_OWN, "a name in the lists that is no address"
    assert not PUBLIC & ONES_OWN
    assert settings.MIDDLEWARE[-1] == "dasportal.accounts.access.AccessMiddleware"
