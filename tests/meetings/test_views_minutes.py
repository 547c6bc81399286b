"""What the pages of the minutes say when a verb refuses: a sentence, and nothing typed is lost."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from dasportal.accounts.models import Person
from meetings import workflow
from meetings.models import AgendaItem, Decision, FollowUp, Meeting
from tests import factories
from tests.meetings.conftest import case, hold, plan

NOT_NOW = "Referatet kan ikke ændres nu. Mødets status er »Referatudkast udsendt«."


@pytest.fixture(autouse=True)
def demo(settings: Any) -> None:
    settings.DEMO = True  # the secretariat is not sent to set up its second step


@pytest.fixture
def item(meeting: Meeting, office: Person) -> AgendaItem:
    return case(meeting, office, "Takstbilag 2027")


@pytest.fixture
def sent(item: AgendaItem, meeting: Meeting, office: Person) -> Meeting:
    """A meeting whose minutes have gone out: nothing may be written in them."""
    workflow.send_agenda(meeting, by=office)
    workflow.start_meeting(meeting, by=office)
    workflow.add_attendee(meeting, name="En gæst", by=office)
    for approval in meeting.items.filter(kind="approve_minutes"):
        workflow.set_outcome(approval, outcome="approved", by=office)
    workflow.end_meeting(meeting, by=office)
    return workflow.send_minutes(meeting, by=office).meeting


def post(client: Any, view: str, /, *args: Any, **data: Any) -> str:
    return client.post(reverse(f"meetings:{view}", args=args), data, follow=True).text


def test_what_is_refused_in_a_row_of_buttons_is_said(client, sent, item, office):
    client.force_login(office)
    row = sent.attendance.get()
    for name, args, data in (
        ("show_item", (item.pk,), {}),
        ("expect", (sent.pk,), {}),
        ("attendee_add", (sent.pk,), {"name": "En til"}),
        ("attendee_remove", (sent.pk, row.pk), {}),
        ("positions", (item.pk,), {"party": factories.party().pk, "stance": "against"}),
    ):
        assert NOT_NOW in post(client, name, *args, **data), name
    assert list(sent.attendance.all()) == [row]
    assert not Decision.objects.filter(item=item).exists()


def test_refused_attendance_keeps_the_page(client, sent, office):
    client.force_login(office)
    prefix = sent.attendance.get().pk
    said = {f"{prefix}-status": "deputy", f"{prefix}-deputy_name": "Vikar Vikarsen"}
    page = post(client, "attendance", sent.pk, **said)
    assert NOT_NOW in page
    assert "Vikar Vikarsen" in page
    assert "Fremmødet er gemt" not in page


def test_refused_outcome_keeps_what_was_typed(client, sent, item, office):
    client.force_login(office)
    page = post(client, "write", item.pk, outcome="sent_onward", note="Til KKR i juni")
    assert NOT_NOW in page
    assert "Til KKR i juni" in page
    assert not Decision.objects.filter(item=item).exists()


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["form", "htmx"])
def test_refused_follow_up_keeps_what_was_typed(client, sent, item, office, headers):
    client.force_login(office)
    data = {"what": "Spørg socialtilsynet", "owner_text": "Sekretariatet"}
    url = reverse("meetings:new_follow_up", args=[item.pk])
    page = client.post(url, data, headers=headers, follow=True).text
    assert NOT_NOW in page
    assert "Spørg socialtilsynet" in page
    assert not FollowUp.objects.exists()


def test_finishing_twice_is_said_on_the_form(client, meeting, item, office):
    workflow.send_agenda(meeting, by=office)
    workflow.start_meeting(meeting, by=office)
    row = workflow.add_follow_up(item, what="Spørg", owner="Sekretariatet", by=office)
    workflow.finish_follow_up(row, by=office)
    client.force_login(office)
    page = post(client, "follow_up_step", row.pk, "finish", note="Spurgt i dag")
    assert "»Meld udført« er ikke muligt nu. Status er »Udført«." in page
    assert "Spurgt i dag" in page


def test_steps_that_are_refused_are_said(client, sent, office):
    client.force_login(office)
    page = post(client, "step", sent.pk, "start")
    assert "»Åbn mødet« er ikke muligt nu" in page
    assert "Mødet er åbnet" not in page


def test_a_note_to_minutes_that_are_not_sealed_is_refused_on_the_form(client, sent, office):
    client.force_login(office)
    page = post(client, "editor_note", sent.pk, text="Beløbet er 1.200 kr.")
    assert "Beløbet er 1.200 kr." in page
    assert "Rettelsen er skrevet" not in page


def test_nothing_to_follow_up_is_said(client, das, office):
    later = plan(das, office, date(2026, 6, 4))
    client.force_login(office)
    page = post(client, "follow_ups_offer", later.pk)
    assert "opfølgning" in page
    assert "er lavet af den åbne opfølgning" not in page


def test_what_is_allowed_is_done(client, meeting, item, office):
    """The same doors, when the verb agrees."""
    hold(meeting, office)
    client.force_login(office)
    assert NOT_NOW not in post(client, "attendee_add", meeting.pk, name="En gæst")
    assert meeting.attendance.get().name == "En gæst"
    post(client, "write", item.pk, outcome="sent_onward", note="Til KKR i juni")
    assert Decision.objects.get(item=item).outcome_note == "Til KKR i juni"
    post(client, "new_follow_up", item.pk, what="Spørg", owner_text="Sekretariatet")
    assert FollowUp.objects.get().what == "Spørg"
