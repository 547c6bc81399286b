"""Quality 18: the rate limits hold over four worker processes, for they count in the database.

A real gunicorn on loopback, failing sign-ins sent from several threads at once, so that they meet
different workers at the same moment.
"""

from __future__ import annotations

import http.client
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import global_settings

from tests import factories
from tests.drills.processes import wait_until
from tests.drills.web import Gunicorn, Visitor

pytestmark = pytest.mark.drill
WORKERS, THREADS = 4, 8
PER_ADDRESS, PER_IP = 5, 20  # wrong passwords: of one account in 5 minutes, from one place in one
PASSWORD = "fire ord om havet"
WRONG, TOO_MANY, IN = "forkert", "for mange", "ind"


@pytest.fixture
def portal(own_database: str, var: Path, settings: Any) -> Iterator[Gunicorn]:
    settings.PASSWORD_HASHERS = global_settings.PASSWORD_HASHERS  # the portal knows no fast ones
    gunicorn = Gunicorn(var, "--workers", str(WORKERS), "tests.drills.answering:application")
    with gunicorn:
        wait_until("four workers live", lambda: len(gunicorn.children()) == WORKERS, 60)
        yield gunicorn


def attempt(visitor: Visitor, email: str, password: str = "ikke den rigtige") -> str:
    """One sign-in over a connection of its own, so that any worker may get it; what it said."""
    visitor.close()
    status, page = visitor.post("/log-ind/", login=email, password=password)
    if status == http.client.FOUND:
        return IN
    if status == http.client.TOO_MANY_REQUESTS:  # the limit on sign-ins of any kind
        return TOO_MANY
    assert status == http.client.OK, f"sign-in answers {status}"
    return TOO_MANY if "For mange forsøg" in page else WRONG


class Crowd:
    """Threads that try to sign in at the same time; what they were told, and by whom."""

    def __init__(self, port: int, source: str) -> None:
        self.port, self.source = port, source
        self.said: Counter[str] = Counter()
        self.answered: Counter[str] = Counter()
        self.trouble: list[BaseException] = []
        self._lock = threading.Lock()

    def try_all(self, emails: Iterable[str]) -> None:
        """Each address once, as many at once as there are threads."""
        waiting: Iterator[str] = iter(list(emails))
        threads = [threading.Thread(target=self._work, args=(waiting,)) for _ in range(THREADS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert self.trouble == []

    def _work(self, waiting: Iterator[str]) -> None:
        visitor = Visitor(self.port, seconds=60, source=self.source)
        try:
            visitor.get("/log-ind/")
            while (email := self._next(waiting)) is not None:
                said = attempt(visitor, email)
                with self._lock:
                    self.said[said] += 1
                    self.answered[visitor.answered_by] += 1
        except (OSError, http.client.HTTPException, AssertionError) as error:
            self.trouble.append(error)
        finally:
            visitor.close()

    def _next(self, waiting: Iterator[str]) -> str | None:
        with self._lock:
            return next(waiting, None)


def test_one_account_is_closed_on_every_worker(portal: Gunicorn, say: Callable[[str], None]):
    email = factories.person(password=PASSWORD).email
    crowd = Crowd(portal.port, "127.0.0.2")
    crowd.try_all([email] * 40)
    # Where two fail in the same moment the limit may refuse one too many, and never one too few.
    assert 1 <= crowd.said[WRONG] <= PER_ADDRESS
    assert crowd.said[WRONG] + crowd.said[TOO_MANY] == 40
    refused = _ask_until_all_have_answered(portal, email)
    assert refused == {TOO_MANY}
    say(f"{dict(crowd.said)} from {len(crowd.answered)} workers at once")


def _ask_until_all_have_answered(portal: Gunicorn, email: str) -> set[str]:
    """The right password, from another place, until each worker has said what it thinks of it."""
    said, answered = set(), set()
    visitor = Visitor(portal.port, source="127.0.0.3")
    visitor.get("/log-ind/")

    def one_more() -> bool:
        said.add(attempt(visitor, email, PASSWORD))
        answered.add(visitor.answered_by)
        return len(answered) == WORKERS

    wait_until("every worker has answered", one_more, 120)
    visitor.close()
    return said


def test_one_place_is_closed_for_every_account(portal: Gunicorn, say: Callable[[str], None]):
    email = factories.person(password=PASSWORD).email
    tried = [email, *(f"ingen{n}@parti.example" for n in range(39))]
    crowd = Crowd(portal.port, "127.0.0.4")
    crowd.try_all(tried)
    assert 1 <= crowd.said[WRONG] <= PER_IP
    assert crowd.said[WRONG] + crowd.said[TOO_MANY] == len(tried)
    assert len(crowd.answered) > 1, "one worker alone shows nothing"
    elsewhere = Visitor(portal.port, source="127.0.0.5")
    elsewhere.get("/log-ind/")
    assert attempt(elsewhere, email, PASSWORD) == IN, "others are not shut out with them"
    elsewhere.close()
    say(f"{dict(crowd.said)} from {len(crowd.answered)} workers")
