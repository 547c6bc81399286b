"""A submission in plain values, as it is frozen at each step.

    {"year", "party", "kind", "number", "reason", "valid_from" (ISO), "bills_sent", "buyers",
     "lines": [{"id", "offer", "offer_id", "service", "legal_basis", "unit", "kind", "is_billed",
                "reporting_unit", "places", "occupancy_pct", "budget", "tariff", "health_part",
                "surcharge_ends_on", "surcharge_balance", "ceiling_exemption", "replaces",
                "explanation", "causes": [{"cause", "amount"}]}],
     "answers": [{"line", "code", "comment", "by"}],
     "deadline_on" (ISO), "late", "statements": [name of the file]}

Amounts are text, so that no digit is lost. Keys are only added.
"""

from __future__ import annotations

from typing import Any

from .models import Explanation, Line, Submission

Snapshot = dict[str, Any]
_AMOUNTS = ("places", "occupancy_pct", "budget", "tariff", "health_part", "surcharge_balance")


def snapshot(submission: Submission) -> Snapshot:
    """The submission as it is now. Six queries, however many lines."""
    lines = submission.lines.select_related("offer", "legal_basis", "reporting_unit", "explanation")
    lines = lines.prefetch_related("explanation__causes")
    return {
        "year": submission.year.year,
        "party": submission.party.name,
        "kind": submission.kind,
        "number": submission.number,
        "reason": submission.reason,
        "valid_from": submission.valid_from.isoformat(),
        "bills_sent": submission.bills_sent,
        "buyers": [party.name for party in submission.buyers.all()],
        "lines": [_line(row) for row in lines],
        "answers": [
            {"line": row.line_id, "code": row.code, "comment": row.comment,
             "by": row.answered_by.name}
            for row in submission.finding_answers.select_related("answered_by")
        ],
        "deadline_on": submission.year.deadline_on.isoformat()
        if submission.year.deadline_on and not submission.is_correction
        else "",
        "late": submission.late,
        "statements": [row.file.name for row in submission.statements.select_related("file")],
    }  # fmt: skip


def _line(row: Line) -> dict[str, Any]:
    amounts = {name: getattr(row, name) for name in _AMOUNTS}
    return {
        "id": row.pk,
        "offer": row.offer.name,
        "offer_id": row.offer_id,
        "service": row.service,
        "legal_basis": row.basis,
        "unit": row.unit,
        "kind": row.kind,
        "is_billed": row.is_billed,
        "reporting_unit": str(row.reporting_unit or ""),
        **{name: None if value is None else f"{value:f}" for name, value in amounts.items()},
        "surcharge_ends_on": row.surcharge_ends_on.isoformat() if row.surcharge_ends_on else "",
        "ceiling_exemption": row.ceiling_exemption,
        "replaces": row.replaces_id,
        "explanation": row.explanation.text if row.explanation else "",
        "causes": _causes(row.explanation),
    }


def _causes(explanation: Explanation | None) -> list[dict[str, str | None]]:
    if explanation is None:
        return []
    return [
        {"cause": row.cause, "amount": None if row.amount is None else f"{row.amount:f}"}
        for row in explanation.causes.all()
    ]
