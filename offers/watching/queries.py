"""Facts of many offers in a constant number of queries, and what the rules say of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.utils import timezone

from dasportal.accounts.models import Person
from dasportal.documents import charts
from dasportal.documents.charts import Chart, line_chart
from dasportal.register.models import Offer, Purchase
from offers.models import Covers, Figure, Measure, Series, Unit
from tariffs.models import TariffYear, ValidTariff

from .calculation import Facts, Outcome, Point, Price, occupancies, outcomes
from .models import (
    EarlyWarning,
    Followed,
    Monitoring,
    Request,
    SignalAnswer,
    Thresholds,
)

MEASURES = tuple(measure for measure in Measure if measure != Measure.OTHER)
UNJUDGED = (Measure.WAITING, Measure.STAFF)  # shown, but no rule reads them
JUDGED = tuple(measure for measure in MEASURES if measure not in UNJUDGED)


def limits() -> Thresholds:
    """The secretariat's, or those that the portal begins with."""
    return Thresholds.objects.filter(pk=1).first() or Thresholds(pk=1)


# --- What is known --------------------------------------------------------------------------------


def covers_of(figure: Figure) -> str:
    """What a figure covers, in words; "" is the offer itself."""
    return _covers(figure.covers, figure.covers_what)


def _covers(covers: str, what: str) -> str:
    if covers == Covers.OFFER:
        return what
    label = Covers(covers).label.lower()
    return f"{label} ({what})" if what else label


def points_of(
    offers: Sequence[Offer],
    *,
    until: date | None = None,
    measures: Collection[str] | None = None,
) -> dict[int, dict[str, list[Point]]]:
    """Figures by the offer's key and measure, by date. Plain rows, and the series asked for first:
    fifteen years of sixty offers are thousands, which a join has been seen to read by series."""
    series = {
        pk: (offer, measure)
        for pk, offer, measure in Series.objects.filter(offer__in=offers, title="").values_list(
            "pk", "offer", "measure"
        )
        if measures is None or measure in measures
    }
    rows = Figure.objects.filter(series__in=list(series), party=None)
    found: dict[int, dict[str, list[Point]]] = defaultdict(lambda: defaultdict(list))
    for key, on, value, source, covers, what in rows.order_by("on", "pk").values_list(
        "series", "on", "value", "source", "covers", "covers_what"
    ):
        offer, measure = series[key]
        if until is None or on <= until or measure == Measure.EXPECTED:
            found[offer][measure].append(Point(on, value, source, _covers(covers, what)))
    return found


def _purchasers(offers: Sequence[Offer], today: date) -> dict[int, list[Point]]:
    """How many parties have said that they buy, by year; a year that is not over is left out, as
    not all have said so yet."""
    rows = Purchase.objects.filter(offer__in=offers, year__lt=today.year).values("offer", "year")
    found: dict[int, list[Point]] = defaultdict(list)
    for row in rows.annotate(parties=Count("buyer", distinct=True)).order_by("offer", "year"):
        point = Point(date(row["year"], 12, 31), row["parties"], "Købernes egne tal i registret")
        found[row["offer"]].append(point)
    return found


def _prices(offers: Sequence[Offer], until: date | None) -> dict[int, list[Price]]:
    """The billed tariffs by year, of a year with a correction the one that applied last."""
    years = {row.year: row for row in TariffYear.objects.all()}
    rows = ValidTariff.objects.filter(offer__in=offers, is_billed=True, valid__isempty=False)
    last: dict[tuple[int, str, int], Price] = {}
    for row in rows.select_related("year").order_by("valid"):
        number = row.year.year
        if until is not None and number > until.year:
            continue
        frame = years.get(number)
        name = f"{row.service} ({row.basis_key})" if row.basis_key else row.service
        last[row.offer_id, name, number] = Price(
            name, number, row.tariff, frame.pl_pct if frame else None,
            frame.discuss_pct if frame else None, f"Takstbilaget for {number}",
        )  # fmt: skip
    found: dict[int, list[Price]] = defaultdict(list)
    for (offer, _, _), price in sorted(last.items(), key=lambda row: row[0]):
        found[offer].append(price)
    return found


def facts_of(
    offers: Sequence[Offer],
    *,
    until: date | None = None,
    points: Mapping[int, Mapping[str, list[Point]]] | None = None,
) -> dict[int, Facts]:
    """By the offer's key; five queries however many offers. `until` leaves out what is later,
    except what is expected; `points` are those of `points_of`, when they are read already."""
    today = timezone.localdate()
    if points is None:
        points = points_of(offers, until=until, measures=JUDGED)
    purchased = _purchasers(offers, until or today)
    prices = _prices(offers, until)
    found = {}
    for offer in offers:
        own = points.get(offer.pk, {})
        buyers = own.get(Measure.BUYERS, [])
        found[offer.pk] = Facts(
            places=own.get(Measure.PLACES, []), used=own.get(Measure.USED, []),
            occupancy=own.get(Measure.OCCUPANCY, []), budgeted=own.get(Measure.BUDGETED, []),
            buyers=buyers if len(buyers) > 1 else purchased.get(offer.pk, []) or buyers,
            budget=own.get(Measure.BUDGET, []), result=own.get(Measure.RESULT, []),
            expected=own.get(Measure.EXPECTED, []), prices=prices.get(offer.pk, []),
        )  # fmt: skip
    return found


# --- Signals --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Signal:
    """A raised outcome, with what has been answered to just these figures."""

    outcome: Outcome
    answers: tuple[SignalAnswer, ...] = ()
    silent_until: date | None = None

    @property
    def is_silent(self) -> bool:
        return self.silent_until is not None


@dataclass(frozen=True)
class Signals:
    """Of one offer: what is raised, what is silenced for a while, and what the other rules said."""

    raised: tuple[Signal, ...] = ()
    silenced: tuple[Signal, ...] = ()
    rest: tuple[Outcome, ...] = ()


def signals_of(
    offers: Sequence[Offer], *, today: date | None = None, facts: Mapping[int, Facts] | None = None
) -> dict[int, Signals]:
    """By the offer's key; a constant number of queries."""
    today = today or timezone.localdate()
    known, bounds = facts if facts is not None else facts_of(offers), limits()
    answers: dict[tuple[int, str, str], list[SignalAnswer]] = defaultdict(list)
    for row in SignalAnswer.objects.filter(offer__in=offers).select_related("by"):
        answers[row.offer_id, row.rule, row.key].append(row)
    found = {}
    for offer in offers:
        raised: list[Signal] = []
        silenced: list[Signal] = []
        rest: list[Outcome] = []
        for outcome in outcomes(known[offer.pk], bounds):
            if not outcome.raised:
                rest.append(outcome)
                continue
            said = answers.get((offer.pk, outcome.rule, outcome.key), [])
            until = max((a.silent_until for a in said if a.silent_until), default=None)
            silent = until if until is not None and until >= today else None
            signal = Signal(outcome, tuple(said), silent)
            (silenced if silent else raised).append(signal)
        found[offer.pk] = Signals(tuple(raised), tuple(silenced), tuple(rest))
    return found


def signal_now(offer: Offer, rule: str, key: str = "") -> Signal | None:
    """The signal of that rule as its figures stand now; None when it is not raised, or the figures
    are others than `key` names."""
    found = signals_of([offer])[offer.pk]
    for signal in (*found.raised, *found.silenced):
        if signal.outcome.rule == rule and key in ("", signal.outcome.key):
            return signal
    return None


# --- Charts ---------------------------------------------------------------------------------------

OCCUPANCY, RESULT = "Belægning", "Resultat"
WIDE, HALF = (720, 320), (480, 220)  # alone on a page, or two beside each other
MAIN_CHARTS = (OCCUPANCY, RESULT)  # those that tell most: on an offer's page and sheet

UNIT_WORDS = {unit.value: str(unit.label) for unit in Unit}


def _spot(on: date) -> str:
    return str(on.year) if (on.month, on.day) == (12, 31) else f"{on.day}.{on.month}.{on.year}"


def _chart(
    title: str, unit: str, lines: Mapping[str, Sequence[Point]], size: tuple[int, int] = WIDE
) -> Chart | None:
    """Lines over the days that any of them has."""
    days = sorted({point.on for rows in lines.values() for point in rows})
    if not days:
        return None
    series = [
        charts.Series(name, [{p.on: p.value for p in rows}.get(day) for day in days])
        for name, rows in lines.items()
        if rows
    ]
    return line_chart(
        [_spot(day) for day in days],
        series,
        title=title,
        unit=unit,
        label_heading="Tid",
        width=size[0],
        height=size[1],
    )


@dataclass(frozen=True)
class Drawn:
    """A chart with what its figures cover and where they are from."""

    chart: Chart
    notes: tuple[str, ...]


def charts_of(
    facts: Facts,
    points: Mapping[str, Sequence[Point]],
    titles: Collection[str] | None = None,
    size: tuple[int, int] = WIDE,
) -> list[Drawn]:
    """Those charts that have figures, in the same order for every offer, or of them those named.
    `points` has also what no rule reads: waiting list and staff."""
    rows: list[tuple[str, str, Mapping[str, Sequence[Point]]]] = [
        ("Pladser og pladser i brug", "pladser", {"Pladser": facts.places, "I brug": facts.used}),
        (OCCUPANCY, "pct.", {"Belægning": occupancies(facts), "Budgetteret": facts.budgeted}),
        ("Venteliste", "personer", {"Venteliste": points.get(Measure.WAITING, [])}),
        ("Købere", "parter", {"Købere": facts.buyers}),
        (RESULT, "kr.", {"Resultat": facts.result, "Forventet": facts.expected}),
        ("Takst", "kr.", _price_lines(facts.prices)),
        ("Medarbejdere", "årsværk", {"Medarbejdere": points.get(Measure.STAFF, [])}),
    ]  # fmt: skip
    found = []
    for title, unit, lines in rows:
        chart = _chart(title, unit, lines, size) if titles is None or title in titles else None
        if chart is not None:
            found.append(Drawn(chart, _notes(lines)))
    return found


def _price_lines(prices: Sequence[Price]) -> dict[str, list[Point]]:
    """At most four lines, those of the newest year first."""
    lines: dict[str, list[Point]] = defaultdict(list)
    for price in prices:
        lines[price.service].append(Point(date(price.year, 12, 31), price.tariff, price.source))
    newest = sorted(lines, key=lambda name: (-lines[name][-1].on.year, name))[:4]
    return {name: lines[name] for name in newest}


def _notes(lines: Mapping[str, Sequence[Point]]) -> tuple[str, ...]:
    """»Resultat 2024 gælder centret …« and the sources, each once."""
    covers = [
        f"{name} {point.when} gælder {point.covers}."
        for name, rows in lines.items()
        for point in rows
        if point.covers
    ]
    sources = list(dict.fromkeys(p.source for rows in lines.values() for p in rows))
    said = "; ".join(sources[-6:])
    return (*covers, f"Kilde: {said}.")


# --- Warnings, monitoring, what is followed --------------------------------------------------------


def figures_of(series: Collection[Series]) -> dict[int, list[Figure]]:
    """The figures of each series by date, in one query."""
    found: dict[int, list[Figure]] = {row.pk: [] for row in series}
    rows = Figure.objects.filter(series__in=series).select_related("party", "noted_by")
    for row in rows.order_by("on", "party__name"):
        found[row.series_id].append(row)
    return found


def chart_of(series: Series, figures: Sequence[Figure]) -> Chart | None:
    """One line a party, where it is counted by party; else one."""
    lines: dict[str, list[Point]] = defaultdict(list)
    for row in figures:
        name = str(row.party) if row.party_id else str(series)
        lines[name].append(Point(row.on, row.value, row.source, covers_of(row)))
    if len(lines) > 4:
        lines = {name: lines[name] for name in list(lines)[:4]}
    return _chart(str(series), UNIT_WORDS[series.unit], lines) if lines else None


def newest(series: Series | None, until: date | None = None) -> Figure | None:
    if series is None:
        return None
    rows = Figure.objects.filter(series=series, party=None)
    return (rows.filter(on__lte=until) if until else rows).order_by("-on").first()


def running_monitoring(offers: Sequence[Offer], person: Person) -> dict[int, Monitoring]:
    rows = Monitoring.objects.visible_to(person).running().filter(offer__in=offers)
    return {row.offer_id: row for row in rows.prefetch_related("requests")}


def open_warnings(offers: Sequence[Offer], person: Person) -> dict[int, list[EarlyWarning]]:
    found: dict[int, list[EarlyWarning]] = defaultdict(list)
    for row in EarlyWarning.objects.visible_to(person).open().filter(offer__in=offers):
        found[row.offer_id].append(row)
    return found


def awaited(person_parties: Collection[int], *, office: bool) -> list[Request]:
    """What is asked of these parties and not answered, oldest first."""
    rows = Request.objects.waiting().select_related(
        "monitoring__offer__operator", "followed__answers"
    )
    mine = Q(monitoring__offer__operator__in=person_parties) | Q(
        followed__answers__in=person_parties
    )
    own = Q(followed__isnull=False, followed__answers__isnull=True)
    return list(rows.filter(mine | own if office else mine).order_by("deadline_on", "pk"))


def followed_list(person: Person) -> list[Followed]:
    rows = Followed.objects.visible_to(person).select_related("forum", "answers", "rule_series")
    return list(rows.prefetch_related("requests", "series"))
