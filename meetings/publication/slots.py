"""Places on the public pages that other parts fill in their `AppConfig.ready`.

A panel shows what anybody may read, and never who looks: nobody is anybody there.
"""

from __future__ import annotations

from dasportal.accounts.slots import Panel, Slot

FRONT: Slot[Panel] = Slot("publication.front")  # below the list's first words; subject: None
