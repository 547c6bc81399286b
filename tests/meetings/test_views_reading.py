"""What each reader sees of meetings: never a draft, never a word of a closed item."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from dasportal.accounts.models import RoleKind
from meetings import workflow
from meetings.models import Attachment
from tests import factories
from tests.access.rows_meetings import a_file
from tests.meetings.conftest import case, plan

SECRET = "Østerskoven lukker"


@pytest.fixture(autouse=True)
def demo(settings):
    settings.DEMO = True  # the secretariat is not sent to set up its second step


@pytest.fixture
def reader(das):
    return factories.holder(RoleKind.READER, "Læser", forum=das)


@pytest.fixture
def sent(meeting, office):
    """An agenda with an open case, a closed one with an open sub-item, and a closed bilag."""
    open_case = case(meeting, office, "Takstbilag 2027")
    closed = case(meeting, office, SECRET, is_open=False)
    case(meeting, office, "Notat om lukning", parent=closed)
    for title, is_closed in (("Åbent bilag", False), (f"{SECRET}.pdf", True)):
        workflow.add_attachment(
            open_case, file=a_file(), title=title, is_closed=is_closed, by=office
        )
    workflow.send_agenda(meeting, by=office)
    meeting.refresh_from_db()
    return meeting


def page(client, who, name, *args, **query):
    client.force_login(who)
    response = client.get(reverse(f"meetings:{name}", args=args), query)
    return response, response.content.decode()


def test_planned_meeting_shows_others_its_frame_alone(client, meeting, office, member):
    case(meeting, office, "Kladde til en sag")
    response, html = page(client, member, "meeting", meeting.pk)
    assert response.status_code == 200
    assert "Dagsordenen er ikke sendt endnu" in html
    assert "Kladde til en sag" not in html


def test_member_reads_what_was_sent_not_what_is_written_since(client, sent, office, member):
    item = sent.items.get(title="Takstbilag 2027")
    workflow.change_item(item, title="Takstbilag 2028", by=office)
    workflow.save_text(item, field="summary", value="<p>Ny kladde</p>", base_revision=0, by=office)
    _, html = page(client, member, "meeting", sent.pk)
    assert "Takstbilag 2027" in html
    assert "Takstbilag 2028" not in html
    _, html = page(client, member, "item", item.pk)
    assert "Ny kladde" not in html
    _, html = page(client, office, "item", item.pk)
    assert "Ny kladde" in html


def test_member_who_sits_reads_closed_items(client, sent, member):
    _, html = page(client, member, "meeting", sent.pk)
    assert SECRET in html


@pytest.mark.parametrize("name", ["meeting", "version", "minutes"])
def test_closed_items_leak_to_no_reader(client, sent, reader, name):
    args = (sent.pk, 1) if name == "version" else (sent.pk,)
    _, html = page(client, reader, name, *args)
    assert "Østerskoven" not in html
    assert "Notat om lukning" not in html
    assert "Takstbilag 2027" in html or name == "minutes"


def test_closed_bilag_leaks_to_no_reader(client, sent, reader):
    item = sent.items.get(title="Takstbilag 2027")
    _, html = page(client, reader, "item", item.pk)
    assert "Åbent bilag" in html
    assert "Østerskoven" not in html


def test_open_sub_item_of_a_closed_item_is_as_closed(client, sent, reader, member):
    child = sent.items.get(title="Notat om lukning")
    assert child.is_open is True
    assert page(client, reader, "item", child.pk)[0].status_code == 404
    assert page(client, member, "item", child.pk)[0].status_code == 200


def test_search_finds_no_closed_or_unsent_title(client, sent, office, reader, member):
    case(sent, office, "Kladde om Østerskoven", late_reason="Haster")
    for who, count in ((reader, 0), (member, 1), (office, 1)):
        response, _ = page(client, who, "list", visning="alle", soeg="østerskoven lukker")
        assert len(response.context["table"].rows) == count
    response, _ = page(client, member, "list", visning="alle", soeg="kladde om")
    assert len(response.context["table"].rows) == 0


def test_video_link_is_for_those_who_sit(client, sent, office, reader, member):
    workflow.change_meeting(sent, video_link="https://video.example/rum", by=office)
    assert "video.example" not in page(client, reader, "meeting", sent.pk)[1]
    assert "video.example" in page(client, member, "meeting", sent.pk)[1]


def test_replaced_bilag_is_new_to_members_when_it_is_sent(client, sent, office, member, tmp_path):
    bilag = Attachment.objects.get(title="Åbent bilag")
    from meetings.queries.agenda import file_for

    old = bilag.versions.get().file
    new = a_file()
    workflow.replace_attachment(bilag, file=new, by=office)
    assert file_for(bilag, member) == old
    assert file_for(bilag, office) == new
    assert file_for(bilag, office, version="1") == old
    type(new).objects.filter(pk=new.pk).update(sha256="1" * 64)
    workflow.send_changes(sent, by=office)
    assert file_for(bilag, member) == new
    assert file_for(bilag, member, agenda="1") == old


def test_withdrawn_bilag_cannot_be_fetched_from_the_newest(client, sent, office, member):
    from meetings.queries.agenda import file_for

    bilag = Attachment.objects.get(title="Åbent bilag")
    workflow.remove_attachment(bilag, by=office)
    workflow.send_changes(sent, by=office)
    bilag.refresh_from_db()
    assert file_for(bilag, member) is None
    assert file_for(bilag, member, agenda="1") is not None


def test_changes_are_told_without_a_word_of_closed_items(client, sent, office, reader, member):
    workflow.save_text(
        sent.items.get(title=SECRET), field="summary", value="<p>x</p>", base_revision=0, by=office
    )
    workflow.change_item(
        sent.items.get(title="Takstbilag 2027"), title="Takstbilag for 2027", by=office
    )
    workflow.send_changes(sent, by=office)
    _, html = page(client, reader, "meeting", sent.pk)
    assert "Ændret: titlen" in html
    assert "Østerskoven" not in html
    _, html = page(client, member, "meeting", sent.pk)
    assert html.count("Ændret: ") == 2


def test_list_parts_meetings_by_day(client, das, office, member):
    today = timezone.localdate()
    plan(das, office, today + timedelta(days=7), title="Det kommende")
    plan(das, office, today - timedelta(days=7), title="Det tidligere")
    for part, shown, hidden in (
        ("kommende", "Det kommende", "Det tidligere"),
        ("tidligere", "Det tidligere", "Det kommende"),
    ):
        response, _ = page(client, member, "list", visning=part)
        names = [str(row.get_cell("name")) for row in response.context["table"].rows]
        assert len(names) == 1
        assert shown in names[0]
        assert hidden not in names[0]


def test_list_shows_only_meetings_of_own_forums(client, office, member):
    plan(factories.fu(), office, date(2026, 4, 9), title="FU alene")
    _, html = page(client, member, "list", visning="alle")
    assert "FU alene" not in html


@pytest.mark.parametrize("who", ["office", "member"])
def test_list_costs_the_same_with_one_row_and_many(
    client, request, das, office, member, django_assert_num_queries, who
):
    """And it names no meeting twice."""
    person = request.getfixturevalue(who)
    plan(das, office, date(2027, 1, 14))
    client.force_login(person)
    address = reverse("meetings:list") + "?visning=alle"
    client.get(address)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(
        connection,
    ) as one:
        client.get(address)
    for month in range(2, 12):
        plan(das, office, date(2027, month, 14))
    with django_assert_num_queries(len(one)):
        client.get(address)


@pytest.mark.parametrize("name", ["meeting", "agenda", "readiness", "send", "preview"])
def test_page_costs_the_same_with_few_items_and_many(
    client, meeting, office, django_assert_num_queries, name
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def grown(times):
        for _ in range(times):
            item = case(meeting, office)
            workflow.set_recommendations(item, texts=["drøfter sagen"], by=office)
            workflow.add_attachment(item, file=a_file(), by=office)

    client.force_login(office)
    address = reverse(f"meetings:{name}", args=[meeting.pk])
    grown(1)
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        assert client.get(address).status_code == 200
    grown(6)
    with django_assert_num_queries(len(few)):
        client.get(address)


def test_slides_shown_at_the_meeting_come_to_members_with_the_minutes(client, sent, office, member):
    from meetings.queries.agenda import file_for

    item = sent.items.get(title="Takstbilag 2027")
    workflow.start_meeting(sent, by=office)
    for row in sent.items.filter(kind="approve_minutes"):
        workflow.set_outcome(row, outcome="approved", by=office)
    workflow.end_meeting(sent, by=office)
    sent.refresh_from_db()
    item.refresh_from_db()
    slides = workflow.add_attachment(item, file=a_file(), title="Slides", by=office)
    assert slides.with_minutes
    assert not Attachment.objects.visible_to(member).filter(pk=slides.pk).exists()
    workflow.send_minutes(sent, by=office)
    assert Attachment.objects.visible_to(member).filter(pk=slides.pk).exists()
    assert file_for(Attachment.objects.get(pk=slides.pk), member) is not None
    _, html = page(client, member, "item", item.pk)
    assert "Slides" in html
