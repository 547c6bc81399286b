"""When two offers of the register turn out to be one: its special terms and notices go along."""

from __future__ import annotations

from dasportal.register.models import Offer

from .models import NoticeAnswer, Proposal


def move_terms(offer: Offer, to: Offer) -> None:
    for row in Proposal.objects.filter(offer=offer):
        row.offer = to
        row.save()
    for name in ("offer", "protected"):
        for answer in NoticeAnswer.objects.filter(**{name: offer}):
            other = answer.protected_id if name == "offer" else answer.offer_id
            pair = {"offer": to.pk, "protected": other} if name == "offer" else {
                "offer": other, "protected": to.pk,
            }  # fmt: skip
            if other == to.pk or NoticeAnswer.objects.filter(**pair).exists():
                answer.delete()
                continue
            setattr(answer, name, to)
            answer.save()
