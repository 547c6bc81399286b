"""Who may open what of the register: confirmed offers are known to all with a role; an unconfirmed
one to its operator's people and the secretariat. They are kept by the secretariat and the operator's
tariff reporters."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from dasportal.register.models import Offer, Purchase
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

OF_AALBORG = (
    MEMBER, MEMBER_FU, DEPUTY, CHAIR, TARIFF_REPORTER, OFFER_REPORTER, SECRETARIAT,
)  # fmt: skip
KEEPERS = (TARIFF_REPORTER, SECRETARIAT)
READ = allow(*WITH_A_ROLE)
READ_ONLY = allow(*WITH_A_ROLE, status=405)
KEPT = allow(*KEEPERS)


def kept_unknown(status: int = 200) -> dict[str, int | str]:
    """Keepers get it; others of the party see the offer, but do not keep it; to the rest with a
    role it is not there."""
    rest = {**allow(*WITH_A_ROLE, status=404), **dict.fromkeys(OF_AALBORG, 403)}
    return {**rest, **dict.fromkeys(KEEPERS, status)}


def confirmed(world: World) -> Offer:
    offer = Offer.objects.create(name="Violen", operator=factories.party(), confirmed=True)
    Purchase.objects.create(offer=offer, buyer=offer.operator, year=2026, places=Decimal(4))
    return offer


def strange(world: World) -> Offer:
    return Offer.objects.create(
        name="Botilbud Violen", operator=factories.party(), suggestion=confirmed(world),
        suggestion_reason="Ligner »Violen«",
    )  # fmt: skip


def _pk(world: World) -> dict[str, Any]:
    return {"pk": confirmed(world).pk}


def _strange(world: World) -> dict[str, Any]:
    return {"pk": strange(world).pk}


def _both(world: World) -> dict[str, Any]:
    found = strange(world)
    return {"pk": found.pk, "same": found.suggestion_id}


def _year(world: World) -> dict[str, Any]:
    confirmed(world)
    return {"year": 2026}


ROWS = [
    Row("register:offers", get=READ, post=READ_ONLY, kwargs=lambda w: (strange(w), {})[1]),
    Row("register:offer", kwargs=_pk, get=READ, post=READ_ONLY),
    Row("register:offer", kwargs=_strange, variant="unconfirmed", post=READ_ONLY,
        get={**allow(*WITH_A_ROLE, status=404), **dict.fromkeys(OF_AALBORG, 200)}),
    Row("register:edit", kwargs=_pk, get=KEPT, post=allow(*KEEPERS)),
    Row("register:rename", kwargs=_pk, get=KEPT, post=KEPT),
    Row("register:new", get=KEPT, post=KEPT),
    Row("register:unknown", get=KEPT, post=allow(*KEEPERS, status=405),
        kwargs=lambda w: (strange(w), {})[1]),
    Row("register:confirm", kwargs=_strange, get=READ_ONLY, post=kept_unknown(302)),
    Row("register:choose", kwargs=_strange, get=kept_unknown(), post=kept_unknown()),
    Row("register:merge", kwargs=_both, get=kept_unknown(), post=kept_unknown(302)),
    Row("register:purchases_newest", get=allow(*WITH_A_ROLE, status=302), post=READ_ONLY),
    Row("register:purchases", kwargs=_year, get=READ, post=READ_ONLY),
]  # fmt: skip
