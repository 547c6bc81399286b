"""On paper: what follows a decision, and what gathers under a standing item. Plain values in and out."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.formats import date_format

from dasportal.documents.press import dressed


def day(iso: str) -> str:
    """»2. oktober 2025«; empty for none."""
    return date_format(date.fromisoformat(iso), "j. F Y") if iso else ""


def following(decision: dict[str, Any]) -> dict[str, list[dict[str, str]]]:
    """What was delegated and what is sent onward, as lines with a note."""
    return {
        "delegations": [_delegation(row) for row in decision.get("delegations", [])],
        "onward": [
            {
                "lead": f"Sendes til {row['to']}",
                "words": row["what"],
                "note": f"svar senest {day(row['answer_due'])}" if row["answer_due"] else "",
            }
            for row in decision.get("onward", [])
        ],
    }


def _delegation(row: dict[str, str]) -> dict[str, str]:
    notes = [
        f"vilkår: {row['conditions'].rstrip('.')}" if row["conditions"] else "",
        f"til og med {day(row['until'])}" if row["until"] else "",
    ]
    return {
        "lead": f"Delegeret til {row['to']}",
        "words": row["what"],
        "note": "; ".join(note for note in notes if note),
    }


def gathered(row: dict[str, Any], under: int) -> dict[str, Any]:
    """What stands under the item by itself: its basis, the committee's decisions, what is open."""
    return {
        "bases": row.get("on_delegation", []),
        "committee": [_told(told, under) for told in row.get("committee", [])],
        "open_follow_ups": [_group(group) for group in row.get("open_follow_ups", [])],
    }


def _told(told: dict[str, Any], under: int) -> dict[str, Any]:
    facts = [
        f"{told['meeting']}, punkt {told['number']}",
        told["outcome_label"],
        f"På delegation fra {told['on_delegation']}" if told["on_delegation"] else "",
        f"Behandles som punkt {told['treated_as']}" if told["treated_as"] else "",
    ]
    rolled = told["response"] == "rolled_back"
    response = told["response_label"] + (f": {told['reason']}" if told["reason"] else "")
    return {
        "title": told["title"],
        "facts": [fact for fact in facts if fact],
        "html": dressed(told["html"], under + 1) if told["html"] else "",
        "response": response,
        "rolled": rolled,
    }


def _group(group: dict[str, Any]) -> dict[str, Any]:
    rows = [{**row, "due": day(row["due"])} for row in group["rows"]]
    return {**group, "rows": rows}
