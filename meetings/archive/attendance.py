"""Who was there, as far as the front of the minutes says it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dasportal.accounts.models import Party
from meetings.archive.structure import Meeting, Placement, Role
from meetings.models import Attendance, AttendanceStatus
from meetings.models import Meeting as StoredMeeting

PRESENT = ("deltagere", "til stede", "mødedeltagere", "formand", "mødeleder", "referent")
ABSENT = ("afbud", "fraværende")
ROLES = {"formand": "Formand", "mødeleder": "Mødeleder", "referent": "Referent"}
PLACES = ("sted", "mødested", "lokale")


@dataclass(frozen=True)
class Named:
    name: str
    rest: str
    label: str


def named_people(meeting: Meeting) -> list[Named]:
    """Each name under the labels of the front: a line each, or a list parted by signs."""
    found = []
    for placement in _labelled(meeting):
        if placement.key not in PRESENT + ABSENT and not placement.key.startswith("stedfor"):
            continue
        for part in _parts(placement.text):
            name, _, rest = part.partition(",") if "," in part else part.partition(" (")
            if re.search(r"\w", name):
                found.append(Named(name.strip()[:120], rest.strip(" )"), placement.key))
    return found


def _labelled(meeting: Meeting) -> list[Placement]:
    return [p for p in meeting.front if p.role is Role.FRONT and p.key and p.text]


def _parts(text: str) -> list[str]:
    text = re.sub(r"^[-•\uf0b7]\s*", "", text)
    if ";" in text:
        return [part.strip() for part in text.split(";") if part.strip()]
    commas = text.count(",")
    # »Anna Holm, Aalborg Kommune« is one person, »Anna Holm, Bo Friis og Carl Dam« are three.
    if commas > 1 or (commas and " og " in text and "ommune" not in text):
        return [part.strip() for part in re.split(r",| og ", text) if part.strip()]
    return [text]


def place_of(meeting: Meeting) -> str:
    """Where the meeting was held, as printed."""
    return " ".join(p.text for p in _labelled(meeting) if p.key in PLACES)[:200]


def guests_of(meeting: Meeting) -> str:
    return "\n".join(p.text for p in _labelled(meeting) if p.key == "gæster")


def store_attendance(meeting: Meeting, stored: StoredMeeting) -> None:
    """The names as printed, with their party where the text names one."""
    parties = list(Party.objects.all())
    for person in named_people(meeting):
        role = ROLES.get(person.label, "")
        if person.label.startswith("stedfor"):
            role = "Stedfortræder"
        Attendance.objects.create(
            meeting=stored,
            party=_party(f"{person.name} {person.rest}", parties),
            name=person.name,
            role=role,
            status=AttendanceStatus.ABSENT if person.label in ABSENT else AttendanceStatus.PRESENT,
        )


def _party(text: str, parties: list[Party]) -> Party | None:
    for party in parties:
        names = [party.name, *party.also_known_as]
        if any(re.search(rf"\b{re.escape(name)}\b", text, re.IGNORECASE) for name in names):
            return party
    return None
