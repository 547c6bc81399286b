"""Bilag: adding, ordering, new versions, and what outsiders deliver by a personal link."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from dasportal.accounts.models import Person
from dasportal.accounts.transitions import NotAllowed
from dasportal.documents.models import StoredFile
from dasportal.documents.richtext import sanitise

from .. import emails
from ..guards import refuse_if_guarded
from ..models import AgendaItem, Attachment, AttachmentVersion, Contribution, Meeting
from ..permissions import can_prepare_meetings
from ..tasks import pages_have_changed
from .items import add_statement
from .table import AGENDA_CAN_CHANGE, locked, open_for_agenda

LINK_LASTS = timedelta(days=14)


def _open(item: AgendaItem, by: Person) -> Meeting:
    """The item's locked meeting. Bilag may change while the agenda may, and be added to the
    minutes being written; not while another part keeps the item as it is."""
    fresh = locked(item.meeting)
    if not can_prepare_meetings(by, fresh):
        raise NotAllowed("Bilag kan kun ændres af sekretariatet.")
    if fresh.status not in AGENDA_CAN_CHANGE and not fresh.is_being_minuted:
        raise NotAllowed("Referatet er sendt ud. Tag det tilbage til rettelse, før bilag ændres.")
    pages_have_changed(fresh)
    return fresh


@transaction.atomic
def add_attachment(
    item: AgendaItem,
    *,
    file: StoredFile,
    by: Person,
    title: str = "",
    is_closed: bool = False,
    is_published: bool = True,
) -> Attachment:
    """A new bilag, last under the item. After the agenda is sent it is marked eftersendt; after
    the meeting it belongs to the minutes (slides shown there)."""
    meeting = _open(item, by)
    last = item.attachments.order_by("-position").first()
    attachment = Attachment.objects.create(
        item=item,
        position=last.position + 1 if last else 1,
        title=(title or _title_from(file.name)).strip(),
        is_closed=is_closed,
        is_published=is_published and not is_closed,
        late=meeting.agenda_is_published and item.sent and not meeting.has_been_held,
        with_minutes=meeting.has_been_held,
    )
    AttachmentVersion.objects.create(attachment=attachment, number=1, file=file, added_by=by)
    return attachment


def _title_from(file_name: str) -> str:
    stem = file_name.rsplit(".", 1)[0]
    return stem.replace("_", " ").strip() or "Bilag"


@transaction.atomic
def replace_attachment(attachment: Attachment, *, file: StoredFile, by: Person) -> Attachment:
    """A new version of the bilag. The earlier ones stay readable in what was sent."""
    _open(attachment.item, by)
    newest = attachment.versions.order_by("-number").first()
    number = newest.number + 1 if newest else 1
    AttachmentVersion.objects.create(attachment=attachment, number=number, file=file, added_by=by)
    return attachment


@transaction.atomic
def change_attachment(
    attachment: Attachment,
    *,
    by: Person,
    title: str | None = None,
    is_closed: bool | None = None,
    is_published: bool | None = None,
    with_minutes: bool | None = None,
) -> Attachment:
    """Rename it, close or open it, choose whether it is published or joins the minutes."""
    _open(attachment.item, by)
    if title is not None:
        if not title.strip():
            raise NotAllowed("Bilaget skal have en titel.")
        attachment.title = title.strip()
    if is_closed is not None:
        attachment.is_closed = is_closed
    if is_published is not None:
        attachment.is_published = is_published
    if with_minutes is not None and not attachment.sent:
        attachment.with_minutes = with_minutes
    attachment.is_published = attachment.is_published and not attachment.is_closed
    attachment.save()
    return attachment


@transaction.atomic
def order_attachments(item: AgendaItem, *, order: Sequence[str], by: Person) -> None:
    """Put the item's bilag in this order (ids). Those that were sent keep their numbers."""
    open_for_agenda(item.meeting, by)
    refuse_if_guarded(item)
    rows = {str(a.pk): a for a in item.attachments.order_by("position", "title")}
    if set(order) != set(rows) or len(order) != len(rows):
        raise NotAllowed("Bilagene er ændret af en anden imens. Genindlæs siden, og prøv igen.")
    sent = [key for key in rows if rows[key].sent]
    if [key for key in order if rows[key].sent] != sent or list(order)[: len(sent)] != sent:
        raise NotAllowed("Bilag, der er sendt ud, beholder deres nummer og plads.")
    for place, key in enumerate(order, start=1):
        rows[key].position = place
        rows[key].save(update_fields=["position"])


@transaction.atomic
def remove_attachment(attachment: Attachment, *, by: Person) -> None:
    """Delete a bilag that was never sent; withdraw one that was, so its number is not reused."""
    _open(attachment.item, by)
    if attachment.sent:
        attachment.withdrawn = True
        attachment.save()
    else:
        attachment.delete()


@transaction.atomic
def ask_for_contribution(
    item: AgendaItem,
    *,
    name: str,
    email: str,
    message: str,
    by: Person,
    expires_at: datetime | None = None,
) -> tuple[Contribution, str]:
    """Ask an outsider for a text or a file by a personal link.

    Returns the row and the token of the link; only the token's hash is kept.
    """
    open_for_agenda(item.meeting, by)
    token = secrets.token_urlsafe(32)
    contribution = Contribution.objects.create(
        item=item,
        name=name.strip(),
        email=email.strip(),
        message=message.strip(),
        token_hash=hash_of(token),
        expires_at=expires_at or timezone.now() + LINK_LASTS,
        asked_by=by,
    )
    emails.contribution_asked(contribution, token)
    return contribution, token


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def contribution_by(token: str) -> Contribution | None:
    """The open request the link belongs to; None when unknown, expired, revoked or taken in."""
    return (
        Contribution.objects.filter(
            token_hash=hash_of(token),
            expires_at__gt=timezone.now(),
            revoked_at__isnull=True,
            taken_in_at__isnull=True,
        )
        .select_related("item__meeting__forum")
        .first()
    )


@transaction.atomic
def deliver(token: str, *, text: str, file: StoredFile | None) -> Contribution:
    """What the outsider sends in. It may be sent again until it is taken in."""
    found = contribution_by(token)
    if found is None:
        raise NotAllowed("Linket virker ikke længere. Bed sekretariatet om et nyt.")
    contribution = Contribution.objects.select_for_update().get(pk=found.pk)
    if contribution.taken_in_at or contribution.revoked_at:
        raise NotAllowed("Linket virker ikke længere. Bed sekretariatet om et nyt.")
    clean = sanitise(text)
    if not clean and file is None:
        raise NotAllowed("Skriv en tekst, eller vælg en fil.")
    contribution.text = clean
    contribution.file = file or contribution.file
    contribution.delivered_at = timezone.now()
    contribution.save()
    emails.contribution_delivered(contribution)
    return contribution


@transaction.atomic
def take_in(contribution: Contribution, *, by: Person) -> Contribution:
    """Put what was delivered into the item: the text as a statement, the file as a bilag."""
    fresh = Contribution.objects.select_for_update(of=("self",)).select_related(
        "item__meeting"
    ).get(pk=contribution.pk)  # fmt: skip
    if fresh.delivered_at is None:
        raise NotAllowed("Der er ikke modtaget noget endnu.")
    if fresh.taken_in_at is not None:
        raise NotAllowed("Bidraget er allerede taget ind.")
    if fresh.text:
        add_statement(fresh.item, body=fresh.name, text=fresh.text, by=by)
    if fresh.file:
        add_attachment(fresh.item, file=fresh.file, by=by)
    fresh.taken_in_at, fresh.taken_in_by = timezone.now(), by
    fresh.save()
    return fresh


@transaction.atomic
def revoke_contribution(contribution: Contribution, *, by: Person) -> Contribution:
    """Close the link before its time."""
    if not can_prepare_meetings(by, locked(contribution.item.meeting)):
        raise NotAllowed("Bidrag kan kun ændres af sekretariatet.")
    contribution.revoked_at = timezone.now()
    contribution.save()
    return contribution
