"""How fresh a confirmation is. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

OLD_AFTER = 30  # days from which a confirmation is grey, and the operator should be asked


@dataclass(frozen=True)
class Freshness:
    """`text` is »Bekræftet i dag«, »… for 43 dage siden« or that nobody has said."""

    days: int | None
    text: str

    @property
    def is_old(self) -> bool:
        return self.days is None or self.days > OLD_AFTER


def freshness(confirmed_on: date | None, today: date) -> Freshness:
    if confirmed_on is None:
        return Freshness(None, "Ikke oplyst")
    days = max((today - confirmed_on).days, 0)
    if days == 0:
        return Freshness(0, "Bekræftet i dag")
    if days == 1:
        return Freshness(1, "Bekræftet i går")
    return Freshness(days, f"Bekræftet for {days} dage siden")
