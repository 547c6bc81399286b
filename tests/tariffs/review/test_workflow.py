"""Comments on lines: who, when, and how they follow when the whole is sent back."""

import pytest

from dasportal.accounts.transitions import NotAllowed
from tariffs import workflow as tariffs
from tariffs.models import SubmissionStatus
from tariffs.review import workflow
from tariffs.review.models import CommentStatus, LineComment

pytestmark = pytest.mark.django_db
PARTY = ("reporter", "member", "deputy", "unit")
OTHERS = ("offers", "other", "reader")


@pytest.fixture
def level(handed_in):
    return handed_in.lines.get(service="Boniveau 5")


@pytest.fixture
def comment(level, office):
    return workflow.write_comment(level, text=" Hvilket år? ", by=office)


def test_comment_waits_until_the_whole_is_sent_back(comment, handed_in, office, people):
    assert (comment.text, comment.about) == ("Hvilket år?", "Violen, Boniveau 5 (ABL § 105)")
    assert not LineComment.objects.visible_to(people["reporter"]).exists()
    sent = workflow.send_back(handed_in, note="Se på det.", by=office)
    assert sent.status == SubmissionStatus.RETURNED
    assert sent.return_reason == "Se på det. Violen, Boniveau 5 (ABL § 105): Hvilket år?"
    seen = LineComment.objects.visible_to(people["reporter"]).get()
    assert seen.status == CommentStatus.SENT
    assert seen.sent_at is not None
    assert not LineComment.objects.visible_to(people["other"]).exists()
    assert not LineComment.objects.visible_to(people["reader"]).exists()


def test_comments_follow_also_from_the_other_page(comment, handed_in, office):
    tariffs.return_submission(handed_in, reason="Se på det.", by=office)
    comment.refresh_from_db()
    assert comment.status == CommentStatus.SENT


def test_nothing_to_say_sends_nothing_back(handed_in, office):
    with pytest.raises(NotAllowed, match="Skriv, hvad der skal rettes"):
        workflow.send_back(handed_in, note=" ", by=office)


def test_reason_has_room_for_what_it_can_hold_and_counts_the_rest(level, office):
    made = [workflow.write_comment(level, text=f"{n} {'x' * 150}", by=office) for n in range(5)]
    said = workflow.collected("Hej.", made)
    assert len(said) <= 500
    assert said.startswith("Hej. Violen, Boniveau 5 (ABL § 105): 0 x")
    assert said.endswith("Og 3 kommentarer mere ved linjerne.")
    assert len(workflow.collected("y" * 500, made)) <= 500


@pytest.mark.parametrize("who", [*PARTY, *OTHERS])
def test_only_the_office_comments_and_takes_back(level, comment, people, who):
    with pytest.raises(NotAllowed):
        workflow.write_comment(level, text="Hvorfor?", by=people[who])
    with pytest.raises(NotAllowed):
        workflow.remove_comment(comment, by=people[who])


@pytest.mark.parametrize("who", [*PARTY, *OTHERS, "office"])
def test_only_the_party_answers_while_it_is_theirs(comment, handed_in, office, people, who):
    by = {**people, "office": office}[who]
    with pytest.raises(NotAllowed):
        workflow.answer_comment(comment, text="2025.", by=by)
    workflow.send_back(handed_in, note="", by=office)
    if who not in PARTY:
        with pytest.raises(NotAllowed):
            workflow.answer_comment(comment, text="2025.", by=by)
        return
    answered = workflow.answer_comment(comment, text=" 2025. ", by=by)
    assert (answered.status, answered.answer, answered.answered_by) == ("answered", "2025.", by)
    again = workflow.answer_comment(comment, text="2024.", by=by)
    assert again.answer == "2024."
    tariffs.submit(handed_in, by=people["reporter"])
    with pytest.raises(NotAllowed, match="mens indberetningen er sendt retur"):
        workflow.answer_comment(comment, text="2023.", by=by)


def test_what_is_sent_is_not_taken_back(comment, handed_in, office):
    workflow.send_back(handed_in, note="", by=office)
    with pytest.raises(NotAllowed, match="ikke muligt nu"):
        workflow.remove_comment(comment, by=office)


@pytest.mark.parametrize("text", ["", "  ", "x" * 1001])
def test_comment_says_something(level, office, text):
    with pytest.raises(NotAllowed):
        workflow.write_comment(level, text=text, by=office)


@pytest.mark.parametrize("status", ["draft", "returned", "approved"])
def test_lines_are_commented_on_while_the_office_has_them(level, office, handed_in, status):
    handed_in.status = status
    handed_in.return_reason = "Fordi."
    handed_in.save()
    with pytest.raises(NotAllowed, match="indsendt eller taget imod"):
        workflow.write_comment(level, text="Hvorfor?", by=office)


def test_comment_outlives_its_line(comment, handed_in, office, people):
    workflow.send_back(handed_in, note="", by=office)
    tariffs.remove_line(comment.line, by=people["reporter"])
    comment.refresh_from_db()
    assert comment.line is None
    assert comment.about == "Violen, Boniveau 5 (ABL § 105)"
