"""Side by side: sums, averages, who is missing, and only where they differ."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from dasportal.enquiries.comparison import compare
from dasportal.enquiries.side_by_side import in_columns, in_turn
from tests.enquiries.conftest import PLACES, YES_NO


def ask(key: str, kind: str, **made_of: Any) -> dict[str, Any]:
    plain = {
        "key": key, "kind": kind, "text": key.capitalize(), "help": "", "required": False,
        "unit": "", "decimals": 0, "options": [], "columns": [], "rows": [], "free_rows": 3,
    }  # fmt: skip
    return plain | made_of


def said(name: str, answers: dict[str, Any] | None, **more: Any) -> dict[str, Any]:
    plain = {
        "id": name, "name": name, "short_name": name, "party": name, "status": "submitted",
        "status_label": "", "answered": answers is not None, "late": False, "on_behalf": False,
        "received_from": "", "by": "En", "by_title": "", "at": "", "answers": answers or {},
    }  # fmt: skip
    return plain | more


def frozen(questions, responses):
    return {"enquiry": {}, "taken_at": "", "questions": questions, "responses": responses}


def one(question, *answers):
    rows = [
        said(f"P{n}", None if a is None else {question["key"]: a}) for n, a in enumerate(answers)
    ]
    return compare(frozen([question], rows)).lines


def test_figures_are_decimal_and_the_missing_are_left_out():
    (line,) = one(ask("q", "number", decimals=1), "0.1", "0.2", None, "")
    assert (line.total, line.average) == (Decimal("0.3"), Decimal("0.15"))
    assert (line.low, line.high, line.spread) == (Decimal("0.1"), Decimal("0.2"), Decimal("0.1"))
    assert [cell.answered for cell in line.cells] == [True, True, False, True]


def test_percentages_are_averaged_and_not_added():
    (line,) = one(ask("q", "number", unit="%"), "90", "100")
    assert (line.total, line.average) == (None, Decimal("95.0"))


def test_nobody_has_answered():
    (line,) = one(ask("q", "number"), None, None)
    assert (line.total, line.average, line.differs) == (None, None, False)


def test_fixed_rows_are_a_line_each_and_free_rows_are_added_up():
    number = PLACES[1:]
    fixed = one(
        ask("q", "table", columns=number, rows=["Bo", "Dag"]), [{"pladser": "3"}, {"pladser": "4"}]
    )
    assert [(line.label, line.total) for line in fixed[1:]] == [("Bo", 3), ("Dag", 4)]
    free = one(
        ask("q", "table", columns=PLACES),
        [{"tilbud": "A", "pladser": "3"}, {"tilbud": "B", "pladser": "4"}],
    )
    assert [(line.label, line.total) for line in free[1:]] == [("Pladser, i alt", 7)]


def test_choices_are_counted():
    (line,) = one(ask("q", "choice", options=YES_NO), "ja", "ja", "nej", None)
    assert line.counts == (("Ja", 2), ("Nej", 1))


def test_only_differences_drops_what_is_alike_and_headings_left_alone():
    questions = [
        ask("h1", "heading"), ask("ens", "text"), ask("h2", "heading"), ask("forskel", "number"),
    ]  # fmt: skip
    rows = [said("A", {"ens": "Ja ", "forskel": "1"}), said("B", {"ens": "ja", "forskel": "2"})]
    lines = compare(frozen(questions, rows), only_differences=True).lines
    assert [line.label for line in lines] == ["H2", "Forskel"]


def test_what_is_typed_is_escaped():
    comparison = compare(frozen([ask("q", "text")], [said("<b>", {"q": "<script>"})]))
    assert "<script>" not in in_columns(comparison)
    assert "<script>" not in in_turn(comparison)[0].cells
    assert "<b>" not in in_turn(comparison)[0].cells


def test_last_years_answers_stand_beside_by_key_and_by_who():
    now = frozen(
        [ask("q", "number"), ask("ny", "text")],
        [said("A", {"q": "5", "ny": "Ja"}), said("B", {"q": "7"}), said("C", None)],
    )
    then = frozen(
        [ask("q", "number", text="Et andet ord for det samme")],
        [said("C", {"q": "4"}), said("A", {"q": "5"}), said("Udgået", {"q": "100"})],
    )
    figures, words = compare(now, before=then).lines
    assert figures.before == ("5", "", "4")
    assert figures.total_before == Decimal("109")
    assert words.before == ()
    html = in_columns(compare(now, before=then))
    assert '<span class="matrix__before">som sidst</span>' in html
    assert '<td class="is-missing"><span class="matrix__before">sidst: 4</span></td>' in html
    assert '<span class="matrix__before">sidst: 109</span>' in html
    assert "som sidst" in in_turn(compare(now, before=then))[0].cells
    assert "matrix__before" not in in_columns(compare(now))


def test_what_was_said_last_time_is_escaped():
    question = ask("q", "text")
    now, then = (frozen([question], [said("A", {"q": text})]) for text in ("Nu", "<script>"))
    assert "<script>" not in in_columns(compare(now, before=then))


def test_figures_of_a_table_are_found_again_by_their_label():
    table = ask("t", "table", columns=PLACES)
    now, then = (
        frozen([table], [said("A", {"t": [{"tilbud": "Havblik", "pladser": n}]})])
        for n in ("3", "2")
    )
    _, figure = compare(now, before=then).lines
    assert (figure.before, figure.total_before) == (("2",), Decimal(2))
