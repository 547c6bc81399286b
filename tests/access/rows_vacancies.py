"""Tilbudsoverblikket is for anybody; free places are confirmed by the operator's own and the office."""

from __future__ import annotations

from typing import Any

from dasportal.register.models import Offer
from tests.access.matrix import (
    DEPUTY,
    MEMBER,
    MEMBER_FU,
    OFFER_REPORTER,
    OTHER_PARTY,
    SECRETARIAT,
    Row,
    World,
    allow,
    everyone,
)
from tests.offers.conftest import offer

OWN = (OFFER_REPORTER, MEMBER, MEMBER_FU, DEPUTY, SECRETARIAT)


def violen(world: World) -> Offer:
    return offer("Violen", places=6, target_groups="Autisme")


def pk(world: World) -> dict[str, Any]:
    return {"pk": violen(world).pk}


def some(**more: Any) -> Any:
    def made(world: World) -> dict[str, Any]:
        violen(world)
        return more

    return made


PUBLIC: dict[str, Any] = {"get": everyone(), "post": 405, "anonymous": (200, 405)}
MAY = (*OWN, OTHER_PARTY)

ROWS = [
    Row("vacancies:list", kwargs=some(), **PUBLIC),
    Row("vacancies:list", kwargs=some(), query={"soeg": "findes ikke"}, variant="none", **PUBLIC),
    Row("vacancies:offer", kwargs=pk, **PUBLIC),
    Row("vacancies:download", kwargs=some(form="csv"), **PUBLIC),
    Row("places:list", kwargs=some(), get=allow(*MAY), post=allow(*MAY, status=405)),
    Row("places:confirm", kwargs=pk, data=lambda world: {"free": "1"},
        get=allow(*MAY, status=405), post={**allow(*OWN, status=302), OTHER_PARTY: 404}),
]  # fmt: skip
