"""What is judged once and kept right: rows laid at handing in, and anew when their ground moves."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dasportal.register import workflow as register
from dasportal.register.models import Offer
from tariffs import workflow
from tariffs.models import TariffModel
from tariffs.review.judging import fingerprints, refresh
from tariffs.review.models import Review, ReviewLine
from tests.tariffs.conftest import line, take

pytestmark = pytest.mark.django_db


def row(service="Botilbud", offer="Violen"):
    return ReviewLine.objects.get(service=service, offer_name=offer)


def test_draft_is_not_there_and_what_is_handed_in_is(draft, people):
    assert not ReviewLine.objects.exists()
    workflow.submit(draft, by=people["reporter"])
    assert ReviewLine.objects.count() == 3
    violen = row()
    assert (violen.tariff, violen.last_tariff, violen.last_budget) == (4701, 4000, 18601000)
    assert (violen.real, violen.nominal) == (Decimal("14.6585"), Decimal("17.5250"))
    assert violen.change == violen.real
    assert "to_be_discussed" in violen.codes
    assert violen.explanation == "Ny afdeling."
    assert row("Boniveau 5").last_tariff is None


def test_what_the_party_writes_after_a_return_stays_its_own(handed_in, office, people):
    workflow.return_submission(handed_in, reason="Se Violen.", by=office)
    written = handed_in.lines.get(service="Boniveau 5")
    workflow.save_line(handed_in, by=people["reporter"], line=written, base_revision=written.revision,
                       values={"tariff": Decimal(2999)})  # fmt: skip
    refresh(handed_in.year)
    assert row("Boniveau 5").tariff == 2918
    workflow.submit(handed_in, by=people["reporter"])
    assert row("Boniveau 5").tariff == 2999


def test_line_that_the_party_takes_out_stays_until_it_hands_in(handed_in, office, people):
    workflow.return_submission(handed_in, reason="Se Violen.", by=office)
    workflow.remove_line(handed_in.lines.get(service="Boniveau 5"), by=people["reporter"])
    assert row("Boniveau 5").line is None
    workflow.submit(handed_in, by=people["reporter"])
    assert not ReviewLine.objects.filter(service="Boniveau 5").exists()


def new_pl(made, office):
    workflow.open_year(2027, by=office, pl_pct=Decimal(17))


def new_threshold(made, office):
    workflow.open_year(2027, by=office, discuss_pct=Decimal(20))


def new_model(made, office):
    workflow.choose_model(made.year, party=made.party, model=TariffModel.LEVELS, by=office)


def new_ceiling(made, office):
    basis = made.lines.first().legal_basis
    workflow.set_ceiling(
        made.year, legal_basis=basis, amount=Decimal(4000), price_year=2027, by=office
    )


def confirmed(made, office):
    register.confirm_offer(Offer.objects.get(name="Violen"), by=office)


def corrected(made, office):
    take([line(takst="4000"), line("Ny", takst="4600")], year=2026, stage=workflow.Stage.APPROVED)


@pytest.mark.parametrize(
    "move", [new_pl, new_threshold, new_model, new_ceiling, confirmed, corrected]
)
def test_it_is_judged_anew_when_its_ground_moves(handed_in, office, move):
    handed_in.year.refresh_from_db()
    assert refresh(handed_in.year) == 0
    move(handed_in, office)
    handed_in.year.refresh_from_db()
    assert refresh(handed_in.year) == 1
    assert refresh(handed_in.year) == 0


def test_new_pl_gives_new_changes(handed_in, office):
    new_pl(handed_in, office)
    handed_in.year.refresh_from_db()
    refresh(handed_in.year)
    assert row().real == Decimal("0.4487")
    assert "to_be_discussed" not in row().codes


def test_what_was_handed_in_before_this_was_here_is_judged_when_looked_at(handed_in):
    Review.objects.all().delete()
    assert refresh(handed_in.year) == 1
    assert row().tariff == 4701


def test_lines_follow_an_offer_that_is_another(handed_in, office):
    violen = Offer.objects.get(name="Violen")
    other = Offer.objects.create(name="Botilbuddet Violen", operator=handed_in.party)
    register.confirm_same(violen, same_as=other, by=office)
    assert row(offer="Botilbuddet Violen").offer == other


def test_looking_asks_the_same_for_many_lines(handed_in):
    with CaptureQueriesContext(connection) as few:
        refresh(handed_in.year)
    take([line(f"Tilbud {n}") for n in range(30)], year=2026, stage=workflow.Stage.APPROVED)
    refresh(handed_in.year)
    with CaptureQueriesContext(connection) as many:
        refresh(handed_in.year)
    assert len(many) == len(few) <= 7


def test_judging_asks_the_same_for_many_lines(draft, people):
    from tariffs.review.judging import judge

    with CaptureQueriesContext(connection) as few:
        judge(draft, "x")
    take([line(f"Tilbud {n}") for n in range(30)], year=2027)
    with CaptureQueriesContext(connection) as many:
        judge(draft, "x")
    assert len(many) <= len(few) + 1  # the rows that are replaced


def test_fingerprint_is_the_same_twice(handed_in):
    assert fingerprints(handed_in.year) == fingerprints(handed_in.year)
