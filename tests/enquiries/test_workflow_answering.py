"""Answering: drafts, conflicts, handing in, taking back, and the very second of the deadline."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from dasportal.accounts.transitions import NotAllowed
from dasportal.enquiries import workflow
from dasportal.enquiries.models import AnswerRevision, Enquiry, ResponseStatus, Submission
from dasportal.mail.models import OutgoingMail
from tests.enquiries.conftest import answer, question, response, type_in
from tests.factories import AALBORG, LÆSØ

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def test_first_to_write_gathers_the_answer(sent, people):
    row = response(sent)
    type_in(row, people["deputy"], hvorfor="Fordi.")
    row.refresh_from_db()
    assert (row.status, row.lead) == (ResponseStatus.DRAFT, people["deputy"])


def test_what_cannot_be_read_is_kept_as_typed(sent, people):
    row = response(sent)
    type_in(row, people[AALBORG], antal_pladser="12.5")
    assert row.answers.get(question__key="antal-pladser").value == "12.5"


def test_second_save_on_an_old_revision_is_a_conflict(sent, people):
    row, asked = response(sent), question(sent, "Hvorfor?")
    workflow.save_answer(row, asked, raw="Mit", base_revision=0, by=people[AALBORG])
    with pytest.raises(workflow.Conflict) as caught:
        workflow.save_answer(row, asked, raw="Dit", base_revision=0, by=people["deputy"])
    assert (caught.value.newest.value, caught.value.mine) == ("Mit", "Dit")
    assert row.answers.get(question=asked).value == "Mit"
    again = workflow.save_answer(row, asked, raw="Dit", base_revision=1, by=people["deputy"])
    assert again.revision == 2
    kept = AnswerRevision.objects.filter(answer__question=asked).order_by("number")
    assert [(k.value, k.saved_by) for k in kept] == [
        ("Mit", people[AALBORG]),
        ("Dit", people["deputy"]),
    ]


def test_saving_what_stands_there_already_is_no_conflict(sent, people):
    row, asked = response(sent), question(sent, "Hvorfor?")
    workflow.save_answer(row, asked, raw="Ens", base_revision=0, by=people[AALBORG])
    same = workflow.save_answer(row, asked, raw="Ens", base_revision=0, by=people["deputy"])
    assert same.revision == 1


def test_two_who_write_different_questions_do_not_meet(sent, people):
    row = response(sent)
    first, second = question(sent, "Hvorfor?"), question(sent, "Antal pladser")
    workflow.save_answer(row, first, raw="Tekst", base_revision=0, by=people[AALBORG])
    workflow.save_answer(row, second, raw="12", base_revision=0, by=people["deputy"])
    assert row.answers.count() == 2


def test_question_of_another_enquiry_is_refused(sent, people, office):
    from tests.enquiries.conftest import build

    other = question(build(office), "Hvorfor?")
    with pytest.raises(NotAllowed, match="findes ikke"):
        workflow.save_answer(response(sent), other, raw="x", base_revision=0, by=people[AALBORG])


def test_submission_reads_the_draft(sent, people):
    submission = answer(response(sent), people[AALBORG], antal_pladser="1.234", hvorfor=" Godt. ")
    assert submission.answers == {
        "kan-i-tilslutte-jer": "ja", "antal-pladser": "1234", "hvorfor": "Godt.",
        "bemaerkninger": "",
    }  # fmt: skip
    assert not submission.late


def test_incomplete_answer_is_refused_with_every_problem(sent, people):
    row = response(sent)
    type_in(row, people[AALBORG], antal_pladser="12,5")
    with pytest.raises(workflow.Incomplete) as caught:
        workflow.submit(row, by=people[AALBORG])
    assert set(caught.value.problems) == {"s-kan-i-tilslutte-jer", "s-antal-pladser"}
    assert not Submission.objects.exists()


def test_only_the_one_who_gathers_hands_in(sent, people):
    row = response(sent)
    type_in(row, people[AALBORG], kan_i_tilslutte_jer="ja")
    with pytest.raises(NotAllowed, match="samler svaret"):
        workflow.submit(row, by=people["deputy"])
    workflow.take_lead(row, by=people["deputy"])
    assert workflow.submit(row, by=people["deputy"]).submitted_by == people["deputy"]


def test_submitted_answer_can_not_be_written_in(sent, people):
    row = response(sent)
    answer(row, people[AALBORG])
    with pytest.raises(NotAllowed, match="afleveret"):
        type_in(row, people[AALBORG], hvorfor="Mere")


def test_taken_back_and_handed_in_again_is_a_second_submission(sent, people):
    row = response(sent)
    answer(row, people[AALBORG], hvorfor="Først")
    assert not workflow.take_back(row, by=people[AALBORG]).has_answered
    type_in(row, people[AALBORG], hvorfor="Siden")
    workflow.submit(row, by=people[AALBORG])
    told = [s.answers["hvorfor"] for s in row.submissions.order_by("number")]
    assert told == ["Først", "Siden"]


def test_receipt_goes_to_whoever_handed_in(sent, people):
    answer(response(sent), people["deputy"])
    receipt = OutgoingMail.objects.get(kind="receipt")
    assert receipt.person == people["deputy"]
    assert "aflevering nummer 1" in receipt.text


def over(enquiry: Enquiry, days: int = 1, **fields) -> Enquiry:
    """The enquiry as if its deadline was so many days ago."""
    day = timezone.localdate() - timedelta(days=days)
    Enquiry.objects.filter(pk=enquiry.pk).update(opens_on=day, closes_on=day, **fields)
    enquiry.refresh_from_db()
    return enquiry


def test_answer_after_the_deadline_is_marked(sent, people):
    over(sent)
    assert answer(response(sent), people[AALBORG]).late
    assert response(sent).late


def test_answer_after_the_deadline_is_refused_where_none_are_taken(sent, people):
    over(sent, accepts_late=False)
    with pytest.raises(NotAllowed, match="Fristen er passeret"):
        type_in(response(sent), people[AALBORG], hvorfor="For sent")


def test_late_answer_lies_fast(sent, people):
    over(sent)
    row = response(sent)
    answer(row, people[AALBORG])
    with pytest.raises(NotAllowed, match="Fristen er passeret"):
        workflow.take_back(row, by=people[AALBORG])


@pytest.mark.parametrize(
    ("clock", "late"),
    [
        ((2021, 5, 7, 23, 59, 59, 999_999), False),
        ((2021, 5, 8, 0, 0, 0, 0), True),
        ((2021, 5, 7, 12, 0, 0, 0), False),
    ],
)
def test_at_the_very_second_of_the_deadline(sent, people, clock, late):
    Enquiry.objects.filter(pk=sent.pk).update(
        opens_on=date(2021, 4, 29), closes_on=date(2021, 5, 7)
    )
    row = response(sent)
    type_in(row, people[AALBORG], kan_i_tilslutte_jer="ja")
    at = datetime(*clock, tzinfo=COPENHAGEN)
    assert workflow.submit(row, by=people[AALBORG], at=at).late is late


def test_the_deadline_is_danish_also_for_the_database_in_utc(sent, people):
    Enquiry.objects.filter(pk=sent.pk).update(
        opens_on=date(2021, 4, 29), closes_on=date(2021, 5, 7)
    )
    row = response(sent)
    type_in(row, people[AALBORG], kan_i_tilslutte_jer="ja")
    just_over = datetime(2021, 5, 7, 22, 0, 0, tzinfo=ZoneInfo("UTC"))  # midnight in Copenhagen
    assert workflow.submit(row, by=people[AALBORG], at=just_over).late


def test_secretariat_answers_on_behalf_and_says_so(sent, office):
    row = response(sent, LÆSØ)
    type_in(row, office, kan_i_tilslutte_jer="nej")
    with pytest.raises(NotAllowed, match="modtaget fra"):
        workflow.submit(row, by=office)
    submission = workflow.submit(row, by=office, received_from="mail den 6. maj")
    assert (submission.on_behalf, submission.received_from) == (True, "mail den 6. maj")
    row.refresh_from_db()
    assert row.on_behalf


def test_secretariat_keeps_out_of_a_partys_draft(sent, people, office):
    row = response(sent)
    type_in(row, people[AALBORG], hvorfor="Vores")
    with pytest.raises(NotAllowed, match="kun de selv kan se"):
        type_in(row, office, antal_pladser="3")


def test_asked_again_counts_until_it_is_handed_in_again(sent, people, office):
    row = response(sent)
    answer(row, people[AALBORG])
    due = timezone.localdate() + timedelta(days=2)
    returned = workflow.ask_again(row, reason="Mangler pladser", due_on=due, by=office)
    assert returned.has_answered
    workflow.close_enquiry(sent, by=office)
    type_in(row, people[AALBORG], antal_pladser="4")
    submission = workflow.submit(row, by=people[AALBORG])
    assert (submission.number, submission.late) == (2, False)


def test_closed_for_others_open_for_the_one_with_longer(sent, people, office):
    workflow.close_enquiry(sent, by=office)
    with pytest.raises(NotAllowed, match="lukket"):
        type_in(response(sent, LÆSØ), people[LÆSØ], hvorfor="x")
    due = timezone.localdate() + timedelta(days=2)
    workflow.give_longer(response(sent, LÆSØ), due_on=due, by=office)
    assert not answer(response(sent, LÆSØ), people[LÆSØ]).late
    with pytest.raises(NotAllowed, match="lukket"):
        type_in(response(sent), people[AALBORG], hvorfor="x")
