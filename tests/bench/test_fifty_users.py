"""Quality 20: fifty people signed in, each opening a page every five seconds, in a full portal.

A real gunicorn with the portal's own settings, 1,000 meetings and 10,000 tariff lines beside the
demo. Each person goes at random between the pages that their role finds by following links. The
crowd runs on the same two cores as the portal.
"""

from __future__ import annotations

import random
import statistics
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from dasportal.accounts.demo import DEMO_SIGN_INS
from dasportal.accounts.models import Forum, Party, PartyKind
from meetings.models import AgendaItem, Meeting
from tariffs import workflow
from tariffs.models import Line
from tariffs.workflow import Stage
from tests.bench.test_pages import LINK, view_name
from tests.bench.test_tariff_import import workbook
from tests.drills.web import Gunicorn, Visitor

pytestmark = pytest.mark.bench
PEOPLE, PAUSE, SECONDS = 50, 5.0, 60.0
MEETINGS, ITEMS, LINES = 1_000, 5, 10_000
MOST_PAGES = 25  # found for one role; one address a view
GOAL = 300.0  # ms, the 95th percentile
LEAVES = ("/log-ud/", "/kalender/", ".pdf", ".xlsx", ".csv", ".zip", "/hent/", "/bilag/")


@pytest.fixture
def portal(own_database: str, tmp_path: Path, settings: Any) -> Iterator[Gunicorn]:
    settings.DEMO = True
    call_command("demo", verbosity=0)
    lay_meetings()
    lay_lines()
    with Gunicorn(tmp_path / "var") as gunicorn:
        yield gunicorn


def lay_meetings() -> None:
    """Past meetings, an agenda in each."""
    forum = Forum.objects.get(slug="das")
    first = date(1990, 1, 4)
    meetings = Meeting.objects.bulk_create(
        Meeting(forum=forum, date=first + timedelta(days=10 * number)) for number in range(MEETINGS)
    )
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, position=place, title=f"Sag {place} fra {meeting.date.year}")
        for meeting in meetings
        for place in range(1, ITEMS + 1)
    )


def lay_lines() -> None:
    """Approved tariffs of 3,000 lines for one party after another."""
    for party in Party.objects.exclude(kind=PartyKind.OTHER).order_by("pk"):
        if Line.objects.count() >= LINES:
            return
        workflow.import_lines(workbook(), year=2020, party=party, by=None, stage=Stage.APPROVED)


@dataclass
class Crowd:
    """What fifty people met: milliseconds by page, and answers that were no page."""

    port: int
    took: list[tuple[float, str]] = field(default_factory=list)
    wrong: Counter[str] = field(default_factory=Counter)

    def walk(self, visitor: Visitor, pages: list[str], seed: int) -> None:
        chance = random.Random(seed)
        until = time.monotonic() + SECONDS
        time.sleep(chance.random() * PAUSE)  # people do not come in step
        while time.monotonic() < until:
            page = chance.choice(pages)
            start = time.perf_counter()
            try:
                status, _ = visitor.get(page)
            except OSError as error:
                self.wrong[f"{page}: {error}"] += 1
                continue
            seconds = time.perf_counter() - start
            self.took.append((seconds * 1000, page))
            if status != HTTPStatus.OK:
                self.wrong[f"{page}: {status}"] += 1
            time.sleep(max(0.0, PAUSE - seconds))
        visitor.close()


def signed_in(port: int, email: str) -> Visitor:
    visitor = Visitor(port)
    visitor.sign_in(email)
    visitor.close()  # the next call connects anew
    return visitor


def pages_of(visitor: Visitor) -> list[str]:
    """One address for each view that this person finds by following links."""
    found: dict[str, str] = {}
    seen, waiting = {"/"}, ["/"]
    while waiting and len(found) < MOST_PAGES:
        address = waiting.pop(0)
        name = view_name(address)
        if name is None or name in found or any(part in address for part in LEAVES):
            continue
        try:
            status, text = visitor.get(address)
        except UnicodeDecodeError:  # a file
            continue
        finally:
            visitor.close()
        if status != HTTPStatus.OK or "<html" not in text:
            continue
        found[name] = address
        fresh = [link.replace("&amp;", "&") for link in LINK.findall(text)]
        waiting += [link for link in dict.fromkeys(fresh) if link not in seen]
        seen.update(fresh)
    return list(found.values())


def test_fifty_people_at_once(portal, capsys):
    emails = [row.email for row in DEMO_SIGN_INS]
    pages = {email: pages_of(signed_in(portal.port, email)) for email in emails}
    crowd = Crowd(portal.port)
    people = [emails[number % len(emails)] for number in range(PEOPLE)]
    visitors = [signed_in(portal.port, email) for email in people]
    threads = [
        threading.Thread(target=crowd.walk, args=(visitor, pages[email], number))
        for number, (visitor, email) in enumerate(zip(visitors, people, strict=True))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with capsys.disabled():
        say(crowd, sum(len(found) for found in pages.values()))
    assert not crowd.wrong


def say(crowd: Crowd, pages: int) -> None:
    times = sorted(ms for ms, _ in crowd.took)
    p95 = statistics.quantiles(times, n=20)[-1]
    slow = sorted(crowd.took, reverse=True)[:5]
    lines = [
        f"\n{PEOPLE} people, {len(times)} pages opened of {pages} found, {MEETINGS:,} meetings, "
        f"{LINES:,} tariff lines: half within {statistics.median(times):.0f} ms, 95 % within "
        f"{p95:.0f} ms (goal {GOAL:.0f}){' (over)' if p95 > GOAL else ''}, all within "
        f"{times[-1]:.0f} ms, {sum(crowd.wrong.values())} errors.",
        *[f"  {ms:7.0f} ms  {page}" for ms, page in slow],
    ]
    sys.stdout.write("\n".join(lines) + "\n")
