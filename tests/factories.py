"""Small functions that make what a test needs. Parties and forums stand in the database already."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from dasportal.accounts.models import Forum, Party, Person, Role, RoleKind, Unit

_number = count(1)
AALBORG, LÆSØ, FREDERIKSHAVN, REGION = "851", "825", "813", "1081"


def das() -> Forum:
    return Forum.objects.get(slug="das")


def fu() -> Forum:
    return Forum.objects.get(slug="fu")


def party(code: str = AALBORG) -> Party:
    return Party.objects.get(code=code)


def unit(short_name: str = "FB") -> Unit:
    return Unit.objects.get(short_name=short_name)


def person(name: str = "", **fields: Any) -> Person:
    """Somebody who can sign in (by force_login; a password is set only when given)."""
    n = next(_number)
    fields.setdefault("email", f"person{n}@parti.example")
    return Person.objects.create_user(name=name or f"Person {n}", **fields)


def role(who: Person, kind: str, **fields: Any) -> Role:
    """A role in force since yesterday, unless told otherwise."""
    fields.setdefault("start", timezone.localdate() - timedelta(days=1))
    made = Role.objects.create(person=who, kind=kind, **fields)
    who.forget_roles()
    return made


def holder(kind: str, name: str = "", **fields: Any) -> Person:
    """Somebody new who holds the one role."""
    who = person(name)
    role(who, kind, **fields)
    return who


def secretary(name: str = "") -> Person:
    return holder(RoleKind.SECRETARIAT, name)


def administrator(name: str = "") -> Person:
    return holder(RoleKind.ADMINISTRATOR, name)


def member(forum: Forum | None = None, code: str = AALBORG, name: str = "") -> Person:
    return holder(RoleKind.MEMBER, name, forum=forum or das(), party=party(code))


def yesterday() -> date:
    return timezone.localdate() - timedelta(days=1)


def tomorrow() -> date:
    return timezone.localdate() + timedelta(days=1)
