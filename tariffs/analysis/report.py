"""A year's development put together once, for the page, the paper and the workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property

from dasportal.documents.charts import Chart, Series, bar_chart

from ..appendix import in_law
from .calculation import (
    DRIVERS,
    CauseRow,
    ExplainRow,
    Moved,
    Row,
    by_basis,
    by_cause,
    by_offer,
    by_party,
    grouped,
    largest,
    sum_of,
    to_discuss,
    who_explains,
)
from .queries import Development
from .words import DRIVER_WORDS, discussed_sentence, year_sentence

MOST = 8  # of the largest rises, and of the falls
MOST_BARS = 24
HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True)
class Said:
    """An explanation, its causes, and the services it is of where it is not of all."""

    text: str
    causes: tuple[str, ...]
    of: tuple[str, ...]


@dataclass(frozen=True)
class DiscussedOffer:
    name: str
    lines: list[Moved]

    @property
    def said(self) -> list[Said]:
        """What explains the lines, each text once."""
        found: dict[str, list[Moved]] = {}
        for line in self.lines:
            if line.text:
                found.setdefault(line.text, []).append(line)
        return [
            Said(
                text,
                tuple(dict.fromkeys(cause for line in lines for cause, _ in line.causes)),
                () if len(lines) == len(self.lines) else tuple(line.service for line in lines),
            )
            for text, lines in found.items()
        ]

    @property
    def silent(self) -> list[str]:
        """The services that nothing explains."""
        return [line.service for line in self.lines if not line.text]


@dataclass(frozen=True)
class Discussed:
    """A party's lines that DAS is to discuss, by offer."""

    party: str
    offers: list[DiscussedOffer]

    @property
    def count(self) -> int:
        return sum(len(offer.lines) for offer in self.offers)


@dataclass(frozen=True)
class Report:
    """The lines shown, of a year as one person sees it. `words` say what they are narrowed to, and
    `party` is set when they are those of one party: then they are told by offer."""

    development: Development
    lines: list[Moved]
    words: str = ""
    party: str = ""

    @property
    def year(self) -> int:
        return int(self.development.year.year)

    @property
    def _limit(self) -> Decimal:
        return self.development.year.discuss_pct

    @cached_property
    def total(self) -> Row:
        return sum_of("I alt", self.lines, self._limit)

    @property
    def sentence(self) -> str:
        return year_sentence(self.total, self.year)

    @cached_property
    def parties(self) -> list[Row]:
        return grouped(self.lines, by_party, self._limit)

    @cached_property
    def bases(self) -> list[Row]:
        return sorted(grouped(self.lines, by_basis, self._limit), key=lambda row: in_law(row.key))

    @cached_property
    def offers(self) -> list[Row]:
        return grouped(self.lines, by_offer, self._limit)

    @property
    def rows(self) -> list[Row]:
        """What the report is told by: the parties, or the offers of one."""
        return self.offers if self.party else self.parties

    @property
    def driver_parts(self) -> list[tuple[str, Decimal]]:
        """Each driver in words, with its kroner a year."""
        return [(DRIVER_WORDS[name], self.total.drivers.get(name, Decimal(0))) for name in DRIVERS]

    @cached_property
    def rises(self) -> list[Moved]:
        return largest(self.lines, MOST)

    @cached_property
    def falls(self) -> list[Moved]:
        return largest(self.lines, MOST, falls=True)

    @cached_property
    def discussed(self) -> list[Discussed]:
        found: dict[str, dict[str, list[Moved]]] = {}
        for line in to_discuss(self.lines, self._limit):
            found.setdefault(line.party_name, {}).setdefault(line.offer, []).append(line)
        return [
            Discussed(party, [DiscussedOffer(name, lines) for name, lines in offers.items()])
            for party, offers in found.items()
        ]

    @property
    def to_discuss(self) -> int:
        return sum(row.count for row in self.discussed)

    @property
    def discussed_sentence(self) -> str:
        limit = self.development.year.discuss_pct
        return discussed_sentence(self.to_discuss, self.unexplained, limit)

    @cached_property
    def unexplained(self) -> int:
        """Lines that DAS is to discuss and nobody has explained."""
        return sum(1 for line in to_discuss(self.lines, self._limit) if not line.text)

    @cached_property
    def explaining(self) -> list[ExplainRow]:
        return who_explains(self.lines, self.development.year.explain_pct, self._limit)

    @cached_property
    def causes(self) -> list[CauseRow]:
        return by_cause(self.lines)

    # --- Drawn ------------------------------------------------------------------------------------

    @property
    def charts(self) -> Iterator[Chart]:
        yield from (chart for chart in (self.by_group, self.by_driver) if chart)

    @cached_property
    def by_group(self) -> Chart | None:
        """Nominal and real change of each party, or of each offer of the one that is chosen."""
        what = "tilbud" if self.party else "driftsherre"
        return self._chart(
            self.rows, f"Ændring fra {self.year - 1} efter {what}", what.capitalize()
        )

    @cached_property
    def by_law(self) -> Chart | None:
        return self._chart(
            self.bases, f"Ændring fra {self.year - 1} efter lovgrundlag", "Lovgrundlag"
        )

    def _chart(self, rows: list[Row], title: str, heading: str) -> Chart | None:
        shown = [row for row in rows if row.nominal is not None][:MOST_BARS]
        if not shown:
            return None
        series = [_series("Nominelt", shown, lambda row: row.nominal)]
        if self.development.pl_pct is not None:
            series.insert(0, _series("Reelt", shown, lambda row: row.real))
        return bar_chart(
            [row.name for row in shown], series, title=title, unit="pct.", decimals=2,
            label_heading=heading,
        )  # fmt: skip

    @cached_property
    def by_driver(self) -> Chart | None:
        parts = [(name, kroner) for name, kroner in self.driver_parts if kroner]
        if not parts:
            return None
        return bar_chart(
            [name for name, _ in parts],
            [Series("Ændring", [kroner for _, kroner in parts])],
            title=f"Hvad ændringen fra {self.year - 1} er drevet af",
            unit="kr. om året",
            label_heading="Driver",
            decimals=0,
        )


def _series(name: str, rows: list[Row], value: Callable[[Row], Decimal | None]) -> Series:
    return Series(name, [_rounded(value(row)) for row in rows])


def _rounded(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.quantize(HUNDREDTH, ROUND_HALF_UP)
