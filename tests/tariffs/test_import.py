"""Taking a file in: what is stored, what is told, and that the same file twice changes nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dasportal.accounts.transitions import NotAllowed
from dasportal.register.models import LegalBasis, Offer
from dasportal.register.workflow import confirm_same
from tariffs import workflow
from tariffs.models import Line, Submission, SubmissionStatus, TariffYear, ValidTariff
from tariffs.reading import UnreadableFile
from tariffs.workflow import Stage
from tests import factories
from tests.factories import LÆSØ
from tests.tariffs.conftest import codes, csv_of, line, take

pytestmark = pytest.mark.django_db
D = Decimal


def test_lines_with_errors_are_told_and_the_rest_is_stored():
    rows = [line(), line("B", takst="4.5"), line("C", takst=""), line("", takst="5"), line("D")]
    result = take(rows)
    assert result.counts["created"] == 2
    assert result.counts["with_errors"] == 3
    assert codes(result, 3)[0] == "number_ambiguous"
    assert "tariff_missing" not in codes(result, 3)
    assert "tariff_missing" in codes(result, 4)
    assert codes(result, 4).count("tariff_missing") == 1
    assert "offer_missing" in codes(result, 5)
    assert sorted(Line.objects.values_list("offer__name", flat=True)) == ["D", "Violen"]


def test_a_lines_row_is_its_true_row_and_its_cell_is_named():
    result = take([line(), line("B", takst="4.5")])
    finding = next(f for f in result.findings if f.code == "number_ambiguous")
    assert (finding.line, finding.row) == (2, 3)
    assert finding.message.startswith("Celle H3: ")


def test_the_year_is_opened_if_need_be():
    assert take([line()], year=2019).submission.year == TariffYear.objects.get(year=2019)


def test_a_line_once_in_a_file():
    result = take([line(), line(service="BOTILBUD", takst="5")])
    assert codes(result, 3)[0] == "duplicate_line"
    assert Line.objects.get().tariff == 4701


def test_same_service_on_two_legal_bases_is_two_lines():
    assert take([line(), line(lovgrundlag="SEL § 107")]).counts["created"] == 2


def test_a_draft_keeps_a_line_without_legal_basis_but_is_not_handed_in():
    result = take([line(lovgrundlag="")])
    assert result.counts["created"] == 1
    assert "legal_basis_missing" in codes(result, 2)
    with pytest.raises(workflow.Incomplete):
        workflow.submit(result.submission, by=None)
    result = take([line("B", lovgrundlag="")], year=2020, stage=Stage.APPROVED)
    assert result.counts["created"] == 0


def test_an_unknown_legal_basis_is_kept_as_written():
    result = take([line(lovgrundlag="SEL § 999")])
    stored = Line.objects.get()
    assert (stored.legal_basis, stored.basis) == (None, "SEL § 999")
    assert "legal_basis_unknown" in codes(result, 2)


def test_a_changed_file_changes_what_differs_and_leaves_the_rest():
    first = take([line(), line(service="Boniveau 5", takst="2918"), line("B")])
    kept = Line.objects.get(offer__name="B")
    again = take([line(takst="4702"), line(service="Boniveau 5", takst="2918")])
    assert again.submission == first.submission
    assert (again.counts["created"], again.counts["updated"], again.counts["unchanged"]) == (
        0,
        1,
        1,
    )
    assert Line.objects.filter(pk=kept.pk).exists()
    assert Line.objects.get(service="Botilbud", offer__name="Violen").tariff == 4702


def test_explanations_follow_the_file():
    take([line(forklaring="Først.")])
    take([line(forklaring="Siden.")])
    assert Line.objects.get().explanation.text == "Siden."
    take([line()])
    stored = Line.objects.get()
    assert stored.explanation is None
    assert not stored.submission.explanations.exists()


def test_unknown_offers_become_unconfirmed_ones_with_a_suggestion():
    known = Offer.objects.create(name="Viften Vodskov", operator=factories.party(), confirmed=True)
    result = take([line("Viften Vodskov"), line("Botilbud Viften Vodskov", "Boniveau 4")])
    made = Offer.objects.get(name="Botilbud Viften Vodskov")
    assert (made.confirmed, made.suggestion) == (False, known)
    assert "name_drift" in codes(result, 3)
    assert result.counts["new_offers"] == 1


def test_a_confirmed_alias_is_remembered_in_the_next_file():
    take([line("Viften Vodskov"), line("Botilbud Viften Vodskov", "Boniveau 4")])
    one, other = (Offer.objects.get(name=n) for n in ("Viften Vodskov", "Botilbud Viften Vodskov"))
    confirm_same(other, same_as=one, by=factories.secretary())
    again = take([line("Viften Vodskov"), line("Botilbud Viften Vodskov", "Boniveau 4")])
    assert again.counts["unchanged"] == 2
    assert Offer.objects.count() == 1


def test_excels_fill_down_makes_no_silent_merge():
    rows = [
        line("Studievej 15"),
        *(line(f"Studievej {n}", f"Boniveau {n - 13}") for n in (16, 17, 18)),
    ]
    result = take(rows)
    assert [codes(result, row).count("filled_down") for row in (2, 3, 4, 5)] == [0, 1, 1, 1]
    assert Offer.objects.count() == 4
    assert Offer.objects.filter(suggestion__name="Studievej 15").count() == 3


def test_former_name_finds_last_years_line_and_is_told():
    take([line("Syrenbakken", takst="4000")], year=2022, stage=Stage.APPROVED)
    result = take([line("Botilbud Bakken (tidl. Syrenbakken)")])
    assert result.lines[0][1].last.tariff == 4000
    assert "offer_renamed" in codes(result, 2)
    offer = Offer.objects.get()
    assert (offer.name, offer.other_names.get().name) == ("Botilbud Bakken", "Syrenbakken")


def test_both_names_in_one_file_are_two_offers():
    result = take([line("Syrenbakken"), line("Bakken (tidl. Syrenbakken)")])
    assert Offer.objects.count() == 2
    assert "name_drift" in codes(result, 3)


def test_another_partys_offer_of_that_name_is_another():
    take([line()], code=LÆSØ)
    take([line()])
    assert Offer.objects.filter(name="Violen").count() == 2


def test_last_year_is_looked_up_by_what_makes_a_line_the_same():
    before = [line(takst="4000"), line(service="Boniveau 7", takst="3000"),
              line("B", lovgrundlag="SEL § 66", takst="900")]  # fmt: skip
    take(before, year=2023, stage=Stage.APPROVED)
    now = take(
        [line(), line(service="Bboniveau 7", takst="3100"),
         line("B", lovgrundlag="Barnets lov § 43"), line("B")], year=2024,
    )  # fmt: skip
    assert [f.last.tariff if f.last else None for _, f in now.lines] == [4000, 3000, 900, None]
    assert "no_last_year" in codes(now, 5)


def test_last_years_draft_is_not_last_years_tariff():
    take([line(takst="4000")], year=2022)
    assert take([line()]).lines[0][1].last is None


def test_last_year_is_what_applied_at_its_end():
    take([line(takst="4000")], year=2022, stage=Stage.APPROVED)
    made = take([line(takst="4100", forklaring="x")], year=2022, stage=Stage.CORRECTION,
                reason="Fejl").submission  # fmt: skip
    office = factories.secretary()
    workflow.change_correction(made, by=office, bills_sent=False)
    workflow.submit(made, by=office)
    workflow.accept(made, by=office)
    workflow.approve(made, decision="FU", by=office)
    assert take([line()]).lines[0][1].last.tariff == 4100


def test_lines_gone_since_last_year_are_told():
    take([line(), line("B")], year=2022, stage=Stage.APPROVED)
    told = [f.message for f in take([line()]).findings if f.code == "gone_since_last_year"]
    assert len(told) == 1
    assert told[0].startswith("B, Botilbud")


def test_approved_is_laid_once_and_its_figures_are_not_changed_by_a_file():
    first = take([line()], stage=Stage.APPROVED)
    assert first.submission.status == SubmissionStatus.APPROVED
    assert ValidTariff.objects.get().tariff == 4701
    again = take([line()], stage=Stage.APPROVED)
    assert (again.counts["unchanged"], again.counts["errors"]) == (1, 0)
    assert ValidTariff.objects.count() == 1
    assert again.submission.versions.count() == 1
    other = take([line(takst="5000"), line("B")], stage=Stage.APPROVED)
    assert codes(other, 2)[0] == "already_approved"
    assert ValidTariff.objects.count() == 2
    assert Line.objects.get(offer__name="Violen").tariff == 4701


def test_a_draft_over_an_approved_year_is_refused():
    take([line()], stage=Stage.APPROVED)
    with pytest.raises(NotAllowed, match="rettelse"):
        take([line(takst="5000")])


def test_a_correction_is_taken_up_again():
    take([line()], stage=Stage.APPROVED)
    one = take([line(takst="4800")], stage=Stage.CORRECTION, reason="Fejl")
    again = take([line(takst="4900")], stage=Stage.CORRECTION)
    assert one.submission == again.submission
    assert (again.submission.number, again.submission.reason) == (1, "Fejl")
    assert again.submission.lines.get().replaces.tariff == 4701
    assert again.lines[0][1].approved == 4701


def test_a_correction_of_what_is_not_there_is_told():
    take([line()], stage=Stage.APPROVED)
    assert "no_approved_line" in codes(take([line("B")], stage=Stage.CORRECTION), 2)


def test_a_dry_run_stores_nothing():
    result = take([line()], dry_run=True)
    assert result.counts["created"] == 1
    assert not Submission.objects.exists()
    assert not Offer.objects.exists()
    assert not TariffYear.objects.exists()


def test_all_or_nothing():
    with pytest.raises(UnreadableFile):
        workflow.import_lines(b"x;y\n1;2\n", year=2023, party=factories.party(), by=None)
    assert not TariffYear.objects.exists()


def test_a_party_takes_in_its_own_alone(people):
    workflow.open_year(2023, by=None)
    assert take([line()], by=people["reporter"]).submission.on_behalf is False
    with pytest.raises(NotAllowed):
        take([line()], by=people["other"])


def test_a_submitted_draft_is_not_written_over(people):
    made = take([line()]).submission
    workflow.submit(made, by=people["reporter"])
    with pytest.raises(NotAllowed, match="Indsendt"):
        take([line(takst="5000")])


def test_ceilings_are_held_up_against(office):
    year = workflow.open_year(2023, by=office)
    workflow.set_ceiling(
        year, legal_basis=LegalBasis.objects.get(code="SEL § 109"), amount=D(3197),
        price_year=2023, by=office,
    )  # fmt: skip
    workflow.set_ceiling(
        year, legal_basis=LegalBasis.objects.get(code="SEL § 109"), amount=D(6000),
        price_year=2023, service="Familieplads", by=office,
    )  # fmt: skip
    result = take(
        [line(lovgrundlag="SEL § 109"), line(service="Familieplads", lovgrundlag="SEL § 109")]
    )
    assert "above_ceiling" in codes(result, 2)
    assert "above_ceiling" not in codes(result, 3)


def test_units_of_a_party_report_into_one_submission():
    headers = ("tilbud", "ydelse", "lovgrundlag", "takst", "enhed")
    for unit, offer in (("FB", "A"), ("ÆH", "B")):
        row = {
            "tilbud": offer,
            "ydelse": "Bo",
            "lovgrundlag": "SEL § 107",
            "takst": "5",
            "enhed": unit,
        }
        workflow.import_lines(csv_of([row], headers), year=2023, party=factories.party(), by=None)
    lines = Submission.objects.get().lines.order_by("offer__name")
    assert [row.reporting_unit.short_name for row in lines] == ["FB", "ÆH"]


def test_a_dry_run_tells_what_the_real_one_does():
    take([line(), line("Viften Vodskov")])
    rows = [line(takst="4702"), line("Botilbud Viften Vodskov", "Boniveau 4"), line("Nyt")]
    tried = take(rows, dry_run=True)
    done = take(rows)
    assert tried.counts == done.counts
    assert [f.message for f in tried.findings] == [f.message for f in done.findings]


def test_under_levels_an_average_informs_only_where_its_offer_has_levels(office):
    year = workflow.open_year(2023, by=office)
    workflow.choose_model(year, party=factories.party(), model="levels", by=office)
    made = take([line(), line(service="Boniveau 5", takst="2918"), line("Hobitten")]).submission
    billed = {str(row.offer): row.is_billed for row in made.lines.filter(kind="average")}
    assert billed == {"Violen": False, "Hobitten": True}
    take([line()])  # the levels are in the draft, not in this file
    assert not made.lines.get(kind="average", offer__name="Violen").is_billed
