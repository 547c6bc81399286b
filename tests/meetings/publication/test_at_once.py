"""Quality 13 for publishing: fifty at the same moment make one edition."""

from __future__ import annotations

from datetime import date

from meetings import workflow
from meetings.models import AgendaVersion
from meetings.publication.models import Publication, PublicMeeting
from meetings.publication.workflow import publish_agenda
from tests import factories
from tests.meetings.circulation.test_at_once import at_once
from tests.meetings.conftest import case, plan

MANY = 50


def test_fifty_publish_at_once_and_one_edition_comes_of_it(own_database: str) -> None:
    office, das = factories.secretary(), factories.das()
    meeting = plan(das, office, date(2031, 3, 6))
    case(meeting, office, "Takster for 2031")
    workflow.send_agenda(meeting, by=office)
    assert AgendaVersion.objects.count() == 1
    ended = at_once([lambda: publish_agenda(meeting, by=office)] * MANY)
    assert ended["done"] == 1
    assert ended["Denne udgave er allerede offentliggjort."] == MANY - 1
    assert PublicMeeting.objects.count() == 1
    edition = Publication.objects.get()
    assert (edition.kind, edition.status) == ("agenda", "published")
