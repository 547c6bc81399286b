"""Places on the analysis's pages that other parts fill in their `AppConfig.ready`."""

from __future__ import annotations

from dasportal.accounts.slots import Panel, Slot

OURS: Slot[Panel] = Slot("analysis.ours")  # on a party's own page; subject: (Party, year number)
