"""Places on the meetings' pages that other parts fill in their `AppConfig.ready`.

The subject of a meeting's panel is the Meeting, of an item's the AgendaItem; the request tells who
looks. A panel shows to its reader only what `visible_to` gives them.
"""

from __future__ import annotations

from dasportal.accounts.slots import Panel, Slot

MEETING_OFFICE: Slot[Panel] = Slot("meetings.meeting_office")  # beside the secretariat's meeting
MEETING_READER: Slot[Panel] = Slot("meetings.meeting_reader")  # above the agenda, as read
ITEM_OFFICE: Slot[Panel] = Slot("meetings.item_office")  # beside the item being written
ITEM_READER: Slot[Panel] = Slot("meetings.item_reader")  # below the item, as read
MINUTES: Slot[Panel] = Slot("meetings.minutes")  # above the text of the minutes
