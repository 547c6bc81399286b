"""Each rule on plain facts: when it speaks, when it is silent, and what it says."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from tariffs.calculation import Figures
from tariffs.facts import Book, Gone, LineFacts, YearFacts
from tariffs.findings import RULES, Severity, find
from tariffs.naming import kind_of_service, service_key

D = Decimal
YEAR = YearFacts(2023, pl_pct=D("2.5"))


def fact(service: str = "Botilbud", tariff: str | None = "4701", **values: Any) -> LineFacts:
    """A line whose formula holds and that did not move really: nothing is to be said of it."""
    base: dict[str, Any] = {
        "number": 1, "row": 2, "offer": "Botilbud Violen", "offer_id": 1, "family": 1,
        "service": service, "service_key": service_key(service), "year": YEAR,
        "kind": kind_of_service(service), "basis": "ABL § 105", "basis_key": "ABL § 105",
        "tariff": None if tariff is None else D(tariff),
    }  # fmt: skip
    if kind_of_service(service) == "average":
        base |= {"places": D(13), "occupancy_pct": D(98), "budget": D(21863695)}
    return LineFacts(**(base | values))


def moved(line: LineFacts, pct: str) -> LineFacts:
    """The line with a last year from which it has really moved by so many percent."""
    last = line.tariff / (1 + D(pct) / 100) / D("1.025")
    return replace(line, last=Figures(None, None, None, last))


def told(*lines: LineFacts, year: YearFacts = YEAR, **book: Any) -> dict[str, list[Any]]:
    numbered = tuple(
        replace(line, number=n, row=n + 1, year=year) for n, line in enumerate(lines, start=1)
    )
    found: dict[str, list[Any]] = {}
    for finding in find(Book(year, numbered, **book)):
        found.setdefault(finding.code, []).append(finding)
    return found


def test_nothing_is_said_of_a_line_in_order():
    assert told(moved(fact(), "0.5")) == {}


def test_each_finding_names_its_line_and_its_row():
    finding = told(fact(places=None))["places_missing"][0]
    assert finding.message == (
        "Botilbud Violen, Botilbud (ABL § 105): Antal pladser mangler, så taksten kan ikke regnes "
        "efter."
    )
    assert (finding.line, finding.row, finding.field) == (1, 2, "places")


@pytest.mark.parametrize(
    ("values", "code", "severity"),
    [
        ({"tariff": None}, "tariff_missing", Severity.ERROR),
        ({"basis": "", "basis_key": ""}, "legal_basis_missing", Severity.ERROR),
        ({"basis": "SEL § 999", "basis_known": False}, "legal_basis_unknown", Severity.ERROR),
        ({"basis_in_force": False, "basis_replaced_by": "Barnets lov § 43"},
         "legal_basis_not_in_force", Severity.NOTICE),
        ({"places": None}, "places_missing", Severity.NOTICE),
        ({"budget": None}, "budget_missing", Severity.NOTICE),
        ({"occupancy_pct": D("0.98"), "tariff": None}, "occupancy_unlikely", Severity.NOTICE),
        ({"tariff": D(4710)}, "formula_differs", Severity.EXPLAIN),
        ({"tariff": D(4710), "explanation": "Tillæg."}, "formula_differs", Severity.NOTICE),
        ({"basis_key": "SEL § 104"}, "unit_against_legal_basis", Severity.NOTICE),
        ({"unit": "Dag"}, "unit_against_legal_basis", Severity.NOTICE),
        ({"unit_given": False}, "unit_missing", Severity.NOTICE),
        ({"ceiling": D(4700)}, "above_ceiling", Severity.ERROR),
        ({"ceiling": D(4700), "ceiling_exemption": "Veteraner"}, "exempt_from_ceiling",
         Severity.NOTICE),
        ({"is_confirmed": False}, "offer_new", Severity.NOTICE),
        ({"is_confirmed": False, "suggestion": "Violen"}, "name_drift", Severity.NOTICE),
        ({"is_confirmed": False, "filled_down": True}, "filled_down", Severity.NOTICE),
        ({"matched_by_former_name": True}, "offer_renamed", Severity.NOTICE),
        ({"service": "Viollen", "service_key": "viollen"}, "name_drift", Severity.NOTICE),
    ],
)  # fmt: skip
def test_one_lines_own_mess(values, code, severity):
    found = told(replace(fact(), **values))
    assert [f.severity for f in found[code]] == [severity]


def test_ceiling_is_not_passed_by_standing_at_it():
    assert "above_ceiling" not in told(fact(ceiling=D(4701)))


def test_what_was_decided_before_is_told_but_not_stopped():
    decided = replace(YEAR, decided=True)
    line = moved(fact(tariff="4710", basis_known=False, ceiling=D(1)), "12")
    found = told(line, year=decided)
    severities = {f.severity for rows in found.values() for f in rows}
    assert severities == {Severity.NOTICE}
    assert {"formula_differs", "above_ceiling", "legal_basis_unknown"} <= set(found)


def test_a_misspelt_level_is_read_and_told():
    found = told(fact("Bboniveau 7"))
    assert "Boniveau 7" in found["service_misspelt"][0].message
    assert "service_misspelt" not in told(fact("Boniveau 7"))


@pytest.mark.parametrize("pct", ["2.01", "-2.01", "10.09", "-5.29"])
def test_rises_and_falls_over_the_threshold_are_explained(pct):
    found = told(moved(fact(), pct))
    assert [f.severity for f in found["explanation_missing"]] == [Severity.EXPLAIN]
    word = "stiger" if D(pct) > 0 else "falder"
    assert f"{word} reelt" in found["explanation_missing"][0].message
    assert ("to_be_discussed" in found) == (abs(D(pct)) > 5)


@pytest.mark.parametrize("pct", ["1.99", "-1.99", "0"])
def test_changes_under_the_threshold_are_not(pct):
    assert told(moved(fact(), pct)) == {}


def test_a_text_settles_it_but_wants_a_cause():
    line = replace(moved(fact(), "10"), explanation="Stigning i målgruppen.", is_explained=True)
    found = told(line)
    assert "explanation_missing" not in found
    assert found["cause_missing"][0].severity == Severity.NOTICE
    assert "cause_missing" not in told(replace(line, causes=("target_group",)))


def test_causes_with_amounts_add_up():
    line = replace(
        moved(fact(), "10"), explanation="Stigning.", is_explained=True, causes=("building",),
        causes_total=D(100),
    )  # fmt: skip
    assert "+100 kr." in told(line)["causes_do_not_add_up"][0].message
    fits = replace(line, causes_total=line.tariff - line.projected)
    assert "causes_do_not_add_up" not in told(fits)


def test_thresholds_speak_of_what_is_billed():
    found = told(replace(moved(fact(), "10"), is_billed=False))
    assert "explanation_missing" not in found
    assert "to_be_discussed" not in found
    assert found["change_unexplained"][0].severity == Severity.NOTICE


def test_without_pl_the_nominal_change_counts_and_it_is_said():
    year = replace(YEAR, pl_pct=None)
    found = told(replace(fact(), last=Figures(None, None, None, D(4000))), year=year)
    assert "nominelt" in found["explanation_missing"][0].message
    assert found["pl_unknown"][0].line is None


def test_level_against_its_average():
    average, level = moved(fact(), "9.55"), moved(fact("Boniveau 5", "2906"), "-0.31")
    found = told(average, level)
    assert [f.line for f in found["level_against_average"]] == [2]
    assert "level_against_average" not in told(average, moved(level, "0.31"))


def test_a_move_within_a_krone_is_rounding():
    average, level = moved(fact(), "9.55"), moved(fact("Boniveau 5", "2906"), "-0.03")
    assert "level_against_average" not in told(average, level)


def test_levels_of_another_basis_or_offer_are_not_the_averages():
    average, level = moved(fact(), "9.55"), moved(fact("Boniveau 5", "2906"), "-0.31")
    elsewhere = replace(level, basis="SEL § 107", basis_key="SEL § 107")
    assert "level_against_average" not in told(average, elsewhere)
    assert "level_against_average" not in told(average, replace(level, family=2, offer_id=2))


def test_average_outside_its_levels():
    levels = [fact("Boniveau 4", "2254"), fact("Boniveau 9", "4527")]
    assert "average_above_highest_level" in told(fact(tariff="4701"), *levels)
    assert "average_below_lowest_level" in told(fact(tariff="2000"), *levels)
    found = told(fact(tariff="3000"), *levels)
    assert not {"average_above_highest_level", "average_below_lowest_level"} & set(found)


def test_levels_out_of_order_and_without_average():
    found = told(fact("Boniveau 4", "2600"), fact("Boniveau 5", "2500"))
    assert [f.line for f in found["level_out_of_order"]] == [2]
    assert [f.line for f in found["levels_without_average"]] == [1]


@pytest.mark.parametrize(
    ("text", "pct", "is_told"),
    [
        ("Stigningen skyldes målgruppen.", "-0.05", True),
        ("Årsagen til stigningne er …", "-1.6", True),
        ("Stigningen skyldes målgruppen.", "3", False),
        ("Faldet modsvares af en stigning ved siden af.", "-13", False),
        ("Faldet modsvares af en stigning ved siden af.", "13", True),
        ("Ledelsen er omlagt.", "-5", False),
    ],
)
def test_text_against_figure(text, pct, is_told):
    line = replace(moved(fact(), pct), explanation=text, is_explained=True)
    assert ("text_against_figure" in told(line)) == is_told


def test_a_text_against_its_figure_is_told_in_good_danish():
    line = replace(moved(fact(), "-3"), explanation="Stigningen skyldes x.", is_explained=True)
    said = told(line)["text_against_figure"][0].message
    assert said.endswith(
        "Forklaringen taler om en stigning, men taksten falder reelt 3,00\N{NO-BREAK SPACE}%."
    )
    line = replace(moved(fact(), "3"), explanation="Faldet skyldes x.", is_explained=True)
    assert "taler om et fald, men taksten stiger" in told(line)["text_against_figure"][0].message


def test_one_text_under_many_offers():
    one = replace(fact(), explanation="Målgruppen  kræver mere.")
    other = replace(one, offer="Hobbitten", offer_id=2, family=2,
                    explanation="Målgruppen kræver mere.")  # fmt: skip
    assert [f.line for f in told(one, other)["same_text"]] == [1, 2]
    joint = [replace(row, shares_explanation=True) for row in (one, other)]
    assert "same_text" not in told(*joint)
    assert "same_text" not in told(one, replace(one, basis_key="SEL § 107"))


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("Botilbuddet har 32 §105/85 pladser og 4 §107 pladser.", True),
        ("Botilbuddet har 32 §105/85 pladser.", False),
        ("Der er 4 pladser efter § 107.", True),
        ("Der er 35 pladser.", False),
    ],
)
def test_places_in_the_text_but_no_line(text, is_told):
    assert ("places_without_a_line" in told(replace(fact(), explanation=text))) == is_told


def test_new_and_gone_lines_are_told_only_where_there_was_a_last_year():
    assert "no_last_year" not in told(fact())
    found = told(fact(), has_last_year=True, gone=(Gone("Bakken, Botilbud (ABL § 105)", 7),))
    assert found["no_last_year"][0].line == 1
    assert "Bakken" in found["gone_since_last_year"][0].message


def test_correction_of_nothing_is_told():
    year = replace(YEAR, is_correction=True)
    assert "no_approved_line" in told(fact(), year=year)
    assert "no_approved_line" not in told(fact(approved=D(4600)), year=year)


def test_a_figure_out_of_proportion():
    line = replace(fact(explanation="x"), last=Figures(None, None, None, D(460)))
    assert "tariff_out_of_proportion" in told(line)


def test_billing_is_unclear_until_a_model_is_chosen():
    both = (fact(), fact("Boniveau 4", "2000"))
    assert "billing_unclear" in told(*both)
    assert "billing_unclear" not in told(*both, models=frozenset({"levels"}))


def test_messages_are_whole_danish_sentences():
    lines = [
        moved(fact(tariff="4710", unit="Dag", ceiling=D(1)), "12"),
        moved(fact("Bboniveau 7", "4000"), "-3"),
    ]
    for rows in told(*lines).values():
        for finding in rows:
            assert finding.message.endswith((".", "?")), finding.message
            assert ".." not in finding.message


def test_every_rule_is_named_once():
    assert len(set(RULES)) == len(RULES)


def test_a_level_against_its_average_is_told_once_an_offer():
    levels = [moved(fact(f"Boniveau {n}", f"{2000 + 100 * n}"), "-1.5") for n in (4, 5, 6)]
    found = told(moved(fact(), "9.55"), *levels)["level_against_average"]
    assert [f.line for f in found] == [2]
    assert "Det samme gælder Boniveau 5, Boniveau 6." in found[0].message


@pytest.mark.parametrize(
    ("missing", "code"),
    [("places", "places_missing"), ("occupancy_pct", "occupancy_missing"),
     ("budget", "budget_missing")],
)  # fmt: skip
def test_what_the_year_does_not_ask_for_is_not_missed(missing, code):
    assert code in told(fact(**{missing: None}))
    asks = YEAR.asked - {missing}
    assert code not in told(fact(**{missing: None}), year=replace(YEAR, asked=asks))


def test_sundhedslovsydelser_are_no_part_of_a_tariff_under_abl_105():
    assert "health_part_not_allowed" in told(fact(health_part=D(10)))
    other = fact(health_part=D(10), basis="SEL § 107", basis_key="SEL § 107")
    assert "health_part_not_allowed" not in told(other)


def test_causes_of_several_lines_are_kroner_a_year_together():
    """13 places at 98 % are 4,650.1 days: 100 kr. more a day is 465,010 kr. a year."""
    line = replace(fact(), last=Figures(None, None, None, D(4601) / D("1.025")))
    shared = {"explanation_id": 7, "shares_explanation": True, "explanation": "Fordi.",
              "is_explained": True, "causes": ("overhead",)}  # fmt: skip
    fits = replace(line, **shared, causes_total=D(465_000))
    assert "causes_do_not_add_up" not in told(fits)
    off = told(replace(fits, causes_total=D(400_000)))["causes_do_not_add_up"]
    assert "465.01" in off[0].message


def test_a_statement_is_missed_only_where_it_is_asked_for():
    asking = replace(YEAR, asked=YEAR.asked | {"audit"})
    assert "statement_missing" in told(fact(), year=asking, statements=0)
    assert "statement_missing" not in told(fact(), year=asking, statements=1)
    assert "statement_missing" not in told(fact(), year=asking)  # a file that is only read
    assert "statement_missing" not in told(fact(), statements=0)
