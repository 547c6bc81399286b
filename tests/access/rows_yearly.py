"""Who may open what of the yearly dialogue: a report is its operator's until it is handed in, then
the secretariat's and the panel's, and everybody's from the hearing on; 404 for the rest."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from dasportal.documents.files import store_own
from offers.yearly import workflow
from offers.yearly.models import DialogueYear, Report
from tests import factories
from tests.access.matrix import (
    CHAIR,
    DEPUTY,
    EXPERT,
    MEMBER,
    MEMBER_FU,
    OFFER_REPORTER,
    SECRETARIAT,
    STAFF,
    WITH_A_ROLE,
    Row,
    World,
    allow,
)
from tests.access.rows_offers import member
from tests.offers.conftest import blank_pdf
from tests.offers.yearly.conftest import given_answer, given_report

DAY = date(2026, 12, 1)
OPERATOR = (OFFER_REPORTER, MEMBER, MEMBER_FU, DEPUTY)  # of Aalborg, who runs Kvisten
LATER = timezone.localdate() + timedelta(days=30)


def year(world: World) -> DialogueYear:
    member(world)
    found = DialogueYear.objects.filter(year=2025).first()
    return found or workflow.open_year(
        2025, reports_due=LATER, answers_due=LATER, by=world[SECRETARIAT]
    )


def in_year(**more: Any) -> Any:
    return lambda world: {"year": year(world).year} | more


def about(world: World) -> dict[str, Any]:
    return {"year": year(world).year, "offer": member(world).offer_id}


def draft(world: World) -> dict[str, Any]:
    """Begun by the operator."""
    workflow.begin_report(year(world), offer=member(world).offer, by=world[OFFER_REPORTER])
    return about(world)


def report(world: World) -> Report:
    return given_report(year(world), member(world).offer, world[OFFER_REPORTER])


def handed_in(world: World) -> dict[str, Any]:
    report(world)
    return about(world)


def heard(world: World) -> dict[str, Any]:
    report(world)
    given_answer(year(world), factories.party(), world[OFFER_REPORTER])
    workflow.share_year(year(world), closes_on=LATER, by=world[SECRETARIAT])
    return about(world)


def file(world: World) -> dict[str, Any]:
    by = world[OFFER_REPORTER]
    made = workflow.begin_report(year(world), offer=member(world).offer, by=by)
    stored = store_own(blank_pdf(), name="bilag.pdf", by=by)
    return {"pk": workflow.add_file(made, file=stored, title="Bilag", by=by).pk}


def buyer(world: World) -> dict[str, Any]:
    return {"year": year(world).year, "code": factories.AALBORG}


def answered(world: World) -> dict[str, Any]:
    given_answer(year(world), factories.party(), world[OFFER_REPORTER])
    return buyer(world)


def wanted_meeting(world: World) -> dict[str, Any]:
    by, offer = world[OFFER_REPORTER], member(world).offer
    workflow.ask_for_meeting(year(world), offer=offer, model="To gange om året.", by=by)
    return about(world)


def own(status: int = 200, *also: str) -> dict[str, int | str]:
    """The operator's own; 404 for others with a role."""
    return {
        actor: status if actor in (*OPERATOR, *also) else 404 if actor in WITH_A_ROLE else 403
        for actor in (*WITH_A_ROLE, "ended")
    }


READ = allow(*WITH_A_ROLE)
READ_ONLY = allow(*WITH_A_ROLE, status=405)
OFFICE = allow(SECRETARIAT)
MOVES = allow(SECRETARIAT, status=302)
NO_GET = allow(SECRETARIAT, status=405)
PANEL = allow(SECRETARIAT, EXPERT)
ADMIN = tuple(actor for actor in STAFF if actor != SECRETARIAT)
assert CHAIR not in OPERATOR

ROWS = [
    Row("yearly:years", get=READ, post=READ_ONLY),
    Row("yearly:open", get=OFFICE, post=OFFICE),
    Row("yearly:year", kwargs=in_year(), get=READ, post=READ_ONLY),
    Row("yearly:change", kwargs=in_year(), get=OFFICE, post=OFFICE),
    Row("yearly:remind", kwargs=in_year(), get=NO_GET, post=MOVES),
    Row("yearly:share", kwargs=in_year(), get=OFFICE, post=OFFICE),
    Row("yearly:put", kwargs=in_year(), get=MOVES, post=MOVES, variant="not heard yet"),
    Row("yearly:put", kwargs=lambda w: {"year": heard(w)["year"]}, get=OFFICE, post=OFFICE,
        variant="heard"),
    Row("yearly:report", kwargs=draft, get=own(), post=own(), variant="draft"),
    Row("yearly:report", kwargs=handed_in, get=own(200, SECRETARIAT, EXPERT),
        post=own(403, SECRETARIAT, EXPERT), variant="handed in"),
    Row("yearly:report", kwargs=heard, get=READ, post=allow(*WITH_A_ROLE, status=403),
        variant="heard"),
    Row("yearly:report_submit", kwargs=draft, get=own(), post=own(302)),
    Row("yearly:report_return", kwargs=handed_in, get=OFFICE, post=OFFICE),
    Row("yearly:report_accept", kwargs=handed_in, get=NO_GET, post=MOVES),
    Row("yearly:file_add", kwargs=draft, get=own(), post=own()),
    Row("yearly:file", kwargs=file, get=own(), post=READ_ONLY),
    Row("yearly:file_remove", kwargs=file, get=own(), post=own(302)),
    Row("yearly:buyer", kwargs=buyer, get=own(200, SECRETARIAT), post=own(200, SECRETARIAT),
        variant="begun"),
    Row("yearly:buyer", kwargs=answered, get=own(200, SECRETARIAT), post=own(403, SECRETARIAT),
        variant="handed in"),
    Row("yearly:take_back", kwargs=answered, get=READ_ONLY, post=own(302, SECRETARIAT)),
    Row("yearly:twelve", kwargs=heard, get=READ, post=READ_ONLY),
    Row("yearly:comment", kwargs=handed_in, get=PANEL, post=PANEL),
    Row("yearly:meeting", kwargs=wanted_meeting, get=READ, post=READ),
    Row("yearly:meeting_put", kwargs=wanted_meeting, get=OFFICE, post=OFFICE),
    Row("yearly:declarations", kwargs=lambda w: {"offer": member(w).offer_id}, get=READ,
        post=READ_ONLY),
    Row("yearly:declare", kwargs=lambda w: {"offer": member(w).offer_id},
        get=own(200, SECRETARIAT), post=own(200, SECRETARIAT)),
]  # fmt: skip
