"""Fixtures that every part's tests share: a database of one's own, a running portal, a browser."""

import os
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest

# How long an example takes says how busy the machine is, and nothing of the code.
hypothesis.settings.register_profile(
    "portal", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("portal")

CHROMIUM_ARGUMENTS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_configure(config: pytest.Config) -> None:
    """Tests read static files where they are, without collecting them first."""
    from django.conf import settings

    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.WHITENOISE_AUTOREFRESH = True
    settings.WHITENOISE_USE_FINDERS = True
    settings.SECURE_SSL_REDIRECT = False
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # a fast one


@pytest.fixture(autouse=True)
def files_of_its_own(settings: Any, tmp_path: Path) -> None:
    """Each test stores files in a folder of its own."""
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_test_environment: None,
    django_db_blocker: Any,
    django_db_keepdb: bool,
    django_db_createdb: bool,
    django_db_modify_db_settings: None,
) -> Iterator[None]:
    """The test database, also when only tests with a database of their own are run.

    pytest-django makes it for marked tests alone; `own_database` would then clone the real one.
    """
    from django.db import connections
    from django.test.utils import setup_databases, teardown_databases

    keep = django_db_keepdb and not django_db_createdb
    with django_db_blocker.unblock():
        made = setup_databases(request.config.option.verbose, interactive=False, keepdb=keep)
        # Under Playwright's event loop Django opens other connections; one left open here could
        # not be closed from there, and would keep the test database from being cloned.
        connections.close_all()
    yield
    if not django_db_keepdb:
        with django_db_blocker.unblock():
            for connection, _, _ in made:
                # The browser's event loop hides a connection opened outside it, and ends later.
                end_sessions(connection.settings_dict["NAME"])
            teardown_databases(made, request.config.option.verbose)


def end_sessions(database: str) -> None:
    """End every session that threads or an event loop left in a database, and wait for each."""
    from django.db import connection, connections

    connections.close_all()
    with connection._nodb_cursor() as cursor:
        # Not DROP WITH (FORCE): that wants to end autovacuum too, which only a superuser may.
        cursor.execute(
            "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity "
            "WHERE datname = %s AND usename = current_user",
            [database],
        )


def drop_database(name: str) -> None:
    """Drop a database that threads may still be connected to."""
    from django.db import connection

    end_sessions(name)
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}"')


@pytest.fixture
def own_database(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """A database of the test's own, where commits are real, cloned from the test database.

    The sealed record can't be emptied, so nothing can be flushed between tests: the clone is
    dropped instead. Use it for threads, several connections, and browsers. Its name is returned.
    """
    from django.db import connection, connections

    with django_db_blocker.unblock():
        template = connection.settings_dict["NAME"]
        clone = f"{template}_{uuid.uuid4().hex[:8]}"
        connections.close_all()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{clone}" TEMPLATE "{template}"')
        connection.settings_dict["NAME"] = clone
        try:
            yield clone
        finally:
            connections.close_all()
            connection.settings_dict["NAME"] = template
            drop_database(clone)


@pytest.fixture
def portal(own_database: str, settings: Any) -> Iterator[str]:
    """The portal served by threads on a database of its own; its address on localhost."""
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.test.testcases import LiveServerThread

    server = LiveServerThread("localhost", StaticFilesHandler)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    if server.error:
        raise server.error
    settings.BASE_URL = f"http://localhost:{server.port}"
    yield settings.BASE_URL
    server.terminate()


def chromium() -> str | None:
    """Debian's own Chromium; never a test tool's download."""
    return shutil.which("chromium")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One Chromium for the whole session; each test opens a context of its own."""
    from django.db import connections
    from playwright.sync_api import sync_playwright

    program = chromium()
    if program is None:
        pytest.skip("Chromium er ikke installeret")
    arguments = [*CHROMIUM_ARGUMENTS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    # Its event loop hides the connections opened before it, and a database in use can't be cloned.
    connections.close_all()
    with sync_playwright() as playwright:
        # Playwright's event loop would make Django refuse the database in this thread.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        running = playwright.chromium.launch(executable_path=program, args=arguments)
        yield running
        running.close()


@pytest.fixture
def context(browser: Any, portal: str) -> Iterator[Any]:
    """A browser window of its own: Danish, on the portal, with nothing else to reach."""
    opened = browser.new_context(
        base_url=portal, locale="da-DK", timezone_id="Europe/Copenhagen", reduced_motion="reduce"
    )
    opened.set_default_timeout(15_000)
    yield opened
    opened.close()


@pytest.fixture
def page(context: Any) -> Any:
    """One page of that window."""
    return context.new_page()
