"""Fixtures for trying the frame and the editor apart from the portal's own pages."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection, connections
from django.test.testcases import LiveServerThread
from playwright.sync_api import expect

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


# --- Windows of people who have signed in ---------------------------------------------------------

PASSWORD = "et-langt-kodeord-til-prøven"


@pytest.fixture
def sign_in(browser: Any, portal: str) -> Iterator[Callable[..., Any]]:
    """Opens a window of one's own and signs the person in through the form, at the tariffs: they
    were made with PASSWORD."""
    windows = []

    def open_for(person: Any, width: int = 1280) -> Any:
        opened = browser.new_context(
            base_url=portal, locale="da-DK", timezone_id="Europe/Copenhagen",
            viewport={"width": width, "height": 900}, reduced_motion="reduce",
        )  # fmt: skip
        opened.set_default_timeout(15_000)
        windows.append(opened)
        page = opened.new_page()
        page.goto("/takster/")
        page.get_by_label("E-mail").fill(person.email)
        page.get_by_label("Adgangskode", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Log ind", exact=True).first.click()
        expect(page.get_by_role("heading", name="Takster", level=1)).to_be_visible()
        return page

    yield open_for
    for opened in windows:
        opened.close()


# --- A browser that can be killed -----------------------------------------------------------------

QUIETLY = ["--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[Any]:
    """Starts Chromium on one profile, again and again; each can be killed outright."""
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("Chromium er ikke installeret")
    running = []

    def start():
        port_file = tmp_path / "DevToolsActivePort"
        port_file.unlink(missing_ok=True)
        arguments = ["--headless=new", "--remote-debugging-port=0", *QUIETLY]
        arguments += ["--no-sandbox"] if os.geteuid() == 0 else []
        process = subprocess.Popen(
            [program, *arguments, f"--user-data-dir={tmp_path}", "about:blank"],
            stderr=subprocess.DEVNULL,
        )
        running.append(process)
        until = time.monotonic() + 30
        while not port_file.exists() or "\n" not in port_file.read_text():
            assert time.monotonic() < until, "Chromium did not start"
            assert process.poll() is None
        return process, f"http://localhost:{port_file.read_text().splitlines()[0]}"

    yield start
    for process in running:
        process.kill()
        process.wait()


# --- Many pages, one after another ----------------------------------------------------------------


class OneAtATime(StaticFilesHandler):
    """Answers one request at a time, as all of them share the test's own transaction."""

    lock = threading.Lock()

    def __call__(self, environ: Any, start_response: Any) -> Any:
        with self.lock:
            return super().__call__(environ, start_response)


class SharingServer(ThreadedWSGIServer):
    """Leaves the shared connection open when a browser hangs up."""

    def _close_connections(self) -> None: ...


class SharingThread(LiveServerThread):
    server_class = SharingServer


@dataclass
class Round:
    """A browser window that goes from page to page, and what went wrong on the one it is at."""

    url: str
    context: Any
    page: Any = None
    wrong: list[str] = field(default_factory=list)

    @contextmanager
    def being_served(self) -> Iterator[None]:
        """The time in which requests are answered."""
        OneAtATime.lock.release()
        try:
            yield
        finally:
            OneAtATime.lock.acquire()

    def listen(self) -> None:
        self.context.on("console", self._said)
        self.context.on("weberror", lambda error: self.wrong.append(str(error.error)))
        self.context.on("request", self._asked)

    def _said(self, said: Any) -> None:
        if said.type == "error":
            self.wrong.append(said.text)

    def _asked(self, asked: Any) -> None:
        if not _is_inside(asked.url, self.url):
            self.wrong.append(asked.url)


@pytest.fixture(scope="module")
def window_for_all(browser: Any, django_db_setup: None) -> Iterator[Round]:
    """One portal and one window for all tests of a file, so that what is cached stays so."""
    connection.inc_thread_sharing()
    server = SharingThread("localhost", OneAtATime, {"default": connections["default"]})
    server.daemon = True
    server.start()
    server.is_ready.wait()
    url = f"http://localhost:{server.port}"
    context = browser.new_context(
        base_url=url, locale="da-DK", timezone_id="Europe/Copenhagen", reduced_motion="reduce"
    )
    context.set_default_timeout(15_000)
    made = Round(url, context, context.new_page())
    made.listen()
    for ends in (request_started, request_finished):  # a connection in a transaction looks old
        ends.disconnect(close_old_connections)
    yield made
    context.close()
    server.terminate()
    for ends in (request_started, request_finished):
        ends.connect(close_old_connections)
    connection.dec_thread_sharing()


@pytest.fixture
def nobody_served() -> Iterator[None]:
    """Requests wait while a test makes its world and while that is undone: both use the one
    connection, and a page that was left may still ask for something."""
    with OneAtATime.lock:
        yield


@pytest.fixture
def round_of_pages(
    window_for_all: Round, nobody_served: None, db: None, settings: Any
) -> Iterator[Round]:
    """The window at the start of a page: nobody signed in, nothing stored, a database whose changes
    are undone when the page is left. Requests see them by sharing the test's connection, and are
    answered within `being_served()`."""
    settings.BASE_URL = window_for_all.url
    window_for_all.wrong.clear()
    yield window_for_all
    page = window_for_all.page
    if page.url.startswith(window_for_all.url):
        page.evaluate("localStorage.clear(); sessionStorage.clear()")
    page.goto("about:blank")
    window_for_all.context.clear_cookies()
