"""Sharing one open item with somebody at home, and what they say of it: the table and its verbs."""

from __future__ import annotations

import hashlib
import secrets

from django.db import IntegrityError, transaction
from django.utils import timezone

from dasportal.accounts.models import Person
from dasportal.accounts.transitions import NotAllowed, Transition, Workflow
from meetings.models import AgendaItem, Attachment
from meetings.reading import may_read_item

from .. import emails
from ..models import Remark, Share, ShareAccess, ShareOpening, ShareStatus
from ..opening import open_part, why_over
from ..permissions import can_end_share, can_share, party_in
from .questions import clean_text

MOST = 20  # links to one item for one party at a time
S = ShareStatus
PARTY = "partens medlem og stedfortræder"
LINK_OVER = "Linket virker ikke længere. Skriv til den, der sendte dig det."
ONLY_OPEN = "Kun åbne punkter på en udsendt dagsorden kan deles, og kun til mødet begynder."
TWICE = "har allerede et link til punktet. Send et nyt link fra listen, hvis det er blevet væk."

SHARE = Workflow(
    name="share",
    title="Deling af et punkt",
    status_field="status",
    states=ShareStatus,
    transitions=(
        # name, label, from, to, who may, what is asked first, who (in words)
        Transition("share", "Del punktet", (), S.LIVE, can_share, None, PARTY),
        Transition("renew", "Send et nyt link", (S.LIVE,), S.LIVE, can_end_share, None, PARTY),
        Transition("revoke", "Træk linket tilbage", (S.LIVE,), S.REVOKED, can_end_share,
                   "Linket holder op med at virke. Bemærkningerne bliver hos dig.", PARTY),
        Transition("lapse", "Er slut", (S.LIVE,), S.OVER, can_end_share, None, "portalen selv"),
    ),
)  # fmt: skip


@transaction.atomic
def share(
    item: AgendaItem, *, name: str, email: str, access: str, by: Person, message: str = ""
) -> tuple[Share, str]:
    """Show the item to a named person by a personal link, which is mailed to them.

    Returns the row and the link's secret; only the secret's hash is kept.
    """
    fresh = AgendaItem.objects.select_related("meeting__forum", "parent").get(pk=item.pk)
    SHARE.check(fresh, "share", by)
    party = party_in(by, fresh)
    assert party is not None  # `can_share` has asked
    if not may_read_item(fresh, by) or open_part(fresh) is None:
        raise NotAllowed(ONLY_OPEN)
    made = Share(
        item=fresh, party=party, shared_by=by, name=name.strip(), email=email.strip().lower(),
        access=access if access in ShareAccess.values else ShareAccess.READ,
        message=message.strip(),
    )  # fmt: skip
    if not made.name or not made.email:
        raise NotAllowed("Skriv navn og e-mail.")
    if over := why_over(made):
        raise NotAllowed(f"{over} {ONLY_OPEN}")
    if Share.objects.live().filter(item=fresh, party=party).count() >= MOST:
        raise NotAllowed(f"Et punkt kan deles med {MOST} ad gangen. Træk et link tilbage først.")
    return made, _with_new_secret(made)


def _with_new_secret(row: Share) -> str:
    """Save the share under a new secret, and mail it."""
    secret = secrets.token_urlsafe(32)
    row.token_hash = hash_of(secret)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as twice:
        raise NotAllowed(f"{row.name} {TWICE}") from twice
    emails.shared(row, secret)
    return secret


def hash_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _locked(row: Share) -> Share:
    rows = Share.objects.select_for_update(of=("self",))
    return rows.select_related(
        "item__meeting__forum", "item__parent", "shared_by", "party"
    ).get(pk=row.pk)  # fmt: skip


@transaction.atomic
def renew(row: Share, *, by: Person) -> tuple[Share, str]:
    """A new link in the place of one that was lost; the old one stops working."""
    fresh = _locked(row)
    SHARE.check(fresh, "renew", by)
    if over := why_over(fresh):
        raise NotAllowed(f"{over} {ONLY_OPEN}")
    return fresh, _with_new_secret(fresh)


@transaction.atomic
def revoke(row: Share, *, by: Person) -> Share:
    """Close the link before its time. What was said stays with the party."""
    fresh = _locked(row)
    SHARE.check(fresh, "revoke", by)
    fresh.status, fresh.ended_at, fresh.ended_by = S.REVOKED, timezone.now(), by
    fresh.ended_why = f"Trukket tilbage af {by.name}"[:120]
    fresh.save()
    return fresh


@transaction.atomic
def lapse(row: Share) -> Share:
    """Mark a share whose time is over, for good: what is opened again must be shared again."""
    fresh = _locked(row)
    over = why_over(fresh)
    if fresh.status == S.LIVE and over:
        fresh.status, fresh.ended_at, fresh.ended_why = S.OVER, timezone.now(), over
        fresh.save()
    return fresh


def lapse_all() -> int:
    """Mark every share whose time is over; how many. Called by the schedule."""
    rows = Share.objects.live().select_related(
        "item__meeting__forum", "item__parent", "shared_by", "party"
    )
    over = [row for row in rows if why_over(row)]
    return sum(lapse(row).status == S.OVER for row in over)


# --- The one behind the link ----------------------------------------------------------------------


def share_by(secret: str) -> Share | None:
    """The share the link belongs to while it opens; None when unknown, ended, or over."""
    rows = Share.objects.live().select_related(
        "item__meeting__forum", "item__parent", "shared_by", "party"
    )
    found = rows.filter(token_hash=hash_of(secret)).first()
    return found if found is not None and not why_over(found) else None


@transaction.atomic
def note_opening(row: Share, attachment: Attachment | None = None) -> ShareOpening:
    """Log that the link, or by it a bilag, was opened."""
    return ShareOpening.objects.create(share=row, attachment=attachment)


@transaction.atomic
def remark(secret: str, *, text: str) -> Remark:
    """What the person behind the link says, to the one who shared. They are told."""
    found = share_by(secret)
    if found is None:
        raise NotAllowed(LINK_OVER)
    fresh = _locked(found)
    if why_over(fresh):
        raise NotAllowed(LINK_OVER)
    if not fresh.may_comment:
        raise NotAllowed("Linket er kun til at læse.")
    made = Remark.objects.create(share=fresh, text=clean_text(text))
    emails.remarked(made)
    return made


@transaction.atomic
def note_remarks_seen(item: AgendaItem, *, by: Person) -> None:
    """Say that the one who shared has had the remarks on the item before their eyes."""
    own = Share.objects.filter(item=item, shared_by=by)
    Remark.objects.filter(share__in=own, seen_at__isnull=True).update(seen_at=timezone.now())
