"""Finding what a comment quotes: spaces do not matter, the surroundings tell places apart."""

from __future__ import annotations

from typing import Any

import pytest

from meetings.approval.passages import locate

EMPTY = dict.fromkeys(("title", "summary", "background", "presentation", "lead"), "")


def item(**texts: Any) -> dict[str, Any]:
    return {**EMPTY, "decision": None, "recommendations": [], "statements": [], **texts}


def decided(html: str) -> dict[str, Any]:
    return item(decision={"html": html, "positions": [], "follow_ups": []})


def test_a_quote_is_found_across_lines_and_markup() -> None:
    row = decided("<p>Budgettet er <strong>32,1</strong> mio.</p><ul><li>Det aftales</li></ul>")
    found = locate(row, "32,1  mio.\nDet aftales")
    assert found is not None
    assert (found.field, found.quote) == ("decision", "32,1 mio. Det aftales")
    assert found.prefix == "Budgettet er "


def test_of_several_like_it_the_surroundings_choose() -> None:
    row = decided("<p>Først: det aftales. Dernæst: det aftales. Til sidst: det aftales.</p>")
    found = locate(row, "det aftales", prefix="Dernæst:", suffix=". Til sidst")
    assert found is not None
    assert found.prefix.endswith("Dernæst: ")
    first = locate(row, "det aftales")
    assert first is not None and first.prefix == "Først: "


@pytest.mark.parametrize("quote", ["", "   ", "Aldrig sagt"])
def test_what_is_not_there_is_not_found(quote: str) -> None:
    assert locate(decided("<p>Noget.</p>"), quote) is None


def test_the_indstilling_and_what_others_said_can_be_quoted() -> None:
    row = item(
        lead="Det indstilles, at DAS", recommendations=[{"text": "godkender budgettet"}],
        statements=[{"body": "FU", "html": "<p>Anbefaler.</p>"}],
    )  # fmt: skip
    assert locate(row, "at DAS godkender").field == "recommendations"
    assert locate(row, "Anbefaler.").field == "statements"
