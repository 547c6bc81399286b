"""Rules on the submission as a whole."""

from __future__ import annotations

from collections.abc import Iterator

from tariffs.facts import Book

from .finding import BookRule, Finding, Severity


def pl_unknown(book: Book) -> Iterator[Finding]:
    if book.year.pl_pct is None:
        message = (
            f"PL-fremskrivningen for {book.year.year} er ikke sat, så den reelle ændring kan ikke "
            "regnes ud. Sekretariatet sætter den på takståret."
        )
        yield Finding(Severity.NOTICE, "pl_unknown", message)


def billing_unclear(book: Book) -> Iterator[Finding]:
    """Whether the average or the levels are billed decides what thresholds speak of."""
    if book.models:
        return
    both = sum(
        1
        for group in book.groups.values()
        if {"average", "level"} <= {line.kind for line in group if line.is_billed}
    )
    if both:
        message = (
            f"{both} gange står både gennemsnit og niveauer som afregnet. Vælg enhedens "
            "takstmodel, så grænserne gælder det, der afregnes."
        )
        yield Finding(Severity.NOTICE, "billing_unclear", message)


def statement_missing(book: Book) -> Iterator[Finding]:
    asked = "audit" in book.year.asked and not book.year.decided and not book.year.is_correction
    if asked and book.statements == 0:
        message = "Revisorpåtegningen mangler. Læg den ind, før I indsender."
        yield Finding(Severity.ERROR, "statement_missing", message, field="statements")


def gone_since_last_year(book: Book) -> Iterator[Finding]:
    for gone in book.gone:
        message = (
            f"{gone.name} var godkendt sidste år, men er ikke med i år. Er tilbuddet lukket, eller "
            "hedder linjen noget andet?"
        )
        yield Finding(Severity.NOTICE, "gone_since_last_year", message)


RULES: tuple[BookRule, ...] = (
    pl_unknown, statement_missing, billing_unclear, gone_since_last_year,
)  # fmt: skip
