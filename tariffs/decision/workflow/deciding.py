"""Writing a meeting's decision on tariffs in: exceptions, valid tariffs, the next takstbilag."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from dasportal.accounts.models import Party, Person
from dasportal.accounts.transitions import NotAllowed
from dasportal.register.models import Offer
from dasportal.register.workflow import change_offer
from meetings import workflow as meetings
from meetings.deciding import committee_of, decided_item, decided_where
from meetings.models import AgendaItem, Delegation, Outcome
from tariffs import workflow as tariffs
from tariffs.appendix import AppendixSnapshot
from tariffs.models import Line, SubmissionStatus

from .. import emails
from ..changes import ChangeSnapshot, correction_of, differences, only
from ..models import (
    AppendixVersion,
    CaseException,
    LineRuling,
    Ruled,
    TariffCase,
    Withdrawal,
    WithdrawalStatus,
    first_day,
)
from ..queries import Covered, covered, newest_version, version_numbers
from ..standing import comes_back, content_key, in_words, standing
from .agenda import lay_rest
from .sealing import order_seal
from .table import CASE, WITHDRAWAL, locked_case, locked_withdrawal, locked_year

APPROVES = ("", Outcome.APPROVED, Outcome.APPROVED_AMENDED)


@transaction.atomic
def add_exception(
    case: TariffCase,
    *,
    party: Party,
    by: Person,
    offer: Offer | None = None,
    line: Line | None = None,
    outcome: str = Ruled.EXCEPTED,
    reason: str = "",
) -> CaseException:
    """Not approved with the rest: all of a party, an offer or a line. Said again, it is changed."""
    fresh = locked_case(case)
    CASE.check(fresh, "except", by)
    if line is not None:
        offer = line.offer
    if outcome == Ruled.REJECTED and not reason.strip():
        raise NotAllowed("Skriv, hvorfor det afvises.")
    wanted = CaseException(case=fresh, party=party, offer=offer, line=line)
    if not any(_is_under(wanted, row) for part in covered(fresh) for row in part.lines):
        raise NotAllowed("Det er ikke en del af sagen.")
    made, _ = CaseException.objects.update_or_create(
        case=fresh, party=party, offer=offer, line=line,
        defaults={"outcome": outcome, "reason": reason.strip()},
    )  # fmt: skip
    return made


@transaction.atomic
def remove_exception(exception: CaseException, *, by: Person) -> None:
    fresh = locked_case(exception.case)
    CASE.check(fresh, "except", by)
    CaseException.objects.filter(pk=exception.pk).delete()


@transaction.atomic
def decide(
    case: TariffCase,
    *,
    by: Person,
    delegate: bool = False,
    refused_withdrawals: Iterable[Withdrawal] = (),
) -> AppendixVersion:
    """What the meeting decided comes to apply: approved lines become valid tariffs, the takstbilag
    gets its next version, and what was excepted comes back as a case for the committee.

    `delegate` notes under the item that the committee may decide the rest. Asked again, also at the
    same moment, it returns the version that is there.
    """
    year = locked_year(case.year)
    fresh = locked_case(case)
    if hasattr(fresh, "version"):
        return fresh.version
    step = CASE.check(fresh, "decide", by)
    item = _approved_item(fresh)
    rows = covered(fresh)
    _check_basis(fresh, rows)
    fresh.decided = decided_where(item)
    rulings = _rule(fresh, rows)
    before = newest_version(year)
    _approve(fresh, rows, rulings, by)
    fresh.status, fresh.decided_at = step.target or fresh.status, timezone.now()
    fresh.save()
    refused = [row.pk for row in refused_withdrawals]
    _decide_withdrawals(fresh, refused, by)
    version = new_version(fresh, item.meeting.date, before, rulings, by)
    waiting = comes_back(rulings)
    given = _delegate(fresh, waiting, by) if delegate else None
    if waiting:
        rest = lay_rest(fresh, by=by)
        if given is not None and rest.item is not None:
            meetings.link_delegation(rest.item, delegation=given, by=by)
    emails.decided(version)
    order_seal(version)
    return version


def _approved_item(case: TariffCase) -> AgendaItem:
    """The case's item, when its meeting has approved it; else NotAllowed saying what to do."""
    item = decided_item(case.item, "takster")
    if item.decision.outcome not in APPROVES:
        raise NotAllowed(
            f"Udfaldet af punkt {item.number} er »{item.decision.get_outcome_display()}«, så taksterne "
            "er ikke godkendt. Ret udfaldet, eller sæt sagen på et nyt møde."
        )
    return item


def _check_basis(case: TariffCase, rows: list[Covered]) -> None:
    """Only what lay before the meeting is decided: a submission that has moved since must be
    excepted as a whole."""
    if not rows:
        raise NotAllowed("Der er ikke længere noget at beslutte i sagen.")
    now = version_numbers(row.submission for row in rows)
    kept = set(case.exceptions.filter(offer=None).values_list("party", flat=True))
    for row in rows:
        key, party = str(row.submission.pk), row.submission.party
        if party.pk in kept or (case.basis.get(key) == now[key]):
            continue
        if key in case.basis and _only_accepted(case.basis[key], row):
            continue
        what = "ændret sine takster" if key in case.basis else "indsendt takster"
        raise NotAllowed(
            f"{party} har {what}, efter at bilaget blev lavet. Undtag {party}, så kommer de for FU."
        )


def _only_accepted(seen: int, row: Covered) -> bool:
    """Whether all that came after the bilag is that the secretariat took the submission in."""
    steps = row.submission.versions.filter(number__gt=seen).values_list("step", flat=True)
    return set(steps) == {"accept"}


def _is_under(exception: CaseException, line: Line) -> bool:
    if exception.line_id is not None:
        return line.pk == exception.line_id
    if exception.offer_id is not None:
        return line.offer_id == exception.offer_id
    return line.submission.party_id == exception.party_id


def _rule(case: TariffCase, rows: list[Covered]) -> list[LineRuling]:
    """Each excepted line with its outcome; the narrowest exception says it."""
    marked = list(case.exceptions.select_related("party", "offer", "line"))
    narrow = sorted(marked, key=lambda row: (row.line_id is None, row.offer_id is None))
    made = []
    for part in rows:
        for line in part.lines:
            hit = next((row for row in narrow if _is_under(row, line)), None)
            if hit is not None:
                made.append(
                    LineRuling(case=case, line=line, outcome=hit.outcome, reason=hit.reason)
                )
    return LineRuling.objects.bulk_create(made)


def _approve(case: TariffCase, rows: list[Covered], rulings: list[LineRuling], by: Person) -> None:
    """Lay the approved lines as valid; the others wait or are refused, as ruled."""
    kept = {row.line_id for row in rulings}
    for part in rows:
        without = [line for line in part.lines if line.pk in kept]
        if part.is_rest:
            lines = [line for line in part.lines if line.pk not in kept]
            tariffs.approve_rest(part.submission, lines=lines, decision=case.decided, by=by)
            continue
        submission = part.submission
        if submission.status == SubmissionStatus.SUBMITTED:
            submission = tariffs.accept(submission, by=by)
        tariffs.approve(submission, decision=case.decided, by=by, without=without)


# --- The next takstbilag --------------------------------------------------------------------------


def new_version(
    case: TariffCase,
    on: date,
    before: AppendixVersion | None,
    rulings: list[LineRuling],
    by: Person,
) -> AppendixVersion:
    """Freeze what the year now says as its next version, decided on the day."""
    year = case.year
    number = (year.appendix_versions.aggregate(last=Max("number"))["last"] or 0) + 1
    first = case.submission.valid_from if case.submission else first_day(year)
    snapshot = {
        **standing(year, decided_only=True),
        "version": number, "decided": case.decided, "valid_from": first.isoformat(),
    }  # fmt: skip
    plain = json.loads(json.dumps(snapshot, default=str))
    changes = _changes(case, before, plain, rulings)
    return AppendixVersion.objects.create(
        year=year, number=number, case=case, snapshot=plain, content_key=content_key(plain),
        changes=json.loads(json.dumps(changes, default=str)), decided=case.decided,
        decided_on=on, valid_from=first, made_by=by,
    )  # fmt: skip


def _changes(
    case: TariffCase,
    before: AppendixVersion | None,
    after: AppendixSnapshot,
    rulings: list[LineRuling],
) -> ChangeSnapshot | dict[str, Any]:
    """What is new: of a correction old and new of each line, of what was put off the lines that
    came to apply. Nothing of a year's first version."""
    if case.submission is not None:
        words = {row.line_id: Ruled(row.outcome).label.lower() for row in rulings}
        change = correction_of(
            case.submission, outcomes=words, decided=case.decided, exceptions=in_words(rulings)
        )
        before_meeting = case.snapshot["change"]["offers"]
        return only(change, (row["line"] for offer in before_meeting for row in offer["lines"]))
    if before is None:
        return {}
    offers = differences(before.snapshot, after)
    return ChangeSnapshot(
        year=case.year.year,
        title=f"Takstbilag {case.year.year}: nyt siden version {before.number}",
        party="", reason="", valid_from=after["valid_from"], bills_sent=None, buyers=[],
        pl_pct=after["pl_pct"], decided=case.decided, offers=offers, exceptions=in_words(rulings),
    )  # fmt: skip


# --- What follows ---------------------------------------------------------------------------------


def _delegate(case: TariffCase, waiting: list[LineRuling], by: Person) -> Delegation:
    """Note under the item what the committee may decide, while its minutes are being written."""
    item = case.item
    assert item is not None
    committee = committee_of(item.meeting.forum)
    if committee == item.meeting.forum:
        raise NotAllowed(f"{committee} har intet udvalg at overlade resten til.")
    if not item.meeting.is_being_minuted:
        raise NotAllowed(
            "Referatet er sendt, så delegationen kan ikke skrives ind. Skriv beslutningen ind uden."
        )
    rest = "; ".join(in_words(waiting))
    what = f"Takster for {case.year.year}, der mangler eller er undtaget"
    what += f": {rest}" if rest else ""
    return meetings.give_delegation(item, to=committee, what=what, by=by)


def _decide_withdrawals(case: TariffCase, refused: list[int], by: Person) -> None:
    """The offers that leave are decided with the year's takstbilag; the register says so."""
    if case.is_correction:
        return
    for row in case.year.withdrawals.waiting():
        fresh = locked_withdrawal(row)
        step = "reject" if fresh.pk in refused else "approve"
        fresh.status = WITHDRAWAL.check(fresh, step, by).target or fresh.status
        fresh.case = case
        fresh.save()
        if fresh.status == WithdrawalStatus.APPROVED:
            change_offer(fresh.offer, by=by, changes=fresh.register_changes(case.decided))
