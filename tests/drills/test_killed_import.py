"""Quality 15: an import of earlier minutes killed at random points ends whole or not at all, and the
same file read again gives the same as one that was never disturbed."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from meetings.archive.report import as_json
from meetings.archive.store import import_archive
from meetings.models import (
    AgendaItem,
    Attachment,
    Decision,
    ImportedDocument,
    ImportedMeeting,
    Meeting,
    Recommendation,
)
from tests.drills.processes import Process, database_url, end, environment, wait_until

pytestmark = pytest.mark.drill
KILLS, ITEMS = 20, 60
ITEM = """\
Åben

Punkt {n}.

Sag nummer {n}

2026-000001

Resumé

Kort fortalt, {n}.

Indstilling

Det indstilles, at Den Administrative Styregruppe

1. Godkender sagen
2. Drøfter følgerne

Sagsfremstilling

Der er {n} pladser.

Bilag:
- Notat nummer {n}

Beslutning:

Godkendt.
"""


def minutes(day: date) -> bytes:
    """A long set of minutes of that day: enough to be in the middle of."""
    head = f"Mødet den {day:%d.%m.%Y} DAS Social\n\n"
    return "\f".join(head + ITEM.format(n=n) for n in range(1, ITEMS + 1)).encode()


@dataclass
class Kept:
    """What is in the database of one day's minutes."""

    meetings: int = 0
    items: int = 0
    recommendations: int = 0
    bilag: int = 0
    decisions: int = 0
    documents: int = 0


NOTHING, WHOLE = Kept(), Kept(1, ITEMS, 2 * ITEMS, ITEMS, ITEMS, 1)


def kept(day: date) -> Kept:
    return Kept(
        Meeting.objects.filter(date=day).count(),
        AgendaItem.objects.filter(meeting__date=day).count(),
        Recommendation.objects.filter(item__meeting__date=day).count(),
        Attachment.objects.filter(item__meeting__date=day).count(),
        Decision.objects.filter(item__meeting__date=day).count(),
        ImportedDocument.objects.filter(meetings__meeting__date=day).count(),
    )


def is_writing() -> bool:
    """Whether another process has an open transaction that has written something."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND pid <> pg_backend_pid() AND backend_xid IS NOT NULL"
        )
        return bool(cursor.fetchone()[0])


@dataclass
class Imports:
    """`manage.py import_archive`, each time of another day's minutes."""

    var: Path
    days: list[date] = field(default_factory=list)

    def start(self) -> Process:
        self.days.append(date(2016, 1, 7) + timedelta(weeks=len(self.days)))
        file = self.var / f"referat-{len(self.days)}.txt"
        file.write_bytes(minutes(self.days[-1]))
        words = ["manage.py", "import_archive", str(file), "--json"]
        env = environment(self.var, DATABASE_URL=database_url())
        return Process(words, env, self.var / f"import-{len(self.days)}.log")


def test_import_killed_at_random_points(
    own_database: str, var: Path, chance: random.Random, say: Callable[[str], None]
) -> None:
    call_command("createcachetable", verbosity=0)
    imports = Imports(var)
    with imports.start() as undisturbed:
        wait_until("the import writes", is_writing, 60)
        seconds = wait_until("it has ended", lambda: undisturbed.process.poll() is not None, 120)
    assert undisturbed.process.returncode == 0, undisturbed.log.read_text()[-2000:]
    assert kept(imports.days[0]) == WHOLE
    expected = read_again(imports.days[0])
    whole = 0
    for _ in range(KILLS):
        with imports.start() as process:
            wait_until("the import writes", is_writing, 60)
            time.sleep(chance.random() * seconds)  # the random point
            end(process.process.pid)
            process.process.wait()
        wait_until("the database has let go", lambda: not is_writing(), 30)
        day = imports.days[-1]
        found = kept(day)
        assert found in (NOTHING, WHOLE), f"half an import: {found}"
        whole += found == WHOLE
        first = read_again(day)
        assert kept(day) == WHOLE
        assert first["items"] == expected["items"]
        assert read_again(day) == first, "the same again, with the same ids"
    assert ImportedMeeting.objects.count() == Meeting.objects.count() == KILLS + 1
    say(f"{KILLS} killed in {seconds:.1f} s of writing: {whole} whole, {KILLS - whole} not at all")
    assert whole < KILLS, "no import was killed in the middle"


def read_again(day: date) -> dict[str, Any]:
    """The same file through the same door, as the JSON that is printed of its one meeting."""
    read = as_json([import_archive(minutes(day), "referat.txt")])
    assert read["lines_read"] == read["lines_placed"] > 0
    (meeting,) = read["meetings"]
    return json.loads(json.dumps(meeting))
