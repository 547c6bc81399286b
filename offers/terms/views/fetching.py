"""Fetching what an address names, as far as the person may: anything else is 404."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from dasportal.accounts.access import person_of
from dasportal.register.models import Offer

from ..models import Answer, Proposal, Scenario, Term
from ..permissions import can_answer, can_propose
from ..queries import whole_proposals
from ..workflow import PROPOSAL


def visible_proposal(request: HttpRequest, pk: int) -> Proposal:
    rows = whole_proposals(Proposal.objects.visible_to(person_of(request)))
    return get_object_or_404(rows.select_related("course", "offer__operator"), pk=pk)


def proposed_by(request: HttpRequest, pk: int) -> Proposal:
    """One that the person may write in at some time: its operator's side and the secretariat.
    Others get 403 for what they see, 404 for the rest."""
    found = visible_proposal(request, pk)
    if not can_propose(person_of(request), found):
        raise PermissionDenied
    return found


def writable(request: HttpRequest, proposal: Proposal) -> bool:
    person = person_of(request)
    return PROPOSAL.may(proposal, "change", person) or PROPOSAL.may(proposal, "amend", person)


def own_scenario(request: HttpRequest, pk: int) -> Scenario:
    seen = Proposal.objects.visible_to(person_of(request))
    found = get_object_or_404(
        Scenario.objects.select_related("proposal__offer__operator").filter(proposal__in=seen),
        pk=pk,
    )
    if not can_propose(person_of(request), found.proposal):
        raise PermissionDenied
    return found


def own_term(request: HttpRequest, pk: int) -> Term:
    seen = Proposal.objects.visible_to(person_of(request))
    rows = Term.objects.select_related("instrument", "scenario__proposal__offer__operator")
    found = get_object_or_404(rows.filter(scenario__proposal__in=seen), pk=pk)
    if not can_propose(person_of(request), found.scenario.proposal):
        raise PermissionDenied
    return found


def answerable(request: HttpRequest, pk: int) -> Answer:
    """A party's answer, for those who can bind it and the secretariat; 404 for other parties."""
    rows = Answer.objects.visible_to(person_of(request))
    found = get_object_or_404(rows.select_related("party", "proposal__offer__operator"), pk=pk)
    if not can_answer(person_of(request), found):
        raise Http404
    return found


def own_offer(request: HttpRequest, pk: int) -> Offer:
    person = person_of(request)
    rows = Offer.objects.visible_to(person).filter(memberships__left_on__isnull=True)
    rows = rows.filter(memberships__isnull=False).distinct()
    found = get_object_or_404(rows.select_related("operator"), pk=pk)
    if not can_propose(person, found):
        raise Http404
    return found
