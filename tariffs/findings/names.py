"""Rules on names that drift: of offers, and of services that repeat the offer's name."""

from __future__ import annotations

from collections.abc import Iterator

from dasportal.register.matching import core, likeness, split_former
from tariffs.facts import Book, LineFacts

from .finding import Finding, Rule, notice

ALMOST = 0.8


def offer_unconfirmed(line: LineFacts, book: Book) -> Iterator[Finding]:
    """Told once an offer, on its first line."""
    if line.is_confirmed or book.first_of_offer[line.offer_id] != line.number:
        return
    if line.filled_down:
        return
    if line.suggestion:
        why = (
            f"Tilbuddet kendes ikke under det navn. Er det »{line.suggestion}«? Bekræft det i "
            "registret; indtil da regnes det for et tilbud for sig."
        )
        yield notice(line, "name_drift", why, "offer")
    else:
        why = "Tilbuddet er ikke i registret. Det er oprettet og skal bekræftes."
        yield notice(line, "offer_new", why, "offer")


def offer_renamed(line: LineFacts, book: Book) -> Iterator[Finding]:
    if line.matched_by_former_name and book.first_of_offer[line.offer_id] == line.number:
        why = f"Tilbuddet er fundet ved sit tidligere navn, »{line.offer}«."
        yield notice(line, "offer_renamed", why, "offer")


def filled_down(line: LineFacts, book: Book) -> Iterator[Finding]:
    if line.filled_down:
        meant = f" Er det »{line.suggestion}«?" if line.suggestion else ""
        why = f"Navnet tæller op fra rækken over, som når Excel fylder ned.{meant}"
        yield notice(line, "filled_down", why, "offer")


def service_name_drifts(line: LineFacts, book: Book) -> Iterator[Finding]:
    """»Hobitten« under Botilbud Hobbitten: almost the offer's name, but not quite."""
    if line.kind != "average":
        return
    service, offer = core(split_former(line.service)[0]), core(split_former(line.offer)[0])
    if not service or service in offer or offer in service:
        return
    if likeness(service, offer) >= ALMOST:
        why = f"Ydelsen skrives »{line.service}«, men tilbuddet »{line.offer}«."
        yield notice(line, "name_drift", why, "service")


RULES: tuple[Rule, ...] = (offer_unconfirmed, offer_renamed, filled_down, service_name_drifts)
