"""Comments: a party writes on a passage, the secretariat answers, corrects or declines."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from dasportal.accounts.models import Party, Person
from dasportal.accounts.permissions import speaks_for
from dasportal.accounts.transitions import NotAllowed
from meetings.permissions import can_read_closed
from meetings.snapshot import for_reader

from .. import emails
from ..models import ApprovalRound, Comment, CommentStatus
from ..passages import Passage, locate
from ..variants import is_open, item_of
from .answers import open_now
from .table import COMMENT

REPLIES = ("answer", "promise", "decline")


@transaction.atomic
def write_comment(
    round_: ApprovalRound,
    *,
    party: Party,
    item_id: str,
    text: str,
    by: Person,
    quote: str = "",
    prefix: str = "",
    suffix: str = "",
) -> Comment:
    """Comment on an item of the version that is out, or on a passage of it.

    `prefix` and `suffix` are what stands around the quote, so that the right one of several like
    it is meant. NotAllowed when the item does not say what is quoted.
    """
    fresh = open_now(round_)
    COMMENT.check(fresh, "write", by)
    takes_part = fresh.answers.filter(party=party).exists()
    if not takes_part or not speaks_for(by, party, fresh.meeting.forum):
        raise NotAllowed("Du kan kun skrive for din egen part, når den deltog i mødet.")
    snapshot = fresh.version.snapshot
    shown = for_reader(snapshot, closed=can_read_closed(by, fresh.meeting))
    item = item_of(shown, item_id) if item_id else None
    if item is None:
        raise NotAllowed("Punktet findes ikke i det udsendte referat.")
    if not text.strip():
        raise NotAllowed("Skriv kommentaren.")
    comment = Comment.objects.create(
        round=fresh,
        party=party,
        author=by,
        version=fresh.version,
        item=item_id,
        item_number=item["number"],
        is_open=is_open(snapshot, item_id),
        text=text.strip(),
        **_place(item, quote, prefix, suffix),
    )
    emails.comment_written(comment)
    return comment


def _place(item: dict[str, Any], quote: str, prefix: str, suffix: str) -> dict[str, str]:
    if not quote.strip():
        return {}
    found: Passage | None = locate(item, quote, prefix=prefix, suffix=suffix)
    if found is None:
        raise NotAllowed(
            "Citatet findes ikke i punktet. Kopiér det fra teksten, eller lad feltet stå tomt, så "
            "gælder kommentaren hele punktet."
        )
    return vars(found)


def _locked(comment: Comment) -> Comment:
    rows = Comment.objects.select_for_update(of=("self",))
    return rows.select_related("round__meeting__forum", "party", "author").get(pk=comment.pk)


@transaction.atomic
def reply(
    comment: Comment, *, step: str, text: str, by: Person, seen: str | None = None
) -> Comment:
    """Answer, promise a correction, or decline: one of REPLIES. To answer and to decline words are
    needed; a promise may go without. `seen` is the answer that the page showed: another one given
    in the meantime is never overwritten."""
    if step not in REPLIES:
        raise NotAllowed("Vælg, hvad der skal ske med kommentaren.")
    fresh = _locked(comment)
    transition = COMMENT.check(fresh, step, by)
    if seen is not None and seen != fresh.reply:
        raise NotAllowed(
            f"{fresh.replied_by} har svaret imens: »{fresh.reply}«. Dit svar er ikke gemt; ret det, "
            "hvis det stadig skal siges."
        )
    if not text.strip() and step == "decline":
        raise NotAllowed("Skriv, hvorfor kommentaren ikke følges.")
    if not text.strip() and step == "answer":
        raise NotAllowed("Skriv svaret.")
    fresh.status = str(transition.target)
    fresh.reply = text.strip()
    fresh.replied_by, fresh.replied_at = by, timezone.now()
    fresh.save()
    emails.comment_replied(fresh)
    return fresh


@transaction.atomic
def withdraw_comment(comment: Comment, *, by: Person) -> Comment:
    """Take one's own comment back, as long as nobody has answered it."""
    fresh = _locked(comment)
    COMMENT.check(fresh, "withdraw", by)
    fresh.status = CommentStatus.WITHDRAWN
    fresh.save()
    return fresh
