"""Closer monitoring and what is followed beside: agreed on, asked for when it is time, answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from dasportal.accounts.models import Person
from dasportal.accounts.permissions import is_secretariat
from dasportal.accounts.transitions import NotAllowed
from dasportal.danish.dates import format_date
from dasportal.danish.numbers import format_number
from dasportal.register.models import Offer
from offers import workflow as offers
from offers.models import UNITS, Figure, Measure, OfferCase, Series, Unit
from offers.queries import open_case

from .. import emails
from ..calculation import goes_on_by_itself, months_on
from ..models import (
    DAYS_TO_ANSWER,
    MONTHS,
    Cadence,
    EarlyWarning,
    Followed,
    Monitoring,
    MonitoringStatus,
    Request,
    RequestStatus,
)
from ..permissions import can_run_watching
from .table import (
    MONITORING,
    REQUEST,
    locked_followed,
    locked_monitoring,
    locked_request,
    locked_warning,
)
from .warnings import is_watched

DAYS_AHEAD, DAYS_AFTER = (3, 0), (1, 7)
ENDED_BY_ITSELF = "Perioden er slut."


# --- Closer monitoring ----------------------------------------------------------------------------


@transaction.atomic
def agree_monitoring(
    offer: Offer,
    *,
    measures: Iterable[str],
    every: str,
    starts_on: date,
    until: date,
    agreed: str,
    by: Person,
    other: str = "",
    asks: str = "",
    warning: EarlyWarning | None = None,
    case: OfferCase | None = None,
) -> Monitoring:
    """Which figures are asked for how often until when, and where that was agreed. `other` is one
    more thing to count, by its name. NotAllowed where the offer is monitored already."""
    Offer.objects.select_for_update().get(pk=offer.pk)
    MONITORING.check(offer, "agree", by)
    if warning is not None:
        warning = locked_warning(warning)
        if warning.offer_id != offer.pk:
            raise NotAllowed("Varslingen handler om et andet tilbud.")
    if not is_watched(offer, timezone.localdate()):
        raise NotAllowed(f"{offer} er ikke med i det forstærkede samarbejde.")
    if Monitoring.objects.running().filter(offer=offer).exists():
        raise NotAllowed("Der er allerede en tættere opfølgning i gang. Forlæng eller afslut den.")
    if until < starts_on:
        raise NotAllowed("Slutdatoen ligger før den første gang.")
    if not agreed.strip():
        raise NotAllowed("Skriv, hvor opfølgningen er aftalt.")
    series = [_series(offer, measure) for measure in measures]
    if other.strip():
        series.append(_series(offer, Measure.OTHER, other.strip()[:160]))
    if not series:
        raise NotAllowed("Vælg mindst ét tal.")
    made = Monitoring.objects.create(
        offer=offer, warning=warning, case=case, agreed=agreed.strip(), every=every,
        starts_on=starts_on, next_on=starts_on, until=until, asks=asks.strip(), agreed_by=by,
    )  # fmt: skip
    made.series.set(series)
    emails.agreed(made)
    return made


def _series(offer: Offer | None, measure: str, title: str = "", unit: str = "") -> Series:
    made, _ = Series.objects.get_or_create(
        offer=offer, measure=measure, title=title,
        defaults={"unit": unit or UNITS.get(Measure(measure), Unit.COUNT)},
    )  # fmt: skip
    return made


@transaction.atomic
def prolong_monitoring(
    monitoring: Monitoring, *, until: date, agreed: str, by: Person
) -> Monitoring:
    fresh = locked_monitoring(monitoring)
    MONITORING.check(fresh, "prolong", by)
    if until <= fresh.until:
        raise NotAllowed(f"Vælg en dag efter {format_date(fresh.until)}.")
    if not agreed.strip():
        raise NotAllowed("Skriv, hvor forlængelsen er aftalt.")
    fresh.until = until
    fresh.agreed = f"{fresh.agreed} Forlænget: {agreed.strip()}"[:300]
    fresh.save()
    return fresh


@transaction.atomic
def end_monitoring(monitoring: Monitoring, *, why: str, by: Person) -> Monitoring:
    """Stop asking; what is not answered lapses."""
    fresh = locked_monitoring(monitoring)
    step = MONITORING.check(fresh, "end", by)
    if not why.strip():
        raise NotAllowed("Skriv, hvorfor opfølgningen slutter.")
    _lapse(fresh)
    return _ended(fresh, step.target, why.strip()[:300])


def _ended(fresh: Monitoring, status: str | None, why: str) -> Monitoring:
    fresh.status = status or MonitoringStatus.ENDED
    fresh.ended_on, fresh.ended_why = timezone.localdate(), why
    fresh.save()
    return fresh


# --- What is followed beside ----------------------------------------------------------------------


@transaction.atomic
def follow(
    *, by: Person, series: Iterable[Series] = (), counts: str = "", unit: str = Unit.COUNT,
    **values: Any,
) -> Followed:  # fmt: skip
    """Begin to follow something. `counts` names a new series of its own, which the rule is about
    when it has one."""
    if not can_run_watching(by):
        raise NotAllowed("Det kan kun sekretariatet.")
    chosen = list(series)
    if counts.strip():
        chosen.append(_series(None, Measure.OTHER, counts.strip()[:160], unit))
    if not chosen:
        raise NotAllowed("Vælg en talrække, eller giv en ny et navn.")
    if values.get("threshold") is not None:
        values["rule_series"] = values.get("rule_series") or chosen[-1]
    made = Followed.objects.create(**_rule_whole(values))
    made.series.set(chosen)
    return made


@transaction.atomic
def change_followed(followed: Followed, *, by: Person, **values: Any) -> Followed:
    fresh = locked_followed(followed)
    if not can_run_watching(by):
        raise NotAllowed("Det kan kun sekretariatet.")
    if values.get("threshold") is not None and fresh.rule_series is None:
        values["rule_series"] = fresh.series.order_by("pk").first()
    for name, value in _rule_whole(values).items():
        setattr(fresh, name, value)
    fresh.save()
    return fresh


@transaction.atomic
def stop_following(followed: Followed, *, by: Person) -> Followed:
    """Ask no more; what is not answered lapses. Its figures stay, and it can be followed again."""
    fresh = locked_followed(followed)
    if not can_run_watching(by):
        raise NotAllowed("Det kan kun sekretariatet.")
    if fresh.ended_on is not None:
        raise NotAllowed("Den følges ikke mere.")
    _lapse(fresh)
    fresh.ended_on = timezone.localdate()
    fresh.save()
    return fresh


@transaction.atomic
def follow_again(followed: Followed, *, next_on: date, by: Person) -> Followed:
    fresh = locked_followed(followed)
    if not can_run_watching(by):
        raise NotAllowed("Det kan kun sekretariatet.")
    if fresh.ended_on is None:
        raise NotAllowed("Den følges allerede.")
    if next_on < timezone.localdate():
        raise NotAllowed("Dagen er passeret. Vælg en senere.")
    fresh.ended_on, fresh.next_on = None, next_on
    fresh.save()
    return fresh


def _lapse(of: Monitoring | Followed) -> None:
    lapse = REQUEST.get("lapse")
    for row in of.requests.select_for_update().filter(status__in=lapse.sources):
        row.status = lapse.target or row.status
        row.save()


def _rule_whole(values: dict[str, Any]) -> dict[str, Any]:
    if values.get("threshold") is not None and not values.get("stays", "").strip():
        raise NotAllowed("Skriv, hvad der fortsætter, når tallet er under grænsen.")
    return values


@transaction.atomic
def ask_now(followed: Followed, *, by: Person) -> Request:
    """Ask before its time; the next time is counted from then."""
    fresh = locked_followed(followed)
    REQUEST.check(fresh, "ask", by)
    if fresh.ended_on is not None:
        raise NotAllowed("Den følges ikke mere.")
    if fresh.requests.waiting().exists():
        raise NotAllowed("Der er allerede spurgt. Svaret mangler.")
    return _ask(fresh, timezone.localdate())


# --- Asked for when it is time --------------------------------------------------------------------


def ask_due(today: date | None = None) -> int:
    """Ask for all that is due, end what is over, remind of what is not answered; how many were
    asked for. Safe to run again: a time is asked for once."""
    today = today or timezone.localdate()
    asked = sum(_ask_monitoring(row, today) for row in Monitoring.objects.running())
    for followed in Followed.objects.running().filter(next_on__lte=today):
        asked += _ask_followed(followed, today)
    _remind(today)
    return asked


@transaction.atomic
def _ask_monitoring(monitoring: Monitoring, today: date) -> int:
    fresh, asked = locked_monitoring(monitoring), 0
    if fresh.status != MonitoringStatus.RUNNING:
        return 0
    while fresh.next_on <= min(today, fresh.until):
        _ask(fresh, fresh.next_on)
        asked += 1
    if today > fresh.until:
        _ended(fresh, MONITORING.check_state(fresh, "end").target, ENDED_BY_ITSELF)
    return asked


@transaction.atomic
def _ask_followed(followed: Followed, today: date) -> int:
    """Once, however long the portal has been away: what is wanted is how it stands now."""
    fresh = locked_followed(followed)
    if fresh.ended_on is not None or fresh.next_on > today or fresh.requests.waiting().exists():
        return 0
    _ask(fresh, fresh.next_on)
    return 1


def _ask(of: Monitoring | Followed, due: date) -> Request:
    name = "monitoring" if isinstance(of, Monitoring) else "followed"
    deadline = max(due, timezone.localdate()) + timedelta(days=DAYS_TO_ANSWER)
    made, new = Request.objects.get_or_create(
        **{name: of}, due_on=due, defaults={"deadline_on": deadline}
    )
    anchor = of.starts_on.day if isinstance(of, Monitoring) else None
    of.next_on = months_on(due, MONTHS[Cadence(of.every)], anchor)
    of.save()
    if new:
        emails.asked(made)
    return made


def _remind(today: date) -> None:
    for row in Request.objects.waiting().select_related(
        "monitoring__offer__operator", "followed__answers"
    ):
        left = (row.deadline_on - today).days
        if left in DAYS_AHEAD or -left in DAYS_AFTER:
            emails.remind(row, today)


# --- Answered -------------------------------------------------------------------------------------


@transaction.atomic
def answer_request(
    request: Request, *, values: Mapping[int, Decimal | None], words: str = "", by: Person
) -> Request:
    """The figures, by the key of their series, and words. They are laid in the series. What is left
    out is explained in words. Late answers are taken, and shown as late."""
    fresh = locked_request(request)
    step = REQUEST.check(fresh, "answer", by)
    series = list(fresh.of.series.order_by("measure", "title", "pk"))
    given = {row.pk: values.get(row.pk) for row in series}
    if any(value is None for value in given.values()) and not words.strip():
        raise NotAllowed("Skriv alle tal, eller skriv hvorfor et tal mangler.")
    known = f"pr. {format_date(fresh.due_on)}"
    source = f"{'Tættere opfølgning' if fresh.monitoring_id else fresh.about} {known}"
    for row in series:
        value = given[row.pk]
        if value is not None:
            offers.lay_in(row, on=fresh.due_on, value=value, source=source, by=by)
    fresh.values = [
        {"series": row.pk, "label": str(row), "unit": row.unit,
         "value": None if given[row.pk] is None else str(given[row.pk])}
        for row in series
    ]  # fmt: skip
    fresh.words, fresh.answered_by, fresh.answered_at = words.strip(), by, timezone.now()
    fresh.on_behalf = fresh.party is not None and is_secretariat(by)
    fresh.status = step.target or fresh.status
    fresh.save()
    return _follow_up(fresh)


def _follow_up(fresh: Request) -> Request:
    """What the rule of something followed makes of the answer."""
    followed = fresh.followed
    if followed is None:
        return fresh
    newest = None
    if followed.rule_series is not None:
        rows = Figure.objects.filter(series=followed.rule_series, party=None)
        newest = rows.order_by("-on").first()
    by_itself = goes_on_by_itself(followed.threshold, newest.value if newest else None)
    if by_itself and newest is not None and followed.threshold is not None:
        step = REQUEST.check_state(fresh, "continue")
        fresh.outcome = (
            f"{format_number(newest.value)} er under {format_number(followed.threshold)}: "
            f"{followed.stays}"
        )[:300]
    elif followed.decides or followed.threshold is not None:
        step = REQUEST.check_state(fresh, "lay")
    else:
        return fresh
    fresh.status = step.target or fresh.status
    fresh.save()
    return fresh


@transaction.atomic
def decided_followed(case: OfferCase, by: Person) -> None:
    """The meeting has decided: what, where. For the case's kind, in its transaction."""
    fresh = locked_request(Request.objects.get(pk=int(case.key)))
    step = REQUEST.check(fresh, "decide", by)
    said = case.item.decision.outcome_note if case.item is not None else ""
    label = case.item.decision.get_outcome_display() if case.item is not None else ""
    fresh.status = step.target or RequestStatus.DECIDED
    fresh.outcome = f"{label}. {said} {case.decided}".replace("  ", " ")[:300]
    fresh.save()


def case_of(request: Request) -> OfferCase | None:
    return open_case("watching.followed", request.pk)
