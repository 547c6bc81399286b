"""The pages of an approval: what each reads, and that only what differs is shown again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from dasportal.danish.dates import format_date
from meetings import workflow
from meetings.approval.models import AnswerStatus, Comment
from meetings.approval.waiting import tasks_of
from meetings.approval.workflow import approve, write_comment
from tests import factories
from tests.meetings.conftest import case, plan

from .conftest import HELD_ON, item

SECRET = "fortrolige"


@pytest.fixture(autouse=True)
def staff_needs_no_second_step(settings) -> None:
    settings.DEMO = True


def page(client: Client, person, name: str, *args) -> str:
    client.force_login(person)
    return client.get(reverse(f"approval:{name}", args=args)).content.decode()


def test_a_member_reads_and_approves_on_one_page(client, sent, people, answer) -> None:
    html = page(client, people["aalborg"], "round", sent.meeting_id)
    assert "Budgettet blev drøftet" in html and SECRET in html
    assert "Godkend for Aalborg" in html
    client.post(reverse("approval:approve", args=[answer().pk]), {"seen": sent.full_sha256})
    assert answer().status == AnswerStatus.APPROVED
    html = page(client, people["aalborg"], "round", sent.meeting_id)
    assert "Godkend for Aalborg" not in html
    assert "member 851" in html


def test_a_reader_reads_the_open_part_and_approves_nothing(client, sent, people, meeting) -> None:
    for title in ("Åben sag", "Lukket sag"):
        write_comment(
            sent, party=factories.party(), item_id=str(item(meeting, title).pk),
            text=f"Om {title}", by=people["aalborg"],
        )  # fmt: skip
    html = page(client, people["reader"], "round", sent.meeting_id)
    assert SECRET not in html and "Lukket sag" not in html
    assert "Om Åben sag" in html
    assert "Godkend for" not in html and "Kommentér" not in html


def test_only_what_changed_is_shown_again(client, sent, people, answer, correct) -> None:
    approve(answer(), seen=sent.full_sha256, by=people["aalborg"])
    correct(Åben_sag="<p>Budgettet blev drøftet. Der var bred tilslutning.</p>")
    html = page(client, people["aalborg"], "changed", sent.meeting_id)
    assert "<ins>bred" in html
    assert "Åben sag" in html
    assert "Lukket sag" not in html and SECRET not in html
    assert html.count('class="difference"') == 1


def test_a_closed_change_is_named_as_one(client, sent, people, answer, correct) -> None:
    approve(answer(), seen=sent.full_sha256, by=people["aalborg"])
    correct(Lukket_sag="<p>Den fortrolige aftale blev udsat.</p>")
    html = page(client, people["aalborg"], "changed", sent.meeting_id)
    assert "Kun lukkede punkter er ændret" in html
    assert "Åben sag" not in html


def test_a_page_that_was_open_too_long_approves_nothing(
    client, sent, people, answer, correct
) -> None:
    correct(Åben_sag="<p>Andet.</p>")
    client.force_login(people["aalborg"])
    response = client.post(
        reverse("approval:approve", args=[answer().pk]), {"seen": sent.full_sha256}, follow=True
    )
    assert "Der er ikke godkendt noget endnu" in response.content.decode()
    assert answer().status == AnswerStatus.WAITING


def test_an_invalid_comment_keeps_what_was_written(client, sent, people, meeting) -> None:
    client.force_login(people["aalborg"])
    url = reverse("approval:comment", args=[sent.meeting_id, item(meeting, "Åben sag").pk])
    party = factories.party().pk
    response = client.post(url, {"party": party, "quote": "Ikke sagt", "text": "Min lange tekst"})
    html = response.content.decode()
    assert "Citatet findes ikke i punktet" in html and "Min lange tekst" in html
    assert not Comment.objects.exists()


def test_the_second_of_two_answers_sees_the_first_and_loses_nothing(
    client, sent, people, meeting, office
) -> None:
    made = write_comment(
        sent, party=factories.party(), item_id=str(item(meeting, "Åben sag").pk), text="Hm",
        by=people["aalborg"],
    )  # fmt: skip
    client.force_login(office)
    url = reverse("approval:reply", args=[made.pk])
    client.post(url, {"step": "answer", "text": "Det første svar", "seen": ""})
    html = client.post(url, {"step": "answer", "text": "Det andet svar", "seen": ""})
    made.refresh_from_db()
    assert made.reply == "Det første svar"
    assert "har svaret imens: »Det første svar«" in html.content.decode()
    assert "Det andet svar" in html.content.decode()


def test_a_deadline_moved_meanwhile_is_shown_and_not_overwritten_unseen(client, sent, office):
    client.force_login(office)
    url = reverse("approval:deadline", args=[sent.meeting_id])
    shown = client.get(url).context["form"]["seen"].value()
    first, second = (timezone.localdate() + timedelta(days=days) for days in (20, 30))
    client.post(url, {"deadline": first.strftime("%d.%m.%Y"), "seen": shown})
    mine = {"deadline": second.strftime("%d.%m.%Y")}
    answer = client.post(url, {**mine, "seen": shown})
    html = answer.content.decode()
    assert f"imens flyttet til {format_date(first)}" in html
    assert f"Dit valg, {format_date(second)}, er ikke gemt" in html
    again = answer.context["form"]["seen"].value()
    assert client.post(url, {**mine, "seen": again}).status_code == 302
    sent.refresh_from_db()
    assert timezone.localdate(sent.closes_at) == second


def test_the_minutes_tell_draft_approved_and_sealed_apart(
    client, sent, people, answer, office, das
) -> None:
    approve(answer(), seen=sent.full_sha256, by=people["aalborg"])
    url = reverse("meetings:minutes", args=[sent.meeting_id])
    client.force_login(people["læsø"])
    html = client.get(url).content.decode()
    assert "Godkendt af 1 af 3 parter: Aalborg" in html
    assert "Sker på det næste møde" in html and "Ikke endnu" in html


def test_the_standing_is_put_under_the_next_approval_once(
    client, sent, people, answer, office, das
) -> None:
    approve(answer(), seen=sent.full_sha256, by=people["aalborg"])
    later = plan(das, office, HELD_ON.replace(month=5))
    approving = later.items.get(kind="approve_minutes")
    client.force_login(office)
    html = client.get(reverse("meetings:item_edit", args=[approving.pk])).content.decode()
    assert "godkendt skriftligt af 1 af 3 parter (Aalborg)" in html
    for _ in range(2):
        client.post(reverse("approval:insert", args=[approving.pk]))
    statement = approving.statements.get()
    assert statement.body == "Parternes skriftlige godkendelse"
    assert "Har ikke svaret: Læsø og Region Nordjylland." in statement.text


def test_min_side_says_what_waits_until_when(client, sent, people, answer, correct) -> None:
    client.force_login(people["aalborg"])
    assert f"Godkend referatet af {sent.meeting}" in client.get("/").content.decode()
    approve(answer(), seen=sent.full_sha256, by=people["aalborg"])
    assert f"Godkend referatet af {sent.meeting}" not in client.get("/").content.decode()
    correct(Åben_sag="<p>Andet.</p>")
    assert "og godkend igen" in client.get("/").content.decode()


def queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


def test_the_page_costs_the_same_with_many_comments_and_parties(
    client, sent, people, meeting, office
) -> None:
    client.force_login(people["aalborg"])
    url = reverse("approval:round", args=[sent.meeting_id])

    def comment() -> None:
        write_comment(
            sent, party=factories.party(), item_id=str(item(meeting, "Åben sag").pk), text="Hm",
            by=people["aalborg"],
        )  # fmt: skip

    comment()
    one = queries(client, url)
    for _ in range(5):
        comment()
    assert queries(client, url) == one


def test_what_waits_costs_the_same_with_many_rounds(sent, people, das, office) -> None:
    def cost() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as seen:
            tasks = [str(task.text) for task in tasks_of(people["aalborg"])]
        return len(tasks), len(seen)

    def another(month: int) -> None:
        made = plan(das, office, HELD_ON.replace(month=month))
        case(made, office)
        workflow.send_agenda(made, by=office)
        workflow.start_meeting(made, by=office)
        for row in made.items.filter(kind="approve_minutes"):
            workflow.set_outcome(row, outcome="postponed", by=office)
        workflow.end_meeting(made, by=office)
        workflow.send_minutes(made, by=office)

    people["aalborg"].current_roles()  # asked once a request, whatever waits
    assert (one := cost())[0] == 1
    another(4)
    another(5)
    assert cost() == (3, one[1])
