"""What would come of a file or a pasted block, said cell by cell. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from dasportal.danish.numbers import format_number
from tariffs.findings import Finding, Severity

LABELS = {
    "offer": "Tilbud", "service": "Ydelse", "legal_basis": "Lovgrundlag", "unit": "Takstenhed",
    "reporting_unit": "Enhed", "places": "Pladser", "occupancy_pct": "Belægning, pct.",
    "budget": "Budget, kr.", "tariff": "Takst, kr.", "health_part": "Heraf sundhedslov",
    "explanation": "Forklaring", "is_billed": "Afregnes",
}  # fmt: skip
FIGURES = frozenset({"places", "occupancy_pct", "budget", "tariff", "health_part"})


def shown(name: str, value: str) -> str:
    """A value as a person reads it: figures in Danish."""
    return format_number(Decimal(value)) if value and name in FIGURES else value


@dataclass(frozen=True)
class CellChange:
    """One cell. `old` and `new` as they are compared; an empty text is an empty cell."""

    name: str
    address: str
    old: str
    new: str

    @property
    def label(self) -> str:
        return LABELS[self.name]

    @property
    def is_figure(self) -> bool:
        return self.name in FIGURES

    @property
    def old_shown(self) -> str:
        return shown(self.name, self.old)

    @property
    def new_shown(self) -> str:
        return shown(self.name, self.new)

    @property
    def is_cleared(self) -> bool:
        return bool(self.old) and not self.new


@dataclass
class LineChange:
    """A line that is new or changes. `row` is its row in the file, `key` the line in the draft."""

    row: int | None
    name: str
    key: int | None
    cells: list[CellChange] = field(default_factory=list)
    is_new: bool = False

    @property
    def shown(self) -> dict[str, str]:
        """The new values by field, as a person reads them."""
        return {cell.name: cell.new_shown for cell in self.cells}


@dataclass(frozen=True)
class Clash:
    """A cell that was changed both in the file and on the portal since: neither overwrites."""

    name: str
    line: str
    address: str
    base: str
    mine: str
    theirs: str
    by: str

    @property
    def label(self) -> str:
        return LABELS[self.name]

    @property
    def mine_shown(self) -> str:
        return shown(self.name, self.mine)

    @property
    def theirs_shown(self) -> str:
        return shown(self.name, self.theirs)


@dataclass(frozen=True)
class Told:
    """A finding with the cell that it is about, where the file has one."""

    severity: Severity
    code: str
    message: str
    address: str = ""
    row: int | None = None

    @property
    def said(self) -> str:
        """The message without its cell, which stands before it."""
        for place in (f"Celle {self.address}: ", f"Række {self.row}: "):
            if self.message.startswith(place):
                return self.message.removeprefix(place)
        return self.message


@dataclass
class Taken:
    """Everything that a preview shows. `meanwhile` is what others have changed on the portal since
    the workbook was made; `gone` the lines that the workbook has left out."""

    changes: list[LineChange] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)
    meanwhile: list[LineChange] = field(default_factory=list)
    gone: list[LineChange] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    unchanged: int = 0
    lines: int = 0

    @property
    def created(self) -> list[LineChange]:
        return [change for change in self.changes if change.is_new]

    @property
    def changed(self) -> list[LineChange]:
        return [change for change in self.changes if not change.is_new]

    @property
    def cells(self) -> int:
        return sum(len(change.cells) for change in self.changed)

    def of(self, severity: Severity) -> list[Told]:
        return [told for told in self.told if told.severity == severity]


ORDER = {Severity.ERROR: 0, Severity.EXPLAIN: 1, Severity.NOTICE: 2}


def told_of(finding: Finding, address: str, row: int | None) -> Told:
    return Told(finding.severity, finding.code, finding.message, address, row)


def differences(
    before: Mapping[str, str], after: Mapping[str, str], names: tuple[str, ...] | list[str]
) -> list[CellChange]:
    """The fields that read differently."""
    return [
        CellChange(name, "", before.get(name, ""), after.get(name, ""))
        for name in names
        if not same(before.get(name, ""), after.get(name, ""))
    ]


def same(one: str, other: str) -> bool:
    """Whether two values are one: spaces and the ends of lines do not count."""
    return one == other or one.split() == other.split()
