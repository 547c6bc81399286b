"""Who may open what of special terms: what is laid forward is read by everybody with a role, a draft
by its operator's side and the office; a party answers for itself alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from dasportal.accounts.models import Person
from offers import workflow as offers
from offers.models import OfferCase
from offers.terms import workflow
from offers.terms.models import Answer, Instrument, Proposal
from offers.terms.queries import cooperating
from tests import factories
from tests.access.matrix import (
    CHAIR,
    DEPUTY,
    MEMBER,
    MEMBER_FU,
    OFFER_REPORTER,
    SECRETARIAT,
    TARIFF_REPORTER,
    WITH_A_ROLE,
    Row,
    World,
    allow,
)
from tests.offers.conftest import decided, meeting_of, member_offer, offer
from tests.offers.terms.conftest import FRAME

PROPOSES = (MEMBER, MEMBER_FU, DEPUTY, OFFER_REPORTER, SECRETARIAT)
READ = allow(*WITH_A_ROLE)
READ_ONLY = allow(*WITH_A_ROLE, status=405)
OFFICE = allow(SECRETARIAT)
MOVES = allow(SECRETARIAT, status=302)


def draft_by(status: int = 200) -> dict[str, int | str]:
    """The operator's side writes; its others see and may not; to the rest it is not there."""
    hidden = allow(*WITH_A_ROLE, status=404)
    return {**hidden, CHAIR: 403, TARIFF_REPORTER: 403, **dict.fromkeys(PROPOSES, status)}


def one_answers(status: int = 200) -> dict[str, int | str]:
    return {
        **allow(*WITH_A_ROLE, status=404),
        **dict.fromkeys((MEMBER, DEPUTY, SECRETARIAT), status),
    }


def draft(world: World) -> Proposal:
    office = world[SECRETARIAT]
    member = member_offer("Kvisten", office, places=6)
    made = workflow.draft_proposal(member.offer, by=office, parties=cooperating(), **FRAME)
    workflow.save_term(made.scenarios.get(), fee(), by=office, fee=75_000, words="Et år ad gangen.")
    return made


def fee() -> Instrument:
    return Instrument.objects.get(reckoning="subscription")


def proposed(world: World) -> Proposal:
    return workflow.propose(draft(world), by=world[SECRETARIAT])


def agreed(world: World) -> Proposal:
    office, made = world[SECRETARIAT], proposed(world)
    case = offers.put_on_agenda(
        workflow.KIND, made.pk, meeting=meeting_of(world.das, office), by=office, offer=made.offer
    )
    decided(OfferCase.objects.get(pk=case.pk), office)
    return Proposal.objects.get(pk=made.pk)


def answer(world: World) -> Answer:
    return agreed(world).answers.get(party=factories.party())


def declined(world: World) -> Answer:
    row = answer(world)
    return workflow.decline(row, on=timezone.localdate(), source="Byrådet", by=world[SECRETARIAT])


def in_force(world: World) -> Proposal:
    office: Person = world[SECRETARIAT]
    row = answer(world)
    workflow.join(row, on=timezone.localdate(), source="Byrådet", by=office)
    later = timezone.localdate() + timedelta(days=90)
    return workflow.begin(row.proposal, follow_up_on=later, by=office)


def member(world: World) -> dict[str, Any]:
    return {"offer": member_offer("Kvisten", world[SECRETARIAT]).offer.pk}


def pair(world: World) -> dict[str, Any]:
    old = member_offer("Kvisten", world[SECRETARIAT], target_groups="Børn med spiseforstyrrelser")
    new = offer(
        "Grenen", factories.LÆSØ, target_groups="spiseforstyrrelse", opened_on=date(2099, 1, 1)
    )
    return {"offer": new.pk, "protected": old.offer.pk}


def pk(made: Callable[[World], Any]) -> Callable[[World], dict[str, Any]]:
    return lambda world: {"pk": made(world).pk}


def scenario(world: World) -> dict[str, Any]:
    return {"pk": draft(world).scenarios.get().pk}


def other_scenario(world: World) -> dict[str, Any]:
    return {"pk": workflow.add_scenario(draft(world), name="B", by=world[SECRETARIAT]).pk}


def term(world: World) -> dict[str, Any]:
    return {"pk": draft(world).scenarios.get().terms.get().pk}


ROWS = [
    Row("terms:proposals", kwargs=lambda w: (in_force(w), {})[1], get=READ, post=READ_ONLY),
    Row("terms:catalogue", get=READ, post=READ_ONLY),
    Row("terms:new_instrument", get=OFFICE, post=OFFICE),
    Row("terms:edit_instrument", kwargs=lambda w: {"pk": fee().pk}, get=OFFICE, post=OFFICE),
    Row("terms:new", kwargs=member, get={**allow(*WITH_A_ROLE, status=404),
        **dict.fromkeys(PROPOSES, 200)}, post={**allow(*WITH_A_ROLE, status=404),
        **dict.fromkeys(PROPOSES, 200)}),
    Row("terms:proposal", kwargs=pk(draft), get={**draft_by(), CHAIR: 200, TARIFF_REPORTER: 200},
        post=READ_ONLY, variant="draft"),
    Row("terms:proposal", kwargs=pk(in_force), get=READ, post=READ_ONLY, variant="in force"),
    Row("terms:proposal", kwargs=lambda w: {"pk": declined(w).proposal_id}, get=READ, post=READ_ONLY),
    Row("terms:edit", kwargs=pk(draft), get=draft_by(), post=draft_by()),
    Row("terms:propose", kwargs=pk(draft), get=draft_by(), post=draft_by(302)),
    Row("terms:withdraw", kwargs=pk(draft), get=draft_by(), post=draft_by()),
    Row("terms:pdf", kwargs=pk(proposed), get=READ, post=READ_ONLY),
    Row("terms:data", kwargs=lambda w: {"pk": proposed(w).pk, "form": "xlsx"}, get=READ,
        post=READ_ONLY),
    Row("terms:hear", kwargs=pk(proposed), get=OFFICE, post=OFFICE),
    Row("terms:put", kwargs=pk(proposed), get=OFFICE, post=OFFICE),
    Row("terms:add_scenario", kwargs=pk(draft), get=draft_by(), post=draft_by()),
    Row("terms:choose_scenario", kwargs=scenario, get=READ_ONLY, post=draft_by(302)),
    Row("terms:remove_scenario", kwargs=other_scenario, get=READ_ONLY, post=draft_by(302)),
    Row("terms:choose", kwargs=scenario, get=draft_by(), post=draft_by()),
    Row("terms:add", kwargs=lambda w: {**scenario(w), "instrument": Instrument.objects.get(
        reckoning="mix").pk}, get=draft_by(), post=draft_by()),
    Row("terms:edit_term", kwargs=term, get=draft_by(), post=draft_by()),
    Row("terms:remove_term", kwargs=term, get=READ_ONLY, post=draft_by(302)),
    Row("terms:answer", kwargs=pk(answer), get=one_answers(), post=one_answers()),
    Row("terms:reopen", kwargs=pk(declined), get=OFFICE, post=MOVES),
    Row("terms:begin", kwargs=pk(agreed), get=OFFICE, post=OFFICE),
    Row("terms:follow", kwargs=pk(in_force), get=OFFICE, post=OFFICE),
    Row("terms:prolong", kwargs=pk(in_force), get=OFFICE, post=OFFICE),
    Row("terms:end", kwargs=pk(in_force), get=OFFICE, post=OFFICE),
    Row("terms:notice", kwargs=pair, get=OFFICE, post=OFFICE),
]  # fmt: skip
