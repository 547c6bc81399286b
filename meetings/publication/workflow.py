"""Giving an agenda or approved minutes to everybody, and taking them back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from dasportal.accounts.models import Person
from dasportal.accounts.transitions import NotAllowed, Transition, Workflow
from meetings import gates
from meetings.models import (
    AgendaVersion,
    Meeting,
    MeetingStatus,
    MinutesKind,
    MinutesVersion,
)
from meetings.publication import tasks
from meetings.publication.models import (
    Publication,
    PublicationKind,
    PublicationStatus,
    PublicMeeting,
)
from meetings.publication.permissions import can_publish
from meetings.snapshot import Snapshot, fingerprint, flat_items, for_public, minutes_snapshot
from meetings.workflow.table import locked

S = PublicationStatus
OFFICE = "sekretariatet"

PUBLICATION = Workflow(
    name="publication",
    title="Offentliggørelse",
    status_field="status",
    states=PublicationStatus,
    transitions=(
        # name, label, from, to, who may, what is asked first, who (in words)
        Transition(
            "publish_agenda", "Offentliggør dagsordenen", (), S.PUBLISHED, can_publish,
            "Dagsordenens åbne del kan derefter læses af alle.", OFFICE),
        Transition(
            "publish_minutes", "Offentliggør referatet", (), S.PUBLISHED, can_publish,
            "Referatets åbne del kan derefter læses af alle.", OFFICE),
        Transition(
            "replace", "Erstat med en nyere udgave", (S.PUBLISHED,), S.REPLACED, can_publish,
            None, "den næste offentliggørelse"),
        Transition(
            "withdraw", "Træk tilbage", (S.PUBLISHED,), S.WITHDRAWN, can_publish,
            "Siden siger derefter kun, at udgaven er trukket tilbage.", OFFICE),
    ),
)  # fmt: skip

APPROVED = (MeetingStatus.MINUTES_APPROVED, MeetingStatus.SEALED)


@transaction.atomic
def publish_agenda(
    meeting: Meeting, *, by: Person, attachments: Collection[str] | None = None
) -> Publication:
    """Give the open part of the newest sent agenda to everybody.

    `attachments` are the ids of the bilag that go with it, of those that may be published; None
    is all of them.
    """
    fresh = locked(meeting)
    PUBLICATION.check(fresh, "publish_agenda", by)
    source = agenda_to_publish(fresh)
    publication = put_up(fresh, source, attachments=attachments, by=by)
    return _pass_gates(publication, source, "publish_agenda", by)


@transaction.atomic
def publish_minutes(
    meeting: Meeting, *, by: Person, attachments: Collection[str] | None = None
) -> Publication:
    """Give the open part of approved minutes to everybody, with the chosen bilag.

    It is the newest approved version; or a meeting from the archive as it stands, once somebody
    has said of every item whether it is open.
    """
    fresh = locked(meeting)
    PUBLICATION.check(fresh, "publish_minutes", by)
    source = minutes_to_publish(fresh)
    publication = put_up(fresh, source, attachments=attachments, by=by)
    return _pass_gates(publication, source, "publish_minutes", by)


@transaction.atomic
def withdraw(publication: Publication, *, reason: str, by: Person) -> Publication:
    """Take a publication back. Its addresses say so from now on; the reason stays inside."""
    locked(publication.place.meeting)
    fresh = Publication.objects.select_for_update(of=("self",)).get(pk=publication.pk)
    step = PUBLICATION.check(fresh, "withdraw", by)
    if not reason.strip():
        raise NotAllowed("Skriv, hvorfor offentliggørelsen trækkes tilbage.")
    fresh.status = str(step.target)
    fresh.withdrawn_reason = reason.strip()
    fresh.withdrawn_at, fresh.withdrawn_by = timezone.now(), by
    fresh.save()
    return fresh


@dataclass(frozen=True)
class Source:
    """What would be published now, and the version that it is of."""

    kind: PublicationKind
    snapshot: Snapshot  # closed items and all: the gates ask of what is around, too
    agenda_version: AgendaVersion | None = None
    minutes_version: MinutesVersion | None = None

    @property
    def public(self) -> Snapshot:
        """What everybody would read."""
        return for_public(self.snapshot)

    def with_only(self, attachments: Collection[str] | None) -> Snapshot:
        """The public part with only these bilag; with all of them for None."""
        public = self.public
        if attachments is None:
            return public
        return {**public, "items": [_keeping(item, attachments) for item in public["items"]]}


def _keeping(item: dict[str, Any], attachments: Collection[str]) -> dict[str, Any]:
    return {
        **item,
        "attachments": [a for a in item["attachments"] if a["id"] in attachments],
        "children": [_keeping(child, attachments) for child in item["children"]],
    }


def agenda_to_publish(meeting: Meeting) -> Source:
    """The newest sent agenda; NotAllowed in Danish when there is none to publish."""
    if meeting.status == MeetingStatus.CANCELLED:
        raise NotAllowed("Mødet er aflyst, så dagsordenen offentliggøres ikke.")
    version = meeting.agenda_versions.order_by("-number").first()
    if version is None:
        raise NotAllowed("Dagsordenen er ikke sendt endnu. Send den, før den offentliggøres.")
    return Source(PublicationKind.AGENDA, version.snapshot, agenda_version=version)


def minutes_to_publish(meeting: Meeting) -> Source:
    """The newest approved minutes; NotAllowed in Danish when there are none to publish."""
    kinds = (MinutesKind.APPROVED, MinutesKind.CORRECTED)
    version = meeting.minutes_versions.filter(kind__in=kinds).order_by("-number").first()
    if version is not None:
        return Source(PublicationKind.MINUTES, version.snapshot, minutes_version=version)
    if not (meeting.imported and meeting.status in APPROVED):
        raise NotAllowed(
            "Referatet er ikke godkendt endnu. Kun godkendte referater offentliggøres."
        )
    if unsettled := items_without_openness(meeting):
        raise NotAllowed(
            f"Det er ikke afgjort, om {unsettled} af punkterne er åbne. "
            "Afgør det i arkivet, før referatet offentliggøres."
        )
    return Source(PublicationKind.MINUTES, minutes_snapshot(meeting, version=0))


def items_without_openness(meeting: Meeting) -> int:
    """How many items of a meeting read in are neither said to be open nor closed."""
    return meeting.items.filter(parent__isnull=True, is_open__isnull=True).count()


def _pass_gates(publication: Publication, source: Source, step: str, by: Person) -> Publication:
    """The last of all: what everybody would get is looked through, or nothing is published."""
    meeting = publication.place.meeting
    outgoing = gates.Outgoing(step, meeting, source.snapshot, by, publication)
    publication.answers = gates.ask(outgoing)
    if publication.answers:
        publication.save(update_fields=["answers"])
    return publication


def put_up(
    meeting: Meeting, source: Source, *, by: Person, attachments: Collection[str] | None = None
) -> Publication:
    """Freeze the public part, let it replace what stood there, and order its PDF. What may be put
    up, and by whom, is the verbs' to ask."""
    public = source.with_only(attachments)
    place, key = _place(meeting), fingerprint(public)
    _replace(place, source.kind, key, by)
    publication = Publication.objects.create(
        place=place,
        kind=source.kind,
        agenda_version=source.agenda_version,
        minutes_version=source.minutes_version,
        snapshot=public,
        content_key=key,
        title=_title(public),
        date=date.fromisoformat(public["meeting"]["date"]),
        item_ids=[UUID(row["id"]) for row in flat_items(public) if row["id"]],
        attachment_ids=[UUID(a["id"]) for row in flat_items(public) for a in row["attachments"]],
        published_by=by,
    )
    tasks.order(publication)
    return publication


def _replace(place: PublicMeeting, kind: str, key: str, by: Person) -> None:
    """What stands there now says from here on that a newer one has come."""
    before = place.publications.select_for_update().current().filter(kind=kind).first()
    if before is None:
        return
    if before.content_key == key:
        raise NotAllowed("Denne udgave er allerede offentliggjort.")
    before.status = str(PUBLICATION.check(before, "replace", by).target)
    before.save()


def _place(meeting: Meeting) -> PublicMeeting:
    """The meeting's lasting address, laid the first time: forum and date, and a number when a
    meeting of the same forum and day has one already."""
    place = PublicMeeting.objects.filter(meeting=meeting).first()
    if place is not None:
        return place
    wanted = f"{meeting.forum.slug}-{meeting.date.isoformat()}"
    taken = set(
        PublicMeeting.objects.filter(slug__startswith=wanted).values_list("slug", flat=True)
    )
    names = (wanted if n == 1 else f"{wanted}-{n}" for n in range(1, len(taken) + 2))
    return PublicMeeting.objects.create(
        meeting=meeting, slug=next(name for name in names if name not in taken)
    )


def _title(snapshot: Snapshot) -> str:
    head = snapshot["meeting"]
    day = date_format(date.fromisoformat(head["date"]), "j. F Y")
    return f"{head['title'] or head['forum_short_name']}, {day}"
