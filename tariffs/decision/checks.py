"""Before an agenda is sent: does the takstbilag under its item say what the year says now?"""

from __future__ import annotations

from collections.abc import Iterator

from meetings.readiness import BLOCKS, MISSING, Draft, Finding

from .models import TariffCase
from .queries import stamp_of

BEING_MADE = "Bilaget med takster er ved at blive lavet. Vent lidt, og genindlæs siden."
MOVED = "Takster er ændret, siden bilaget blev lavet. Det opdateres om lidt; genindlæs siden."


def bilag(draft: Draft) -> Iterator[Finding]:
    """Sending waits for a bilag that is being made; where it could not be made, that is told."""
    meeting = draft.snapshot["meeting"].get("id")
    if meeting is None:  # an agenda that is no meeting's has no cases
        return
    items = {item["id"]: item for item in draft.items}
    cases = TariffCase.objects.open().filter(item__meeting=meeting).select_related("year")
    for case in cases:
        item = items.get(str(case.item_id))
        if item is None:
            continue
        level, message = MISSING, ""
        if case.print_message:
            message = case.print_message
        elif not case.is_printed:
            level, message = BLOCKS, BEING_MADE
        elif case.stamp != stamp_of(case.year):
            message = MOVED
        if message:
            yield Finding(
                "tariffs", level, message, item["id"], item["number"], item["title"], "attachments"
            )
