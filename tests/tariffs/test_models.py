"""Models of units, the common steps of levels, and a switch of model that still shows its change."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.urls import reverse

from dasportal.accounts.transitions import NotAllowed
from tariffs import workflow
from tariffs.gathering import book_of
from tariffs.models import TariffModel, UnitModel
from tariffs.permissions import units_written
from tariffs.workflow import Stage
from tests import factories
from tests.tariffs.conftest import line, take

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture(autouse=True)
def portal(settings):
    settings.DEMO = True


@pytest.fixture
def draft():
    take([line(takst="4000")], year=2022, stage=Stage.APPROVED)
    workflow.open_year(2023, by=None, pl_pct=D("2.5"))
    rows = [line(), line(service="Boniveau 5", takst="2918"), line(service="Boniveau 6", takst="1"),
            line("Strand", service="Boniveau 5", takst="7")]  # fmt: skip
    return take(rows).submission


def figures(draft, offer):
    rows = draft.lines.filter(offer__name=offer, kind="level")
    return dict(rows.values_list("service", "tariff"))


def test_steps_are_laid_on_every_offers_base(draft, people):
    violen, strand = (draft.lines.filter(offer__name=name)[0] for name in ("Violen", "Strand"))
    moved = workflow.lay_levels(
        draft, by=people["reporter"], steps={(None, 5): D(500), (None, 6): D(900)},
        bases={(violen.offer_id, violen.basis_key): D(2500)},
    )  # fmt: skip
    assert moved == 2
    assert figures(draft, "Violen") == {"Boniveau 5": 3000, "Boniveau 6": 3400}
    assert figures(draft, "Strand") == {"Boniveau 5": 7}  # without a base it is left as it is
    workflow.lay_levels(
        draft, by=people["reporter"], steps={(None, 5): D(510), (None, 6): None},
        bases={(violen.offer_id, violen.basis_key): D(2500),
               (strand.offer_id, strand.basis_key): D(2000)},
    )  # fmt: skip
    assert figures(draft, "Violen") == {"Boniveau 5": 3010, "Boniveau 6": 3400}
    assert figures(draft, "Strand") == {"Boniveau 5": 2510}
    assert draft.level_steps.count() == 1


def test_steps_come_along_to_next_year(draft, people):
    workflow.lay_levels(draft, by=people["reporter"], steps={(None, 5): D(500)}, bases={})
    later = workflow.open_year(2024, by=None)
    made = workflow.begin(later, party=draft.party, by=people["reporter"])
    assert [(step.level, step.amount) for step in made.level_steps.all()] == [(5, 500)]


def test_an_average_without_levels_is_billed_whatever_the_model(draft, people):
    take([line("Værksted", lovgrundlag="SEL § 103", takstenhed="Dag")])
    by = people["reporter"]
    workflow.choose_models(draft, chosen={None: TariffModel.LEVELS}, by=by)
    billed = dict(draft.lines.filter(kind="average").values_list("offer__name", "is_billed"))
    assert billed == {"Violen": False, "Værksted": True}


def test_levels_below_nought_are_refused_whole(draft, people):
    violen = draft.lines.filter(offer__name="Violen")[0]
    with pytest.raises(NotAllowed, match="under nul"):
        workflow.lay_levels(
            draft, by=people["reporter"], steps={(None, 5): D(-3000)},
            bases={(violen.offer_id, violen.basis_key): D(2500)},
        )  # fmt: skip
    assert draft.level_steps.count() == 0


def test_page_of_levels_keeps_what_was_given(client, draft, people):
    client.force_login(people["reporter"])
    page = reverse("tariffs:levels", args=[draft.pk])
    form = client.get(page).context["form"]
    base = next(n for n, key in form.bases.items() if "Violen" in form.fields[n].label)
    client.post(page, {"trin_0_5": "500", "trin_0_6": "900", base: "2.500"})
    assert figures(draft, "Violen") == {"Boniveau 5": 3000, "Boniveau 6": 3400}
    again = client.get(page).content.decode()
    assert 'value="2.500"' in again


def activity(draft, kind, offer):
    rows = draft.lines.filter(offer__name=offer, kind=kind)
    return dict(rows.order_by("position").values_list("service", "tariff"))


def places_of(draft, people):
    found = workflow.activity_of(draft, None)
    return {name.partition(" (")[0]: place for place, name in found.names.items()}


def test_activity_levels_are_laid_for_all_offers_at_once(draft, people):
    """The model of 2026: a basic tariff for each offer, nine levels that all share."""
    here, by = places_of(draft, people), people["reporter"]
    levels = {(None, "Døgn", n): D(100 * n) for n in range(1, 10)}
    basics = {here["Violen"]: D(2500), here["Strand"]: D(2000)}
    assert workflow.lay_activity(draft, basics=basics, levels=levels, by=by) == (20, 0)
    assert activity(draft, "basic", "Violen") == {"Grundtakst": 2500}
    assert activity(draft, "activity", "Strand") == {
        f"Aktivitetstakst niveau {n}": 100 * n for n in range(1, 10)
    }
    levels[None, "Døgn", 3] = D(333)
    assert workflow.lay_activity(draft, basics=basics, levels=levels, by=by) == (0, 2)
    assert activity(draft, "activity", "Violen")["Aktivitetstakst niveau 3"] == 333
    assert workflow.activity_of(draft, None).levels[None, "Døgn", 3] == 333


def test_an_offer_without_a_basic_tariff_is_not_with(draft, people):
    here, by = places_of(draft, people), people["reporter"]
    levels = {(None, "Døgn", 1): D(100), (None, "Dag", 1): D(50)}
    basics = {here["Violen"]: D(2500), here["Strand"]: None}
    assert workflow.lay_activity(draft, basics=basics, levels=levels, by=by) == (2, 0)
    assert activity(draft, "activity", "Strand") == {}


def test_page_of_activity_lays_the_lines_and_shows_them_again(client, draft, people):
    client.force_login(people["reporter"])
    page = reverse("tariffs:activity", args=[draft.pk])
    form = client.get(page).context["form"]
    violen = next(name for name in form.places if "Violen" in form.fields[name].label)
    first = next(name for name, scale in form.scales.items() if scale == (None, "Døgn", 1))
    refused = client.post(page, {violen: "2.500", first: "1.23.4"}).content.decode()
    assert 'value="1.23.4"' in refused
    assert activity(draft, "basic", "Violen") == {}
    client.post(page, {violen: "2.500", first: "101,25"})
    assert activity(draft, "activity", "Violen") == {"Aktivitetstakst niveau 1": D("101.25")}
    assert 'value="101,25"' in client.get(page).content.decode()


def test_a_unit_lays_only_its_own(draft, people):
    """FB's reporter is not shown a place of ÆH's, and is refused one that is smuggled in."""
    strand = draft.lines.get(offer__name="Strand")
    other = {"reporting_unit": factories.unit("ÆH")}
    workflow.save_line(draft, line=strand, by=people["reporter"], values=other)
    own = workflow.activity_of(draft, units_written(people["unit"], draft))
    assert {name.partition(" (")[0] for name in own.names.values()} == {"Violen"}
    here = places_of(draft, people)
    with pytest.raises(NotAllowed, match="anden enhed"):
        workflow.lay_activity(draft, basics={here["Strand"]: D(1)}, levels={}, by=people["unit"])


def test_units_each_have_their_model_and_the_partys_own_leaves_them_alone(draft, people):
    by, fb = people["reporter"], factories.unit("FB")
    average = draft.lines.get(service="Botilbud")
    workflow.save_line(draft, line=average, by=by, values={"reporting_unit": fb})
    workflow.choose_models(draft, chosen={fb: TariffModel.LEVELS}, by=by)
    average.refresh_from_db()
    assert not average.is_billed
    workflow.choose_models(draft, chosen={None: TariffModel.AVERAGE}, by=by)
    average.refresh_from_db()
    assert not average.is_billed
    assert UnitModel.objects.count() == 2


def test_a_units_reporter_chooses_and_writes_only_the_units_own(client, draft, people):
    by, fb = people["unit"], factories.unit("FB")
    workflow.choose_models(draft, chosen={fb: TariffModel.LEVELS}, by=by)
    with pytest.raises(NotAllowed, match="egen enhed"):
        workflow.choose_models(draft, chosen={None: TariffModel.LEVELS}, by=by)
    other = draft.lines.get(offer__name="Strand")
    workflow.save_line(
        draft, line=other, by=people["reporter"], values={"reporting_unit": factories.unit("ÆH")}
    )
    client.force_login(by)
    page = client.get(reverse("tariffs:submission", args=[draft.pk]))
    rows = {row.facts.offer: row.may_write for row in page.context["sheet"].rows}
    assert rows == {"Violen": True, "Strand": False}
    assert [group.unit for group in page.context["sheet"].groups] == ["", "Ældre og Handicap"]


def test_a_switch_of_model_still_shows_the_change(client, draft, people):
    client.force_login(people["reporter"])
    level = draft.lines.get(service="Boniveau 5", offer__name="Violen")
    old = draft.lines.model.objects.get(submission__year__year=2022)
    page = reverse("tariffs:mapping", args=[draft.pk])
    assert "Botilbud (ABL § 105)" in client.get(page).content.decode()
    client.post(page, {f"linje_{level.pk}": old.pk})
    facts = next(row for row in book_of(draft).lines if row.pk == level.pk)
    assert facts.last.tariff == 4000
    assert facts.nominal == D("-27.05")
    level.refresh_from_db()
    with pytest.raises(NotAllowed, match="sidste år"):
        workflow.map_lines(draft, follows={level.pk: level.pk + 1}, by=people["reporter"])


def test_what_is_followed_is_not_gone(draft, people):
    old = draft.lines.model.objects.get(submission__year__year=2022)
    workflow.remove_line(draft.lines.get(service="Botilbud"), by=people["reporter"])
    assert len(book_of(draft).gone) == 1
    level = draft.lines.get(service="Boniveau 6")
    workflow.map_lines(draft, follows={level.pk: old.pk}, by=people["reporter"])
    assert book_of(draft).gone == ()
