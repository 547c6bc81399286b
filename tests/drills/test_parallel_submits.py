"""Quality 13: fifty at the same moment make one row, one mail for each receiver, one event."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from datetime import date, time

import pytest
from django.db import connection
from django_tasks_db.models import DBTaskResult

from dasportal.accounts import workflow as accounts
from dasportal.accounts.models import Person, RoleKind
from dasportal.accounts.transitions import NotAllowed
from dasportal.documents.models import RecordEntry
from dasportal.mail.models import OutgoingMail
from dasportal.worker.runner import Runner
from meetings import workflow
from meetings.models import Meeting, MeetingStatus
from tests import factories

pytestmark = pytest.mark.drill
MANY = 50


def at_once(act: Callable[[], object], number: int = MANY) -> Counter[str]:
    """Do it `number` times at the same moment, each in its own session. Counts how they ended."""
    start = threading.Barrier(number)
    ended: Counter[str] = Counter()

    def one() -> None:
        start.wait()
        try:
            act()
        except NotAllowed:
            ended["not allowed"] += 1
        else:
            ended["done"] += 1
        finally:
            connection.close()

    threads = [threading.Thread(target=one) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ended.total() == number, f"some ended otherwise: {dict(ended)}"
    return ended


@pytest.fixture
def office(own_database: str, no_pdf_waits: None) -> Person:
    for code in (factories.AALBORG, factories.LÆSØ, factories.REGION):
        factories.member(factories.das(), code, f"Medlem {code}")
    return factories.secretary("Sekretær")


@pytest.fixture
def no_pdf_waits(settings) -> None:
    settings.EMAIL_URL = "smtp://127.0.0.1:9"


@pytest.fixture
def meeting(office: Person) -> Meeting:
    made = workflow.plan_meeting(
        factories.das(), by=office, date=date(2026, 3, 5), starts_at=time(13), ends_at=time(16)
    )
    workflow.add_item(made, title="En sag", by=office)
    return made


def events(meeting: Meeting, status: str) -> int:
    """How often the meeting came to that status, by its history."""
    seen = list(meeting.events.order_by("pgh_id").values_list("status", flat=True))
    return sum(
        now == status and before != status for before, now in zip([None, *seen], seen, strict=False)
    )


def test_agenda_sent_by_fifty_is_sent_once(meeting, office):
    ended = at_once(lambda: workflow.send_agenda(meeting, by=office))
    assert ended == {"done": 1, "not allowed": MANY - 1}
    assert meeting.agenda_versions.count() == 1
    keys = list(OutgoingMail.objects.values_list("key", flat=True))
    assert len(keys) == len(set(keys)) == 3
    assert events(meeting, MeetingStatus.AGENDA_SENT) == 1


def approved(meeting: Meeting, by: Person) -> Meeting:
    """The minutes of the meeting, approved at the next one."""
    workflow.send_agenda(meeting, by=by)
    workflow.start_meeting(meeting, by=by)
    for item in meeting.items.filter(kind="approve_minutes"):
        workflow.set_outcome(item, outcome="approved", by=by)
    workflow.end_meeting(meeting, by=by)
    workflow.send_minutes(meeting, by=by)
    return meeting


def next_meeting(meeting: Meeting, by: Person) -> Meeting:
    later = workflow.plan_meeting(
        meeting.forum, by=by, date=date(2026, 5, 7), starts_at=time(13), ends_at=time(16)
    )
    workflow.send_agenda(later, by=by)
    workflow.start_meeting(later, by=by)
    for item in later.items.filter(kind="approve_minutes"):
        workflow.set_outcome(item, outcome="approved", by=by)
    return later


def test_minutes_approved_by_fifty_are_approved_once(meeting, office):
    approved(meeting, office)
    later = next_meeting(meeting, office)
    ended = at_once(lambda: workflow.end_meeting(later, by=office))
    assert ended == {"done": 1, "not allowed": MANY - 1}
    assert events(meeting, MeetingStatus.MINUTES_APPROVED) == 1
    assert events(later, MeetingStatus.HELD) == 1


def test_minutes_sealed_by_fifty_are_sealed_once(meeting, office):
    approved(meeting, office)
    workflow.end_meeting(next_meeting(meeting, office), by=office)
    DBTaskResult.objects.exclude(task_path__endswith="print_and_seal").delete()
    at_once(lambda: workflow.seal_minutes(meeting, by=office))
    versions = meeting.minutes_versions.filter(kind="approved")
    assert versions.count() == 1
    workers = at_once(lambda: Runner().run_one(), number=4)
    assert workers["done"] == 4
    meeting.refresh_from_db()
    assert meeting.status == MeetingStatus.SEALED
    assert RecordEntry.objects.filter(key__startswith=f"minutes:{meeting.pk}:").count() == 1
    assert events(meeting, MeetingStatus.SEALED) == 1


def test_person_invited_by_fifty_is_invited_once(office):
    def invite() -> None:
        accounts.invite(
            email="ny@laesoe.example", name="Ny Person", kind=RoleKind.EXPERT, by=office
        )

    at_once(invite)
    invited = Person.objects.get(email="ny@laesoe.example")
    assert invited.roles.count() == 1
    assert invited.invitations.count() == 1
