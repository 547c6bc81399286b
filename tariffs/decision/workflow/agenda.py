"""Putting a year's tariffs, or a correction, on an agenda, and keeping text and bilag fresh."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from dasportal.accounts.models import Forum, Person
from dasportal.accounts.transitions import NotAllowed
from dasportal.danish.dates import format_date
from dasportal.worker.jobs import enqueue
from meetings import workflow as meetings
from meetings.deciding import committee_of, refuse_if_not_free
from meetings.models import AgendaItem, Meeting
from meetings.workflow import next_agenda
from tariffs.appendix import lines_of, sums
from tariffs.models import Submission, TariffYear

from ..changes import correction_of, only
from ..models import CaseKind, LineRuling, TariffCase
from ..queries import (
    covered,
    deciding_forums,
    held_lines,
    open_case,
    stamp_of,
    version_numbers,
)
from ..standing import content_key, in_words, standing
from .bilag import print_bilag
from .table import CASE, locked_case, locked_year

BIGGEST = 8  # the largest changes named in the text; the rest stand in the bilag
FIELD = "presentation"


@transaction.atomic
def put_on_agenda(
    year: TariffYear,
    *,
    meeting: Meeting,
    by: Person,
    submission: Submission | None = None,
    late_reason: str = "",
) -> TariffCase:
    """An item on the meeting's agenda with the takstbilag as of now, or of a correction old and
    new side by side; the text is offered with live figures. A case that waits is used."""
    fresh_year = locked_year(year)
    found = open_case(fresh_year, submission)
    if found is None:
        found = TariffCase(
            year=fresh_year, submission=submission, forum=meeting.forum, put_by=by,
            kind=CaseKind.CORRECTION if submission else CaseKind.ANNUAL,
        )  # fmt: skip
    else:
        found = locked_case(found)
    CASE.check(found, "put", by)
    _check(found, meeting)
    found.forum, found.put_by = meeting.forum, by
    found.save()
    found.item = _item(found, meeting, by, late_reason)
    found.bilag, found.printed_key, found.offered = None, "", ""
    _compile(found, by)
    found.item.refresh_from_db()
    return found


def _check(case: TariffCase, meeting: Meeting) -> None:
    refuse_if_not_free(meeting, deciding_forums(), case.item, str(case), "Takster besluttes")
    if not covered(case):
        raise NotAllowed(
            "Rettelsen er ikke indsendt endnu."
            if case.is_correction
            else f"Ingen parter har indsendt takster for {case.year.year}, der venter på beslutning."
        )


def _item(case: TariffCase, meeting: Meeting, by: Person, late_reason: str) -> AgendaItem:
    before = case.item
    item = meetings.add_item(
        meeting, title=_title(case), by=by, late_reason=late_reason,
        continues=before if before is not None and before.sent else None,
    )  # fmt: skip
    meetings.set_recommendations(item, texts=_recommendations(case, meeting.forum), by=by)
    return item


def _title(case: TariffCase) -> str:
    return str(case) if case.is_correction or case.follows_id else f"Takstbilag {case.year.year}"


def _recommendations(case: TariffCase, forum: Forum) -> list[str]:
    if case.submission is not None:
        return [f"godkender rettelsen med virkning fra {format_date(case.submission.valid_from)}"]
    texts = [f"godkender takstbilaget for {case.year.year}"]
    if case.follows_id:
        texts = [f"godkender de takster for {case.year.year}, der var undtaget"]
    elif committee_of(forum) != forum:
        committee = committee_of(forum).name
        texts.append(
            f"beslutter, at {committee} kan godkende de takster, der mangler eller undtages"
        )
    return texts


# --- Fresh figures --------------------------------------------------------------------------------


@transaction.atomic
def refresh(case: TariffCase, *, by: Person) -> TariffCase:
    """Make text and bilag of what the year says now. After the agenda is sent the bilag gets a
    new version, which goes out with the changes."""
    fresh = locked_case(case)
    CASE.check(fresh, "refresh", by)
    if fresh.item is None:
        raise NotAllowed("Sagen står ikke på en dagsorden.")
    if not fresh.item.meeting.agenda_can_change:
        raise NotAllowed("Mødet er holdt, så bilaget ligger fast.")
    return _compile(fresh, by)


def refresh_due() -> int:
    """Bring what lies on an agenda that is not sent up to date, where the year has moved; how
    many. Called by the schedule."""
    done = 0
    rows = TariffCase.objects.open().filter(item__isnull=False)
    for row in rows.select_related("year", "item__meeting"):
        if not row.is_sent and row.item and row.item.meeting.agenda_can_change:
            done += _refresh_if_moved(row)
    return done


@transaction.atomic
def _refresh_if_moved(case: TariffCase) -> bool:
    fresh = locked_case(case)
    if fresh.is_sent or fresh.item is None or fresh.stamp == stamp_of(fresh.year):
        return False
    _compile(fresh, fresh.put_by)
    return True


def _compile(case: TariffCase, by: Person) -> TariffCase:
    """Freeze the figures of now on the case, put the text in where nobody has written in it, and
    have the bilag printed."""
    year = case.year
    case.stamp = stamp_of(year)
    rows = covered(case)
    case.basis = version_numbers(row.submission for row in rows)
    case.snapshot = json.loads(json.dumps(snapshot_of(case), default=str))
    case.content_key, case.made_at = content_key(case.snapshot), timezone.now()
    case.print_message = ""
    _offer_text(case, by)
    case.save()
    enqueue(print_bilag, case.pk)
    return case


def snapshot_of(case: TariffCase) -> dict[str, Any]:
    """What lies under the item: {"appendix"} of a year with {"leaving"}, {"change"} of a
    correction."""
    if case.submission is not None:
        change = correction_of(case.submission)
        rest = [row for row in covered(case) if row.is_rest]
        if rest:  # only what was excepted is before the meeting
            change = only(change, (line.pk for row in rest for line in row.lines))
        return {"change": change}
    leaving = case.year.withdrawals.waiting().select_related("offer__operator")
    return {
        "appendix": standing(case.year),
        "leaving": [
            {"offer": row.offer.name, "party": row.offer.operator.name, "how": row.how,
             "how_label": row.get_how_display(), "on": row.leaves_on.isoformat(),
             "reason": row.reason}
            for row in leaving
        ],
        "again": in_words(_rest_of(case)),
    }  # fmt: skip


def _rest_of(case: TariffCase) -> Iterator[LineRuling]:
    """What an earlier decision put off, and this one takes up again."""
    rows = held_lines(row.submission for row in covered(case) if row.is_rest)
    return (ruling for held in rows.values() for ruling in held)


# --- The text -------------------------------------------------------------------------------------


def _offer_text(case: TariffCase, by: Person) -> None:
    """Put the text with the fresh figures in, unless somebody has written in the one there."""
    assert case.item is not None
    current = meetings.current_text(case.item, FIELD)
    if current in ("", case.offered):
        case.offered = _save_text(case, by)


def _save_text(case: TariffCase, by: Person) -> str:
    assert case.item is not None
    saved = meetings.save_text(
        case.item, field=FIELD, value=offered_text(case), by=by,
        base_revision=meetings.revision_of(case.item, FIELD),
    )  # fmt: skip
    return saved.html


@transaction.atomic
def use_offered_text(case: TariffCase, *, by: Person) -> TariffCase:
    """Put the text with the fresh figures in over what somebody wrote; that stays in the history
    of the text."""
    fresh = locked_case(case)
    CASE.check(fresh, "refresh", by)
    if fresh.item is None or not fresh.snapshot:
        raise NotAllowed("Sagen står ikke på en dagsorden.")
    fresh.offered = _save_text(fresh, by)
    fresh.save()
    return fresh


def offered_text(case: TariffCase) -> str:
    """The item's text from the case's own snapshot, with its source: what and when."""
    if case.submission is not None:
        change = case.snapshot["change"]
        lines = [line for offer in change["offers"] for line in offer["lines"]]
        moved = [line for line in lines if line["points"] not in (None, "0.00")]
        context = {"change": change, "lines": lines, "moved": len(moved)}
        return render_to_string("decision/item_correction.html", {"case": case, **context})
    appendix = case.snapshot["appendix"]
    here = [party for party in appendix["parties"] if not party["missing"]]
    context = {
        "appendix": appendix,
        "here": len(here),
        "missing": [party["name"] for party in appendix["parties"] if party["missing"]],
        "sums": sums(lines_of(here), appendix["discuss_pct"]),
        "biggest": _biggest(here, appendix["discuss_pct"]),
        "leaving": case.snapshot["leaving"],
        "again": case.snapshot["again"],
    }
    return render_to_string("decision/item_annual.html", {"case": case, **context})


def _biggest(parties: list[Any], discuss_pct: str) -> list[dict[str, Any]]:
    """The billed lines that move most in real terms above the threshold, one for an offer."""
    limit = float(discuss_pct)
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for party in parties:
        for offer in party["offers"]:
            for line in offer["lines"]:
                pct = line["real_pct"]
                if pct is None or abs(float(pct)) <= limit:
                    continue
                key = (party["name"], offer["name"])
                row = {"party": key[0], "offer": key[1], "service": line["service"],
                       "tariff": line["tariff"], "pct": pct}  # fmt: skip
                if key not in found or abs(float(found[key]["pct"])) < abs(float(pct)):
                    found[key] = row
    return sorted(found.values(), key=lambda row: -abs(float(row["pct"])))[:BIGGEST]


# --- What comes back by itself --------------------------------------------------------------------


def lay_rest(case: TariffCase, *, by: Person) -> TariffCase:
    """A case of its own for what was excepted, on the committee's next agenda where there is one;
    else it waits for the next meeting that is planned."""
    rest = TariffCase.objects.create(
        year=case.year, submission=case.submission, kind=case.kind, follows=case,
        forum=committee_of(case.forum), put_by=by,
    )  # fmt: skip
    place(rest, by=by)
    return locked_case(rest)


def place(case: TariffCase, *, by: Person) -> bool:
    """Put a waiting case on its forum's nearest agenda that is not sent."""
    meeting = next_agenda(case.forum)
    if meeting is None:
        return False
    put_on_agenda(case.year, meeting=meeting, by=by, submission=case.submission)
    return True


def place_waiting(meeting: Meeting, by: Person) -> None:
    """A meeting is planned: what was excepted and waits for the forum comes on it."""
    rows = TariffCase.objects.open().filter(
        item__isnull=True, follows__isnull=False, forum=meeting.forum
    )
    for row in rows.select_related("year", "forum", "submission"):
        place(row, by=by)
