"""What an import tells: as lines for a person, and as JSON for a script."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from .facts import LineFacts
from .findings import Finding
from .reading import ReadLine
from .workflow import Imported

COUNTS = {
    "lines": "linjer", "created": "nye", "updated": "rettede", "unchanged": "uændrede",
    "with_errors": "med fejl", "offers": "tilbud", "new_offers": "nye tilbud, der skal bekræftes",
    "with_budget": "med budget", "formula_tested": "regnet efter",
    "with_last_year": "med takst fra sidste år", "errors": "fejl",
    "to_explain": "mangler forklaring", "notices": "bemærkninger",
}  # fmt: skip
SEVERITIES = {"error": "Fejl", "explain": "Forklar", "notice": "Bemærk"}


def as_json(result: Imported) -> dict[str, Any]:
    """Counts, each line as read with what is computed, and the findings.

    A finding's `line` is the line's place in `lines`, from 1, its `row` the row in the file; both
    are null for what is about the whole. Amounts are kroner, percentages percent; unknown is null.
    """
    return {
        "counts": result.counts,
        "lines": [_line(read, facts) for read, facts in result.lines],
        "findings": [_finding(finding) for finding in result.findings],
    }


def _line(read: ReadLine, facts: LineFacts) -> dict[str, Any]:
    return {
        "offer": read.offer or None,
        "service": read.service or None,
        "legal_basis": read.legal_basis or None,
        "places": _number(read.places),
        "unit": read.unit,
        "occupancy_pct": _number(read.occupancy_pct),
        "budget": _number(read.budget),
        "tariff": _number(read.tariff),
        "computed_tariff": _number(facts.computed, 2),
        "last_year_tariff": _number(facts.last.tariff if facts.last else None),
        "nominal_change_pct": _number(facts.nominal, 4),
        "real_change_pct": _number(facts.real, 4),
    }


def _number(value: Decimal | None, decimals: int | None = None) -> int | float | None:
    if value is None:
        return None
    if decimals is not None:
        value = round(value, decimals)
    return int(value) if value == value.to_integral_value() else float(value)


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "line": finding.line,
        "row": finding.row,
        "severity": str(finding.severity),
        "code": finding.code,
        "message": finding.message,
    }


def as_lines(result: Imported) -> Iterator[str]:
    """The same for a person: what came in, and each finding with its row."""
    yield str(result.submission)
    yield ", ".join(
        f"{result.counts[name]} {label}" for name, label in COUNTS.items() if name in result.counts
    )
    for finding in result.findings:
        row = f"række {finding.row}: " if finding.row else ""
        yield f"{SEVERITIES[finding.severity]}: {row}{finding.message} [{finding.code}]"
