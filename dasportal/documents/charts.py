"""Charts as SVG: plain values in, text out, and the same values as a table.

The same drawing stands on a page under the strict CSP and in a file of the press: it holds
presentation attributes only, no style and no script. It reads in grey: a line has a dash and a
marker of its own, a bar a filling of its own, and values are written where there is room.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from dasportal.danish.numbers import format_number

Value = Decimal | float | int | None

UNKNOWN = "–"
INK, MUTED, GRID, PAPER = "#1a1a1a", "#56606c", "#d9dee3", "#ffffff"
COLOURS = ("#0b4f6c", "#b5471b", "#3f4d59", "#1a6433")
DASHES = ("", "9 4", "2 3", "9 3 2 3")
MARKERS = ("circle", "square", "triangle", "diamond")
SIZE, LETTER = 13, 7.2  # of the text, and what a letter takes at most in the mean
MOST_LABELLED = 12  # points that each have their value written above them


@dataclass(frozen=True)
class Series:
    """What is drawn as one line, or as one bar of each group; None is unknown, never zero. Without
    a name, where it is alone, it has no legend."""

    name: str
    values: Sequence[Value]


@dataclass(frozen=True)
class Chart:
    """A drawing and its table: `rows` begin with their label, and all figures are Danish text."""

    svg: SafeString
    title: str
    unit: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def table(self) -> SafeString:
        """The values as an HTML table, with scopes; its caption is the title, and the unit."""
        head = format_html_join(
            "",
            '<th scope="col"{}>{}</th>',
            (
                (mark_safe(' class="number"' if place else ""), text)
                for place, text in enumerate(self.headings)
            ),
        )
        body = format_html_join("", "<tr>{}</tr>", ((_row(row),) for row in self.rows))
        return format_html(
            '<table class="table list-table list-table--keep chart-table"><caption>{}</caption>'
            "<thead><tr>{}</tr></thead><tbody>{}</tbody></table>",
            f"{self.title} ({self.unit})" if self.unit else self.title,
            head,
            body,
        )


def _row(row: tuple[str, ...]) -> SafeString:
    cells = format_html_join("", '<td class="number">{}</td>', ((text,) for text in row[1:]))
    return format_html('<th scope="row">{}</th>{}', row[0], cells)


def line_chart(
    labels: Sequence[str],
    series: Sequence[Series],
    *,
    title: str,
    description: str = "",
    unit: str = "kr.",
    label_heading: str = "År",
    decimals: int | None = None,
    from_zero: bool = True,
    width: int = 720,
    height: int = 320,
) -> Chart:
    """Lines over time, at most four. `labels` stand along the foot; a None breaks the line.

    `unit` is written once, above the axis; `decimals` None shows as many as there are.
    `from_zero` lets the axis begin at nothing, so that the slope does not exaggerate.
    """
    _check(labels, series)
    names = [row.name for row in series]
    legend = list(_legend(names, width, lines=True)) if any(names) else []
    top = 26 + 20 * _legend_rows(names, width) if legend else 26
    scale = Scale.over(series, from_zero=from_zero)
    texts = [format_number(tick) for tick in scale.ticks]
    left = max(34.0, max(map(len, texts)) * LETTER + 12)
    box = Box(left, top + 16, width - 22, height - 30)
    parts = [*legend, _text(0, top, unit, fill=MUTED), *_grid(box, scale, texts)]
    parts += _along(box, labels)
    for number, row in enumerate(series):
        parts += _line(box, scale, row, number)
    shown = len(series) == 1 and len(labels) <= MOST_LABELLED
    for number, row in enumerate(series if shown else ()):
        parts += _above(box, scale, row, number, decimals)
    return _chart(parts, width, height, title, description, unit, label_heading, labels, series,
                  decimals)  # fmt: skip


def bar_chart(
    labels: Sequence[str],
    series: Sequence[Series],
    *,
    title: str,
    description: str = "",
    unit: str = "kr.",
    label_heading: str = "",
    decimals: int | None = None,
    width: int = 720,
) -> Chart:
    """Bars that lie, group by group under each other, with room for Danish names and figures; at
    most four in a group. They begin at nothing and go to the left when they are negative."""
    _check(labels, series)
    names = [row.name for row in series]
    legend = list(_legend(names, width, lines=False)) if any(names) else []
    top = 26 + 20 * _legend_rows(names, width) if legend else 26
    scale = Scale.over(series, from_zero=True)
    longest = max(map(len, labels), default=0)
    left = min(longest * LETTER + 12, width * 0.4)
    fits = max(4, int((left - 12) / LETTER))
    thick = 18 if len(series) == 1 else 16
    each = thick * len(series) + 10
    height = round(top + 14 + each * len(labels) + 8)
    room = max((len(_say(v, decimals)) for row in series for v in row.values), default=1) * LETTER
    low = scale.low < 0
    box = Box(left + (room + 8 if low else 0), top + 10, width - room - 10, height - 8)
    parts = [*legend, _text(0, top, unit, fill=MUTED)]
    zero = box.x(scale.part(0))
    for place, label in enumerate(labels):
        y = box.top + 4 + place * each
        middle = y + thick * len(series) / 2 + 4.5
        parts.append(_text(0, middle, label if len(label) <= fits else f"{label[: fits - 1]}…"))
        for number, row in enumerate(series):
            parts += _bar(
                box, scale, row.values[place], number, y + number * thick, thick - 2, decimals
            )
    parts.append(_rule(zero, box.top, zero, box.bottom, INK))
    return _chart(parts, width, height, title, description, unit, label_heading, labels, series,
                  decimals)  # fmt: skip


# --- What is measured -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Box:
    """The field that is drawn in; y grows downwards, as on paper."""

    left: float
    top: float
    right: float
    bottom: float

    def x(self, part: float) -> float:
        return self.left + (self.right - self.left) * part

    def y(self, part: float) -> float:
        return self.bottom - (self.bottom - self.top) * part


@dataclass(frozen=True)
class Scale:
    """A span that ends on round figures, and those between."""

    low: Decimal
    high: Decimal
    step: Decimal

    @classmethod
    def over(cls, series: Sequence[Series], *, from_zero: bool) -> Scale:
        """Around every known value; about five steps of 1, 2, 2½ or 5."""
        known = [_decimal(value) for row in series for value in row.values if value is not None]
        low, high = min(known, default=Decimal(0)), max(known, default=Decimal(1))
        if from_zero or low == high:
            low, high = min(low, Decimal(0)), max(high, Decimal(0))
        if low == high:
            high = low + 1
        rough = (high - low) / 5
        ten = Decimal(10) ** rough.adjusted()
        step = next(
            ten * Decimal(by) for by in ("1", "2", "2.5", "5", "10") if ten * Decimal(by) >= rough
        )
        down = (low / step).to_integral_value(ROUND_FLOOR)
        up = (high / step).to_integral_value(ROUND_CEILING)
        return cls(down * step, up * step, step)

    @property
    def ticks(self) -> list[Decimal]:
        count = int((self.high - self.low) / self.step)
        return [self.low + self.step * number for number in range(count + 1)]

    def part(self, value: Decimal | float | int) -> float:
        """How far along the span, from 0 to 1."""
        return float((_decimal(value) - self.low) / (self.high - self.low))


def _decimal(value: Decimal | float | int) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(repr(value))


def _check(labels: Sequence[str], series: Sequence[Series]) -> None:
    if not 1 <= len(series) <= len(COLOURS):
        raise ValueError(f"A chart has one to {len(COLOURS)} series, not {len(series)}")
    if any(len(row.values) != len(labels) for row in series):
        raise ValueError("Every series has a value, or None, for each label")


def _say(value: Value, decimals: int | None) -> str:
    return UNKNOWN if value is None else format_number(value, decimals)


# --- What is drawn --------------------------------------------------------------------------------


def _at(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _text(x: float, y: float, text: str, *, anchor: str = "start", fill: str = INK) -> str:
    return f'<text x="{_at(x)}" y="{_at(y)}" text-anchor="{anchor}" fill="{fill}">{escape(text)}</text>'


def _rule(x1: float, y1: float, x2: float, y2: float, colour: str, dash: str = "", width: float = 1) -> str:  # fmt: skip
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<line x1="{_at(x1)}" y1="{_at(y1)}" x2="{_at(x2)}" y2="{_at(y2)}" '
        f'stroke="{colour}" stroke-width="{_at(width)}"{dashed}/>'
    )


def _grid(box: Box, scale: Scale, texts: list[str]) -> Iterator[str]:
    for tick, text in zip(scale.ticks, texts, strict=True):
        y = box.y(scale.part(tick))
        yield _rule(box.left, y, box.right, y, MUTED if tick == 0 else GRID)
        yield _text(box.left - 8, y + 4.5, text, anchor="end", fill=MUTED)


def _place(box: Box, number: int, count: int) -> float:
    """Points stand half a step from the edges, so that labels have room."""
    return box.x((number + 0.5) / count)


def _along(box: Box, labels: Sequence[str]) -> Iterator[str]:
    longest = max(map(len, labels), default=1) * LETTER + 8
    every = max(1, -(-int(longest * len(labels)) // int(box.right - box.left)))
    for number, label in enumerate(labels):
        if (len(labels) - 1 - number) % every == 0:  # the newest is always named
            x = _place(box, number, len(labels))
            yield _text(x, box.bottom + 20, label, anchor="middle", fill=MUTED)


def _line(box: Box, scale: Scale, row: Series, number: int) -> Iterator[str]:
    points = [
        None if value is None else (_place(box, place, len(row.values)), box.y(scale.part(value)))
        for place, value in enumerate(row.values)
    ]
    colour, dash = COLOURS[number], DASHES[number]
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    for run in _runs(points):
        path = " ".join(f"{_at(x)},{_at(y)}" for x, y in run)
        yield (
            f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2.5" '
            f'stroke-linejoin="round"{dashed}/>'
        )
        yield from (_marker(x, y, number) for x, y in run)


def _runs(points: list[tuple[float, float] | None]) -> Iterator[list[tuple[float, float]]]:
    """The points that follow each other without an unknown between."""
    run: list[tuple[float, float]] = []
    for point in [*points, None]:
        if point is not None:
            run.append(point)
        elif run:
            yield run
            run = []


def _marker(x: float, y: float, number: int) -> str:
    look = f'fill="{PAPER if number % 2 else COLOURS[number]}" stroke="{COLOURS[number]}" stroke-width="2"'
    if MARKERS[number] == "circle":
        return f'<circle cx="{_at(x)}" cy="{_at(y)}" r="4" {look}/>'
    corners = {
        "square": ((-4, -4), (4, -4), (4, 4), (-4, 4)),
        "triangle": ((0, -5), (5, 4), (-5, 4)),
        "diamond": ((0, -5.5), (5.5, 0), (0, 5.5), (-5.5, 0)),
    }[MARKERS[number]]
    path = " ".join(f"{_at(x + dx)},{_at(y + dy)}" for dx, dy in corners)
    return f'<polygon points="{path}" {look}/>'


def _above(box: Box, scale: Scale, row: Series, number: int, decimals: int | None) -> Iterator[str]:
    for place, value in enumerate(row.values):
        if value is not None:
            x, y = _place(box, place, len(row.values)), box.y(scale.part(value))
            said = _say(value, decimals)
            wide = len(said) * LETTER + 2
            yield (  # paper behind the figure, where a line of the grid would strike it through
                f'<rect x="{_at(x - wide / 2)}" y="{_at(y - 22)}" width="{_at(wide)}" height="14" '
                f'fill="{PAPER}"/>'
            )
            yield _text(x, y - 11, said, anchor="middle", fill=COLOURS[number])


def _bar(
    box: Box, scale: Scale, value: Value, number: int, y: float, thick: float, decimals: int | None
) -> Iterator[str]:
    zero = box.x(scale.part(0))
    end = zero if value is None else box.x(scale.part(value))
    if end != zero:
        yield from _filled(min(zero, end), y, abs(end - zero), thick, number)
    negative = value is not None and value < 0
    x, anchor = (end - 6, "end") if negative else (end + 6, "start")
    yield _text(x, y + thick / 2 + 4.5, _say(value, decimals), anchor=anchor)


def _filled(x: float, y: float, width: float, height: float, number: int) -> Iterator[str]:
    """Full, empty, ruled across, or ruled down."""
    colour = COLOURS[number]
    fill = colour if number == 0 else PAPER
    yield (
        f'<rect x="{_at(x)}" y="{_at(y)}" width="{_at(width)}" height="{_at(height)}" '
        f'fill="{fill}" stroke="{colour}" stroke-width="1.5"/>'
    )
    if number == 2:
        for step in range(3, int(height), 3):
            yield _rule(x, y + step, x + width, y + step, colour)
    if number == 3:
        for step in range(5, int(width), 5):
            yield _rule(x + step, y, x + step, y + height, colour)


def _spots(names: Sequence[str], width: int) -> list[tuple[float, int]]:
    """Where each name of the legend stands: across and in which row."""
    x, row, spots = 0.0, 0, []
    for name in names:
        needs = 44 + len(name) * LETTER
        if x and x + needs > width:
            x, row = 0.0, row + 1
        spots.append((x, row))
        x += needs + 14
    return spots


def _legend_rows(names: Sequence[str], width: int) -> int:
    return _spots(names, width)[-1][1] + 1


def _legend(names: Sequence[str], width: int, *, lines: bool) -> Iterator[str]:
    for number, (name, (x, row)) in enumerate(zip(names, _spots(names, width), strict=True)):
        y = 12 + 20 * row
        if lines:
            yield _rule(x, y, x + 34, y, COLOURS[number], DASHES[number], 2.5)
            yield _marker(x + 17, y, number)
        else:
            yield from _filled(x + 1, y - 6, 32, 11, number)
        yield _text(x + 42, y + 4.5, name)


def _chart(
    parts: Sequence[str], width: int, height: int, title: str, description: str, unit: str,
    label_heading: str, labels: Sequence[str], series: Sequence[Series], decimals: int | None,
) -> Chart:  # fmt: skip
    rows = tuple(
        (label, *(_say(row.values[place], decimals) for row in series))
        for place, label in enumerate(labels)
    )
    known = "; ".join(f"{row[0]}: {', '.join(row[1:])}" for row in rows)
    said = description or f"{', '.join(row.name for row in series)} ({unit}). {known}."
    drawn = "".join(parts)
    key = hashlib.sha256(f"{title}\0{said}\0{drawn}".encode()).hexdigest()[:10]
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" width="{width}" '
        f'height="{height}" viewBox="0 0 {width} {height}" aria-labelledby="chart-{key}-t '
        f'chart-{key}-d" font-family="IBM Plex Sans, DejaVu Sans, sans-serif" font-size="{SIZE}">'
        f'<title id="chart-{key}-t">{escape(title)}</title>'
        f'<desc id="chart-{key}-d">{escape(said)}</desc>{drawn}</svg>'
    )
    headings = (label_heading, *(row.name for row in series))
    return Chart(mark_safe(svg), title, unit, headings, rows)
