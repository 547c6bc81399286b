"""A scheme is opened and changed; tables that have been laid fast keep what held then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from dasportal.accounts.models import Party, Person
from dasportal.accounts.transitions import NotAllowed

from ..models import KeyKind, Scheme
from ..permissions import can_edit
from .table import locked_scheme

DANISH_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa"})
REFUSED = "Ordninger kan kun oprettes og rettes af sekretariatet."


@transaction.atomic
def open_scheme(*, by: Person, participants: Iterable[Party], **fields: Any) -> Scheme:
    """A new scheme; its address is made of its name once and does not change with it."""
    _refuse(by, fields)
    made = Scheme.objects.create(slug=_slug(fields["name"]), **fields)
    made.participants.set(participants)
    return made


@transaction.atomic
def change_scheme(
    scheme: Scheme, *, by: Person, participants: Iterable[Party], **fields: Any
) -> Scheme:
    _refuse(by, fields)
    fresh = locked_scheme(scheme)
    for name, value in fields.items():
        setattr(fresh, name, value)
    fresh.save()
    fresh.participants.set(participants)
    return fresh


def _refuse(by: Person, fields: Mapping[str, Any]) -> None:
    if not can_edit(by):
        raise NotAllowed(REFUSED)
    if fields["key_kind"] == KeyKind.TYPED and not fields.get("key_label"):
        raise NotAllowed("Skriv, hvad den indtastede nøgle tæller, fx »Pladser i brug«.")


def _slug(name: str) -> str:
    stem = slugify(name.translate(DANISH_LETTERS))[:40].strip("-") or "ordning"
    slug, number = stem, 2
    while Scheme.objects.filter(slug=slug).exists():
        slug, number = f"{stem}-{number}", number + 1
    return slug
