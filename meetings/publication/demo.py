"""What the demo year has published: sealed minutes, a sent agenda, and one taken back."""

from __future__ import annotations

from collections.abc import Mapping

from dasportal.accounts.models import Person, RoleKind
from meetings.models import Meeting, MeetingStatus
from meetings.publication.workflow import publish_agenda, publish_minutes, withdraw


def publish_demo_year(made: Mapping[str, Meeting]) -> None:
    """`made` are the demo's meetings by what they show. Minutes are published where they could be
    approved on this machine."""
    office = Person.objects.filter(roles__kind=RoleKind.SECRETARIAT).order_by("pk")[0]
    for name in ("sealed", "sealed_2"):
        meeting = made[name]
        meeting.refresh_from_db()
        publish_agenda(meeting, by=office)
        if meeting.status in (MeetingStatus.MINUTES_APPROVED, MeetingStatus.SEALED):
            publish_minutes(meeting, by=office)
    publish_agenda(made["minutes_sent"], by=office)
    withdrawn = publish_agenda(made["held"], by=office)
    withdraw(withdrawn, reason="Prisen for en enkelt borger kunne regnes ud.", by=office)
