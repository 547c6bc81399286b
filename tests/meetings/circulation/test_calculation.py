"""What votes come to: every rule × every mix of answers of three parties."""

from __future__ import annotations

from itertools import product

import pytest

from meetings.circulation.calculation import Cast, decide, joined, rule_in_words, tally
from meetings.circulation.models import Answer, Rule

FOR, REMARK, AGAINST, SILENT = Answer.FOR, Answer.REMARK, Answer.AGAINST, ""
MIXES = list(product((FOR, REMARK, AGAINST, SILENT), repeat=3))


def cast(answers) -> list[Cast]:
    return [
        Cast(name, answer)
        for name, answer in zip(("Morsø", "Læsø", "Aalborg"), answers, strict=True)
    ]


def test_where_all_must_answer_only_three_who_agree_adopt() -> None:
    adopted = {mix for mix in MIXES if decide(Rule.ALL, None, cast(mix)).adopted}
    assert adopted == {mix for mix in MIXES if set(mix) <= {FOR, REMARK}}


def test_where_silence_consents_only_a_no_stops_it() -> None:
    adopted = {mix for mix in MIXES if decide(Rule.SILENCE, None, cast(mix)).adopted}
    assert adopted == {mix for mix in MIXES if AGAINST not in mix}


@pytest.mark.parametrize("least", [1, 2, 3])
def test_where_a_number_must_agree_only_the_number_counts(least: int) -> None:
    adopted = {mix for mix in MIXES if decide(Rule.AT_LEAST, least, cast(mix)).adopted}
    assert adopted == {mix for mix in MIXES if sum(a in (FOR, REMARK) for a in mix) >= least}


def test_a_case_of_fewer_parties_than_the_rule_asks_needs_them_all() -> None:
    assert decide(Rule.AT_LEAST, 9, cast((FOR, FOR, FOR))).adopted
    assert not decide(Rule.AT_LEAST, 9, cast((FOR, FOR, AGAINST))).adopted


@pytest.mark.parametrize("rule", Rule)
def test_every_outcome_says_why(rule: Rule) -> None:
    for mix in MIXES:
        assert decide(rule, 2, cast(mix)).why.endswith(".")


def test_a_ballot_without_parties_has_no_outcome() -> None:
    with pytest.raises(ValueError, match="no outcome"):
        decide(Rule.SILENCE, None, [])


def test_the_tally_names_who_differed() -> None:
    assert tally(cast((FOR, REMARK, AGAINST))) == (
        "2 af 3 parter tilsluttede sig, heraf 1 med bemærkning (Læsø); 1 kunne ikke tilslutte sig "
        "(Aalborg)."
    )
    assert tally(cast((FOR, FOR, SILENT))) == (
        "2 af 3 parter tilsluttede sig; 1 svarede ikke (Aalborg)."
    )


def test_names_are_joined_as_one_says_them() -> None:
    assert [joined(["A"]), joined(["A", "B"]), joined(["A", "B", "C"])] == [
        "A", "A og B", "A, B og C",
    ]  # fmt: skip


def test_the_rule_is_told_with_its_number() -> None:
    assert rule_in_words(Rule.AT_LEAST, 9, 12).startswith("Mindst 9 af de 12 parter")
    assert rule_in_words(Rule.AT_LEAST, 9, 4).startswith("Mindst 4 af de 4 parter")
    assert "Tavshed er samtykke" in rule_in_words(Rule.SILENCE, None)
