"""From a proposal to parties that are bound, and back out again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from dasportal.accounts.models import RoleKind
from dasportal.accounts.transitions import NotAllowed
from dasportal.mail.models import OutgoingMail
from meetings.models import AgendaItem, SentOnward
from offers.models import Course, OfferCase
from offers.queries import briefs_of, sheets_of, timeline_of
from offers.terms import workflow
from offers.terms.models import Answer, Instrument, Proposal, Status
from offers.terms.queries import chosen_of, consequences, masked, whole_proposals
from offers.terms.waiting import tasks_of
from tests import factories
from tests.factories import AALBORG, FREDERIKSHAVN, LÆSØ, REGION
from tests.offers.conftest import decided, met, offer, reporter
from tests.offers.terms.conftest import (
    DEFICIT,
    FRAME,
    agreed,
    answered,
    bought,
    draft,
    in_force,
    instrument,
    proposed,
    put,
    region_key,
)

pytestmark = pytest.mark.usefixtures("people")


def made_of(proposal: Proposal) -> dict:
    return consequences(whole_proposals(Proposal.objects.all()).get(pk=proposal.pk))


def amounts(proposal: Proposal) -> dict[str, int]:
    return {row["code"]: row["amount"] for row in chosen_of(made_of(proposal))["rows"]}


# --- The catalogue --------------------------------------------------------------------------------


def test_the_catalogue_is_the_2014_models_and_can_be_added_to(office, østerskoven):
    assert Instrument.objects.count() == 10
    made = workflow.save_instrument(
        None, by=office, name="Fælles vikarpulje", about="", reckoning="none", position=20,
        source="DAS", is_active=True,
    )  # fmt: skip
    assert str(made) in [str(row) for row in Instrument.objects.all()]
    with pytest.raises(NotAllowed, match="med det navn"):
        workflow.save_instrument(None, by=office, name="Fælles vikarpulje")
    with pytest.raises(NotAllowed, match="sekretariatet"):
        workflow.save_instrument(None, by=reporter(REGION), name="Andet")


def test_how_an_instrument_becomes_money_stays_once_it_is_used(office, østerskoven):
    draft(østerskoven, office)
    used = instrument("guarantee")
    with pytest.raises(NotAllowed, match="regnemåden ligger fast"):
        workflow.save_instrument(used, by=office, reckoning="purchase")


# --- Drafting -------------------------------------------------------------------------------------


def test_the_operators_own_may_propose_for_an_offer_that_is_in(østerskoven, office):
    mine, theirs = reporter(REGION), reporter(AALBORG)
    assert draft(østerskoven, mine).status == Status.DRAFT
    with pytest.raises(NotAllowed):
        draft(østerskoven, theirs)
    with pytest.raises(NotAllowed, match="er ikke med"):
        workflow.draft_proposal(
            offer("Udenfor"), by=office, parties=[factories.party()], **FRAME
        )  # fmt: skip


def test_a_draft_is_the_operators_own_until_it_is_laid_forward(østerskoven, office):
    mine, theirs = reporter(REGION), factories.member()
    made = draft(østerskoven, mine)
    assert Proposal.objects.visible_to(mine).count() == 1
    assert not Proposal.objects.visible_to(theirs).exists()
    workflow.propose(made, by=mine)
    assert Proposal.objects.visible_to(theirs).count() == 1
    with pytest.raises(NotAllowed):  # what lies before the parties is changed by the office alone
        workflow.add_scenario(made, name="B", by=mine)
    assert workflow.add_scenario(made, name="B", by=office).name == "B"


def test_nothing_is_laid_forward_without_terms(østerskoven, office):
    made = workflow.draft_proposal(
        østerskoven.offer, by=office, parties=[factories.party()], **FRAME
    )
    with pytest.raises(NotAllowed, match="ingen vilkår endnu"):
        workflow.propose(made, by=office)


def test_a_party_without_a_key_must_be_told_of(østerskoven, office):
    made = draft(østerskoven, office)
    with pytest.raises(NotAllowed, match="Region Nordjylland"):
        workflow.save_term(
            made.scenarios.get(), instrument("guarantee"), by=office, numbers={}, **DEFICIT
        )
    assert made.scenarios.get().terms.count() == 1


def test_a_period_that_ends_before_it_begins_is_refused_twice(østerskoven, office):
    with pytest.raises(NotAllowed, match="før startdatoen"):
        draft(østerskoven, office, ends_on=date(2025, 1, 1))
    made = draft(østerskoven, office)
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.filter(pk=made.pk).update(ends_on=date(2025, 1, 1))


def test_scenarios_stand_side_by_side_with_sums(østerskoven, office):
    made = draft(østerskoven, office)
    bought(østerskoven.offer, p851="4.5", p813="2")
    second = workflow.add_scenario(made, name="Forslag B", by=office)
    workflow.save_term(
        second, instrument("subscription"), by=office, fee=100_000, words="Fast abonnement."
    )
    workflow.save_term(
        second, instrument("purchase"), by=office, tariff=4_000, days=365, use_year=2025,
        numbers={factories.party(AALBORG).pk: 4},
    )  # fmt: skip
    third = workflow.add_scenario(made, name="Forslag C", by=office, like=second)
    first, b, c = made_of(made)["scenarios"]
    assert (first["total"], b["total"]) == (6_700_000, 1_200_000 + 4 * 365 * 4_000)
    assert c["total"] == b["total"] and third.terms.count() == 2
    assert next(r for r in b["rows"] if r["code"] == AALBORG)["amount"] == 100_000 + 5_840_000
    assert first["chosen"] and not b["chosen"]
    workflow.choose_scenario(second, by=office)
    assert chosen_of(made_of(made))["name"] == "Forslag B"
    with pytest.raises(NotAllowed, match="Vælg en anden model"):
        workflow.remove_scenario(second, by=office)


# --- Before the parties, FU and DAS ---------------------------------------------------------------


def test_the_deficit_of_the_twelve_adds_up_to_the_krone(østerskoven, office):
    made = proposed(østerskoven, office)
    assert sum(amounts(made).values()) == 6_700_000
    assert amounts(made)[LÆSØ] == 18_505


def test_the_hearing_is_linked_on_its_step_and_made_once(østerskoven, office):
    made = proposed(østerskoven, office)
    day = timezone.localdate() + timedelta(days=21)
    enquiry = workflow.hear(made, closes_on=day, by=office)
    assert enquiry.responses.count() == 12
    assert workflow.hear(made, closes_on=day, by=office) == enquiry
    assert made.course.steps.get(kind="hearing").enquiry == enquiry


def test_fu_recommends_das_decides_and_money_goes_onward(østerskoven, office):
    member = factories.member(code=AALBORG)
    made = proposed(østerskoven, office)
    text = "Sæt forslag om særlige vilkår for Neurocenter Østerskoven på en dagsorden"
    assert text in [task.text for task in tasks_of(office)]
    case = put(made, office, "fu")
    assert text not in [task.text for task in tasks_of(office)]
    decided(case, office)
    made.refresh_from_db()
    assert made.status == Status.PROPOSED  # FU only recommends
    case = put(made, office, "das", 1)
    item = AgendaItem.objects.get(pk=case.item_id)
    assert "2.272.05" in item.presentation and "6.700.000" in item.presentation
    assert len(item.recommendations.all()) == 2
    decided(case, office)
    made.refresh_from_db()
    assert made.status == Status.AGREED and made.answers.count() == 12
    assert {row.recipient for row in SentOnward.objects.all()} == {"kkr", "councils"}
    steps = {row.name: row for row in made.course.steps.all()}
    assert steps["Videre til KKR"].done_on and steps["FU's anbefaling"].done_on
    assert OutgoingMail.objects.filter(person=member, key__startswith="terms:").count() == 1


def test_terms_that_bind_no_money_go_to_nobody(østerskoven, office):
    made = workflow.draft_proposal(
        østerskoven.offer, by=office, parties=[factories.party()], **FRAME
    )
    workflow.save_term(
        made.scenarios.get(), Instrument.objects.get(name="Længere opsigelsesvarsler"), by=office,
        words="Seks måneder i stedet for tre.",
    )  # fmt: skip
    made = workflow.propose(made, by=office)
    decided(put(made, office, "das"), office)
    assert not SentOnward.objects.exists()
    assert made.course.steps.get(kind="onward").skipped


def test_what_das_does_not_approve_ends_there(østerskoven, office):
    made = proposed(østerskoven, office)
    decided(put(made, office, "das"), office, outcome="rejected")
    made.refresh_from_db()
    assert made.status == Status.REJECTED and made.ended_because
    assert not made.answers.exists()
    assert not Course.objects.running().filter(pk=made.course_id).exists()


def test_what_is_put_off_waits(østerskoven, office):
    case = put(proposed(østerskoven, office), office, "das")
    met(case, office, outcome="postponed")
    assert Proposal.objects.get().status == Status.PROPOSED
    with pytest.raises(NotAllowed, match="på en dagsorden"):
        workflow.withdraw(Proposal.objects.get(), reason="Ikke nu", by=office)


def test_a_proposal_may_be_withdrawn_with_its_reason(østerskoven, office):
    made = proposed(østerskoven, office)
    with pytest.raises(NotAllowed, match="hvorfor"):
        workflow.withdraw(made, reason=" ", by=office)
    made = workflow.withdraw(made, reason="Efterspørgslen er vendt.", by=office)
    assert made.status == Status.WITHDRAWN
    assert Course.objects.get(pk=made.course_id).status == "stopped"


# --- The parties ----------------------------------------------------------------------------------


def test_a_party_is_bound_by_its_member_of_das_alone(østerskoven, office):
    made = agreed(østerskoven, office)
    answer = made.answers.get(party__code=AALBORG)
    how = {"on": timezone.localdate(), "source": "Byrådet den 1. juni"}
    for nobody in (
        reporter(AALBORG), factories.member(code=LÆSØ), factories.member(factories.fu()),
        factories.holder(RoleKind.CHAIR, forum=factories.das(), party=factories.party(LÆSØ)),
    ):  # fmt: skip
        with pytest.raises(NotAllowed):
            workflow.join(answer, by=nobody, **how)
    with pytest.raises(NotAllowed, match="hvor det er besluttet"):
        workflow.join(answer, by=factories.member(), on=timezone.localdate(), source=" ")
    mine = workflow.join(answer, by=factories.member(), **how)
    assert (mine.status, mine.on_behalf) == ("joined", False)
    other = workflow.join(made.answers.get(party__code=LÆSØ), by=office, **how)
    assert other.on_behalf and other.source == "Byrådet den 1. juni"


def test_nobody_is_asked_before_das_has_decided(østerskoven, office):
    made = proposed(østerskoven, office)
    row = Answer.objects.create(proposal=made, party=factories.party())
    with pytest.raises(NotAllowed, match="kan ikke svares nu"):
        workflow.join(row, on=timezone.localdate(), source="Byrådet", by=office)


def test_a_party_that_declines_is_shared_by_the_others(østerskoven, office):
    made = agreed(østerskoven, office)
    before = amounts(made)
    workflow.decline(
        made.answers.get(party__code=AALBORG), on=timezone.localdate(), source="Byrådet", by=office
    )
    after = amounts(made)
    assert after[AALBORG] == 0 and after[LÆSØ] > before[LÆSØ]
    assert sum(after.values()) == 6_700_000
    chosen = chosen_of(made_of(made))
    mine = next(row for row in chosen["rows"] if row["code"] == LÆSØ)
    assert mine["change"] == after[LÆSØ] - before[LÆSØ] and mine["full"] == before[LÆSØ]


def test_one_that_declined_may_join_and_not_the_other_way(østerskoven, office):
    made = agreed(østerskoven, office)
    row, day = made.answers.get(party__code=AALBORG), timezone.localdate()
    workflow.decline(row, on=day, source="Byrådet", by=office)
    workflow.join(row, on=day, source="Byrådet igen", by=office)
    with pytest.raises(NotAllowed, match="Tiltræder"):
        workflow.decline(row, on=day, source="Byrådet", by=office)
    assert workflow.reopen(row, by=office).status == "waiting"


def test_the_last_answer_ends_the_course(østerskoven, office):
    made = agreed(østerskoven, office)
    answered(made, office, p813="decline")
    course = Course.objects.get(pk=made.course_id)
    assert course.status == "done" and course.outcome.startswith("11 af 12")


# --- In force -------------------------------------------------------------------------------------


def test_in_force_binds_those_who_joined_and_is_frozen(østerskoven, office):
    made = in_force(østerskoven, office, p851="decline", p825="wait")
    chosen = chosen_of(made.snapshot)
    bound = {row["code"] for row in chosen["rows"] if row["bound"]}
    assert len(bound) == 10 and AALBORG not in bound and LÆSØ not in bound
    assert chosen["sum"] == chosen["total"] == 6_700_000
    østerskoven.offer.name = "Et andet navn"
    østerskoven.offer.save()
    assert Proposal.objects.get().snapshot["offer"] == "Neurocenter Østerskoven"


def test_nothing_comes_into_force_when_nobody_joins(østerskoven, office):
    made = agreed(østerskoven, office)
    with pytest.raises(NotAllowed, match="Ingen part har tiltrådt"):
        workflow.begin(made, follow_up_on=timezone.localdate(), by=office)


def test_a_late_party_is_reckoned_in(østerskoven, office):
    made = in_force(østerskoven, office, p851="decline")
    before = {r["code"]: r["amount"] for r in chosen_of(made.snapshot)["rows"]}
    workflow.join(
        made.answers.get(party__code=AALBORG), on=timezone.localdate(), source="Byrådet", by=office
    )
    made.refresh_from_db()
    after = {r["code"]: r["amount"] for r in chosen_of(made.snapshot)["rows"]}
    assert after[LÆSØ] < before[LÆSØ] and sum(after.values()) == 6_700_000


def test_followed_up_prolonged_and_ended(østerskoven, office):
    made = in_force(østerskoven, office)
    Proposal.objects.filter(pk=made.pk).update(follow_up_on=timezone.localdate())
    assert "Følg op på særlige vilkår for Neurocenter Østerskoven" in [
        task.text for task in tasks_of(office)
    ]
    later = timezone.localdate() + timedelta(days=90)
    workflow.follow_up(made, text="Belægningen er steget.", next_on=later, by=office)
    assert not [task for task in tasks_of(office) if task.text.startswith("Følg op")]
    with pytest.raises(NotAllowed, match="hvorfor"):
        workflow.prolong(made, until=date(2028, 6, 30), reason="", by=office)
    with pytest.raises(NotAllowed, match="efter den"):
        workflow.prolong(made, until=date(2027, 1, 1), reason="Et år til", by=office)
    made = workflow.prolong(made, until=date(2028, 6, 30), reason="Et år til", by=office)
    assert made.snapshot["to"] == "2028-06-30"
    made = workflow.end(made, on=timezone.localdate(), reason="Økonomien er i balance.", by=office)
    assert made.status == Status.ENDED
    titles = [row.title for row in timeline_of(østerskoven.offer, office)]
    for title in ("Særlige vilkår foreslået", "Særlige vilkår godkendt", "Særlige vilkår ophørt",
                  "Særlige vilkår forlænget til 30. juni 2028",
                  "Aalborg tiltræder særlige vilkår"):  # fmt: skip
        assert title in titles


def test_what_an_offers_pages_tell(østerskoven, office):
    in_force(østerskoven, office, p851="decline")
    briefs = briefs_of([østerskoven.offer], factories.member())[østerskoven.offer_id]
    assert "Særlige vilkår til 30. juni 2027" in [brief.label for brief in briefs]
    part = next(
        part for part in sheets_of([østerskoven.offer], 2026)[østerskoven.offer_id]
        if part.heading == "Særlige vilkår"
    )  # fmt: skip
    rows = part.tables[0].rows
    assert rows[-1] == ("I alt", "", 6_700_000)
    assert sum(row[2] for row in rows[:-1]) == 6_700_000
    later = sheets_of([østerskoven.offer], 2029)[østerskoven.offer_id]
    assert "Særlige vilkår" not in [part.heading for part in later]


# --- Who sees how much others use -----------------------------------------------------------------


def by_use(member, office) -> Proposal:
    made = workflow.draft_proposal(
        member.offer, by=office,
        parties=[factories.party(AALBORG), factories.party(FREDERIKSHAVN)], **FRAME,
    )  # fmt: skip
    bought(member.offer, p851="4.5", p813="2")
    workflow.save_term(
        made.scenarios.get(), instrument("occupancy"), by=office, amount=30_000_000, places=24,
        occupancy_before=95, occupancy=80, use_year=2025,
    )  # fmt: skip
    return workflow.propose(made, by=office)


def test_what_follows_use_is_hidden_from_other_parties(østerskoven, office):
    made = by_use(østerskoven, office)
    whole = made_of(made)
    mine = masked(whole, {AALBORG})["scenarios"][0]
    shown = {row["code"]: row["amount"] for row in mine["rows"]}
    assert shown == {AALBORG: 1_110_330, FREDERIKSHAVN: None}
    cells = {row["code"]: row["cells"] for row in mine["terms"][0]["rows"]}
    assert cells[FREDERIKSHAVN] == [None] and cells[AALBORG] == ["4.5"]
    assert mine["total"] is None  # of two, each could reckon the other's from the sum
    assert whole["scenarios"][0]["total"] == 1_110_330 + 493_480


def test_a_sum_shows_when_three_stand_behind_it(østerskoven, office):
    made = by_use(østerskoven, office)
    made.parties.add(factories.party(LÆSØ))
    bought(østerskoven.offer, p825="1")
    mine = masked(made_of(made), {AALBORG})["scenarios"][0]
    assert mine["total"] == 1_110_330 + 493_480 + 246_740


def test_what_is_to_be_bought_is_open_and_the_use_beside_it_is_not(østerskoven, office):
    made = draft(østerskoven, office)
    bought(østerskoven.offer, p851="2.5", p813="1")
    workflow.save_term(
        made.scenarios.get(), instrument("purchase"), by=office, tariff=4_000, use_year=2025,
        numbers={factories.party(AALBORG).pk: 4, factories.party(FREDERIKSHAVN).pk: 1},
    )  # fmt: skip
    term = next(
        row for row in masked(made_of(made), {FREDERIKSHAVN})["scenarios"][0]["terms"]
        if row["use_beside"]
    )  # fmt: skip
    rows = {row["code"]: row for row in term["rows"]}
    assert rows[AALBORG]["amount"] == 5_840_000
    assert rows[AALBORG]["cells"] == ["4", None, None, None]
    assert rows[FREDERIKSHAVN]["cells"] == ["1", "1", "0", 0]


def test_nor_does_the_bilag_tell_unless_the_parties_show_each_other(østerskoven, office):
    made = by_use(østerskoven, office)
    case = put(made, office, "das")
    text = str(OfferCase.objects.get(pk=case.pk).snapshot)
    assert "1110330" not in text and "1603815" not in str(case.snapshot)
    Proposal.objects.update(shows_use=True)
    assert "1110330" in str(masked(made_of(Proposal.objects.get()), ()))


def test_a_region_that_pays_by_a_typed_key_may_be_nil(østerskoven, office):
    made = draft(østerskoven, office)
    zero = dict.fromkeys(region_key(), 0)
    term = made.scenarios.get().terms.get()
    workflow.save_term(
        term.scenario, term.instrument, term=term, by=office, numbers=zero, **DEFICIT
    )
    assert amounts(made)[REGION] == 0
    assert sum(amounts(made).values()) == 6_700_000
