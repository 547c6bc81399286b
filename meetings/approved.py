"""By whom approved minutes are approved, in words for page and paper. Plain values in and out."""

from __future__ import annotations

from typing import Any

from .pdf_following import day


def approval(snapshot: dict[str, Any]) -> dict[str, Any] | None:
    """The meeting that approved the minutes, and each party's own approval of the draft; None for
    drafts, and for minutes that were approved before this was kept with them."""
    kept = snapshot.get("approval")
    if not kept:
        return None
    rows = kept.get("parties", [])
    said = [_by_meeting(kept), _by_parties(kept, rows)]
    answered = any(row["on"] for row in rows)  # a list of silent parties tells nothing
    return {
        "said": [words for words in said if words],
        "rows": [_row(row) for row in rows] if answered else [],
    }


def short(snapshot: dict[str, Any]) -> str:
    """»På mødet 5. november 2026, og skriftligt af 9 af 11 parter«, for the front page."""
    kept = snapshot.get("approval") or {}
    rows = kept.get("parties", [])
    meeting = f"på mødet {day(kept['meeting']['date'])}" if kept.get("meeting") else ""
    parties = f"skriftligt af {_count(rows)} af {len(rows)} parter" if _count(rows) else ""
    line = ", og ".join(part for part in (meeting, parties) if part)
    return line[:1].upper() + line[1:]


def _count(rows: list[dict[str, Any]]) -> int:
    return sum(row["status"] == "approved" for row in rows)


def _by_meeting(kept: dict[str, Any]) -> str:
    at = kept.get("meeting")
    if not at:
        return ""
    number = f", punkt {at['number']}" if at["number"] else ""
    return f"Referatet blev godkendt på mødet {day(at['date'])}{number}."


def _by_parties(kept: dict[str, Any], rows: list[dict[str, Any]]) -> str:
    if not rows:
        return ""
    said = (
        f"Før mødet havde {_count(rows) or 'ingen'} af de {len(rows)} parter, der deltog, godkendt udkastet "
        f"(version {kept['version']}) i portalen."
    )
    return said if kept["same"] else f"{said} Det, der er ændret siden, er godkendt på mødet."


def _row(row: dict[str, Any]) -> dict[str, str]:
    earlier = " og ".join(str(number) for number in row["earlier"])
    remarks = [
        "stedfortræder" if row["as_deputy"] else "",
        f"gælder version {row['version']}, før den blev ændret" if row["status"] == "stale" else "",
        f"godkendte også version {earlier}" if earlier else "",
    ]
    line = "; ".join(remark for remark in remarks if remark)
    return {
        "party": row["party"],
        "by": row["by"] or row["status_label"],
        "when": f"{day(row['on'])} kl. {row['clock']}" if row["on"] else "",
        "remark": line[:1].upper() + line[1:],
    }
