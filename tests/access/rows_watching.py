"""Who may open what of watching: figures, signals and what is followed are for everybody with a role;
a warning and monitoring for the operator, the secretariat, DAS's chair and FU, 404 for others."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from dasportal.accounts.models import Forum
from dasportal.documents.files import store_own
from dasportal.register.models import Offer
from meetings import workflow as meetings
from meetings.models import Meeting
from offers.watching import workflow
from offers.watching.models import EarlyWarning, Followed, Monitoring, Request, SignalAnswer
from offers.watching.queries import signal_now
from tests import factories
from tests.access.matrix import (
    CHAIR,
    DEPUTY,
    MEMBER,
    MEMBER_FU,
    OFFER_REPORTER,
    OTHER_PARTY,
    SECRETARIAT,
    WITH_A_ROLE,
    Row,
    World,
    allow,
)
from tests.factories import REGION
from tests.meetings.conftest import plan
from tests.offers.conftest import blank_pdf, member_offer
from tests.offers.watching.conftest import WORDS, lay, warned

OPERATOR = (OFFER_REPORTER, MEMBER, DEPUTY, MEMBER_FU)  # of Aalborg, and the secretariat beside
DAY = date(2026, 12, 20)


def of_role(*actors: str, status: int = 200) -> Any:
    """These and the secretariat; 404 for others with a role, 403 without one."""
    seen = allow(SECRETARIAT, *actors, status=status, otherwise=404)
    return {**seen, "ended": 403}


def in_it(world: World, code: str = "851") -> Offer:
    found: Offer = member_offer("Kvisten", world[SECRETARIAT], code, places=6).offer
    lay(found, world[SECRETARIAT], "occupancy", (2022, 96), (2023, 93), (2024, 90))
    return found


def offer_pk(world: World) -> dict[str, Any]:
    return {"pk": in_it(world).pk}


def signal(world: World) -> dict[str, Any]:
    return {"pk": in_it(world).pk, "rule": "occupancy_falling"}


def silenced(world: World) -> dict[str, Any]:
    found, office = in_it(world), world[SECRETARIAT]
    now = signal_now(found, "occupancy_falling")
    assert now is not None
    made: SignalAnswer = workflow.answer_signal(
        found, rule="occupancy_falling", key=now.outcome.key, text="Kendt.", by=office
    )
    return {"pk": made.pk}


def warning(world: World, code: str = "851") -> EarlyWarning:
    office = world[SECRETARIAT]
    made = warned(in_it(world, code), office)
    file = store_own(blank_pdf(), name="tal.pdf", by=office)
    EarlyWarning.objects.filter(pk=made.pk).update(file=file)
    return made


def laid(world: World) -> EarlyWarning:
    """The Region's, on an agenda of DAS that has been sent."""
    meeting = plan(world.das, world[SECRETARIAT], DAY)
    made = warning(world, REGION)
    meetings.send_agenda(Meeting.objects.get(pk=meeting.pk), by=world[SECRETARIAT])
    return made


def monitoring(world: World) -> Monitoring:
    made = warning(world)
    return workflow.agree_monitoring(
        made.offer, by=world[SECRETARIAT], measures=["used"], every="monthly", warning=made,
        starts_on=date(2026, 1, 1), until=date(2026, 3, 1), agreed="DAS",
    )  # fmt: skip


def request(world: World) -> Request:
    made = monitoring(world)
    workflow.ask_due(date(2026, 1, 1))
    return made.requests.get()


def followed(world: World) -> Followed:
    return workflow.follow(
        by=world[SECRETARIAT], title="Særlige pladser i psykiatrien", every="half",
        forum=Forum.objects.get(slug="das"), next_on=date(2026, 1, 1), counts="Pladser i brug",
        threshold=Decimal(9), stays="4 af 16 pladser forbliver ommærket.",
        answers=factories.party(),
    )  # fmt: skip


def to_decide(world: World) -> Request:
    made = followed(world)
    workflow.ask_due(date(2026, 1, 1))
    return workflow.answer_request(
        made.requests.get(), by=world[SECRETARIAT],
        values={made.series.get().pk: Decimal(10)}, words="",
    )  # fmt: skip


def answered(world: World) -> Followed:
    found = to_decide(world).followed
    assert found is not None
    return found


def pk(make: Callable[[World], Any]) -> Callable[[World], dict[str, Any]]:
    return lambda world: {"pk": make(world).pk}


ALL = allow(*WITH_A_ROLE)
ALL_ONLY = allow(*WITH_A_ROLE, status=405)
OFFICE = allow(SECRETARIAT)
OFFICE_MOVES = allow(SECRETARIAT, status=302)
NO_GET = allow(SECRETARIAT, status=405)
AT_ONCE = of_role(*OPERATOR, CHAIR)
# Aalborg's member of FU and chair of DAS read it as such; its reporter, member and deputy as operator.
SPEAKS = of_role(OFFER_REPORTER, MEMBER, DEPUTY, MEMBER_FU)
DAS_TOO = of_role(MEMBER, DEPUTY, CHAIR, MEMBER_FU, OTHER_PARTY)

ROWS = [
    Row("watching:offer", kwargs=offer_pk, get=ALL, post=ALL_ONLY),
    Row("watching:note", kwargs=offer_pk, get=OFFICE, post=OFFICE),
    Row("watching:answer_signal", kwargs=signal, get=SPEAKS, post=SPEAKS),
    Row("watching:wake", kwargs=silenced, get=NO_GET, post=OFFICE_MOVES),
    Row("watching:limits", get=OFFICE, post=OFFICE),
    Row("watching:warnings", kwargs=lambda w: (warning(w), {})[1], get=ALL, post=ALL_ONLY),
    Row("watching:warn", kwargs=offer_pk, get=SPEAKS, post=SPEAKS),
    Row("watching:warn", kwargs=offer_pk, get=SPEAKS, post=of_role(*OPERATOR, status=302),
        data=lambda w: {**WORDS, "since": "1.11.2024"}, variant="sent"),
    Row("watching:warning", kwargs=pk(warning), get=AT_ONCE, post=AT_ONCE),
    Row("watching:warning", kwargs=pk(laid), get=DAS_TOO, post=DAS_TOO, variant="before DAS"),
    Row("watching:warning_file", kwargs=pk(warning), get=AT_ONCE,
        post=ALL_ONLY),
    Row("watching:close_warning", kwargs=pk(warning), get=of_role(CHAIR), post=of_role(CHAIR)),
    Row("watching:agree", kwargs=offer_pk, get=OFFICE, post=OFFICE),
    Row("watching:monitoring", kwargs=pk(monitoring), get=AT_ONCE,
        post=ALL_ONLY),
    Row("watching:prolong", kwargs=pk(monitoring), get=OFFICE, post=OFFICE),
    Row("watching:end_monitoring", kwargs=pk(monitoring), get=OFFICE, post=OFFICE),
    Row("watching:request", kwargs=pk(request), get=AT_ONCE,
        post={**AT_ONCE, CHAIR: 302}),
    Row("watching:followed_list", kwargs=lambda w: (answered(w), {})[1], get=ALL, post=ALL_ONLY),
    Row("watching:new_followed", get=OFFICE, post=OFFICE),
    Row("watching:followed", kwargs=pk(answered), get=ALL, post=ALL_ONLY),
    Row("watching:change_followed", kwargs=pk(followed), get=OFFICE, post=OFFICE),
    Row("watching:note_followed", kwargs=pk(followed), get=OFFICE, post=OFFICE),
    Row("watching:stop_following", kwargs=pk(followed), get=OFFICE, post=OFFICE_MOVES),
    Row("watching:follow_again", kwargs=pk(followed), get=OFFICE, post=OFFICE),
    Row("watching:ask_followed", kwargs=pk(followed), get=NO_GET, post=OFFICE_MOVES),
    Row("watching:put_followed", kwargs=pk(to_decide), get=OFFICE, post=OFFICE),
]  # fmt: skip
