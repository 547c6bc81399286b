"""The way of a scenario: who may take which step from which state, and what is frozen."""

from __future__ import annotations

import threading
from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from dasportal.accounts.models import RoleKind
from dasportal.accounts.transitions import NotAllowed
from dasportal.register.models import Population
from meetings.snapshot import fingerprint
from tariffs.objective import workflow
from tariffs.objective.models import Method, Scenario, ScenarioStatus, Share
from tariffs.objective.queries import shares_of
from tariffs.objective.reading import read_table
from tariffs.objective.snapshot import live, table_of
from tests import factories

from .conftest import CHILDREN_2022, figures, keys_of, laid_fast

S = ScenarioStatus
STEPS = {
    "change": lambda row, by: workflow.change_scenario(row, figures(cases=230), keys_of(), by=by),
    "choose": lambda row, by: workflow.choose_scenario(row, by=by),
    "approve": lambda row, by: workflow.approve_scenario(row, decision="DAS", by=by),
    "copy": lambda row, by: workflow.copy_scenario(row, by=by),
    "drop": lambda row, by: workflow.drop_scenario(row, by=by),
}
ALLOWED = {
    "draft": {"change", "choose", "copy", "drop"},
    "chosen": {"change", "approve", "copy", "drop"},
    "approved": {"copy"},
    "replaced": {"copy"},
}


def in_state(draft, office, state: str) -> Scenario:
    made = draft()
    if state == "draft":
        return made
    if state == "chosen":
        return workflow.choose_scenario(made, by=office)
    made = laid_fast(made, office)
    if state == "replaced":
        laid_fast(draft(name="Et nyt"), office)
    made.refresh_from_db()
    return made


@pytest.mark.parametrize("state", list(ALLOWED))
@pytest.mark.parametrize("step", list(STEPS))
def test_each_step_from_each_state(draft, office, state, step):
    row = in_state(draft, office, state)
    assert row.status == state
    if step in ALLOWED[state]:
        STEPS[step](row, office)
    else:
        with pytest.raises(NotAllowed, match="ikke muligt nu"):
            STEPS[step](row, office)


@pytest.mark.parametrize("step", list(STEPS))
@pytest.mark.parametrize("kind", [RoleKind.MEMBER, RoleKind.TARIFF_REPORTER, RoleKind.CHAIR])
def test_nobody_but_the_office_takes_a_step(draft, office, step, kind):
    other = factories.holder(kind, forum=factories.das(), party=factories.party())
    with pytest.raises(NotAllowed, match="sekretariatet"):
        STEPS[step](draft(), other)


def test_only_the_office_makes_schemes_populations_and_takstblade(house, office, member):
    for verb in (
        lambda: workflow.draft_scenario(house, figures(), keys_of(), by=member),
        lambda: workflow.change_scheme(
            house, by=member, participants=[], name="Andet", key_kind="all", key_label=""
        ),
        lambda: workflow.record_populations(
            group="all", counted_on=date(2025, 1, 1), source="Kilde", people={}, by=member
        ),
        lambda: workflow.open_sheet(
            house, year=2026, price_level=2026, source="Kilde", lines=[], by=member
        ),
        lambda: workflow.import_table(house, read_table("", 2023, None), figures(), by=member),
    ):
        with pytest.raises(NotAllowed, match="sekretariatet"):
            verb()


def test_what_is_laid_fast_is_frozen_and_replaced_by_the_next(draft, office, house):
    first = laid_fast(draft(), office)
    assert first.sha256 == fingerprint(first.snapshot)
    assert first.snapshot["sum"] == first.snapshot["total"] == 4_814_400
    assert first.snapshot["tariff"]["amount"] == 14_589
    house.refresh_from_db()
    workflow.change_scheme(
        house, by=office, participants=[], name="Et nyt navn", key_kind="all", key_label=""
    )
    first.refresh_from_db()
    assert table_of(first)["scheme"] == "Børnehus Nord"
    second = laid_fast(draft(cases=230), office)
    first.refresh_from_db()
    assert (first.status, second.status) == (S.REPLACED, S.APPROVED)


def test_a_table_is_not_laid_fast_without_saying_where_it_was_decided(draft, office):
    chosen = workflow.choose_scenario(draft(), by=office)
    with pytest.raises(NotAllowed, match="besluttet"):
        workflow.approve_scenario(chosen, decision="  ", by=office)


def test_one_scenario_is_chosen_at_a_time(draft, office):
    first, second = draft(), draft(name="Et andet")
    workflow.choose_scenario(first, by=office)
    workflow.choose_scenario(second, by=office)
    first.refresh_from_db()
    assert first.status == S.DRAFT


def test_the_database_keeps_what_must_never_be(draft, office):
    approved = laid_fast(draft(), office)
    other = draft()
    wrong = (
        lambda: Scenario.objects.filter(pk=approved.pk).update(snapshot=None),
        lambda: Scenario.objects.filter(pk=other.pk).update(status="approved"),
        lambda: Scenario.objects.filter(pk=other.pk).update(total=5),
        lambda: Scenario.objects.filter(pk=other.pk).update(cases=0),
        lambda: Share.objects.filter(scenario=other).update(key=-1),
    )
    for change in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_two_people_do_not_overwrite_each_other_unseen(draft, office):
    row = draft()
    workflow.change_scenario(row, figures(cases=221), keys_of(), by=office, seen=1)
    with pytest.raises(NotAllowed, match="Lene Bak har rettet"):
        workflow.change_scenario(row, figures(cases=222), keys_of(), by=office, seen=1)
    row.refresh_from_db()
    assert row.cases == 221


def test_a_copy_gets_a_name_of_its_own(draft, office):
    first = draft()
    names = [workflow.copy_scenario(first, by=office).name for _ in range(2)]
    assert names == ["Forslag (2)", "Forslag (3)"]


def test_the_operator_takes_the_rest_only_when_it_takes_part(inspection, office):
    keys = keys_of({name: n for name, n in CHILDREN_2022.items() if name != "Hjørring"})
    with pytest.raises(NotAllowed, match="Driftsherren kan kun tage resten"):
        workflow.draft_scenario(inspection, figures(), keys, by=office)


def test_a_key_of_nothing_is_refused(house, office):
    with pytest.raises(NotAllowed, match="nul for alle"):
        workflow.draft_scenario(house, figures(), dict.fromkeys(keys_of(), 0), by=office)


def test_last_years_table_stands_beside_in_this_years_prices(draft, office):
    laid_fast(draft(year=2022, budget=8_000_000, price_level=2022), office)
    plain = live(draft())
    assert plain["last"] == {
        "year": 2022, "price_level": 2022, "pl_pct": None, "total": 4_800_000,
        "change": 14_400, "change_pct": "0.30",
    }  # fmt: skip
    real = live(draft(pl_pct=Decimal("2.5")))
    assert real["last"]["price_level"] == 2023
    assert real["last"]["total"] == sum(row["last"] for row in real["rows"]) >= 4_919_990


def test_one_that_took_part_last_year_only_is_shown_and_adds_to_its_sum(house, office, draft):
    laid_fast(draft(year=2022), office)
    fewer = {name: n for name, n in CHILDREN_2022.items() if name != "Læsø"}
    table = live(workflow.draft_scenario(house, figures(), keys_of(fewer), by=office))
    gone = next(row for row in table["rows"] if row["party"] == "Læsø")
    assert (gone["key"], gone["amount"]) == (None, 0) and gone["change"] == -gone["last"]
    assert table["last"]["total"] == 4_814_400 and table["participants"] == 10


def test_a_draft_of_last_year_never_stands_beside(draft, office):
    workflow.choose_scenario(draft(year=2022), by=office)
    assert live(draft())["last"] is None


def test_new_figures_reach_the_drafts_and_not_what_is_laid_fast(house, draft, office):
    approved, under_way = laid_fast(draft(), office), draft()
    changed = workflow.record_populations(
        group="children", counted_on=date(2022, 1, 1), source="Danmarks Statistik",
        people=keys_of({**CHILDREN_2022, "Læsø": 250}), by=office,
    )  # fmt: skip
    assert changed == 11
    læsø = {"scenario": under_way, "party__code": factories.LÆSØ}
    assert Share.objects.get(**læsø).key == 250
    under_way.refresh_from_db()
    assert under_way.revision == 2
    frozen = Share.objects.get(scenario=approved, party__code=factories.LÆSØ)
    assert frozen.key == 223


def test_an_old_table_keeps_its_amounts_and_fills_the_register(house, office, names):
    text = "kommune\tantal\tandel\nAalborg\t30\t76\nLæsø Kommune\t10\t25\nI alt\t40\t100"
    read = read_table(text, 2019, names)
    made, noticed = workflow.import_table(
        house, read, figures(year=2019, budget=None, objective_pct=None, cases=None), by=office
    )
    table = live(made)
    assert noticed == [] and [row["amount"] for row in table["rows"]] == [25, 76]
    assert (table["total"], table["sum"], table["difference"]) == (100, 101, 1)
    assert [row["computed"] for row in table["rows"]] == [25, 75]
    assert Population.objects.get(party__code="825").people == 10
    again = read_table(text.replace("10\t25", "11\t25"), 2019, names)
    _, noticed = workflow.import_table(
        house, again, figures(year=2019, budget=None, objective_pct=None, cases=None), by=office
    )
    assert len(noticed) == 1 and "tabellen har 11, registret 10" in noticed[0]
    assert Population.objects.get(party__code="825").people == 10


def test_what_a_party_pays_is_read_from_what_is_laid_fast(draft, office, member):
    laid_fast(draft(), office)
    draft(cases=300)
    aalborg = factories.party()
    assert [(row.year, kr) for row, kr in shares_of(aalborg, 2023, member)] == [(2023, 1_703_980)]
    assert list(shares_of(aalborg, 2022, member)) == []


def test_of_many_at_once_one_is_laid_fast(own_database):
    office = factories.secretary("Lene Bak")
    scheme = workflow.open_scheme(
        by=office, name="Ordning", key_kind="children", key_label="", participants=[]
    )
    made = workflow.draft_scenario(
        scheme, figures(method=Method.LARGEST), keys_of(), by=office
    )  # fmt: skip
    workflow.choose_scenario(made, by=office)
    said: list[str] = []

    def lay() -> None:
        try:
            workflow.approve_scenario(made, decision="DAS", by=office)
            said.append("ok")
        except NotAllowed:
            said.append("no")
        finally:
            connection.close()

    threads = [threading.Thread(target=lay) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert said.count("ok") == 1 and said.count("no") == 11
    assert Scenario.objects.current().count() == 1
