"""»Venter på dig« is one list, whoever filled it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from dasportal.accounts import slots, waiting
from dasportal.accounts.slots import Slot, Task, Waiting
from dasportal.danish.dates import end_of_day

NOW = datetime(2026, 10, 12, 9, 30, tzinfo=ZoneInfo("Europe/Copenhagen"))


@pytest.fixture
def slot(monkeypatch: pytest.MonkeyPatch) -> Iterator[Slot[Waiting]]:
    own: Slot[Waiting] = Slot("waiting")
    monkeypatch.setattr(waiting, "WAITING", own)
    monkeypatch.setattr(waiting.timezone, "now", lambda: NOW)
    yield own


def fill(slot: Slot[Waiting], name: str, *tasks: Task, position: int = 50) -> None:
    slot.add(Waiting(name, lambda person: tasks, position))


def due(days: int) -> datetime:
    return end_of_day((NOW + timedelta(days=days)).date())


def test_the_nearest_deadline_comes_first_whichever_app_has_it(slot) -> None:
    fill(slot, "a", Task("Senere", "/1", due(9)), Task("Uden frist", "/2"), position=1)
    fill(slot, "b", Task("Snart", "/3", due(1)), Task("For sent", "/4", due(-2)), position=2)
    rows = waiting.rows_for(None)
    assert [row.task.text for row in rows] == ["For sent", "Snart", "Senere", "Uden frist"]
    assert [row.late for row in rows] == [True, False, False, False]


@pytest.mark.parametrize(
    ("until", "said"),
    [
        (due(0), "Senest i dag"),
        (NOW + timedelta(hours=2, minutes=30), "Senest i dag kl. 12.00"),
        (due(1), "Senest i morgen"),
        (due(5), "Senest 17. oktober 2026, om 5 dage"),
        (due(-2), "Fristen var 10. oktober 2026"),
        (NOW - timedelta(minutes=30), "Fristen var 12. oktober 2026 kl. 09.00"),
        (None, ""),
    ],
)
def test_a_deadline_in_words(slot, until: datetime | None, said: str) -> None:
    fill(slot, "a", Task("Svar", "/", until))
    assert [row.deadline for row in waiting.rows_for(None)] == [said]


def test_nothing_waits_shows_nothing(slot, rf) -> None:
    assert waiting.waiting(rf.get("/"), None) is None


def test_the_slot_is_where_the_apps_fill_it() -> None:
    assert "meetings" in {entry.name for entry in slots.WAITING}


def test_a_day_ends_with_its_last_second_in_denmark() -> None:
    assert end_of_day(NOW.date()).isoformat() == "2026-10-12T23:59:59+02:00"


def test_two_apps_that_wait_for_the_same_are_one_task(slot) -> None:
    fill(slot, "a", Task("Læs udkastet", "/1", about="x"), Task("Læs et andet", "/2", about="y"))
    fill(slot, "b", Task("Godkend udkastet", "/3", due(2), about="x"), Task("Uden emne", "/4"))
    fill(slot, "c", Task("Heller ikke her", "/5"), position=60)
    said = [row.task.text for row in waiting.rows_for(None)]
    assert said == ["Godkend udkastet", "Læs et andet", "Uden emne", "Heller ikke her"]
