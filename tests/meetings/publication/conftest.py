"""What tests of publication share: a sent agenda with something closed in it."""

from __future__ import annotations

from datetime import date

import pytest

from dasportal.accounts.models import Forum, Person, RoleKind
from dasportal.documents.files import store_own
from meetings import workflow
from meetings.models import Attachment, ItemKind, Meeting, MinutesKind
from tests import factories
from tests.meetings.conftest import case, plan

SECRET_TITLE = "Lukning af Østerskovens døgnafdeling"
SECRET_TEXT = "<p>Personalet får det at vide torsdag, og ingen må sige det før.</p>"
SECRET_BILAG = "Fortroligt notat om personalet"


@pytest.fixture
def office(db: None) -> Person:
    return factories.secretary("Sekretær")


@pytest.fixture
def das(db: None) -> Forum:
    return factories.das()


@pytest.fixture
def meeting(office: Person, das: Forum) -> Meeting:
    """An agenda with an open and a closed case, not sent yet."""
    factories.member(das, name="Medlem")
    meeting = plan(das, office, date(2026, 3, 5), place="Rådhuset i Hobro")
    opened = case(meeting, office, "Takster for 2027")
    _say(opened, office, "presentation", "<p>Taksterne stiger.</p>")
    closed = case(meeting, office, SECRET_TITLE, is_open=False)
    _say(closed, office, "presentation", SECRET_TEXT)
    for item, title, shut in (
        (opened, "Takstbilag", False),
        (opened, SECRET_BILAG, True),
        (closed, "Tidsplan for lukningen", False),
    ):
        file = store_own(b"%PDF-1.7 bilag", name=f"{title}.pdf", pages=1, by=office)
        file.text = f"Sider i {title}"
        file.save()
        workflow.add_attachment(item, file=file, title=title, is_closed=shut, by=office)
    return meeting


def _say(item, by: Person, field: str, text: str) -> None:
    base = workflow.revision_of(item, field)
    workflow.save_text(item, field=field, value=text, base_revision=base, by=by)


@pytest.fixture
def sent(meeting: Meeting, office: Person) -> Meeting:
    workflow.send_agenda(meeting, by=office)
    meeting.refresh_from_db()
    return meeting


@pytest.fixture
def approved(sent: Meeting, office: Person, das: Forum) -> Meeting:
    """The same meeting held, its minutes sent, approved at the next meeting and sealed."""
    workflow.start_meeting(sent, by=office)
    for title in ("Takster for 2027", SECRET_TITLE):
        _say(sent.items.get(title=title), office, "decision", f"<p>Beslutning om {title}.</p>")
    _end(sent, office, "postponed")
    workflow.send_minutes(sent, by=office)
    following = plan(das, office, date(2026, 5, 7))
    workflow.send_agenda(following, by=office)
    workflow.start_meeting(following, by=office)
    _end(following, office, "approved")
    version = sent.minutes_versions.get(kind=MinutesKind.APPROVED)
    file = store_own(b"%PDF-1.7 trykt", name="referat.pdf", pages=1, by=office)
    workflow.complete_seal(version, file=file, by=office)
    sent.refresh_from_db()
    return sent


def _end(meeting: Meeting, by: Person, outcome: str) -> None:
    for item in meeting.items.filter(kind=ItemKind.APPROVE_MINUTES):
        workflow.set_outcome(item, outcome=outcome, by=by)
    workflow.end_meeting(meeting, by=by)


def bilag(title: str) -> Attachment:
    return Attachment.objects.get(title=title)


def reader() -> Person:
    return factories.holder(RoleKind.READER, forum=factories.das())
