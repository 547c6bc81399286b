"""Fixtures for trying the frame and the editor apart from the portal's own pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser import writing_desk

WITHOUT_DATABASE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]


@pytest.fixture
def desk(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The writing desk, served on localhost: `desk.url`, and its texts in memory."""
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.test.testcases import LiveServerThread

    settings.ROOT_URLCONF = "tests.browser.writing_desk"
    settings.MIDDLEWARE = WITHOUT_DATABASE
    settings.MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
    fresh = writing_desk.Desk()
    monkeypatch.setattr(writing_desk, "desk", fresh)
    server = LiveServerThread("localhost", StaticFilesHandler)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    fresh.url = f"http://localhost:{server.port}"  # type: ignore[attr-defined]
    yield fresh
    server.terminate()


@pytest.fixture
def window(browser: Any, desk: Any) -> Iterator[Any]:
    """A Danish browser window at the desk, that must not meet a CSP report or go outside."""
    opened = browser.new_context(
        base_url=desk.url, locale="da-DK", timezone_id="Europe/Copenhagen", reduced_motion="reduce"
    )
    opened.set_default_timeout(15_000)
    wrong: list[str] = []
    opened.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    opened.on("weberror", lambda error: wrong.append(str(error.error)))
    opened.on("request", lambda r: wrong.append(r.url) if not _is_inside(r.url, desk.url) else None)
    opened.wrong = wrong
    yield opened
    opened.close()


def _is_inside(url: str, base: str) -> bool:
    return url.startswith((base, "data:", "blob:"))
