"""Before an agenda is sent: is the bilag under an item about offers there?"""

from __future__ import annotations

from collections.abc import Iterator

from meetings.readiness import BLOCKS, MISSING, Draft, Finding

from .models import OfferCase

BEING_MADE = "Bilaget er ved at blive lavet. Vent lidt, og genindlæs siden."


def bilag(draft: Draft) -> Iterator[Finding]:
    """Sending waits for a bilag that is being made; where it could not be made, that is told."""
    meeting = draft.snapshot["meeting"].get("id")
    if meeting is None:  # an agenda that is no meeting's has no cases
        return
    items = {item["id"]: item for item in draft.items}
    for case in OfferCase.objects.open().filter(item__meeting=meeting):
        item = items.get(str(case.item_id))
        if item is None or case.is_printed:
            continue
        level, message = (
            (MISSING, case.print_message) if case.print_message else (BLOCKS, BEING_MADE)
        )
        yield Finding(
            "offers", level, message, item["id"], item["number"], item["title"], "attachments"
        )
