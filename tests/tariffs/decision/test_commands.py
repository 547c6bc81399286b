"""`manage.py tariff` and `manage.py render_appendix --version`."""

from __future__ import annotations

import io
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from dasportal.register.models import NameKind, Offer, OfferName
from tariffs import workflow as tariffs
from tariffs.decision import workflow
from tariffs.decision.models import TariffCase
from tariffs.models import ValidTariff
from tests.tariffs.conftest import line, take
from tests.tariffs.decision.conftest import THIS, correction, decided

pytestmark = pytest.mark.django_db


def run(*args: object) -> str:
    out = io.StringIO()
    call_command(*map(str, args), stdout=out)
    return out.getvalue().replace("\xa0", " ")


@pytest.fixture
def corrected(case, fu_meeting, office):
    """Version 1 by DAS, and a correction from 1 March by FU."""
    first = decided(case, office)
    proposed = tariffs.accept(correction(office, date(THIS, 3, 1)), by=office)
    on = workflow.put_on_agenda(case.year, meeting=fu_meeting, by=office, submission=proposed)
    return first, decided(TariffCase.objects.get(pk=on.pk), office)


def test_tariff_says_what_was_valid_that_day_and_where_it_was_decided(corrected):
    before, after = (
        run("tariff", "Violen", "--date", f"28.2.{THIS}"),
        run("tariff", "violen", "--date", f"1.3.{THIS}"),
    )
    assert "4.701 kr." in before
    assert "Besluttet: DAS Social" in before
    assert "4.800 kr." in after
    assert "Besluttet: FU" in after


def test_tariff_is_found_by_line_number_through_its_corrections(corrected):
    first = ValidTariff.objects.get(offer_name="Violen", tariff=4701)
    assert "4.800 kr." in run("tariff", first.line_id, "--date", f"1.6.{THIS}")


def test_tariff_is_found_by_a_former_name(corrected):
    offer = ValidTariff.objects.filter(offer_name="Violen")[0].offer
    OfferName.objects.create(offer=offer, name="Rosen", kind=NameKind.FORMER, source="Test")
    assert "Violen" in run("tariff", "Rosen", "--date", f"1.6.{THIS}")


def test_tariff_is_found_by_part_of_a_name_also_before_the_offer_is_confirmed(office):
    take([line("Botilbud Kilden", takst="4701")], year=THIS, stage=tariffs.Stage.APPROVED)
    assert not Offer.objects.get(name="Botilbud Kilden").confirmed
    assert "4.701 kr." in run("tariff", "kilden", "--date", f"1.6.{THIS}")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("Ukendt",), "Intet tilbud hedder »Ukendt«"),
        (("999999",), "Der er ingen takstlinje"),
        (("Violen", "--date", "1.1.2019"), "ingen gældende takst 1. januar 2019"),
        (("Violen", "--date", "i går"), "i går"),
    ],
)
def test_tariff_that_is_not_there_is_said(corrected, args, said):
    with pytest.raises(CommandError, match=said):
        run("tariff", *args)


def test_tariff_of_a_name_that_two_bear_lists_them(corrected):
    for row in ValidTariff.objects.filter(tariff=4701).select_related("offer"):
        OfferName.objects.create(offer=row.offer, name="Huset", kind=NameKind.FORMER, source="Test")
    with pytest.raises(CommandError, match=r"(?s)kan være flere tilbud.*Aalborg"):
        run("tariff", "Huset")


def test_appendix_is_rendered_as_it_was_decided_and_as_it_stands(corrected, tmp_path):
    target = tmp_path / "takstbilag.pdf"
    assert "version 1" in run("render_appendix", THIS, "-o", target, "--version", 1)
    assert target.read_bytes().startswith(b"%PDF")
    assert f"takstbilag for {THIS}" in run("render_appendix", THIS, "-o", target)


def test_version_that_is_not_there_is_said(corrected, tmp_path):
    with pytest.raises(CommandError, match="Der er version 1, 2"):
        run("render_appendix", THIS, "-o", tmp_path / "x.pdf", "--version", 3)
