"""What the pages of an offer tell of its special terms: tags, timeline, sheet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from dasportal.accounts.models import Person
from dasportal.danish.dates import format_date
from dasportal.register.models import Offer
from offers.sheet import Column, Fact, Form, Part, Table, Text
from offers.slots import Brief, Happening

from .models import Answer, AnswerStatus, Proposal, Status, TermsNote
from .permissions import can_run_terms
from .queries import chosen_of, masked, notices, of_offers

SHOWN = (Status.PROPOSED, Status.AGREED, Status.IN_FORCE)


def briefs(offers: Sequence[Offer], person: Person) -> Mapping[int, list[Brief]]:
    """»Særlige vilkår til 31. december 2027«, what is under way, and a notice of competition."""
    found: dict[int, list[Brief]] = defaultdict(list)
    for row in of_offers(offers, person).filter(status__in=SHOWN):
        found[row.offer_id].append(_brief(row))
    if can_run_terms(person):
        for notice in notices(timezone.localdate()):
            if notice.waits:
                found[notice.protected.pk].append(
                    Brief(
                        "Nyt tilbud med samme målgruppe", "attention", _notice_url(notice.protected)
                    )
                )
    return found


def _notice_url(offer: Offer) -> str:
    return f"{_offer_url(offer)}#konkurrence"


def _offer_url(offer: Offer) -> str:
    return reverse("offers:offer", args=[offer.pk])


def _brief(row: Proposal) -> Brief:
    url = row.get_absolute_url()
    if row.status == Status.IN_FORCE:
        return Brief(f"Særlige vilkår til {format_date(row.ends_on)}", "attention", url)
    if row.status == Status.AGREED:
        return Brief("Særlige vilkår: parterne tager stilling", "info", url)
    return Brief("Særlige vilkår foreslået", "info", url)


def happenings(offer: Offer, person: Person) -> Iterator[Happening]:
    rows = of_offers([offer], person).select_related("case__item__meeting__forum")
    proposals = {row.pk: row for row in rows}
    for row in proposals.values():
        yield from _of_proposal(row)
    answers = Answer.objects.filter(proposal__in=proposals).exclude(status=AnswerStatus.WAITING)
    for answer in answers.select_related("party"):
        yield Happening(
            answer.on or timezone.localdate(),
            f"{answer.party} {answer.get_status_display().lower()} særlige vilkår", answer.source,
            proposals[answer.proposal_id].get_absolute_url(),
            tone="good" if answer.status == AnswerStatus.JOINED else "neutral",
        )  # fmt: skip
    for note in TermsNote.objects.filter(proposal__in=proposals):
        until = f" til {format_date(note.until)}" if note.until else ""
        yield Happening(
            note.on, f"Særlige vilkår {note.get_kind_display().lower()}{until}", note.text,
            proposals[note.proposal_id].get_absolute_url(),
        )  # fmt: skip


def _of_proposal(row: Proposal) -> Iterator[Happening]:
    url = row.get_absolute_url()
    if row.proposed_on is not None:
        yield Happening(row.proposed_on, "Særlige vilkår foreslået", row.title, url)
    if row.case is not None and row.case.decided_on is not None:
        approved = row.agreed_on is not None
        yield Happening(
            row.case.decided_on,
            "Særlige vilkår godkendt" if approved else "Særlige vilkår ikke godkendt", row.title,
            url, item=row.case.item, tone="good" if approved else "neutral",
        )  # fmt: skip
    if row.in_force_on is not None:
        yield Happening(
            row.in_force_on, "Særlige vilkår sat i kraft",
            f"{format_date(row.starts_on)} til {format_date(row.ends_on)}", url,
        )  # fmt: skip
    if row.ended_on is not None and row.status == Status.ENDED:
        yield Happening(row.ended_on, "Særlige vilkår ophørt", row.ended_because, url)


def parts(offers: Sequence[Offer], year: int) -> dict[int, Part]:
    """What was in force in the year, with the party table as it was frozen. It lies before DAS, so
    nobody's use of places is in it."""
    rows = Proposal.objects.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gte=date(year, 1, 1)),
        offer__in=offers, status__in=(Status.IN_FORCE, Status.ENDED), snapshot__isnull=False,
        starts_on__lte=date(year, 12, 31), ends_on__gte=date(year, 1, 1),
    )  # fmt: skip
    found: dict[int, list[Proposal]] = defaultdict(list)
    for row in rows.order_by("starts_on", "pk"):
        found[row.offer_id].append(row)
    return {key: _part(mine) for key, mine in found.items()}


def _part(rows: Sequence[Proposal]) -> Part:
    facts, texts, tables = [], [], []
    for row in rows:
        facts.append(
            Fact(row.title, f"{format_date(row.starts_on)} til {format_date(row.ends_on)}")
        )
        texts.append(Text("Hvorfor", row.reason))
        chosen = chosen_of(masked(row.snapshot or {}, ()))
        if chosen is not None:
            facts += [Fact("Vilkår", term["name"], note=term["words"]) for term in chosen["terms"]]
            tables += [_table(chosen)] if chosen["is_money"] else []
    short = "; ".join(f"{row.title} til {format_date(row.ends_on)}" for row in rows)
    return Part("Særlige vilkår", tuple(facts), tuple(texts), tuple(tables), short=f"{short}.")


def _table(chosen: dict[str, Any]) -> Table:
    rows = tuple(
        (row["party"], "Ja" if row["bound"] else "Nej", row["amount"]) for row in chosen["rows"]
    )
    last = (("Bliver hos driftsherren", "", chosen["left"]),) if chosen["left"] else ()
    return Table(
        "Hvad parterne betaler om året",
        (Column("Part"), Column("Har tiltrådt"), Column("Beløb", Form.KRONER)),
        (*rows, *last, ("I alt", "", chosen["total"])),
        note="Beløb, der viser en parts forbrug, er ikke med." if chosen.get("is_masked") else "",
    )
