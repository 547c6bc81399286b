"""When two offers of the register turn out to be one: what was said of the one goes along."""

from __future__ import annotations

from dasportal.accounts.transitions import NotAllowed
from dasportal.register.models import Offer

from .models import Comment, Declaration, DialogueMeeting, OfferUse, Report


def move_dialogue(offer: Offer, to: Offer) -> None:
    """NotAllowed where both have said something of the same year."""
    for model, within in ((Report, "dialogue"), (OfferUse, "answer"), (Comment, "dialogue"),
                          (DialogueMeeting, "dialogue")):  # fmt: skip
        rows = model._default_manager.filter(offer=offer)
        taken = model._default_manager.filter(offer=to).values(within)
        if rows.filter(**{f"{within}__in": taken}).exists():
            raise NotAllowed(f"Der er indberettet om både {offer} og {to} for det samme år.")
        rows.update(offer=to)
    last = Declaration.objects.filter(offer=to).count()
    for number, row in enumerate(Declaration.objects.filter(offer=offer).order_by("number"), 1):
        row.offer, row.number = to, last + number
        row.save()
