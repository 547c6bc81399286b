"""Rules on one line's own figures, unit and legal basis."""

from __future__ import annotations

from collections.abc import Iterator

from dasportal.danish.numbers import format_number, format_percent
from dasportal.register.matching import name_key
from tariffs import calculation
from tariffs.facts import Book, LineFacts

from .finding import Finding, Rule, error, explain, kroner, notice

# What the paragraphs are about: places where people live are counted in Døgn, those they come to
# in the daytime in Dag or Time. Paragraphs that are neither are left out.
DAY_BASES = frozenset({"SEL § 32", "SEL § 36", "SEL § 103", "SEL § 104"})
NIGHT_BASES = frozenset(
    {"SEL § 66", "SEL § 107", "SEL § 108", "SEL § 109", "SEL § 110", "ABL § 105",
     "Barnets lov § 43"}
)  # fmt: skip
NO_HEALTH = frozenset({"ABL § 105"})
LEAST_OCCUPANCY, MOST_OCCUPANCY = 60, 110


def tariff_missing(line: LineFacts, book: Book) -> Iterator[Finding]:
    if line.tariff is None:
        yield error(line, "tariff_missing", "Taksten mangler.", "tariff")


def basis_missing(line: LineFacts, book: Book) -> Iterator[Finding]:
    if not line.basis:
        yield error(
            line, "legal_basis_missing", "Lovgrundlaget mangler. Vælg det, fx SEL § 107.",
            "legal_basis",
        )  # fmt: skip


def basis_unknown(line: LineFacts, book: Book) -> Iterator[Finding]:
    """Stops a submission; of what was approved long ago it is only told."""
    if line.basis and not line.basis_known:
        say = notice if book.year.decided else error
        why = f"Lovgrundlaget »{line.basis}« findes ikke i listen. Vælg det, fx SEL § 107."
        yield say(line, "legal_basis_unknown", why, "legal_basis")


def basis_not_in_force(line: LineFacts, book: Book) -> Iterator[Finding]:
    if line.basis_known and not line.basis_in_force:
        instead = f" Det er afløst af {line.basis_replaced_by}." if line.basis_replaced_by else ""
        why = f"{line.basis_key} gælder ikke i {book.year.year}.{instead}"
        yield notice(line, "legal_basis_not_in_force", why, "legal_basis")


def places_missing(line: LineFacts, book: Book) -> Iterator[Finding]:
    asked = "places" in book.year.asked
    if asked and line.budget is not None and not line.places:
        why = "Antal pladser mangler, så taksten kan ikke regnes efter."
        yield notice(line, "places_missing", why, "places")


def budget_missing(line: LineFacts, book: Book) -> Iterator[Finding]:
    asked = "budget" in book.year.asked and not book.year.decided
    if asked and line.kind == "average" and line.budget is None and line.places:
        yield notice(
            line, "budget_missing", "Budgettet mangler, så taksten kan ikke regnes efter.", "budget"
        )


def occupancy_missing(line: LineFacts, book: Book) -> Iterator[Finding]:
    asked = "occupancy_pct" in book.year.asked and not book.year.decided
    if asked and line.kind == "average" and line.occupancy_pct is None and line.budget is not None:
        why = "Belægningen mangler, så taksten kan ikke regnes efter."
        yield notice(line, "occupancy_missing", why, "occupancy_pct")


def health_where_not_allowed(line: LineFacts, book: Book) -> Iterator[Finding]:
    """Sundhedslovsydelser may be part of a tariff since 2022, but not under ABL § 105."""
    if line.health_part and line.basis_key in NO_HEALTH:
        say = notice if book.year.decided else error
        why = f"Sundhedslovsydelser kan ikke være en del af taksten efter {line.basis_key}."
        yield say(line, "health_part_not_allowed", why, "health_part")


def occupancy_unlikely(line: LineFacts, book: Book) -> Iterator[Finding]:
    share = line.occupancy_pct
    if share is None or LEAST_OCCUPANCY <= share <= MOST_OCCUPANCY:
        return
    meant = f" Er det {format_percent(share * 100)}?" if share <= 1 else ""
    why = f"Belægningen er {format_percent(share)}, hvilket er usædvanligt.{meant}"
    yield notice(line, "occupancy_unlikely", why, "occupancy_pct")


def formula_differs(line: LineFacts, book: Book) -> Iterator[Finding]:
    """An explanation settles it: a surcharge or a health part may account for the difference."""
    if line.computed is None or line.tariff is None or line.unit not in ("Døgn", "Dag"):
        return
    if calculation.is_within(line.tariff, line.computed, book.year.tolerance):
        return
    settled = line.explanation.strip() or line.is_explained or book.year.decided
    say = notice if settled else explain
    off = line.tariff - line.computed
    why = (
        f"Taksten er {kroner(line.tariff)}, men budgettet giver {format_number(line.computed, 0)} "
        f"kr. (forskel {format_number(off, 0, signed=True)} kr.). Ret et af tallene, eller "
        "forklar forskellen."
    )
    yield say(line, "formula_differs", why, "tariff")


def unit_against_basis(line: LineFacts, book: Book) -> Iterator[Finding]:
    if not line.unit_given:
        yield notice(
            line, "unit_missing", f"Takstenheden mangler og er sat til {line.unit}.", "unit"
        )
    elif line.basis_key in DAY_BASES and line.unit == "Døgn":
        why = f"Takstenheden er Døgn, men {line.basis_key} er et dagtilbud."
        yield notice(line, "unit_against_legal_basis", why, "unit")
    elif line.basis_key in NIGHT_BASES and line.unit in ("Dag", "Time"):
        why = f"Takstenheden er {line.unit}, men {line.basis_key} er et døgntilbud."
        yield notice(line, "unit_against_legal_basis", why, "unit")


def service_misspelt(line: LineFacts, book: Book) -> Iterator[Finding]:
    level = line.level
    if level is not None and name_key(line.service) != f"boniveau {level}":
        yield notice(
            line, "service_misspelt", f"»{line.service}« er læst som Boniveau {level}.", "service"
        )


def above_ceiling(line: LineFacts, book: Book) -> Iterator[Finding]:
    if line.ceiling is None or line.tariff is None or line.tariff <= line.ceiling:
        return
    if line.ceiling_exemption.strip():
        why = (
            f"Taksten på {kroner(line.tariff)} er over loftet på {kroner(line.ceiling)}, men "
            f"undtaget: {line.ceiling_exemption}"
        )
        yield notice(line, "exempt_from_ceiling", why, "tariff")
        return
    say = notice if book.year.decided else error
    why = (
        f"Taksten på {kroner(line.tariff)} er over loftet på {kroner(line.ceiling)}. Sæt den ned, "
        "eller skriv, hvorfor den er undtaget."
    )
    yield say(line, "above_ceiling", why, "tariff")


RULES: tuple[Rule, ...] = (
    tariff_missing, basis_missing, basis_unknown, basis_not_in_force, above_ceiling,
    formula_differs, places_missing, budget_missing, occupancy_missing,
    occupancy_unlikely, health_where_not_allowed, unit_against_basis,
    service_misspelt,
)  # fmt: skip
