"""The pages of questions: asked and answered in place, and read by those who may."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dasportal.accounts.waiting import rows_for
from meetings.dialogue import workflow
from meetings.dialogue.models import Answer, Question
from tests.meetings.dialogue.conftest import SECRET, asks


def get(client, who, name, *args, **query):
    client.force_login(who)
    response = client.get(reverse(name, args=args), query)
    return response, response.content.decode()


def post(client, who, name, pk, **data):
    client.force_login(who)
    return client.post(reverse(f"dialogue:{name}", args=[pk]), data)


def test_asked_on_the_item_and_answered_in_place(client, item, member, office):
    _, html = get(client, member, "meetings:item", item.pk)
    assert "Stil et spørgsmål" in html
    response = post(
        client, member, "item", item.pk, text="Hvad koster <det>?", audience="office",
        kind="question", fra="punkt",
    )  # fmt: skip
    asked = Question.objects.get()
    assert response["Location"] == f"/moeder/punkt/{item.pk}/#spm-{asked.pk}"
    _, html = get(client, office, "meetings:item_edit", item.pk)
    assert "Hvad koster &lt;det&gt;?" in html
    response = post(client, office, "respond", asked.pk, text="To mio. kr.", fra="rediger")
    assert response["Location"] == f"/moeder/punkt/{item.pk}/ret/#spm-{asked.pk}"
    _, html = get(client, member, "meetings:item", item.pk)
    assert "To mio. kr." in html
    assert "Besvaret" in html


def test_buttons_tell_question_from_comment(client, item, member):
    for kind, status in (("question", "waiting"), ("comment", "comment")):
        post(client, member, "item", item.pk, text=kind, audience="forum", kind=kind)
        assert Question.objects.get(text=kind).status == status


def test_nothing_typed_is_lost_on_an_invalid_form(client, item, member):
    response = post(client, member, "item", item.pk, text="Mit spørgsmål", kind="question")
    html = response.content.decode()
    assert response.status_code == 200
    assert "Mit spørgsmål</textarea>" in html
    assert "error-summary" in html


def test_refused_question_keeps_what_was_typed(client, agenda, item, member, office):
    from meetings import workflow as meetings

    meetings.withdraw_item(item, reason="Ikke klar", by=office)
    data = {"text": "For sent", "audience": "office", "kind": "question"}
    response = post(client, member, "item", item.pk, **data)
    assert "Punktet er udgået" in response.content.decode()


@pytest.mark.parametrize("who", ["reader", "fu_member", "expert", "administrator", "ended"])
def test_those_without_a_seat_neither_see_nor_post_the_form(client, item, people, who):
    _, html = get(client, people[who], "meetings:item", item.pk)
    assert "Stil et spørgsmål" not in html
    data = {"text": "x", "audience": "forum", "kind": "question"}
    assert post(client, people[who], "item", item.pk, **data).status_code in (403, 404)
    assert not Question.objects.exists()


def test_another_partys_question_to_the_secretariat_is_nowhere(client, agenda, item, people):
    asked = asks(item, people["member"], "Kun til sekretariatet")
    other = people["other"]
    for name, args in (
        ("meetings:item", [item.pk]), ("dialogue:item", [item.pk]), ("dialogue:list", []),
        ("accounts:home", []), ("meetings:meeting", [agenda.pk]),
    ):  # fmt: skip
        _, html = get(client, other, name, *args)
        assert "Kun til sekretariatet" not in html
    for name in ("respond", "settle", "edit_question"):
        assert post(client, other, name, asked.pk, text="x").status_code == 404
    _, html = get(client, people["deputy"], "meetings:item", item.pk)
    assert "Kun til sekretariatet" in html


def test_closed_item_leaks_by_no_page_of_the_dialogue(client, closed_item, people):
    asked = asks(closed_item, people["member"], f"Hvorfor: {SECRET}?", audience="forum")
    workflow.answer(asked, text=f"Fordi {SECRET}", by=people["office"])
    reader = people["reader"]
    assert get(client, reader, "dialogue:item", closed_item.pk)[0].status_code == 404
    _, html = get(client, reader, "dialogue:list", status="")
    assert SECRET not in html
    for who in ("member", "office"):
        assert SECRET not in "".join(row.task.text for row in rows_for(people[who]))


def test_title_on_the_page_is_the_one_that_was_sent(client, item, member, office):
    from meetings import workflow as meetings

    meetings.change_item(item, title="Kladde til en titel", by=office)
    _, html = get(client, member, "dialogue:item", item.pk)
    assert "Takstbilag 2031" in html
    assert "Kladde til en titel" not in html


def test_hidden_question_shows_its_reason_to_its_writer_alone(client, item, people):
    asked = asks(item, people["member"], "Om hr. Hansen", audience="forum")
    response = post(client, people["office"], "hide_question", asked.pk, reason="Nævner en borger")
    assert response.status_code == 302
    _, html = get(client, people["member"], "meetings:item", item.pk)
    assert "Om hr. Hansen" in html and "Nævner en borger" in html
    _, html = get(client, people["other"], "meetings:item", item.pk)
    assert "Om hr. Hansen" not in html and "Nævner en borger" not in html
    post(client, people["office"], "show_question", asked.pk)
    _, html = get(client, people["other"], "meetings:item", item.pk)
    assert "Om hr. Hansen" in html


def test_hiding_and_changing_an_answer(client, item, people):
    asked = asks(item, people["member"], audience="forum")
    said = workflow.reply(asked, text="Et ord", by=people["other"])
    assert post(client, people["other"], "edit_answer", said.pk, text="To ord").status_code == 302
    assert Answer.objects.get().text == "To ord"
    assert post(client, people["member"], "edit_answer", said.pk, text="Nej").status_code == 404
    assert post(client, people["other"], "hide_answer", said.pk, reason="x").status_code == 403
    post(client, people["office"], "hide_answer", said.pk, reason="Uden for sagen")
    _, html = get(client, people["member"], "meetings:item", item.pk)
    assert "To ord" not in html


def test_after_the_meeting_it_is_read_and_nothing_more(client, agenda, item, member, office):
    from meetings import workflow as meetings
    from tests.access.rows_meetings import ItemKind

    asks(item, member, "Stod her før mødet")
    meetings.start_meeting(agenda, by=office)
    for row in agenda.items.filter(kind=ItemKind.APPROVE_MINUTES):
        meetings.set_outcome(row, outcome="approved", by=office)
    meetings.end_meeting(agenda, by=office)
    _, html = get(client, member, "meetings:item", item.pk)
    assert "Stod her før mødet" in html
    assert "Der kan ikke længere stilles spørgsmål" in html
    assert "Send som spørgsmål" not in html


# --- What waits -----------------------------------------------------------------------------------


def words(person):
    person.forget_roles()
    return [row.task.text for row in rows_for(person) if "punkt" in row.task.text]


def test_unanswered_waits_for_the_secretariat_and_the_answer_for_its_asker(
    client, item, member, office
):
    asked = asks(item, member)
    assert any("Svar på spørgsmålet fra Aalborg" in text for text in words(office))
    assert not any("Læs svaret" in text for text in words(member))
    workflow.answer(asked, text="To mio. kr.", by=office)
    assert not any("Svar på" in text for text in words(office))
    assert any("Læs svaret på dit spørgsmål" in text for text in words(member))
    get(client, member, "meetings:item", item.pk)
    assert not any("Læs svaret" in text for text in words(member))


def test_many_are_one_task(item, member, office):
    for n in range(4):
        asks(item, member, f"Spørgsmål {n}")
    assert [t for t in words(office) if "Svar på" in t] == ["Svar på 4 spørgsmål til punkter"]


def test_meeting_says_how_many_wait(client, agenda, item, member, office):
    _, html = get(client, office, "meetings:meeting", agenda.pk)
    assert "venter på svar" not in html
    asks(item, member)
    _, html = get(client, office, "meetings:meeting", agenda.pk)
    assert "1 venter på svar" in html


@pytest.mark.parametrize("who", ["office", "member", "other"])
@pytest.mark.parametrize("where", ["dialogue:list", "dialogue:item", "accounts:home"])
def test_pages_ask_no_more_of_the_database_for_many_questions(client, item, people, who, where):
    person = people[who]
    args = [item.pk] if where == "dialogue:item" else []

    def one_more(n):
        asked = asks(item, people["member"], f"Spørgsmål {n}", audience="forum")
        for answered in range(n % 3):
            workflow.reply(asked, text=f"Ord {answered}", by=people["other"])

    def asked_of_the_database():
        client.force_login(person)
        client.get(reverse(where, args=args))  # what is seen is noted the first time
        with CaptureQueriesContext(connection) as found:
            assert client.get(reverse(where, args=args)).status_code == 200
        return len(found)

    one_more(2)
    few = asked_of_the_database()
    for n in range(3, 9):
        one_more(n)
    assert asked_of_the_database() <= few
