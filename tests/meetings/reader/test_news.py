"""Min side tells each person what has come and changed since they read it, and asks no more."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dasportal.accounts.waiting import rows_for
from meetings import workflow
from meetings.approval.models import PartyApproval
from meetings.approval.workflow import approve
from meetings.models import Meeting
from meetings.reader import news
from tests.meetings.conftest import case, plan
from tests.meetings.reader.conftest import SECRET

NEW = "Nyt, siden du læste sidst"


@pytest.fixture
def meeting(das, office) -> Meeting:
    """A meeting next week, so that it is on Min side."""
    return plan(das, office, timezone.localdate() + timedelta(days=7))


def fresh(person):
    return type(person).objects.get(pk=person.pk)


def waits(person) -> dict[str, str]:
    return {row.task.text: row.task.note for row in rows_for(fresh(person))}


def rows(person) -> list[tuple[str, str]]:
    return [(r.item["title"], r.label) for m in news.overview(fresh(person)) for r in m.rows]


def test_an_unread_agenda_waits_until_all_of_it_is_opened(look, sent, member) -> None:
    task = f"Læs dagsordenen til {sent}"
    assert waits(member)[task] == "Ikke åbnet"
    look(member, "meetings:meeting", sent.pk)
    assert waits(member)[task] == f"{sent.items.count()} af {sent.items.count()} punkter mangler"
    look(member, "meetings:version", sent.pk, 1)
    assert task not in waits(member)


def test_the_deadline_is_the_meeting(sent, member) -> None:
    (row,) = [r for r in rows_for(fresh(member)) if r.task.text.startswith("Læs dagsordenen")]
    assert row.task.until == sent.begins
    assert "om 7 dage" in row.deadline


def test_a_change_is_shown_with_its_words(look, sent, tariffs, member, rewrite) -> None:
    look(member, "meetings:version", sent.pk, 1)
    assert NEW not in look(member, "accounts:home")
    rewrite(tariffs, "Taksten stiger i juni.")
    html = look(member, "accounts:home")
    assert NEW in html
    assert "<del>maj.</del><ins>juni.</ins>" in html
    look(member, "meetings:item", tariffs.pk)
    assert NEW not in look(member, "accounts:home")


def test_new_items_and_bilag_are_told(look, sent, tariffs, office, member) -> None:
    from tests.access.rows_meetings import a_file

    look(member, "meetings:version", sent.pk, 1)
    case(sent, office, "Hastesag", late_reason="Haster")
    workflow.add_attachment(tariffs, file=a_file(), title="Eftersendt budget", by=office)
    workflow.send_changes(sent, by=office)
    assert rows(member) == [
        ("Takstbilag 2027", "Ændret, siden du læste det i version 1"),
        ("Hastesag", "Ny"),
    ]
    assert "Eftersendt bilag: Eftersendt budget" in look(member, "accounts:home")


def test_what_is_closed_is_news_to_none_who_may_not_read_it(
    look, sent, closed_case, member, reader, rewrite
) -> None:
    for who in (member, reader):
        look(who, "meetings:version", sent.pk, 1)
    rewrite(closed_case, f"{SECRET} i juni.")
    assert rows(member) == [(SECRET, "Ændret, siden du læste det i version 1")]
    assert rows(reader) == []
    assert "Østerskoven" not in look(reader, "accounts:home")


def test_what_was_read_while_one_had_a_seat_is_shown_to_no_one_without(
    look, sent, closed_case, member, rewrite
) -> None:
    look(member, "meetings:version", sent.pk, 1)
    member.roles.update(kind="reader", party=None)
    rewrite(closed_case, f"{SECRET} i juni.")
    assert rows(member) == []


def minuted(meeting, office, text: str = "Godkendt."):
    workflow.start_meeting(meeting, by=office)
    for item in meeting.items.filter(kind="approve_minutes"):
        workflow.set_outcome(item, outcome="approved", by=office)
    workflow.end_meeting(meeting, by=office)
    workflow.send_minutes(meeting, by=office)
    meeting.refresh_from_db()


def test_draft_minutes_wait_until_they_are_opened(look, sent, office, reader) -> None:
    member = reader  # who has nothing to approve
    minuted(sent, office)
    task = f"Læs referatudkastet fra {sent}"
    assert waits(member)[task] == "Godkendes på næste møde"
    look(member, "meetings:minutes", sent.pk)
    assert task not in waits(member)


def test_minutes_to_approve_and_to_read_are_one_task(look, sent, office, member) -> None:
    minuted(sent, office)
    own = [text for text in waits(member) if "referat" in text]
    assert own == [f"Godkend referatet af {sent}"]
    look(member, "approval:round", sent.pk)  # where it is read
    answer = PartyApproval.objects.select_related("round__meeting").get(round__meeting=sent)
    approve(answer, seen=answer.round.full_sha256, by=member)
    assert [text for text in waits(member) if "referat" in text] == []


def test_changed_minutes_are_told_item_by_item(look, sent, tariffs, office, member) -> None:
    minuted(sent, office)
    look(member, "meetings:minutes", sent.pk)
    workflow.withdraw_minutes(sent, by=office)
    tariffs.refresh_from_db()
    base = workflow.revision_of(tariffs, "decision")
    workflow.save_text(
        tariffs, field="decision", value="<p>Tiltrådt.</p>", base_revision=base, by=office
    )
    workflow.send_minutes(sent, by=office)
    assert rows(member) == [("Takstbilag 2027", "Ændret, siden du læste det i version 1")]
    html = look(member, "meetings:minutes", sent.pk)
    assert "Ændret, siden du læste referatet sidst" in html
    assert "<ins>Tiltrådt.</ins>" in html
    assert rows(member) == []


def test_the_secretariat_has_nothing_to_read_and_sees_how_it_is_read(
    look, sent, office, member
) -> None:
    look(member, "meetings:meeting", sent.pk)
    html = look(office, "accounts:home")
    assert NEW not in html
    assert "Læs dagsordenen" not in html
    assert "1 af 1 har åbnet den" in html


@pytest.mark.parametrize("who", ["member", "office"])
def test_home_costs_the_same_with_few_items_and_meetings_and_many(
    client, request, das, office, member, look, who, django_assert_num_queries
) -> None:
    person = request.getfixturevalue(who)
    day = timezone.localdate()

    def send_and_change(days: int, items: int) -> None:
        made = plan(das, office, day + timedelta(days=days))
        for _ in range(items):
            case(made, office)
        workflow.send_agenda(made, by=office)
        look(member, "meetings:version", made.pk, 1)
        for item in made.items.filter(kind="ordinary"):
            workflow.change_item(item, title="En anden", by=office)
        workflow.send_changes(made, by=office)

    send_and_change(5, 1)
    client.force_login(person)
    client.get("/")
    with CaptureQueriesContext(connection) as one:
        client.get("/")
    asked = len(one)
    for days in (6, 7, 8):
        send_and_change(days, 4)
    client.force_login(person)
    client.get("/")
    with django_assert_num_queries(asked):
        client.get("/")
