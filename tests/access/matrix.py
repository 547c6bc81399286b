"""What the matrix is made of: who asks, and what a row says of an address.

Each app adds `tests/access/rows_<app>.py` with `ROWS = [Row(...), …]`:

    Row("meetings:meeting", kwargs=lambda w: {"pk": meeting(w.das).pk},
        get=allow(MEMBER, CHAIR, SECRETARIAT, otherwise=404), post=405)

A plain number means the same answer for all who are signed in. Strangers are sent to sign-in
unless the row says `anonymous=…`. `kwargs(world)` makes the row's sample objects.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.hashers import make_password

from dasportal.accounts.models import Forum, Person, RoleKind
from tests import factories

ANONYMOUS = "anonymous"
ENDED = "ended"  # signed in, every role ended
READER = "reader"
MEMBER = "member_das"
MEMBER_FU = "member_fu"
DEPUTY = "deputy"
CHAIR = "chair"
TARIFF_REPORTER = "tariff_reporter"
OFFER_REPORTER = "offer_reporter"
EXPERT = "expert"
SECRETARIAT = "secretariat"
ADMINISTRATOR = "administrator"
OTHER_PARTY = "other_party"  # a member of DAS for another party than the row's object

SIGNED_IN = (
    ENDED, READER, MEMBER, MEMBER_FU, DEPUTY, CHAIR, TARIFF_REPORTER, OFFER_REPORTER, EXPERT,
    SECRETARIAT, ADMINISTRATOR, OTHER_PARTY,
)  # fmt: skip
STAFF = (SECRETARIAT, ADMINISTRATOR)
SITS_IN_DAS = (MEMBER, DEPUTY, CHAIR, OTHER_PARTY)
WITH_A_ROLE = tuple(actor for actor in SIGNED_IN if actor != ENDED)

TO_SIGN_IN = "to sign-in"
Expected = dict[str, int | str]


def allow(*actors: str, status: int = 200, otherwise: int = 403) -> Expected:
    """`status` for these actors, `otherwise` for the rest of those signed in."""
    unknown = set(actors) - set(SIGNED_IN)
    assert not unknown, f"no such actors: {unknown}"
    return {actor: status if actor in actors else otherwise for actor in SIGNED_IN}


def everyone(status: int = 200) -> Expected:
    return allow(*SIGNED_IN, status=status)


@dataclass(frozen=True)
class Row:
    """What one address answers. `data` is posted; `query` is asked with GET."""

    name: str
    get: Expected | int | str
    post: Expected | int | str = 405
    kwargs: Callable[[World], dict[str, Any]] = lambda world: {}
    anonymous: int | str | tuple[int | str, int | str] = TO_SIGN_IN
    data: Callable[[World], dict[str, Any]] = lambda world: {}
    query: dict[str, str] = field(default_factory=dict)
    variant: str = ""  # tells two rows of one address apart

    def expected(self, method: str, actor: str) -> int | str:
        if actor == ANONYMOUS:
            both = self.anonymous if isinstance(self.anonymous, tuple) else (self.anonymous,) * 2
            return both[method == "post"]
        answer = self.get if method == "get" else self.post
        return answer[actor] if isinstance(answer, dict) else answer

    def __str__(self) -> str:
        return f"{self.name} {self.variant}".strip()


@dataclass(frozen=True)
class World:
    """The people who ask, each with one role; those with a party act for Aalborg."""

    das: Forum
    fu: Forum
    people: dict[str, Person]

    def __getitem__(self, actor: str) -> Person:
        return self.people[actor]


def make_world() -> World:
    das, fu = factories.das(), factories.fu()
    aalborg, læsø = factories.party(factories.AALBORG), factories.party(factories.LÆSØ)
    roles: dict[str, tuple[str, dict[str, Any]]] = {
        ENDED: (RoleKind.MEMBER, {"forum": das, "party": aalborg, "end": factories.yesterday()}),
        READER: (RoleKind.READER, {"forum": das}),
        MEMBER: (RoleKind.MEMBER, {"forum": das, "party": aalborg}),
        MEMBER_FU: (RoleKind.MEMBER, {"forum": fu, "party": aalborg}),
        DEPUTY: (RoleKind.DEPUTY, {"forum": das, "party": aalborg}),
        CHAIR: (RoleKind.CHAIR, {"forum": das, "party": aalborg}),
        TARIFF_REPORTER: (RoleKind.TARIFF_REPORTER, {"party": aalborg}),
        OFFER_REPORTER: (RoleKind.OFFER_REPORTER, {"party": aalborg}),
        EXPERT: (RoleKind.EXPERT, {}),
        SECRETARIAT: (RoleKind.SECRETARIAT, {}),
        ADMINISTRATOR: (RoleKind.ADMINISTRATOR, {}),
        OTHER_PARTY: (RoleKind.MEMBER, {"forum": das, "party": læsø}),
    }
    people = {a: factories.holder(kind, a, **where) for a, (kind, where) in roles.items()}
    password = make_password("en lang adgangskode")  # hashed once: it is slow
    for someone in people.values():
        someone.password = password
    Person.objects.bulk_update(people.values(), ["password"])
    return World(das, fu, people)
