"""What other parts fill in their `AppConfig.ready`, so that the register can mend itself.

MOVES.add(Move("tariffs", move_lines))
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dasportal.accounts.slots import Slot

if TYPE_CHECKING:
    from dasportal.register.models import Offer


@dataclass(frozen=True)
class Move:
    """Takes what stands on an offer along when it turns out to be another one.

    `move(offer, to)` runs in the transaction that makes the two one; it may refuse by NotAllowed.
    """

    name: str
    move: Callable[[Offer, Offer], None]
    position: int = 50


MOVES: Slot[Move] = Slot("register.moves")
