"""The yearly dialogue on an offer's timeline and beside it on the overview."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.utils import timezone

from dasportal.accounts.models import Person
from dasportal.register.models import Offer
from offers.models import OfferCase
from offers.slots import Brief, Happening

from .models import HANDED_IN, Comment, Declaration, DialogueYear, Report, YearStatus
from .queries import STATUS_CASE


def happenings_of(offer: Offer, person: Person) -> Iterator[Happening]:
    rows = Report.objects.visible_to(person).filter(offer=offer, status__in=HANDED_IN)
    for report in rows.select_related("dialogue"):
        if report.submitted_at is not None:
            yield Happening(
                timezone.localdate(report.submitted_at), f"Årsrapport {report.dialogue.year}",
                url=report.get_absolute_url(), label="Indsendt", tone="info",
            )  # fmt: skip
    for row in Declaration.objects.filter(offer=offer):
        yield Happening(timezone.localdate(row.made_at), f"Ydelseskatalog, version {row.number}")
    shared = Comment.objects.filter(offer=offer).exclude(dialogue__status=YearStatus.OPEN)
    for comment in shared.select_related("dialogue"):
        yield Happening(
            timezone.localdate(comment.written_at),
            f"Ekspertpanelets bemærkninger {comment.dialogue.year}",
        )
    yield from _discussed(offer)


def _discussed(offer: Offer) -> Iterator[Happening]:
    years = {str(row.pk): row for row in DialogueYear.objects.all()}
    cases = OfferCase.objects.filter(kind=STATUS_CASE, status="decided")
    for case in cases.select_related("item__meeting__forum", "forum"):
        year = years.get(case.key)
        if year is None or case.decided_on is None:
            continue
        if offer.memberships.filter(entered_on__year__lte=year.year).exists():
            yield Happening(
                case.decided_on, f"Status {year.year} i {case.forum.short_name}",
                url=year.get_absolute_url(), item=case.item, label="Drøftet", tone="good",
            )  # fmt: skip


def briefs_of(offers: Sequence[Offer], person: Person) -> Mapping[int, Iterable[Brief]]:
    """That a report is missing after its day; to the operator and the secretariat a draft's return."""
    year = DialogueYear.objects.visible_to(person).exclude(status=YearStatus.CLOSED).first()
    if year is None or year.reports_due >= timezone.localdate():
        return {}
    given = set(year.reports.filter(status__in=HANDED_IN).values_list("offer", flat=True))
    url = year.get_absolute_url()
    missing = [offer for offer in offers if offer.pk not in given]
    return {
        offer.pk: [Brief(f"Rapport {year.year} mangler", "attention", url)] for offer in missing
    }
