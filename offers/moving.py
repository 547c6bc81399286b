"""When two offers of the register turn out to be one: what stands on the one goes along."""

from __future__ import annotations

from dasportal.accounts.transitions import NotAllowed
from dasportal.register.models import Offer

from .models import Course, Figure, Membership, OfferCase, Series

OWN = (Membership, Course, OfferCase)


def move_cooperation(offer: Offer, to: Offer) -> None:
    """NotAllowed where both are in: a person must let one out first."""
    both = Membership.objects.filter(offer__in=(offer, to), left_on__isnull=True)
    if both.count() > 1:
        raise NotAllowed(f"Både {offer} og {to} er med i det forstærkede samarbejde.")
    for model in OWN:
        for row in model.objects.filter(offer=offer):
            row.offer = to
            row.save()
    for series in Series.objects.filter(offer=offer):
        same = Series.objects.filter(offer=to, measure=series.measure, title=series.title).first()
        if same is None:
            series.offer = to
            series.save()
            continue
        taken = same.figures.values("on")
        series.figures.exclude(on__in=taken).update(series=same)
        Figure.objects.filter(series=series).delete()
        series.delete()


def tell_cooperation(offer: Offer) -> str:
    """»pladsen i det forstærkede samarbejde«, when it has one."""
    rows = Membership.objects.filter(offer=offer)
    return "Det forstærkede samarbejde og dets sager følger med." if rows.exists() else ""
