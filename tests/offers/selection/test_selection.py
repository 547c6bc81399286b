"""In by A and B and C, or by exception; assessed every year; out by its own procedure."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from dasportal.accounts.transitions import NotAllowed
from meetings.models import AgendaItem, SentOnward
from offers import workflow as offers
from offers.models import Course, Membership, OfferCase, PathStep
from offers.queries import timeline_of
from offers.selection import workflow
from offers.selection.cases import ENTRY, EXIT, REVIEW
from offers.selection.criteria import CODES, is_small, verdict
from offers.selection.models import Assessment
from tests import factories
from tests.factories import AALBORG, LÆSØ, REGION
from tests.offers.conftest import decided, expert, meeting_of, offer, reporter

D = Decimal
ALL = dict.fromkeys(CODES, (True, "Beskrevet."))
LATER = timezone.localdate() + timedelta(days=21)


# --- The rule -------------------------------------------------------------------------------------


def test_the_rule_over_everything_that_can_be_said():
    """3^6 assessments: A by one, B, C by both, and all three; unknown only while it can matter."""
    for values in itertools.product((True, False, None), repeat=6):
        found = verdict(dict(zip(CODES, values, strict=True)))
        outcomes = set()
        for filled in itertools.product((True, False), repeat=values.count(None)):
            rest = iter(filled)
            a1, a2, a3, b1, c1, c2 = (next(rest) if v is None else v for v in values)
            outcomes.add((a1 or a2 or a3) and b1 and c1 and c2)
        assert found.fulfilled is (outcomes.pop() if len(outcomes) == 1 else None)


def test_why_names_what_is_lacking():
    assert verdict({**dict.fromkeys(CODES, True), "C.2": False}).why.startswith("Ikke opfyldt: C")
    assert "A, B, C" in verdict({}).why


@pytest.mark.parametrize(
    ("cases", "people", "small"),
    [(D(15), 600_000, True), (D(16), 600_000, False), (D(15), None, True), (None, 600_000, None)],
)
def test_about_fifteen_a_year_speaks_for_a_small_group(cases, people, small):
    assert is_small(cases, people) is small


# --- In -------------------------------------------------------------------------------------------


@pytest.fixture
def nominated(office):
    """Østerskoven, nominated by the region that runs it."""
    made = offer("Neurocenter Østerskoven", REGION, target_groups="Erhvervet hjerneskade")
    nomination = workflow.nominate(
        made, party=factories.party(REGION), why="Der er intet andet.", by=reporter(REGION)
    )
    return nomination.course


def step(course, name):
    return course.steps.get(name=name)


def through(course, kind, office, outcome="approved", forum=None):
    """Over the meeting of the course's next decision."""
    following = course.steps.filter(kind="decision", done_on=None).first()
    case = offers.put_on_agenda(
        kind, course.pk, meeting=meeting_of(following.forum, office, course.pk % 20), by=office,
        offer=course.offer, step=following,
    )  # fmt: skip
    return decided(case, office, outcome=outcome)


@pytest.mark.django_db
def test_from_nomination_to_being_in(nominated, office):
    assessment = nominated.assessment
    with pytest.raises(NotAllowed, match="Ikke vurderet færdig"):
        workflow.lay(assessment, by=office)
    workflow.save_assessment(assessment, criteria=ALL, by=office, cases_a_year=D(12))
    workflow.lay(assessment, by=office)
    workflow.recommend(assessment, text="Vi anbefaler det.", by=expert())
    through(nominated, ENTRY, office)
    das = through(nominated, ENTRY, office)
    member = Membership.objects.get()
    assert (member.entered_on, member.as_new) == (das.decided_on, False)
    assert member.entered_case == das
    text = AgendaItem.objects.get(pk=das.item_id).presentation
    assert "A, B og C er alle opfyldt" in text and "Vi anbefaler det." in text
    onward = step(nominated, "Videre til KKR")
    workflow.send_on(onward, recipient="kkr", by=office, answer_due=LATER)
    sent = SentOnward.objects.get()
    assert (sent.decision.item, sent.status, sent.answer_due) == (das.item, "sent", LATER)
    with pytest.raises(NotAllowed):
        workflow.send_on(onward, recipient="kkr", by=office)
    nominated.refresh_from_db()
    assert nominated.status == "done"
    titles = [row.title for row in timeline_of(member.offer, office)]
    assert "Optagelse: DAS' beslutning" in titles
    item = next(r.item for r in timeline_of(member.offer, office) if "DAS' besl" in r.title)
    assert item == das.item


@pytest.mark.django_db
def test_a_new_offer_is_excepted_only_with_a_reason_that_das_reads(office):
    made = workflow.nominate(
        offer("Nyt hus", AALBORG), party=factories.party(), why="Mangler.", by=office, is_new=True
    ).course
    criteria = {**ALL, "C.2": (False, "")}
    with pytest.raises(NotAllowed, match="Kun et nyt tilbud"):
        workflow.save_assessment(
            made.assessment, criteria=criteria, by=office, exception_reason="Ellers intet."
        )
    workflow.save_assessment(
        made.assessment, criteria=criteria, by=office, is_new=True, exception_reason="Ellers intet."
    )
    through(made, ENTRY, office)
    das = through(made, ENTRY, office)
    item = AgendaItem.objects.get(pk=das.item_id)
    assert "uden at alle kriterier er opfyldt" in item.recommendations.get().text
    assert Membership.objects.get().as_new


@pytest.mark.django_db
def test_das_may_say_no(nominated, office):
    workflow.save_assessment(nominated.assessment, criteria=ALL, by=office)
    through(nominated, ENTRY, office)
    through(nominated, ENTRY, office, outcome="rejected")
    nominated.refresh_from_db()
    assert nominated.status == "done" and nominated.outcome.startswith("Ikke optaget")
    assert not Membership.objects.exists()


@pytest.mark.django_db
def test_an_offer_is_nominated_once(nominated, office):
    with pytest.raises(NotAllowed, match="allerede i gang"):
        workflow.nominate(nominated.offer, party=factories.party(), why="Også.", by=office)


@pytest.mark.django_db
def test_what_is_met_says_what_it_builds_on(nominated, office):
    with pytest.raises(NotAllowed, match=r"A\.1: skriv"):
        workflow.save_assessment(nominated.assessment, criteria={"A.1": (True, " ")}, by=office)


@pytest.mark.django_db
def test_an_assessment_under_work_is_not_everybodys(nominated, office):
    panel, neighbour = expert(), reporter(LÆSØ)
    assert Assessment.objects.visible_to(reporter(REGION)).exists()
    assert not Assessment.objects.visible_to(neighbour).exists()
    assert not Assessment.objects.visible_to(panel).exists()
    workflow.save_assessment(nominated.assessment, criteria=ALL, by=office)
    workflow.lay(nominated.assessment, by=office)
    assert Assessment.objects.visible_to(panel).exists()
    assert not Assessment.objects.visible_to(neighbour).exists()
    through(nominated, ENTRY, office)
    through(nominated, ENTRY, office)
    assert Assessment.objects.visible_to(neighbour).exists()


# --- Every year, and out --------------------------------------------------------------------------


@pytest.mark.django_db
def test_all_are_assessed_again_from_the_last(kvisten, østerskoven, office):
    assert len(workflow.reassess_all(by=office)) == 2
    assert workflow.reassess_all(by=office) == []
    course = Course.objects.get(offer=kvisten.offer)
    workflow.save_assessment(course.assessment, criteria=ALL, by=office)
    through(course, REVIEW, office)
    course.refresh_from_db()
    assert course.outcome.startswith("Bliver i samarbejdet")
    workflow.reassess_all(by=office)
    again = Course.objects.running().get(offer=kvisten.offer)
    assert again.assessment.verdict.fulfilled


@pytest.mark.django_db
def test_taleinstituttet_leaves_by_its_own_procedure(office):
    """Taleinstituttet/Hjerneskadecenter Nordjylland left on 31 December 2019: notice, hearing, FU,
    an item of its own in DAS, and out from that day."""
    made = offer("Taleinstituttet/Hjerneskadecenter Nordjylland", REGION)
    member = offers.take_in(made, on=date(2014, 10, 1), by=office)
    notice = workflow.give_notice(
        made, leaves_on=date(2019, 12, 31), reason="Efterspørgslen er væk.", by=reporter(REGION)
    )
    course = notice.course
    hearing = workflow.send_hearing(step(course, "Høring af parterne"), closes_on=LATER, by=office)
    assert hearing.enquiry.responses.count() == 12
    offers.take_step(hearing, on=timezone.localdate(), by=office, note="Ingen indvendinger.")
    through(course, EXIT, office)
    assert Membership.objects.get().left_on is None  # FU only recommends
    das = through(course, EXIT, office)
    assert das.item.title.startswith("Udtræden af det forstærkede samarbejde")
    member.refresh_from_db()
    assert (member.left_on, member.left_case) == (date(2019, 12, 31), das)
    assert not Membership.objects.current(date(2020, 1, 1)).exists()


@pytest.mark.django_db
def test_a_hearing_is_sent_once_and_loses_no_sign_of_the_reason(kvisten, office):
    course = workflow.give_notice(
        kvisten.offer, leaves_on=LATER, reason="Vi har <5 borgere & ingen venter.", by=office
    ).course
    asked = workflow.send_hearing(step(course, "Høring af parterne"), closes_on=LATER, by=office)
    assert "&lt;5 borgere &amp; ingen venter." in asked.enquiry.intro
    with pytest.raises(NotAllowed, match="er sendt"):
        workflow.send_hearing(step(course, "Høring af parterne"), closes_on=LATER, by=office)


@pytest.mark.django_db
def test_only_the_operator_takes_its_offer_out(kvisten):
    with pytest.raises(NotAllowed, match="kun driftsherren"):
        workflow.give_notice(kvisten.offer, leaves_on=LATER, reason="Nej.", by=reporter(LÆSØ))


# --- Paths and courses ----------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_changed_path_is_for_those_that_begin(nominated, office):
    steps = [{"name": "Indstilling"}, {"name": "Besøg"}]
    offers.change_path("entry", steps=steps, by=office)
    assert nominated.steps.count() == 6
    other = workflow.nominate(offer("Fyret"), party=factories.party(), why="Ja.", by=office).course
    assert list(other.steps.values_list("name", flat=True)) == ["Indstilling", "Besøg"]


@pytest.mark.django_db
def test_a_path_keeps_a_step_and_names_its_forum(office):
    with pytest.raises(NotAllowed, match="mindst ét trin"):
        offers.change_path("entry", steps=[], by=office)
    with pytest.raises(NotAllowed, match="Vælg det forum"):
        offers.change_path("entry", steps=[{"name": "Afgøres", "kind": "decision"}], by=office)
    assert PathStep.objects.filter(path="entry").count() == 6


@pytest.mark.django_db
def test_a_stopped_course_lets_go_of_what_waits(nominated, office):
    following = step(nominated, "FU's anbefaling")
    case = OfferCase.objects.create(
        kind=ENTRY, key=str(nominated.pk), title="Venter", forum=factories.fu(), step=following,
        put_by=office,
    )  # fmt: skip
    offers.stop_course(nominated, outcome="Trukket tilbage.", by=office)
    assert not OfferCase.objects.filter(pk=case.pk).exists()
    again = workflow.nominate(
        nominated.offer, party=factories.party(REGION), why="Igen.", by=office
    ).course
    offers.put_on_agenda(
        ENTRY, again.pk, meeting=meeting_of(factories.fu(), office), by=office, offer=again.offer,
        step=step(again, "FU's anbefaling"),
    )  # fmt: skip
    with pytest.raises(NotAllowed, match="Træk punktet tilbage"):
        offers.stop_course(again, outcome="Nej.", by=office)
