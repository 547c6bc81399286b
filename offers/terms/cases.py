"""A proposal as a case before FU and DAS: what is frozen of it, the text and the bilag."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string

from dasportal.documents.press import Bundle
from offers.models import OfferCase
from offers.slots import Written

from .models import Proposal
from .pdf import document
from .queries import Snapshot, chosen_of, consequences, masked, whole_proposals
from .writing import laid_out


def proposal_of(case: OfferCase) -> Proposal:
    return whole_proposals(Proposal.objects.all()).get(pk=int(case.key))


def frozen(case: OfferCase) -> dict[str, Any]:
    """What everybody who gets the agenda may read: nobody's use of places, unless the parties show
    each other."""
    return masked(consequences(proposal_of(case)), ())


def written(case: OfferCase) -> Written:
    made: Snapshot = case.snapshot
    chosen = chosen_of(made)
    names = ", ".join(term["name"].lower() for term in chosen["terms"]) if chosen else ""
    return Written(
        title=f"Særlige vilkår for {made['offer']}",
        recommendations=_recommendations(case, made, chosen),
        html=render_to_string(
            "terms/item.html", {"made": laid_out(made), "chosen": chosen, "names": names}
        ),
    )


def _recommendations(case: OfferCase, made: Snapshot, chosen: Snapshot | None) -> tuple[str, ...]:
    model = f"efter modellen »{chosen['name']}«" if chosen and len(made["scenarios"]) > 1 else ""
    terms = f"særlige vilkår for {made['offer']} {model}".strip()
    if case.forum.slug == "fu":
        return (f"drøfter {terms}", f"anbefaler over for DAS, at der aftales {terms}")
    asked = f"godkender {terms}, og at hver part tager stilling til at tiltræde"
    if chosen and chosen["is_money"]:
        return (asked, "sender vilkårene til KKR og til byråd og regionsråd, da de binder penge")
    return (asked,)


def bilag(case: OfferCase) -> tuple[str, Bundle] | None:
    made: Snapshot = case.snapshot
    title = f"Særlige vilkår for {made['offer']}: hvad de betyder for parterne"
    return title, document(made, "forslag")


def url(case: OfferCase) -> str:
    return Proposal.objects.get(pk=int(case.key)).get_absolute_url()
