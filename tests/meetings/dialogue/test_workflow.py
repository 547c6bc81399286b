"""Asking, answering, changing and hiding: who may take which step, from which state, and when."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from dasportal.accounts.transitions import NotAllowed
from dasportal.mail.models import OutgoingMail
from meetings import workflow as meeting_workflow
from meetings.dialogue import workflow
from meetings.dialogue.models import Answer, Question, QuestionStatus
from meetings.dialogue.workflow import QUESTION
from meetings.models import ItemKind
from tests.meetings.conftest import case, plan
from tests.meetings.dialogue.conftest import SECRET, asks

S = QuestionStatus
SITS = {"member", "deputy", "second", "chair", "other"}
READS = SITS | {"office"}  # of those who may write at all
OWN_PARTY = {"member", "deputy", "second", "office"}
# step: (states it starts from, those who may when `member` asked the secretariat, … all)
MAY = {
    "answer": ({S.WAITING, S.ANSWERED}, {"office"}, {"office"}),
    "ask_again": ({S.ANSWERED}, {"member"}, {"member"}),
    "reply": ({S.WAITING, S.ANSWERED, S.COMMENT}, OWN_PARTY, READS),
    "settle": ({S.WAITING}, {"member"}, {"member"}),
    "hide": ({S.WAITING, S.ANSWERED, S.COMMENT}, {"office"}, {"office"}),
    "show": ({S.WAITING, S.ANSWERED, S.COMMENT}, {"office"}, {"office"}),
}


@pytest.mark.parametrize("audience", ["office", "forum"])
@pytest.mark.parametrize("state", S)
def test_steps_are_open_to_exactly_these(item, people, audience, state):
    asked = asks(item, people["member"], audience=audience)
    asked.status = state
    for name, person in people.items():
        expected = {
            step for step, (states, to_office, to_all) in MAY.items()
            if state in states and name in (to_office if audience == "office" else to_all)
        }  # fmt: skip
        assert {t.name for t in QUESTION.available(asked, person)} == expected, name


@pytest.mark.parametrize("verb", [workflow.ask, workflow.comment])
def test_those_who_sit_and_the_secretariat_may_begin(item, people, verb):
    began = set()
    for name, person in people.items():
        try:
            verb(item, text="Et ord", audience="forum", by=person)
        except NotAllowed:
            continue
        began.add(name)
    assert began == READS


def test_question_waits_with_its_party_and_tells_the_secretariat(item, member, office):
    asked = asks(item, member, "Hvad koster det os?")
    assert asked.status == S.WAITING
    assert asked.party.code == "851"
    mail = OutgoingMail.objects.get(kind="question")
    assert mail.person == office
    assert f"/dialog/punkt/{item.pk}/#spm-{asked.pk}" in mail.text
    assert "koster" not in mail.text


def test_answer_is_told_to_the_one_who_asked_and_says_nothing(closed_item, member, office):
    asked = asks(closed_item, member, "Hvornår lukker det?")
    OutgoingMail.objects.all().delete()
    workflow.answer(asked, text="Den 1. maj", by=office)
    asked.refresh_from_db()
    assert asked.status == S.ANSWERED
    mail = OutgoingMail.objects.get()
    assert mail.person == member
    for word in ("maj", "lukker", SECRET):
        assert word not in mail.text + mail.subject


def test_asking_on_below_the_answer_waits_again(item, member, office):
    asked = asks(item, member)
    workflow.respond(asked, text="To mio. kr.", by=office)
    asked.refresh_from_db()
    OutgoingMail.objects.all().delete()
    workflow.respond(asked, text="Om året?", by=member)
    asked.refresh_from_db()
    assert asked.status == S.WAITING
    assert OutgoingMail.objects.get().person == office
    workflow.respond(asked, text="Ja", by=office)
    asked.refresh_from_db()
    assert asked.status == S.ANSWERED


def test_word_from_another_member_answers_nothing_but_is_told(item, people):
    asked = asks(item, people["member"], audience="forum")
    OutgoingMail.objects.all().delete()
    workflow.respond(asked, text="Det spurgte vi om i maj", by=people["other"])
    asked.refresh_from_db()
    assert asked.status == S.WAITING
    assert OutgoingMail.objects.get().person == people["member"]


def test_comment_stays_a_comment(item, member, office):
    said = workflow.comment(item, text="Vi er enige", audience="forum", by=member)
    workflow.respond(said, text="Noteret", by=office)
    said.refresh_from_db()
    assert said.status == S.COMMENT


def test_secretariat_writes_to_all(item, office):
    said = workflow.comment(item, text="Bilag 2 kommer tirsdag", audience="office", by=office)
    assert said.audience == "forum"
    assert not OutgoingMail.objects.filter(kind="question").exists()


def test_settled_by_the_one_who_asked(item, member):
    asked = workflow.settle(asks(item, member), by=member)
    assert asked.status == S.ANSWERED


@pytest.mark.parametrize("text", ["", "   ", "x" * 5_001])
def test_text_must_be_there_and_fit(item, member, text):
    with pytest.raises(NotAllowed, match=r"Skriv en tekst|for lang"):
        asks(item, member, text)
    assert not Question.objects.exists()


# --- When -----------------------------------------------------------------------------------------


def test_words_end_with_the_meeting(agenda, item, member, office):
    asked = asks(item, member)
    meeting_workflow.start_meeting(agenda, by=office)
    item.refresh_from_db()
    workflow.answer(asked, text="Nu", by=office)
    for row in agenda.items.filter(kind=ItemKind.APPROVE_MINUTES):
        meeting_workflow.set_outcome(row, outcome="approved", by=office)
    meeting_workflow.end_meeting(agenda, by=office)
    asked = Question.objects.get()
    for late in (
        lambda: asks(item, member),
        lambda: workflow.answer(asked, text="For sent", by=office),
        lambda: workflow.reply(asked, text="For sent", by=member),
        lambda: workflow.edit(asked, text="For sent", by=member),
    ):
        with pytest.raises(NotAllowed, match="til mødet er slut"):
            late()
    assert Question.objects.get().text == "Hvad koster det os?"
    assert Answer.objects.count() == 1


def test_nothing_is_asked_about_a_draft_or_a_withdrawn_item(agenda, item, member, office, das):
    draft = case(plan(das, office, agenda.date + timedelta(days=60)), office, "Kladde")
    with pytest.raises(NotAllowed):
        asks(draft, member)
    meeting_workflow.withdraw_item(item, reason="Ikke klar", by=office)
    with pytest.raises(NotAllowed, match="udgået"):
        asks(item, member)


def test_closed_item_is_asked_about_by_those_who_sit_alone(closed_item, people):
    for name in ("reader", "fu_member", "expert", "administrator", "reporter", "ended"):
        with pytest.raises(NotAllowed):
            asks(closed_item, people[name])


# --- Changing one's words -------------------------------------------------------------------------


def test_slip_mended_at_once_leaves_no_trace(item, member):
    asked = workflow.edit(asks(item, member, "Hvd koster det?"), text="Hvad koster det?", by=member)
    assert (asked.text, asked.earlier, asked.edited_at) == ("Hvad koster det?", [], None)


def test_later_change_keeps_what_stood(item, member):
    asked = asks(item, member, "Hvad koster det?")
    Question.objects.update(written_at=timezone.now() - timedelta(minutes=11))
    changed = workflow.edit(asked, text="Hvad koster det Læsø?", by=member)
    again = workflow.edit(changed, text="Hvad koster det Læsø i alt?", by=member)
    assert [row["text"] for row in again.earlier] == ["Hvad koster det?"]
    assert again.text == "Hvad koster det Læsø i alt?"


@pytest.mark.parametrize("who", ["deputy", "other", "office", "chair"])
def test_nobody_changes_anothers_words(item, people, who):
    asked = asks(item, people["member"], audience="forum")
    with pytest.raises(NotAllowed):
        workflow.edit(asked, text="Vendt om", by=people[who])
    assert Question.objects.get().text == "Hvad koster det os?"


# --- Hiding ---------------------------------------------------------------------------------------


def test_hiding_takes_a_reason_and_can_be_undone(item, member, office):
    asked = asks(item, member, audience="forum")
    with pytest.raises(NotAllowed, match="hvorfor"):
        workflow.hide(asked, reason=" ", by=office)
    hidden = workflow.hide(asked, reason="Nævner en borger", by=office)
    assert (hidden.hidden_by, hidden.hidden_reason) == (office, "Nævner en borger")
    with pytest.raises(NotAllowed):
        workflow.edit(asked, text="Igen", by=member)
    with pytest.raises(NotAllowed, match="skjult"):
        workflow.reply(asked, text="Igen", by=member)
    shown = workflow.show(asked, by=office)
    assert (shown.hidden_at, shown.hidden_reason) == (None, "")


def test_only_the_secretariat_hides(item, people):
    asked = asks(item, people["member"], audience="forum")
    said = workflow.reply(asked, text="Jo", by=people["other"])
    for name in ("member", "other", "chair", "administrator", "reader"):
        for words in (asked, said):
            with pytest.raises(NotAllowed):
                workflow.hide(words, reason="Nej", by=people[name])


# --- Seen -----------------------------------------------------------------------------------------


def test_answers_are_seen_by_the_one_who_asked(item, member, office):
    asked = asks(item, member)
    workflow.note_answers_seen(item, by=member)
    assert Question.objects.get().answer_seen_at is None
    workflow.answer(asked, text="To mio. kr.", by=office)
    workflow.note_answers_seen(item, by=office)
    assert Question.objects.get().answer_seen_at is None
    workflow.note_answers_seen(item, by=member)
    assert Question.objects.get().answer_seen_at is not None
    workflow.answer(asked, text="Og mere", by=office)
    assert Question.objects.get().answer_seen_at is None
