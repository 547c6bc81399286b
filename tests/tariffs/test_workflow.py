"""The verbs: a year, lines one at a time, explaining, handing in, returned, approved, corrected."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, InternalError, transaction
from django.utils import timezone

from dasportal.accounts.transitions import NotAllowed
from dasportal.danish.dates import end_of_day
from dasportal.register.models import LegalBasis, Offer
from dasportal.register.workflow import confirm_same
from tariffs import workflow
from tariffs.gathering import book_of
from tariffs.models import (
    Explanation,
    Line,
    Submission,
    SubmissionStatus,
    TariffModel,
    TariffYear,
    ValidTariff,
)
from tariffs.workflow import Conflict, Incomplete, Stage
from tests import factories
from tests.tariffs.conftest import line, take

pytestmark = pytest.mark.django_db
D = Decimal
S = SubmissionStatus


@pytest.fixture
def year(db):
    return workflow.open_year(2023, by=None, pl_pct=D("2.5"))


@pytest.fixture
def draft(year, people):
    return workflow.begin(year, party=factories.party(), by=people["reporter"])


@pytest.fixture
def violen(draft):
    return Offer.objects.create(name="Violen", operator=draft.party, confirmed=True)


def values(offer, **more):
    base = {"offer": offer, "service": "Botilbud", "unit": "Døgn", "tariff": D(4701),
            "legal_basis": LegalBasis.objects.get(code="ABL § 105"), "places": D(13),
            "occupancy_pct": D(98), "budget": D(21863695)}  # fmt: skip
    return base | more


# --- The year -------------------------------------------------------------------------------------


def test_opening_a_year_again_changes_only_what_is_given(office):
    workflow.open_year(2027, by=office, pl_pct=D("2.5"), deadline_on=date(2026, 10, 15))
    again = workflow.open_year(2027, by=office, pl_pct=D("3.1"))
    assert TariffYear.objects.count() == 1
    assert (again.pl_pct, again.deadline_on) == (D("3.1"), date(2026, 10, 15))
    assert (again.explain_pct, again.discuss_pct, again.tolerance) == (2, 5, 2)


def test_deadline_ends_with_its_day_in_denmark(year):
    year.deadline_on = date(2026, 10, 15)
    assert year.deadline == end_of_day(date(2026, 10, 15))
    assert year.deadline.isoformat() == "2026-10-15T23:59:59+02:00"


@pytest.mark.parametrize(
    "frame", [{"pl_pct": D(250)}, {"explain_pct": D(6)}, {"discuss_pct": D(1)}]
)
def test_unlikely_years_are_refused(year, office, frame):
    with pytest.raises(NotAllowed):
        workflow.change_year(year, by=office, **frame)


def test_only_the_secretariat_runs_years(people):
    for person in people.values():
        with pytest.raises(NotAllowed):
            workflow.open_year(2031, by=person)


def test_ceiling_is_projected_by_the_years_own_pl(year, office):
    basis = LegalBasis.objects.get(code="SEL § 110")
    made = workflow.set_ceiling(year, legal_basis=basis, amount=D(2322), price_year=2022, by=office)
    assert made.projected == D("2380.05")
    with pytest.raises(NotAllowed, match="2023-priser"):
        workflow.set_ceiling(year, legal_basis=basis, amount=D(1), price_year=2020, by=office)


# --- Lines ----------------------------------------------------------------------------------------


def test_saving_a_line_and_changing_it(draft, violen, people):
    made = workflow.save_line(draft, by=people["reporter"], values=values(violen))
    assert (made.kind, made.revision, made.saved_by) == ("average", 1, people["reporter"])
    fresh = workflow.save_line(
        draft, by=people["member"], line=made, base_revision=1, values={"tariff": D(4700)}
    )
    assert (fresh.tariff, fresh.places, fresh.revision) == (4700, 13, 2)


def test_a_save_on_an_old_revision_is_a_conflict(draft, violen, people):
    made = workflow.save_line(draft, by=people["reporter"], values=values(violen))
    workflow.save_line(draft, by=people["member"], line=made, base_revision=1,
                       values={"tariff": D(1)})  # fmt: skip
    with pytest.raises(Conflict) as caught:
        workflow.save_line(draft, by=people["deputy"], line=made, base_revision=1,
                           values={"tariff": D(2)})  # fmt: skip
    assert caught.value.newest.tariff == 1
    assert Line.objects.get().tariff == 1


def test_the_same_line_is_there_once_on_each_legal_basis(draft, violen, people):
    by = people["reporter"]
    workflow.save_line(draft, by=by, values=values(violen))
    with pytest.raises(NotAllowed, match="allerede"):
        workflow.save_line(draft, by=by, values=values(violen, service="BOTILBUD"))
    other = LegalBasis.objects.get(code="SEL § 107")
    workflow.save_line(draft, by=by, values=values(violen, legal_basis=other))
    workflow.save_line(draft, by=by, values=values(violen, unit="Dag"))
    assert draft.lines.count() == 3


@pytest.mark.parametrize(
    "wrong",
    [
        {"tariff": D(-1)}, {"occupancy_pct": D(0)}, {"occupancy_pct": D(201)}, {"service": " "},
        {"health_part": D(5000)}, {"surcharge_balance": D(1)},
    ],
)  # fmt: skip
def test_impossible_lines_are_refused_in_danish(draft, violen, people, wrong):
    with pytest.raises(NotAllowed):
        workflow.save_line(draft, by=people["reporter"], values=values(violen, **wrong))


def test_another_operators_offer_is_refused(draft, people):
    theirs = Offer.objects.create(name="X", operator=factories.party("825"), confirmed=True)
    with pytest.raises(NotAllowed, match="drives ikke"):
        workflow.save_line(draft, by=people["reporter"], values=values(theirs))


def test_a_role_in_one_unit_writes_that_units_lines(draft, violen, people):
    fb, æh = factories.unit("FB"), factories.unit("ÆH")
    workflow.save_line(draft, by=people["unit"], values=values(violen, reporting_unit=fb))
    with pytest.raises(NotAllowed, match="anden enhed"):
        workflow.save_line(
            draft, by=people["unit"], values=values(violen, service="A", reporting_unit=æh)
        )


@pytest.mark.parametrize("who", ["other", "offers", "reader"])
def test_strangers_write_nothing(draft, violen, people, who):
    with pytest.raises(NotAllowed, match="ikke adgang"):
        workflow.save_line(draft, by=people[who], values=values(violen))


def test_the_secretariats_writing_is_marked(draft, violen, office):
    workflow.save_line(draft, by=office, values=values(violen))
    draft.refresh_from_db()
    assert draft.on_behalf


def test_a_closed_year_is_written_by_the_secretariat_alone(draft, violen, people, office):
    workflow.close_year(draft.year, by=office)
    with pytest.raises(NotAllowed, match="lukket"):
        workflow.save_line(draft, by=people["reporter"], values=values(violen))
    workflow.save_line(draft, by=office, values=values(violen))


def test_removed_lines_are_gone(draft, violen, people):
    made = workflow.save_line(draft, by=people["reporter"], values=values(violen))
    workflow.remove_line(made, by=people["reporter"])
    assert not draft.lines.exists()


def test_last_years_lines_are_carried_over_without_their_figures(people):
    take([line(), line(service="Boniveau 5", takst="2918")], year=2022, stage=Stage.APPROVED)
    year = workflow.open_year(2023, by=None)
    begun = workflow.begin(year, party=factories.party(), by=people["reporter"])
    rows = list(begun.lines.values_list("service", "places", "budget", "tariff"))
    assert rows == [("Botilbud", 13, None, None), ("Boniveau 5", None, None, None)]
    assert [f.last.tariff for f in book_of(begun).lines] == [4701, 2918]


def test_carried_over_lines_stand_on_the_basis_that_took_over(people):
    take([line(lovgrundlag="SEL § 66")], year=2023, stage=Stage.APPROVED)
    year = workflow.open_year(2024, by=None)
    begun = workflow.begin(year, party=factories.party(), by=people["reporter"])
    assert begun.lines.get().basis == "Barnets lov § 43"
    assert book_of(begun).lines[0].last.tariff == 4701


def test_under_levels_averages_only_inform(draft, violen, people):
    by = people["reporter"]
    made = workflow.save_line(draft, by=by, values=values(violen))
    level = {"service": "Boniveau 5", "places": None, "budget": None}
    workflow.save_line(draft, by=by, values=values(violen) | level)
    workflow.choose_model(draft.year, party=draft.party, model=TariffModel.LEVELS, by=by)
    made.refresh_from_db()
    assert not made.is_billed
    with pytest.raises(NotAllowed):
        workflow.choose_model(
            draft.year, party=draft.party, model=TariffModel.LEVELS, by=people["other"]
        )


# --- Explaining and handing in --------------------------------------------------------------------


@pytest.fixture
def risen(people):
    """Two offers that have moved against each other, and must be explained."""
    before = [line(takst="4000"), line("Hobbitten", takst="5500")]
    take(before, year=2022, stage=Stage.APPROVED)
    workflow.open_year(2023, by=None, pl_pct=D("2.5"))
    return take([line(), line("Hobbitten", takst="4701")]).submission


def test_errors_and_missing_explanations_block(risen, people):
    with pytest.raises(Incomplete, match="2 manglende forklaringer") as caught:
        workflow.submit(risen, by=people["reporter"])
    assert {f.code for f in caught.value.findings} == {"explanation_missing"}
    Line.objects.filter(offer__name="Violen").update(tariff=None)
    with pytest.raises(Incomplete, match="1 fejl og 1 manglende forklaring"):
        workflow.submit(risen, by=people["reporter"])


def test_one_explanation_covers_lines_of_several_offers(risen, people):
    by = people["reporter"]
    rows = list(risen.lines.all())
    made = workflow.explain(
        risen, lines=rows, text=" De hænger sammen. ", by=by, causes={"management": None}
    )
    assert (made.text, made.is_joint, made.lines.count()) == ("De hænger sammen.", True, 2)
    workflow.explain(risen, lines=rows[:1], text="Kun den ene.", by=by)
    workflow.explain(risen, lines=rows[1:], text="Kun den anden.", by=by)
    assert Explanation.objects.count() == 2  # the joint one covers nothing and is gone
    assert workflow.submit(risen, by=by).status == S.SUBMITTED


def test_explaining_another_submissions_lines_is_refused(risen, draft, people):
    with pytest.raises(NotAllowed):
        workflow.explain(risen, lines=[], text="x", by=people["reporter"])
    with pytest.raises(NotAllowed, match="Skriv en kort"):
        workflow.explain(risen, lines=risen.lines.all(), text=" ", by=people["reporter"])


def test_a_notice_is_answered_and_stays(risen, people):
    row = risen.lines.first()
    made = workflow.answer_finding(
        risen, code="offer_new", comment="Det er rigtigt.", line=row, by=people["reporter"]
    )
    again = workflow.answer_finding(
        risen, code="offer_new", comment="Stadig.", line=row, by=people["member"]
    )
    assert (again.pk, again.comment) == (made.pk, "Stadig.")
    assert "offer_new" in {f.code for f in workflow.findings_of(risen)}


@pytest.fixture
def submitted(people):
    workflow.open_year(2023, by=None, pl_pct=D("2.5"))
    made = take([line(), line(service="Boniveau 5", takst="2918")]).submission
    return workflow.submit(made, by=people["reporter"])


def test_submitting_freezes_a_version(submitted, people):
    version = submitted.versions.get()
    assert (version.number, version.made_by, version.on_behalf) == (1, people["reporter"], False)
    assert [row["tariff"] for row in version.snapshot["lines"]] == ["4701.00", "2918.00"]
    with pytest.raises(NotAllowed, match="Indsendt"):
        workflow.save_line(submitted, by=people["reporter"], line=submitted.lines.first(),
                           values={"tariff": D(1)})  # fmt: skip


def test_returned_and_handed_in_again_keeps_both_versions(submitted, people, office):
    with pytest.raises(NotAllowed, match="hvad der skal rettes"):
        workflow.return_submission(submitted, reason=" ", by=office)
    workflow.return_submission(submitted, reason="Boniveau 5 er for lav.", by=office)
    level = submitted.lines.get(service="Boniveau 5")
    workflow.save_line(submitted, by=people["reporter"], line=level, values={"tariff": D(2950)})
    again = workflow.submit(submitted, by=people["reporter"])
    assert (again.status, again.return_reason) == (S.SUBMITTED, "")
    steps = list(submitted.versions.values_list("number", "step"))
    assert steps == [(1, "submit"), (2, "return"), (3, "submit")]
    newest = submitted.versions.get(number=3)
    assert newest.snapshot["lines"][1]["tariff"] == "2950.00"


def test_the_secretariat_hands_in_for_a_party_and_it_is_marked(office):
    made = take([line()]).submission
    handed_in = workflow.submit(made, by=office)
    assert handed_in.on_behalf
    assert handed_in.versions.get().on_behalf


@pytest.mark.parametrize(("days", "late"), [(0, False), (-1, True), (1, False)])
def test_late_is_after_the_last_second_of_the_deadline(people, days, late):
    day = timezone.localdate() + timedelta(days=days)
    workflow.open_year(2023, by=None, deadline_on=day)
    assert workflow.submit(take([line()]).submission, by=people["reporter"]).late == late


def test_an_empty_submission_is_not_handed_in(draft, people):
    with pytest.raises(NotAllowed, match="ingen linjer"):
        workflow.submit(draft, by=people["reporter"])


# --- What applies ---------------------------------------------------------------------------------


@pytest.fixture
def approved(submitted, office):
    workflow.accept(submitted, by=office)
    return workflow.approve(submitted, decision="DAS 12. oktober 2022", by=office)


def valid(day, service="Botilbud"):
    row = ValidTariff.objects.on(day).filter(service=service).first()
    return row.tariff if row else None


def test_approved_lines_apply_for_their_year(approved):
    assert valid(date(2022, 12, 31)) is None
    assert valid(date(2023, 1, 1)) == 4701
    assert valid(date(2023, 12, 31)) == 4701
    assert valid(date(2024, 1, 1)) is None


def test_approval_needs_its_decision(submitted, office):
    workflow.accept(submitted, by=office)
    with pytest.raises(NotAllowed, match="besluttet"):
        workflow.approve(submitted, decision="", by=office)


def correction(day, tariff="4800"):
    budget = int(tariff) * 13 * 365 * 98 // 100
    return take([line(takst=tariff, budget=budget)], stage=Stage.CORRECTION,
                reason="Fejl i budgettet").submission  # fmt: skip


def decide(made, office, day=None, without=()):
    frame = {"bills_sent": False, "valid_from": day or made.valid_from}
    workflow.change_correction(made, by=office, **frame)
    workflow.submit(made, by=office)
    workflow.accept(made, by=office)
    return workflow.approve(made, decision="FU", by=office, without=without)


def test_a_correction_ends_the_old_tariff_the_day_before(approved, office):
    decide(correction(None), office, date(2023, 4, 1))
    assert (valid(date(2023, 3, 31)), valid(date(2023, 4, 1))) == (4701, 4800)
    assert valid(date(2023, 6, 1), "Boniveau 5") == 2918


def test_a_correction_from_the_first_day_leaves_the_old_one_no_period(approved, office):
    decide(correction(None), office)
    assert valid(date(2023, 1, 1)) == 4800
    old = ValidTariff.objects.get(tariff=4701)
    assert old.valid.isempty


def test_what_is_excepted_goes_on_as_it_was(approved, office):
    made = correction(None)
    decide(made, office, without=list(made.lines.all()))
    assert valid(date(2023, 6, 1)) == 4701


def test_a_later_correction_is_not_undone_by_an_earlier_day(approved, office):
    decide(correction(None), office, date(2023, 6, 1))
    with pytest.raises(NotAllowed, match=r"01\.06\.2023"):
        decide(correction(None, "4900"), office, date(2023, 3, 1))


def test_a_correction_says_why_and_within_its_year(approved, office):
    made = take([line(takst="4800", budget="22324000")], stage=Stage.CORRECTION).submission
    with pytest.raises(NotAllowed, match="hvorfor"):
        workflow.submit(made, by=office)
    with pytest.raises(NotAllowed, match="en dag i 2023"):
        workflow.change_correction(made, by=office, valid_from=date(2024, 1, 1))
    læsø = factories.party("825")
    fresh = workflow.change_correction(made, by=office, bills_sent=True, buyers=[læsø])
    assert (fresh.bills_sent, list(fresh.buyers.all())) == (True, [læsø])


def test_a_correction_says_whether_bills_went_out(approved, office):
    made = correction(None)
    with pytest.raises(NotAllowed, match="regninger"):
        workflow.submit(made, by=office)
    workflow.change_correction(made, by=office, bills_sent=True)
    assert workflow.submit(made, by=office).status == "submitted"


def test_valid_figures_are_frozen_by_the_database(approved):
    row = ValidTariff.objects.get(service="Botilbud")
    row.tariff = D(1)
    with pytest.raises(InternalError), transaction.atomic():
        row.save()
    with pytest.raises(InternalError), transaction.atomic():
        row.delete()


def test_two_valid_tariffs_never_overlap(approved):
    row = ValidTariff.objects.get(service="Botilbud")
    other = Line.objects.create(
        submission=approved, offer=row.offer, service="x", unit="Dag", basis_text="SEL § 107"
    )
    row.pk, row.line, row._state.adding = None, other, True
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_tariffs_follow_an_offer_that_is_another(approved, office):
    violen = Offer.objects.get(name="Violen")
    known = Offer.objects.create(name="Botilbud Violen", operator=violen.operator, confirmed=True)
    confirm_same(violen, same_as=known, by=office)
    assert set(Line.objects.values_list("offer", flat=True)) == {known.pk}
    assert set(ValidTariff.objects.values_list("offer", flat=True)) == {known.pk}


def test_two_offers_with_the_same_line_are_not_made_one_in_silence(office):
    made = take([line(), line("Botilbud Violen")]).submission
    one, other = (row.offer for row in made.lines.all())
    with pytest.raises(NotAllowed, match="Begge tilbud"):
        confirm_same(other, same_as=one, by=office)
    assert made.lines.count() == 2


def test_queries_do_not_grow_with_the_lines(people, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    few = Submission.objects.select_related("year", "party").get(pk=take([line()]).submission.pk)
    with CaptureQueriesContext(connection) as counted:
        workflow.findings_of(few)
    many = [line(f"Tilbud {n}", forklaring="Fordi.") for n in range(40)]
    full = take(many, year=2024).submission
    fresh = Submission.objects.select_related("year", "party").get(pk=full.pk)
    with django_assert_num_queries(len(counted)):
        workflow.findings_of(fresh)


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "correction", "number": 0},
        {"kind": "annual", "number": 1},
        {"kind": "correction", "number": 2, "status": "submitted"},
        {"status": "returned", "number": 0},
    ],
)
def test_the_database_guards_submissions(year, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.create(
            year=year, party=factories.party("825"), valid_from=date(2023, 1, 1), **fields
        )
