"""What the tests of watching share."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from dasportal.accounts.models import Person
from dasportal.register.models import Offer
from offers import workflow as offers
from offers.models import Covers, Measure
from offers.watching import workflow
from offers.watching.models import EarlyWarning, Monitoring
from offers.watching.queries import signals_of
from offers.workflow import Counted

WORDS: dict[str, Any] = {
    "kind": "economy", "seriousness": "worry", "since": date(2024, 11, 1),
    "what": "Færre indskrives end ventet.", "done": "En gruppe er lukket.",
    "asked": "At DAS følger tallene.",
}  # fmt: skip


def lay(
    offer: Offer, by: Person, measure: str, *figures: tuple[int | date, str | int],
    covers: str = Covers.OFFER, what: str = "", source: str = "Årsrapport",
) -> None:  # fmt: skip
    """Figures of an offer; a whole year stands on its last day."""
    counted = [
        Counted(
            Measure(measure), on if isinstance(on, date) else date(on, 12, 31),
            Decimal(str(value)), covers, what,
        )
        for on, value in figures
    ]  # fmt: skip
    offers.lay_figures(offer, counted, source=source, by=by)


def raised(offer: Offer) -> set[str]:
    """The rules that raise a signal now."""
    return {row.outcome.rule for row in signals_of([offer])[offer.pk].raised}


def said(offer: Offer, rule: str) -> str:
    """Why the rule is raised, or silent."""
    found = signals_of([offer])[offer.pk]
    rows = [row.outcome for row in (*found.raised, *found.silenced)] + list(found.rest)
    return next(row.why for row in rows if row.rule == rule).replace("\N{NO-BREAK SPACE}", " ")


def warned(offer: Offer, by: Person, **changes: Any) -> EarlyWarning:
    return workflow.warn(offer, by=by, **{**WORDS, **changes})


def monitored(offer: Offer, office: Person, **changes: Any) -> Monitoring:
    values: dict[str, Any] = {
        "measures": ["used", "waiting"], "every": "monthly", "starts_on": date(2026, 1, 31),
        "until": date(2026, 6, 30), "agreed": "DAS, 6. november 2025, punkt 7",
    }  # fmt: skip
    return workflow.agree_monitoring(offer, by=office, **{**values, **changes})
