"""Rules on how a tariff has moved since last year. Thresholds speak of what is billed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from dasportal.danish.numbers import format_number, format_percent
from tariffs.facts import Book, LineFacts, effect_of

from .finding import Finding, Rule, explain, kroner, moves, notice

A_THOUSAND = Decimal(1000)


def explanation_missing(line: LineFacts, book: Book) -> Iterator[Finding]:
    """Due on rises and falls above the threshold alike; of what only informs it is just told."""
    change = line.change
    if change is None or abs(change) <= book.year.explain_pct:
        return
    if line.is_explained or line.explanation.strip():
        return
    limit = format_percent(book.year.explain_pct)
    what = f"Taksten {moves(change).replace(' ', f' {line.change_word} ', 1)} uden forklaring"
    if line.is_billed and not book.year.decided:
        why = f"{what} (forklares over {limit}). Angiv årsag og en kort tekst."
        yield explain(line, "explanation_missing", why)
    else:
        aside = "" if line.is_billed else " Den afregnes ikke, så den skal ikke forklares."
        yield notice(line, "change_unexplained", f"{what}.{aside}", "explanation")


def cause_missing(line: LineFacts, book: Book) -> Iterator[Finding]:
    """A text without a cause can be read, but not counted."""
    change = line.change
    if change is None or abs(change) <= book.year.explain_pct or not line.is_billed:
        return
    if line.explanation.strip() and not line.causes and not book.year.decided:
        yield notice(line, "cause_missing", "Forklaringen har ingen årsag. Vælg en.", "explanation")


def causes_do_not_add_up(line: LineFacts, book: Book) -> Iterator[Finding]:
    """Where all causes have an amount, they are the real change of the line in kroner."""
    if line.causes_total is None or line.projected is None or line.tariff is None:
        return
    if line.shares_explanation:
        yield from _joint_causes(line, book)
        return
    moved = line.tariff - line.projected
    if abs(moved - line.causes_total) <= book.year.tolerance:
        return
    why = (
        f"Årsagerne giver tilsammen {format_number(line.causes_total, 0, signed=True)} kr., men "
        f"taksten er ændret {format_number(moved, 0, signed=True)} kr. reelt."
    )
    yield notice(line, "causes_do_not_add_up", why, "explanation")


def _joint_causes(line: LineFacts, book: Book) -> Iterator[Finding]:
    """Under one explanation of several lines the causes are kroner a year, told on its first line.
    Parties know them in rounded thousands."""
    together = book.by_explanation.get(line.explanation_id or 0, [line])
    effect = effect_of(together)
    if line is not together[0] or effect is None or effect.real_kroner is None:
        return
    said = line.causes_total or Decimal(0)
    if abs(effect.real_kroner - said) <= max(A_THOUSAND, abs(effect.real_kroner) / 100):
        return
    why = (
        f"Årsagerne giver tilsammen {format_number(said, 0, signed=True)} kr. om året, men "
        f"linjerne er tilsammen ændret {format_number(effect.real_kroner, 0, signed=True)} kr. "
        "reelt."
    )
    yield notice(line, "causes_do_not_add_up", why, "explanation")


def to_be_discussed(line: LineFacts, book: Book) -> Iterator[Finding]:
    change = line.change
    if line.is_billed and change is not None and abs(change) > book.year.discuss_pct:
        limit = format_percent(book.year.discuss_pct)
        said = moves(change).replace(" ", f" {line.change_word} ", 1)
        why = f"Taksten {said} og drøftes i DAS (over {limit})."
        yield notice(line, "to_be_discussed", why, "tariff")


def no_last_year(line: LineFacts, book: Book) -> Iterator[Finding]:
    """Only where the party has approved lines from last year: else nothing could be found."""
    if book.has_last_year and line.last is None:
        why = (
            "Der er ingen godkendt takst fra sidste år at holde den op imod. Er linjen ny, eller "
            "hed den noget andet?"
        )
        yield notice(line, "no_last_year", why, "service")


def replaces_nothing(line: LineFacts, book: Book) -> Iterator[Finding]:
    if book.year.is_correction and line.approved is None:
        why = "Der er ingen godkendt takst i år, som rettelsen kan træde i stedet for."
        yield notice(line, "no_approved_line", why, "service")


def tariff_out_of_proportion(line: LineFacts, book: Book) -> Iterator[Finding]:
    """A figure ten times another year's is more often a slip than a change."""
    if line.last is None or line.tariff is None or not line.last.tariff:
        return
    ratio = line.tariff / line.last.tariff
    if ratio >= 5 or ratio <= 1 / 5:
        why = (
            f"Taksten er {kroner(line.tariff)} mod {kroner(line.last.tariff)} sidste år. "
            "Er et komma eller et nul kommet forkert?"
        )
        yield notice(line, "tariff_out_of_proportion", why, "tariff")


RULES: tuple[Rule, ...] = (
    explanation_missing, cause_missing, causes_do_not_add_up, to_be_discussed, no_last_year, replaces_nothing, tariff_out_of_proportion,
)  # fmt: skip
