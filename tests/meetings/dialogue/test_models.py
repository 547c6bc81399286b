"""Who reads what: every role × open or closed item × to whom × hidden or not."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from dasportal.accounts.models import RoleKind
from meetings.dialogue.models import Answer, Question
from meetings.dialogue.workflow import answer, hide
from tests.meetings.dialogue.conftest import asks

SITS = {"member", "deputy", "second", "chair", "other"}
OWN_PARTY = {"member", "deputy", "second"}
# (the item, to whom, hidden): those who read a question that `member` asked there
READ_BY = {
    ("item", "office", False): OWN_PARTY | {"office"},
    ("item", "forum", False): SITS | {"reader", "office"},
    ("closed_item", "office", False): OWN_PARTY | {"office"},
    ("closed_item", "forum", False): SITS | {"office"},
    ("item", "office", True): {"member", "office"},
    ("item", "forum", True): {"member", "office"},
    ("closed_item", "office", True): {"member", "office"},
    ("closed_item", "forum", True): {"member", "office"},
}


@pytest.mark.parametrize(("where", "audience", "hidden"), READ_BY)
def test_question_and_answer_are_read_by_exactly_these(request, people, where, audience, hidden):
    asked = asks(request.getfixturevalue(where), people["member"], audience=audience)
    answer(asked, text="To mio. kr.", by=people["office"])
    if hidden:
        hide(asked, reason="Nævner en borger", by=people["office"])
    expected = READ_BY[where, audience, hidden]
    assert {n for n, p in people.items() if Question.objects.visible_to(p).exists()} == expected
    assert {n for n, p in people.items() if Answer.objects.visible_to(p).exists()} == expected


def test_hidden_answer_is_its_writers_and_the_secretariats(item, people):
    asked = asks(item, people["member"], audience="forum")
    from meetings.dialogue.workflow import reply

    said = reply(asked, text="Det ved vi godt", by=people["other"])
    hide(said, reason="Uden for sagen", by=people["office"])
    assert {n for n, p in people.items() if Answer.objects.visible_to(p).exists()} == {
        "other", "office",
    }  # fmt: skip
    assert Question.objects.visible_to(people["reader"]).exists()


def test_question_on_a_closed_item_is_lost_with_the_seat(closed_item, people):
    asks(closed_item, people["member"], audience="forum")
    people["member"].roles.update(kind=RoleKind.READER)
    people["member"].forget_roles()
    assert not Question.objects.visible_to(people["member"]).exists()


def test_party_in_another_forum_reads_nothing(item, people):
    """Aalborg's member of FU does not read what Aalborg asks in DAS."""
    asks(item, people["member"])
    assert not Question.objects.visible_to(people["fu_member"]).exists()


@pytest.mark.parametrize(
    "wrong", [{"text": ""}, {"hidden_reason": "Uden tid"}], ids=["empty", "half hidden"]
)
def test_database_refuses_what_must_never_be(item, member, wrong):
    values = {"item": item, "author": member, "audience": "office", "status": "waiting"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Question.objects.create(**{**values, "text": "Ja", **wrong})
