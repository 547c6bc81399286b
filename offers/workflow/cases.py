"""A case about offers before a meeting: on the agenda, kept fresh, decided."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone

from dasportal.accounts.models import Forum, Person
from dasportal.accounts.transitions import NotAllowed
from dasportal.register.models import Offer
from dasportal.worker.jobs import enqueue
from meetings import workflow as meetings
from meetings.deciding import decided_item, decided_where, refuse_if_not_free
from meetings.models import AgendaItem, Meeting, Outcome

from ..models import CourseStep, OfferCase
from ..queries import forums_named, open_case
from ..slots import CASE_KINDS, CaseKind, Written, kind_of
from .bilag import print_bilag
from .courses import complete
from .table import CASE, locked_case

FIELD = "presentation"


@transaction.atomic
def put_on_agenda(
    kind: str,
    key: str | int,
    *,
    meeting: Meeting,
    by: Person,
    offer: Offer | None = None,
    step: CourseStep | None = None,
    late_reason: str = "",
) -> OfferCase:
    """An item on the meeting's agenda about the subject, with text and bilag as of now.

    A case that waits is used. `step` is the step of a course that the decision takes. NotAllowed
    where the forum does not decide such a case, or its agenda is closed.
    """
    named = next(entry for entry in CASE_KINDS if entry.name == kind)
    found = open_case(kind, key)
    if found is None:
        found = OfferCase(
            kind=kind, key=str(key), title=named.label, forum=meeting.forum, offer=offer,
            step=step, put_by=by,
        )  # fmt: skip
    else:
        found = locked_case(found)
    CASE.check(found, "put", by)
    refuse_if_not_free(
        meeting, forums_named(tuple(named.forums)), found.item, str(found), "Det besluttes"
    )
    found.forum, found.put_by = meeting.forum, by
    found.step = step or found.step
    found.save()
    before, found.item, found.bilag = found.item, None, None
    found.printed_key = found.offered = ""
    found.snapshot = _frozen(named, found)
    written = named.written(found)
    found.item = _item(written, meeting, by, late_reason, before)
    for title, file in named.files(found):
        meetings.add_attachment(found.item, file=file, title=title, by=by)
    return _compile(found, named, by)


def _item(
    written: Written, meeting: Meeting, by: Person, late_reason: str, before: AgendaItem | None
) -> AgendaItem:
    item = meetings.add_item(
        meeting, title=written.title, by=by, late_reason=late_reason, is_open=written.is_open,
        continues=before if before is not None and before.sent else None,
    )  # fmt: skip
    meetings.set_recommendations(item, texts=list(written.recommendations), by=by)
    item.refresh_from_db()
    return item


def _frozen(kind: CaseKind, case: OfferCase) -> dict[str, Any]:
    """The plain values of now, as they are kept: what JSON keeps of them."""
    kept: dict[str, Any] = json.loads(json.dumps(kind.frozen(case), cls=DjangoJSONEncoder))
    return kept


def _key_of(snapshot: dict[str, Any]) -> str:
    text = json.dumps(snapshot, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _compile(case: OfferCase, kind: CaseKind, by: Person) -> OfferCase:
    """Put the text in where nobody has written in it, and have the bilag printed."""
    assert case.item is not None
    written = kind.written(case)
    case.title, case.made_at, case.print_message = written.title[:200], timezone.now(), ""
    current = meetings.current_text(case.item, FIELD)
    if current in ("", case.offered):
        case.offered = _save_text(case, written, by)
    case.content_key = _key_of(case.snapshot) if kind.bilag(case) is not None else ""
    case.save()
    if case.content_key and not case.is_printed:
        enqueue(print_bilag, case.pk)
    return case


def _save_text(case: OfferCase, written: Written, by: Person) -> str:
    assert case.item is not None
    saved = meetings.save_text(
        case.item, field=FIELD, value=written.html, by=by,
        base_revision=meetings.revision_of(case.item, FIELD),
    )  # fmt: skip
    return saved.html


@transaction.atomic
def refresh(case: OfferCase, *, by: Person) -> OfferCase:
    """Make text and bilag of what is known now. After the agenda is sent the bilag gets a new
    version, which goes out with the changes."""
    fresh = locked_case(case)
    CASE.check(fresh, "refresh", by)
    if fresh.item is None:
        raise NotAllowed("Sagen står ikke på en dagsorden.")
    if not fresh.item.meeting.agenda_can_change:
        raise NotAllowed("Mødet er holdt, så teksten og bilaget ligger fast.")
    kind = kind_of(fresh)
    fresh.snapshot = _frozen(kind, fresh)
    return _compile(fresh, kind, by)


def refresh_due() -> int:
    """Bring what lies on an agenda that is not sent up to date, where something has moved; how
    many. Called by the schedule."""
    rows = OfferCase.objects.open().filter(item__isnull=False)
    return sum(
        _refresh_if_moved(row)
        for row in rows.select_related("item__meeting")
        if not row.is_sent and row.item and row.item.meeting.agenda_can_change
    )


@transaction.atomic
def _refresh_if_moved(case: OfferCase) -> bool:
    fresh = locked_case(case)
    if fresh.is_sent or fresh.item is None:
        return False
    kind = kind_of(fresh)
    now = _frozen(kind, fresh)
    if now == fresh.snapshot:
        return False
    fresh.snapshot = now
    _compile(fresh, kind, fresh.put_by)
    return True


@transaction.atomic
def use_offered_text(case: OfferCase, *, by: Person) -> OfferCase:
    """Put the portal's text in over what somebody wrote; that stays in the history of the text."""
    fresh = locked_case(case)
    CASE.check(fresh, "refresh", by)
    if fresh.item is None:
        raise NotAllowed("Sagen står ikke på en dagsorden.")
    fresh.offered = _save_text(fresh, kind_of(fresh).written(fresh), by)
    fresh.save()
    return fresh


@transaction.atomic
def decide(case: OfferCase, *, by: Person) -> OfferCase:
    """Write in what the meeting decided: the outcome of the item becomes the case's, its step of a
    course is taken, and what follows by its kind is done. Asked again it returns the decided one.

    NotAllowed where the meeting has not decided, or has put the item off: then the case goes on
    its next agenda.
    """
    fresh = locked_case(case)
    if fresh.status == "decided":
        return fresh
    step = CASE.check(fresh, "decide", by)
    item = decided_item(fresh.item, "det")
    outcome = item.decision.outcome
    if not outcome:
        raise NotAllowed(f"Vælg udfaldet af punkt {item.number} i referatet først.")
    if outcome == Outcome.POSTPONED:
        raise NotAllowed(
            f"Punkt {item.number} er udsat. Sæt sagen på det møde, hvor den skal behandles."
        )
    fresh.status = step.target or fresh.status
    fresh.outcome, fresh.decided = outcome, decided_where(item)
    fresh.decided_on = item.meeting.date
    fresh.save()
    if fresh.step is not None:
        words = f"{Outcome(outcome).label}. {item.decision.outcome_note}".strip()
        complete(fresh.step, on=item.meeting.date, by=by, note=words)
    kind_of(fresh).decided(fresh, by)
    return locked_case(fresh)


# --- What comes by itself -------------------------------------------------------------------------


def place(
    kind: str, key: str | int, *, forum: Forum, by: Person, title: str, offer: Offer | None = None
) -> OfferCase:
    """On the forum's nearest agenda that is not sent; where there is none, the case waits and comes
    on the next meeting that is planned."""
    meeting = meetings.next_agenda(forum)
    if meeting is not None:
        return put_on_agenda(kind, key, meeting=meeting, by=by, offer=offer)
    found = open_case(kind, key)
    return found or OfferCase.objects.create(
        kind=kind, key=str(key), title=title[:200], forum=forum, offer=offer, put_by=by
    )


def place_waiting(meeting: Meeting, by: Person) -> None:
    """A meeting is planned: what waits for its forum comes on it."""
    for row in OfferCase.objects.open().filter(item__isnull=True, forum=meeting.forum):
        put_on_agenda(row.kind, row.key, meeting=meeting, by=by, offer=row.offer, step=row.step)
