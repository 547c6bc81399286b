"""Publishing as steps that the preflight can rehearse."""

from __future__ import annotations

from dasportal.accounts.models import Person
from meetings.gates import Outgoing
from meetings.models import Meeting
from meetings.preflight.rehearsals import Rehearsal
from meetings.publication.workflow import (
    agenda_to_publish,
    minutes_to_publish,
    publish_agenda,
    publish_minutes,
)
from meetings.snapshot import Snapshot


def _draft_agenda(meeting: Meeting) -> Snapshot:
    return agenda_to_publish(meeting).snapshot


def _draft_minutes(meeting: Meeting) -> Snapshot:
    return minutes_to_publish(meeting).snapshot


def _agenda(meeting: Meeting, by: Person) -> Outgoing:
    snapshot = _draft_agenda(meeting)
    return Outgoing("publish_agenda", meeting, snapshot, by, publish_agenda(meeting, by=by))


def _minutes(meeting: Meeting, by: Person) -> Outgoing:
    snapshot = _draft_minutes(meeting)
    return Outgoing("publish_minutes", meeting, snapshot, by, publish_minutes(meeting, by=by))


OWN = (
    Rehearsal(
        "publish_agenda", "Dagsordenen", _draft_agenda, _agenda, "publication:publish_agenda", 60
    ),
    Rehearsal(
        "publish_minutes", "Referatet", _draft_minutes, _minutes, "publication:publish_minutes", 70
    ),
)
