"""Places on the tariffs' pages that parts standing on them fill in their `AppConfig.ready`."""

from __future__ import annotations

from dasportal.accounts.slots import Panel, Slot

YEARS: Slot[Panel] = Slot("tariffs.years")  # below the list of years; subject: the person
