"""What is noticed about a submission: one rule a function, each finding naming its line and why.

An `error` stops the submission. `explain` waits for a cause and a text. A `notice` stops nothing:
real files are full of what looks wrong and is right, so it is flagged, can be answered with a
comment, and stays visible to the secretariat.
"""

from __future__ import annotations

from tariffs.facts import Book

from . import changes, figures, levels, names, texts, whole
from .finding import Finding, Severity

RULES = (*figures.RULES, *changes.RULES, *levels.RULES, *names.RULES, *texts.RULES)

__all__ = ["Book", "Finding", "Severity", "find"]


def find(book: Book) -> list[Finding]:
    """Every finding of every rule, by line and then by the order of the rules."""
    found = [finding for line in book.lines for rule in RULES for finding in rule(line, book)]
    return found + [finding for rule in whole.RULES for finding in rule(book)]
