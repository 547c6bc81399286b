"""A tariff year on its way over DAS and FU: two parties that have reported, meetings to decide at."""

from __future__ import annotations

import io
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pikepdf
import pytest
from django.utils import timezone

from dasportal.accounts.models import Forum, Person
from dasportal.documents.files import store_own
from dasportal.register.models import Offer
from meetings import workflow as meetings
from meetings.models import AgendaItem, Meeting
from tariffs import workflow as tariffs
from tariffs.decision import workflow
from tariffs.decision.models import AppendixVersion, TariffCase
from tariffs.models import Submission, TariffYear, ValidTariff
from tests import factories
from tests.factories import AALBORG, FREDERIKSHAVN
from tests.meetings.conftest import plan
from tests.tariffs.conftest import line, take

THIS = timezone.localdate().year + 1
LATER = timedelta(days=30)


@pytest.fixture
def office(db: None) -> Person:
    return factories.secretary("Lene Bak")


@pytest.fixture
def year(office: Person) -> TariffYear:
    """Aalborg with two offers and Frederikshavn with one, both accepted; the rest are missing."""
    made = tariffs.open_year(THIS, by=office, pl_pct=Decimal("2.5"))
    reported(AALBORG, office, [line(), line("Sonjavej", takst="4701")])
    reported(FREDERIKSHAVN, office, [line("Skansen")])
    return made


def reported(code: str, office: Person, rows: list[dict[str, Any]]) -> Submission:
    """Handed in on the party's behalf, and taken in."""
    submission = take(rows, year=THIS, code=code).submission
    Offer.objects.filter(operator=submission.party).update(confirmed=True)
    return tariffs.accept(tariffs.submit(submission, by=office), by=office)


def meeting_of(forum: Forum, office: Person, days: int = 0) -> Meeting:
    return plan(forum, office, timezone.localdate() + timedelta(days=days))


@pytest.fixture
def das_meeting(office: Person) -> Meeting:
    return meeting_of(factories.das(), office)


@pytest.fixture
def fu_meeting(office: Person) -> Meeting:
    return meeting_of(factories.fu(), office, 14)


@pytest.fixture
def case(year: TariffYear, das_meeting: Meeting, office: Person) -> TariffCase:
    return workflow.put_on_agenda(year, meeting=das_meeting, by=office)


def blank_pdf() -> bytes:
    """One page, so that it takes no time."""
    stream = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(stream)
    return stream.getvalue()


def laid(case: TariffCase, office: Person) -> TariffCase:
    """The bilag as if the worker had printed it."""
    fresh = TariffCase.objects.get(pk=case.pk)
    file = store_own(blank_pdf(), name="takstbilag.pdf", by=office)
    fresh.bilag = meetings.add_attachment(fresh.item, file=file, title="Takstbilag", by=office)
    fresh.printed_key = fresh.content_key
    fresh.save()
    return fresh


def met(item: AgendaItem, office: Person, *, outcome: str = "approved") -> AgendaItem:
    """The agenda is sent, and the meeting has come to its decision on the item."""
    meeting = Meeting.objects.get(pk=item.meeting_id)
    for case in TariffCase.objects.filter(item__meeting=meeting, bilag=None):
        laid(case, office)
    meetings.send_agenda(meeting, by=office)
    meetings.start_meeting(meeting, by=office)
    fresh = AgendaItem.objects.get(pk=item.pk)
    meetings.set_outcome(fresh, outcome=outcome, by=office)
    return fresh


def decided(case: TariffCase, office: Person, **how: Any) -> AppendixVersion:
    assert case.item is not None
    met(case.item, office)
    return workflow.decide(TariffCase.objects.get(pk=case.pk), by=office, **how)


def correction(office: Person, day: date | None = None, tariff: str = "4800") -> Submission:
    """Aalborg proposes another tariff for Violen and Sonjavej, handed in."""
    made = tariffs.begin_correction(
        TariffYear.objects.get(year=THIS), party=factories.party(AALBORG), by=office,
        reason="Der var en fejl i beregningen.", valid_from=day,
    )  # fmt: skip
    made = tariffs.change_correction(made, by=office, bills_sent=False)
    workflow.take_up(made, lines=list(ValidTariff.objects.filter(operator=made.party)), by=office)
    for row in made.lines.all():
        values = {"tariff": Decimal(tariff), "budget": Decimal(tariff) * 13 * 365 * 98 / 100}
        tariffs.save_line(made, by=office, line=row, values=values)
    return tariffs.submit(made, by=office)
