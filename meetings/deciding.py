"""What a higher app asks of the item that its case lies over: is it off, what did the meeting decide.

Tariffs and offers come before DAS and FU as cases over items, and write the decision in from here.
"""

from __future__ import annotations

from dasportal.accounts.models import Forum
from dasportal.accounts.transitions import NotAllowed
from dasportal.danish.dates import format_date

from .models import AgendaItem, ItemKind, Meeting, MeetingStatus, Outcome

MET = (
    MeetingStatus.IN_SESSION, MeetingStatus.HELD, MeetingStatus.MINUTES_SENT,
    MeetingStatus.MINUTES_APPROVED, MeetingStatus.SEALED,
)  # fmt: skip
UNDER_ANY_OTHER = (
    "Der kan ikke træffes formelle beslutninger under Eventuelt, så {what} kan ikke godkendes dér. "
    "Sæt det på et møde i DAS eller FU."
)
NOT_ON = "Sagen står ikke på en dagsorden. Sæt den på et møde i DAS eller FU."


def committee_of(forum: Forum) -> Forum:
    """Where that which was put off comes back: the forum's committee, or the committee itself."""
    return forum.recommended_by.order_by("position").first() or forum


def is_off(item: AgendaItem) -> bool:
    """Whether the item leads nowhere any more: withdrawn, or put off by the meeting."""
    decision = getattr(item, "decision", None)
    postponed = decision is not None and decision.outcome == Outcome.POSTPONED
    return item.withdrawn or postponed


def refuse_if_not_free(
    meeting: Meeting, forums: list[Forum], item: AgendaItem | None, name: str, what: str
) -> None:
    """NotAllowed when a case over `item` can't come on the meeting's agenda. `name` is the case's
    and `what` begins the sentence about where such a case is decided, as »Takster besluttes«."""
    if meeting.forum not in forums:
        raise NotAllowed(f"{what} i DAS eller FU. Vælg et af deres møder.")
    if not meeting.agenda_can_change:
        raise NotAllowed(f"Dagsordenen til {meeting} kan ikke ændres længere.")
    if item is not None and not is_off(item):
        raise NotAllowed(f"{name} står allerede på dagsordenen til {item.meeting}.")


def decided_item(item: AgendaItem | None, what: str) -> AgendaItem:
    """The item, when its meeting has decided on it; else NotAllowed saying what to do. `what` is
    what can't be decided under Eventuelt: »takster«."""
    if item is None or item.withdrawn:
        raise NotAllowed(NOT_ON)
    if item.kind == ItemKind.ANY_OTHER or (item.parent and item.parent.kind == ItemKind.ANY_OTHER):
        raise NotAllowed(UNDER_ANY_OTHER.format(what=what))
    if item.meeting.status not in MET:
        raise NotAllowed(f"{item.meeting} er ikke begyndt, så der er ikke besluttet noget endnu.")
    decision = getattr(item, "decision", None)
    if decision is None or not decision.is_taken:
        raise NotAllowed(f"Skriv beslutningen under punkt {item.number} i referatet først.")
    return item


def decided_where(item: AgendaItem) -> str:
    """»DAS Social, 12. november 2026, punkt 5«: the source that what was decided carries."""
    where = f"{item.meeting.forum.short_name}, {format_date(item.meeting.date)}"
    return f"{where}, punkt {item.number}" if item.number else where
