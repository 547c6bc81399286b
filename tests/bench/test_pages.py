"""Quality 20: any page of the portal against a bare page of the same stack, in one run.

The pages are found by following links from Min side, as the secretariat of the demo: one address
for each view. Times are the best of several, taken in turn with the bare page's.
"""

from __future__ import annotations

import re
import sys
import time
import tracemalloc
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, resolve, reverse

from dasportal.accounts.demo import DEMO_SIGN_INS, make_people
from dasportal.accounts.models import Person
from meetings.demo.build import build

pytestmark = [pytest.mark.bench, pytest.mark.django_db]
ROUNDS = 7
GOAL = 3.0
LINK = re.compile(r'(?:href|data-url|hx-get)="(/[^"#]*)"')
MOST_ADDRESSES = 400


@dataclass(frozen=True)
class Measured:
    """One page: seconds, the bare page's seconds in the same rounds, queries, peak memory."""

    name: str
    seconds: float
    bare: float
    queries: int
    megabytes: float

    @property
    def ratio(self) -> float:
        return self.seconds / self.bare


@pytest.fixture
def client(settings) -> Client:
    settings.DEMO = True
    settings.ROOT_URLCONF = "tests.bench.bare_urls"
    make_people()
    build()
    signed_in = Client(headers={"Accept-Language": "da"})
    signed_in.force_login(Person.objects.get(email=DEMO_SIGN_INS[0].email))
    return signed_in


def pages(client: Client) -> dict[str, str]:
    """One address for each view that answers with a page, by the view's name."""
    found: dict[str, str] = {}
    seen, waiting = {"/"}, ["/"]
    while waiting and len(seen) < MOST_ADDRESSES:
        address = waiting.pop(0)
        name = view_name(address)
        if name is None or name in found:
            continue
        answer = client.get(address)
        if answer.streaming:
            deque(answer.streaming_content, maxlen=0)  # read to its end, which closes the file
            continue
        if answer.status_code != HTTPStatus.OK or "html" not in answer["Content-Type"]:
            continue
        found[name] = address
        for link in LINK.findall(answer.content.decode()):
            link = link.replace("&amp;", "&")
            if link not in seen:
                seen.add(link)
                waiting.append(link)
    return found


def view_name(address: str) -> str | None:
    try:
        return resolve(address.partition("?")[0]).view_name
    except Resolver404:
        return None


def timed(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def measure(client: Client, name: str, address: str) -> Measured:
    bare = reverse("bare")
    client.get(address)  # once to warm up
    pairs = [
        (timed(lambda: client.get(address)), timed(lambda: client.get(bare))) for _ in range(ROUNDS)
    ]
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    asked = len(queries)
    tracemalloc.start()
    client.get(address)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return Measured(name, min(p for p, _ in pairs), min(b for _, b in pairs), asked, peak / 2**20)


def test_pages_against_a_bare_page(client, capsys):
    found = pages(client)
    rows = [measure(client, name, address) for name, address in found.items()]
    rows.sort(key=lambda row: -row.ratio)
    with capsys.disabled():
        say(rows)
    assert len(rows) > 10, "the pages were not found"


def say(rows: list[Measured]) -> None:
    bare = min(row.bare for row in rows)
    lines = [f"\nA bare page: {bare * 1000:.1f} ms. Goal for the others: at most {GOAL:.0f} x."]
    lines += [
        f"  {row.ratio:5.2f} x {'(over)' if row.ratio > GOAL else '      '} {row.seconds * 1000:7.1f} ms"
        f" {row.queries:4d} queries {row.megabytes:6.2f} MB  {row.name}"
        for row in rows
    ]
    sys.stdout.write("\n".join(lines) + "\n")
