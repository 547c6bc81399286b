"""A case's way: who may what and when, what a vote is, how it ends, and where that is noted."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from dasportal.accounts.models import RoleKind
from dasportal.accounts.transitions import NotAllowed
from dasportal.mail.models import OutgoingMail
from meetings import workflow
from meetings.circulation.models import (
    Answer,
    Ballot,
    BallotStatus,
    BallotVersion,
    Rule,
    Vote,
    VoteEvent,
)
from meetings.circulation.queries import history_of
from meetings.circulation.workflow import (
    BALLOT,
    close_ballot,
    close_due_ballots,
    draft_ballot,
    drop_ballot,
    send_ballot,
    set_rule,
    vote,
    withdraw_ballot,
)
from meetings.deadlines import last_moment
from meetings.models import AgendaItem, Concerns, ItemKind, Meeting, Section, Stance
from tests import factories
from tests.meetings.conftest import case, plan

from .conftest import PARTIES, in_days, past_deadline

B = BallotStatus
SAID = "Skriftlig behandling"


@pytest.fixture
def everybody(people, office):
    return {
        **people,
        "office": office,
        "administrator": factories.administrator(),
        "chair": factories.holder(RoleKind.CHAIR, forum=factories.das()),
        "nobody": factories.person(),
    }


STEPS = {
    B.DRAFT: ({"send", "drop"}, set()),
    B.OUT: ({"withdraw"}, {"vote", "ask_for_meeting"}),
    B.WITHDRAWN: ({"send"}, set()),
    B.ADOPTED: (set(), set()),
    B.REJECTED: (set(), set()),
    B.TO_MEETING: (set(), set()),
}
VOTERS = {*PARTIES, "deputy"}


@pytest.mark.parametrize("status", B)
def test_the_steps_of_every_role_in_every_state(out, everybody, status: BallotStatus) -> None:
    out.ballot.status = status
    found = {
        who: {t.name for t in BALLOT.available(out.ballot, person)}
        for who, person in everybody.items()
    }
    of_office, of_voters = STEPS[status]
    expected: dict[str, set[str]] = {who: set() for who in everybody}
    expected |= dict.fromkeys(VOTERS, of_voters)
    expected["office"] = of_office
    assert found == expected


def force(version: BallotVersion, status: str) -> None:
    over = {"over_at": version.sent_at, "outcome": "Slut."} if STEPS[B(status)] == STEPS[B.ADOPTED] else {}  # fmt: skip
    Ballot.objects.filter(pk=version.ballot_id).update(status=status, **over)


@pytest.mark.parametrize("status", [s for s in B if s != B.OUT])
def test_a_vote_is_refused_in_danish_in_every_other_state(out, vote_of, people, status) -> None:
    force(out, status)
    with pytest.raises(NotAllowed, match="ikke taget med"):
        vote(vote_of("læsø"), answer=Answer.FOR, by=people["læsø"])
    assert vote_of("læsø").answer == ""


# --- Sending out ----------------------------------------------------------------------------------


def test_every_party_with_somebody_in_the_forum_is_asked(out) -> None:
    assert set(out.votes.values_list("party__code", flat=True)) == set(PARTIES.values())
    assert out.closes_at == last_moment(in_days(10))
    mails = OutgoingMail.objects.filter(subject__startswith="Svar udbedes")
    assert mails.count() == len(PARTIES) + 1  # the deputy too


@pytest.mark.parametrize(
    ("concerns", "codes"),
    [
        (Concerns.MUNICIPALITIES, {"851", "825", "813"}),
        (Concerns.REGION, {"1081"}),
        (Concerns.SOME, {"825"}),
    ],
)
def test_only_those_whom_the_item_concerns_vote(item, office, people, concerns, codes) -> None:
    chosen = [factories.party("825"), factories.party("773")]  # Morsø has nobody there
    workflow.change_item(item, by=office, concerns=concerns, concerned_parties=chosen)
    ballot = draft_ballot(item, by=office)
    version = send_ballot(ballot, deadline=in_days(5), by=office)
    assert set(version.votes.values_list("party__code", flat=True)) == codes


def test_a_case_that_nobody_can_answer_is_not_sent(item, office, people) -> None:
    workflow.change_item(
        item, by=office, concerns=Concerns.SOME, concerned_parties=[factories.party("773")]
    )
    with pytest.raises(NotAllowed, match="Ingen i forummet kan svare"):
        send_ballot(draft_ballot(item, by=office), deadline=in_days(5), by=office)


def test_the_deadline_lies_before_the_meeting(item, office, people) -> None:
    ballot = draft_ballot(item, by=office)
    with pytest.raises(NotAllowed, match="før mødet den"):
        send_ballot(ballot, deadline=item.meeting.date, by=office)
    with pytest.raises(NotAllowed, match="Vælg en senere dag"):
        send_ballot(ballot, deadline=in_days(-1), by=office)


def test_an_item_of_a_meeting_that_is_held_is_not_sent(item, office, people) -> None:
    Meeting.objects.filter(pk=item.meeting_id).update(status="held")
    with pytest.raises(NotAllowed, match="kommende dagsorden"):
        draft_ballot(item, by=office)


def test_an_item_has_one_ballot_under_way(item, office, people) -> None:
    assert draft_ballot(item, by=office) == draft_ballot(item, by=office)
    first = Ballot.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Ballot.objects.create(
            forum=first.forum, item=item, title="x", is_open=True, created_by=office
        )


def test_what_is_out_cannot_be_changed(out, item, office) -> None:
    refused = [
        lambda: workflow.change_item(item, by=office, title="Ny titel"),
        lambda: workflow.set_recommendations(item, texts=["noget andet"], by=office),
        lambda: workflow.save_text(
            item, field="summary", value="<p>Nyt</p>", base_revision=0, by=office
        ),
        lambda: workflow.add_statement(item, body="FU", text="<p>Ja</p>", by=office),
        lambda: workflow.remove_item(item, by=office),
        lambda: workflow.add_item(item.meeting, title="Under", parent=item, by=office),
        lambda: workflow.move_to_meeting(
            item, meeting=plan(item.meeting.forum, office, in_days(90)), by=office
        ),
    ]
    for act in refused:
        with pytest.raises(NotAllowed, match="ude til skriftlig behandling til og med"):
            act()


def test_order_and_numbers_move_while_it_is_out(out, item, office) -> None:
    case(item.meeting, office, "En anden sag")
    moved = workflow.move_item(item, to=0, by=office)
    assert moved.number == "1"


def test_the_text_that_is_voted_on_is_frozen_with_its_hash(out, item) -> None:
    row = out.snapshot["items"][0]
    assert row["presentation"] == "<p>Fristen foreslås flyttet.</p>"
    assert len(out.sha256) == 64


def test_a_withdrawn_case_is_changed_and_everybody_answers_afresh(
    out, item, office, people, vote_of
) -> None:
    vote(vote_of("læsø"), answer=Answer.FOR, by=people["læsø"])
    withdraw_ballot(out.ballot, reason="Fristen var forkert.", by=office)
    workflow.set_recommendations(item, texts=["godkender fristen 1. maj"], by=office)
    second = send_ballot(out.ballot, deadline=in_days(12), by=office)
    assert (second.number, second.sha256 != out.sha256) == (2, True)
    assert not second.votes.exclude(answer="").exists()
    assert vote_of("læsø").answer == Answer.FOR  # kept with the version it was given on
    with pytest.raises(NotAllowed, match="ny version"):
        vote(vote_of("aalborg"), answer=Answer.FOR, by=people["aalborg"])


def test_a_withdrawal_takes_a_reason(out, office) -> None:
    with pytest.raises(NotAllowed, match="Skriv, hvorfor"):
        withdraw_ballot(out.ballot, reason=" ", by=office)


def test_only_a_draft_is_deleted(item, office, out) -> None:
    with pytest.raises(NotAllowed, match="Ude til svar"):
        drop_ballot(out.ballot, by=office)
    other = draft_ballot(case(item.meeting, office, "Anden sag"), by=office)
    drop_ballot(other, by=office)
    assert Ballot.objects.count() == 1


# --- Voting ---------------------------------------------------------------------------------------


def test_a_vote_is_the_partys_by_member_or_deputy(vote_of, people) -> None:
    row = vote(vote_of("aalborg"), answer=Answer.FOR, by=people["deputy"])
    assert (row.answer, row.voted_by, row.as_deputy) == (Answer.FOR, people["deputy"], True)
    row = vote(vote_of("aalborg"), answer=Answer.AGAINST, words="Nej.", by=people["aalborg"])
    assert (row.answer, row.as_deputy) == (Answer.AGAINST, False)
    assert [step.answer for step in history_of(row.version)] == [
        "Tilslutter sig", "Kan ikke tilslutte sig",
    ]  # fmt: skip


@pytest.mark.parametrize("who", ["læsø", "reader", "fu", "office", "administrator", "nobody"])
def test_nobody_votes_for_another_party(vote_of, everybody, who) -> None:
    with pytest.raises(NotAllowed, match="Du kan ikke svare for Aalborg"):
        vote(vote_of("aalborg"), answer=Answer.FOR, by=everybody[who])


@pytest.mark.parametrize("answer", [Answer.REMARK, Answer.AGAINST])
def test_to_differ_takes_words(vote_of, people, answer) -> None:
    with pytest.raises(NotAllowed, match="Skriv"):
        vote(vote_of("læsø"), answer=answer, words="  ", by=people["læsø"])
    with pytest.raises(IntegrityError), transaction.atomic():
        Vote.objects.filter(pk=vote_of("læsø").pk).update(
            answer=answer, voted_by=people["læsø"], voted_at=vote_of("læsø").version.sent_at
        )


def test_an_answer_that_is_none_is_refused(vote_of, people) -> None:
    with pytest.raises(NotAllowed, match="Vælg et svar"):
        vote(vote_of("læsø"), answer="måske", by=people["læsø"])


def test_the_same_vote_again_changes_nothing(vote_of, people) -> None:
    for _ in range(3):
        row = vote(vote_of("læsø"), answer=Answer.FOR, by=people["læsø"])
    assert VoteEvent.objects.filter(pgh_obj=row).exclude(answer="").count() == 1
    assert OutgoingMail.objects.filter(subject__startswith="Kvittering").count() == 1


def test_after_the_deadline_a_vote_is_told_no(out, vote_of, people) -> None:
    past_deadline(out)
    with pytest.raises(NotAllowed, match="Fristen er udløbet, så svaret er ikke taget med"):
        vote(vote_of("læsø"), answer=Answer.FOR, by=people["læsø"])


# --- The end --------------------------------------------------------------------------------------


def cast(vote_of, people, **answers: tuple[str, str] | str) -> None:
    for who, said in answers.items():
        answer, words = (said, "") if isinstance(said, str) else said
        vote(vote_of(who), answer=answer, words=words, by=people[who])


ALL_FOR = dict.fromkeys(PARTIES, Answer.FOR)


def test_nothing_is_decided_before_the_deadline(out, vote_of, people) -> None:
    cast(vote_of, people, **ALL_FOR)
    assert close_due_ballots() == 0
    assert close_ballot(out.ballot).status == B.OUT


def test_the_outcome_is_noted_on_the_item_and_told(out, item, vote_of, people, office) -> None:
    remark = (Answer.REMARK, "Fra 2028 bør fristen være fast.")
    cast(vote_of, people, **{**ALL_FOR, "læsø": remark})
    past_deadline(out)
    assert (close_due_ballots(), close_due_ballots()) == (1, 0)
    ballot = Ballot.objects.get()
    assert ballot.status == B.ADOPTED
    assert "4 af 4 parter tilsluttede sig, heraf 1 med bemærkning (Læsø)" in ballot.outcome
    item.refresh_from_db()
    assert (ballot.noted_on, item.section) == (item, Section.INFORMATION)
    assert ballot.outcome in item.decision.text
    assert item.decision.outcome == "approved"
    position = item.decision.positions.get()
    assert (position.party.name, position.stance) == ("Læsø", Stance.RESERVATION)
    assert position.words == "Fra 2028 bør fristen være fast."
    assert "Fra 2028" in item.statements.get(body=SAID).text
    told = OutgoingMail.objects.filter(subject__startswith="Afgjort skriftligt")
    assert told.count() == len(PARTIES) + 2  # the deputy and the secretariat
    assert not any("Fra 2028" in mail.text for mail in OutgoingMail.objects.all())


def test_a_silent_party_stops_it_where_all_must_answer(out, item, vote_of, people) -> None:
    cast(vote_of, people, **{k: v for k, v in ALL_FOR.items() if k != "region"})
    past_deadline(out)
    ballot = close_ballot(out.ballot)
    assert ballot.status == B.REJECTED
    assert "Det mangler fra Region Nordjylland" in ballot.outcome
    item.refresh_from_db()
    assert (item.section, item.decision.outcome) == (Section.DECISION, "rejected")


def test_the_rule_of_the_forum_holds_for_what_is_sent_after_it(item, office, people, das) -> None:
    set_rule(das, rule=Rule.SILENCE, at_least=None, days=7, by=office)
    version = send_ballot(draft_ballot(item, by=office), deadline=in_days(7), by=office)
    set_rule(das, rule=Rule.AT_LEAST, at_least=4, days=7, by=office)
    past_deadline(version)
    assert close_ballot(version.ballot).status == B.ADOPTED  # all were silent


def test_a_number_goes_with_its_rule(das, office, people) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        set_rule(das, rule=Rule.AT_LEAST, at_least=None, days=7, by=office)
    with pytest.raises(NotAllowed, match="sekretariatet"):
        set_rule(das, rule=Rule.ALL, at_least=None, days=7, by=people["aalborg"])


def test_one_who_asks_for_a_meeting_ends_it_at_once(out, item, vote_of, people, office) -> None:
    cast(vote_of, people, aalborg=Answer.FOR)
    cast(vote_of, people, læsø=(Answer.MEETING, "Det rammer øerne."))
    ballot = Ballot.objects.get()
    assert (ballot.status, ballot.noted_on) == (B.TO_MEETING, item)
    assert "Læsø har bedt om drøftelse på møde. Begrundelse: Det rammer øerne." in ballot.outcome
    said = item.statements.get(body=SAID).text
    assert "1 af 4 parter tilsluttede sig" in said and "Læsø" in said
    assert not hasattr(AgendaItem.objects.get(pk=item.pk), "decision")
    with pytest.raises(NotAllowed, match="ikke taget med"):
        vote(vote_of("region"), answer=Answer.FOR, by=people["region"])
    workflow.change_item(item, by=office, title="Ny titel")  # free again


def test_a_case_whose_agenda_is_gone_comes_on_the_next(
    out, item, vote_of, people, office, das
) -> None:
    later = plan(das, office, in_days(90))
    workflow.cancel_meeting(item.meeting, reason="Aflyst", by=office)
    cast(vote_of, people, læsø=Answer.MEETING)
    noted = Ballot.objects.get().noted_on
    assert noted is not None
    assert (noted.meeting, noted.title) == (later, "Frist for indberetning")
    assert noted.presentation == "<p>Fristen foreslås flyttet.</p>"
    assert [r.text for r in noted.recommendations.all()] == ["godkender den nye frist"]
    assert noted.continues == item


def test_a_decision_waits_for_an_agenda_and_is_noted_when_one_is_planned(
    out, item, vote_of, people, office, das
) -> None:
    workflow.cancel_meeting(item.meeting, reason="Aflyst", by=office)
    cast(vote_of, people, **ALL_FOR)
    past_deadline(out)
    close_ballot(out.ballot)
    assert Ballot.objects.get().noted_on is None
    later = plan(das, office, in_days(30))
    noted = Ballot.objects.get().noted_on
    assert noted is not None
    assert (noted.meeting, noted.parent.kind) == (later, ItemKind.INFORMATION)
    assert noted.decision.outcome == "approved"


def test_on_an_agenda_that_is_sent_it_is_noted_where_it_stands(
    out, item, vote_of, people, office
) -> None:
    workflow.send_agenda(item.meeting, by=office)
    number = AgendaItem.objects.get(pk=item.pk).number
    cast(vote_of, people, **ALL_FOR)
    past_deadline(out)
    close_ballot(out.ballot)
    item.refresh_from_db()
    assert (item.number, item.section) == (number, Section.DECISION)
    assert item.statements.filter(body=SAID).exists()


@pytest.mark.parametrize("status", [B.ADOPTED, B.REJECTED, B.TO_MEETING])
def test_the_database_refuses_an_end_without_an_outcome(out, status) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Ballot.objects.filter(pk=out.ballot_id).update(status=status, over_at=out.sent_at)


# --- Closed cases ---------------------------------------------------------------------------------


@pytest.fixture
def closed_out(item, office, people) -> BallotVersion:
    workflow.change_item(item, by=office, title="Hemmelig sag", is_open=False)
    return send_ballot(draft_ballot(item, by=office), deadline=in_days(5), by=office)


def test_no_mail_names_a_closed_case(closed_out, people, office) -> None:
    rows = Vote.objects.select_related("party", "version__ballot__forum")
    for who, answer in (("aalborg", Answer.AGAINST), ("region", Answer.FOR)):
        row = rows.get(version=closed_out, party__code=PARTIES[who])
        vote(row, answer=answer, words="Fortrolig grund", by=people[who])
    withdraw_ballot(closed_out.ballot, reason="Fortrolig grund", by=office)
    again = send_ballot(closed_out.ballot, deadline=in_days(5), by=office)
    past_deadline(again)
    close_ballot(again.ballot)
    mails = OutgoingMail.objects.exclude(kind="calendar")
    assert mails.count() > 12
    for mail in mails:
        assert "Hemmelig" not in mail.subject + mail.text + mail.about_name
        assert "Fortrolig" not in mail.subject + mail.text


def test_a_sub_item_of_a_closed_item_goes_out_closed(item, office, people) -> None:
    child = workflow.add_item(item.meeting, title="Under", parent=item, by=office)
    workflow.change_item(item, by=office, is_open=False)
    child = AgendaItem.objects.select_related("meeting__forum", "parent").get(pk=child.pk)
    version = send_ballot(draft_ballot(child, by=office), deadline=in_days(5), by=office)
    assert version.is_open is False
    assert version.snapshot["items"][0]["open"] is False


# --- Reminders ------------------------------------------------------------------------------------


def test_the_silent_are_reminded_once_for_each_reminder(out, vote_of, people) -> None:
    from meetings.circulation import schedule

    cast(vote_of, people, aalborg=Answer.FOR)
    BallotVersion.objects.filter(pk=out.pk).update(
        sent_at=out.sent_at - timedelta(days=7), closes_at=last_moment(in_days(3))
    )
    for _ in range(2):
        schedule.remind.func()
    mails = OutgoingMail.objects.filter(subject__startswith="Husk at svare")
    reminded = {people[who].pk for who in ("læsø", "frederikshavn", "region")}
    assert {mail.person_id for mail in mails} == reminded
    assert mails.count() == 3
