"""What other parts fill in their `AppConfig.ready`: so that the register can mend itself, and so
that an offer's page shows what they know of it.

    MOVES.add(Move("tariffs", move_lines))
    OFFER.add(Panel("tariffs.offer", "tariffs/panels/offer.html", tariffs_of))
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dasportal.accounts.slots import Panel, Slot

if TYPE_CHECKING:
    from dasportal.register.models import Offer


def nothing_to_tell(offer: Offer) -> str:
    return ""


@dataclass(frozen=True)
class Move:
    """Takes what stands on an offer along when it turns out to be another one.

    `move(offer, to)` runs in the transaction that makes the two one; it may refuse by NotAllowed.
    `tell(offer)` says in Danish, for the page that asks first, what would be moved; or nothing.
    """

    name: str
    move: Callable[[Offer, Offer], None]
    position: int = 50
    tell: Callable[[Offer], str] = nothing_to_tell


MOVES: Slot[Move] = Slot("register.moves")
OFFER: Slot[Panel] = Slot("register.offer")  # below its facts; subject: the Offer
