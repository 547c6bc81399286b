"""»Venter på dig« on Min side: what every app's slot says, the nearest deadline first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from dasportal.danish.dates import format_date, format_time

from .models import Person
from .slots import WAITING, Task


@dataclass(frozen=True)
class Row:
    """A task as it stands on the page: its deadline in words, and whether it has passed."""

    task: Task
    deadline: str
    late: bool


def waiting(request: HttpRequest, person: Person) -> dict[str, Any] | None:
    """What waits for the person; nothing when nothing does."""
    rows = rows_for(person)
    return {"rows": rows, "late": sum(row.late for row in rows)} if rows else None


def rows_for(person: Person) -> list[Row]:
    """All tasks, what is late or due first; those without a deadline follow in the slot's order."""
    now = timezone.now()
    tasks = [task for entry in WAITING for task in entry.tasks(person)]
    dated = sorted((t for t in tasks if t.until), key=lambda t: (t.until, t.text))
    undated = [task for task in tasks if not task.until]
    return [_row(task, now) for task in _one_of_each((*dated, *undated))]


def _one_of_each(tasks: Iterable[Task]) -> Iterator[Task]:
    """Without those that another task about the same thing comes before."""
    seen: set[str] = set()
    for task in tasks:
        if not task.about or task.about not in seen:
            yield task
        seen.add(task.about)


def _row(task: Task, now: datetime) -> Row:
    late = task.until is not None and task.until < now
    return Row(task, _deadline(task.until, now) if task.until else "", late)


def _deadline(until: datetime, now: datetime) -> str:
    """»Senest i dag kl. 12.00«, »Senest 12. oktober 2026, om 5 dage«, »Fristen var 2. …«."""
    local, today = timezone.localtime(until), timezone.localtime(now).date()
    clock = "" if (local.hour, local.minute) == (23, 59) else f" kl. {format_time(local)}"
    days = (local.date() - today).days
    if until < now:
        return f"Fristen var {format_date(local.date())}{clock}"
    near = {0: "i dag", 1: "i morgen"}.get(days)
    if near:
        return f"Senest {near}{clock}"
    return f"Senest {format_date(local.date())}{clock}, om {days} dage"
