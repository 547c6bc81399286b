"""What is new to one reader is told from what that reader has opened, and to nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from dasportal.accounts.models import RoleKind
from meetings import reading, workflow
from meetings.models import Meeting
from meetings.reader import marking
from meetings.reader.models import ReadMark
from meetings.snapshot import closed_stub
from tests.meetings.conftest import case
from tests.meetings.reader.conftest import SECRET

CHANGED = "Ændret, siden du læste det i version 1"


def mark(person, item):
    """The mark as the next opening would show it."""
    meeting = Meeting.objects.get(pk=item.meeting_id)
    edition = reading.newest(meeting, person)
    return marking.marks(person, meeting, edition)[str(item.pk)]


def test_an_item_is_read_once_it_is_opened(look, sent, tariffs, member) -> None:
    assert not mark(member, tariffs).read
    look(member, "meetings:meeting", sent.pk)
    assert not mark(member, tariffs).read
    look(member, "meetings:item", tariffs.pk)
    assert mark(member, tariffs).label == "Læst"


def test_nobody_elses_reading_counts(look, sent, tariffs, member, reader) -> None:
    look(reader, "meetings:item", tariffs.pk)
    assert not mark(member, tariffs).read


def test_a_change_is_marked_for_one_who_had_read(
    look, sent, tariffs, member, reader, rewrite
) -> None:
    look(member, "meetings:item", tariffs.pk)
    rewrite(tariffs, "Taksten stiger i juni.")
    assert mark(member, tariffs).label == CHANGED
    assert mark(reader, tariffs).label == ""
    html = look(member, "meetings:meeting", sent.pk)
    assert CHANGED in html
    html = look(member, "meetings:item", tariffs.pk)
    assert "<del>maj.</del><ins>juni.</ins>" in html


def test_an_item_that_stands_as_it_was_is_still_read(
    look, sent, tariffs, closed_case, member, rewrite
) -> None:
    look(member, "meetings:item", tariffs.pk)
    rewrite(closed_case, "Noget andet")
    assert mark(member, tariffs).label == "Læst"


def test_the_change_stays_in_sight_for_a_day(look, sent, tariffs, member, rewrite) -> None:
    look(member, "meetings:item", tariffs.pk)
    rewrite(tariffs, "Taksten stiger i juni.")
    look(member, "meetings:item", tariffs.pk)
    again = mark(member, tariffs)
    assert again.read
    assert again.label == "Ændret, siden du læste version 1"
    ReadMark.objects.filter(before__isnull=False).update(
        newer_seen_at=timezone.now() - timedelta(hours=25)
    )
    assert mark(member, tariffs).label == "Læst"


def test_an_item_added_since_the_agenda_was_opened_is_new(
    look, sent, office, member, reader
) -> None:
    look(member, "meetings:meeting", sent.pk)
    added = case(sent, office, "Hastesag", late_reason="Haster")
    workflow.send_changes(sent, by=office)
    assert mark(member, added).label == "Ny"
    assert mark(reader, added).label == ""
    look(member, "meetings:meeting", sent.pk)
    assert mark(member, added).label == "Ny"  # until it is opened itself
    look(member, "meetings:item", added.pk)
    assert mark(member, added).label == "Læst"


def test_an_item_that_was_closed_to_the_reader_is_new_when_it_opens(
    look, sent, closed_case, office, reader
) -> None:
    look(reader, "meetings:meeting", sent.pk)
    workflow.change_item(closed_case, is_open=True, by=office)
    workflow.send_changes(sent, by=office)
    assert mark(reader, closed_case).label == "Ny"


def test_one_who_loses_the_seat_gets_no_word_of_what_was_read(
    look, sent, closed_case, member, rewrite
) -> None:
    look(member, "meetings:item", closed_case.pk)
    member.roles.update(kind=RoleKind.READER, party=None)
    member.forget_roles()
    rewrite(closed_case, "Endnu mere")
    edition = reading.newest(sent, member)
    assert str(closed_case.pk) not in marking.marks(member, sent, edition)
    assert SECRET not in look(member, "meetings:meeting", sent.pk)


def test_minutes_are_read_apart_from_the_agenda(look, sent, tariffs, office, member) -> None:
    look(member, "meetings:item", tariffs.pk)
    _hold(sent, office)
    workflow.send_minutes(sent, by=office)
    assert not mark(member, tariffs).read
    look(member, "meetings:item", tariffs.pk)
    assert mark(member, tariffs).read
    kinds = ReadMark.objects.filter(item=tariffs).values_list("kind", flat=True)
    assert sorted(kinds) == ["agenda", "minutes"]


def _hold(meeting, office) -> None:
    workflow.start_meeting(meeting, by=office)
    for item in meeting.items.filter(kind="approve_minutes"):
        workflow.set_outcome(item, outcome="approved", by=office)
    workflow.end_meeting(meeting, by=office)
    meeting.refresh_from_db()


def test_the_hash_is_no_help_to_one_who_guesses(member, reader, settings) -> None:
    item = closed_stub("5")
    assert marking.content_hash(item, member) != marking.content_hash(item, reader)
    mine = marking.content_hash(item, member)
    settings.SECRET_KEY = "another key"
    assert marking.content_hash(item, member) != mine


def test_what_the_secretariat_opens_is_not_noted(look, sent, tariffs, office) -> None:
    for name, key in (("meeting", sent.pk), ("item", tariffs.pk)):
        look(office, f"meetings:{name}", key)
    look(office, "meetings:version", sent.pk, 1)
    assert not ReadMark.objects.exists()


def test_a_browser_that_fetches_ahead_has_read_nothing(client, sent, tariffs, member) -> None:
    client.force_login(member)
    url = reverse("meetings:item", args=[tariffs.pk])
    client.get(url, headers={"Sec-Purpose": "prefetch;prerender"})
    client.head(url)
    assert not ReadMark.objects.exists()


def test_the_whole_agenda_on_one_page_is_read_as_a_whole(look, sent, tariffs, member) -> None:
    look(member, "meetings:version", sent.pk, 1)
    assert mark(member, tariffs).read


def test_sub_items_are_read_with_their_item(look, sent, office, member) -> None:
    item = case(sent, office, "Orientering", late_reason="Haster")
    child = case(sent, office, "Nyt fra KKR", parent=item, late_reason="Haster")
    workflow.send_changes(sent, by=office)
    look(member, "meetings:item", item.pk)
    assert mark(member, child).read


def test_the_database_keeps_one_mark(sent, tariffs, member) -> None:
    now = timezone.now()
    row = {"person": member, "meeting": sent, "kind": "agenda", "first_version": 1, "version": 1}
    for item in (tariffs, None):
        ReadMark.objects.create(item=item, last_opened_at=now, **row)
        with pytest.raises(IntegrityError), transaction.atomic():
            ReadMark.objects.create(item=item, last_opened_at=now, **row)


def test_opening_twice_moves_the_one_mark(look, sent, tariffs, member) -> None:
    look(member, "meetings:item", tariffs.pk)
    first = ReadMark.objects.get(item=tariffs)
    look(member, "meetings:item", tariffs.pk)
    again = ReadMark.objects.get(item=tariffs)
    assert again.first_opened_at == first.first_opened_at
    assert again.last_opened_at > first.last_opened_at


@pytest.mark.parametrize("name", ["meeting", "item"])
def test_page_costs_the_same_with_few_items_and_many(
    client, sent, tariffs, office, member, rewrite, django_assert_num_queries, name
) -> None:
    def grow(times: int) -> None:
        for _ in range(times):
            added = case(sent, office, late_reason="Haster")
            workflow.set_recommendations(added, texts=["drøfter sagen"], by=office)
        rewrite(tariffs, f"Taksten stiger {times} gange.")

    client.force_login(member)
    url = reverse(f"meetings:{name}", args=[sent.pk if name == "meeting" else tariffs.pk])
    client.get(url)
    grow(1)
    with CaptureQueriesContext(connection) as few:
        assert client.get(url).status_code == 200
    grow(8)
    with django_assert_num_queries(len(few)):
        client.get(url)
