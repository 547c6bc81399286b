"""How an edition stands: what was found in it, what has been answered, and what still stops it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from meetings.gates import Outgoing
from meetings.models import AnswerKind, FindingAnswer, Meeting
from meetings.preflight.examining import Found, at_once, edition_key
from meetings.preflight.models import Examination
from meetings.queries.agenda import draft_of
from meetings.readiness import ANSWER, BLOCKS, Finding, findings


@dataclass(frozen=True)
class Standing:
    """`found` are closed texts that others would get, `unread` bilag that nobody could look
    through, `personal` what looks like personal data; `answers` those that were given, by key."""

    examination: Examination | None
    found: list[Found]
    unread: list[dict[str, str]]
    personal: list[Finding]
    answers: Mapping[str, FindingAnswer]

    def _overruled(self, key: str) -> bool:
        answer = self.answers.get(key)
        return answer is not None and answer.kind == AnswerKind.OVERRULED

    @property
    def leaks(self) -> list[Found]:
        """Closed texts of this meeting that nobody has overruled."""
        return [row for row in self.found if not row.elsewhere and not self._overruled(row.key)]

    @property
    def blocking(self) -> list[Finding]:
        """What can't be answered away: a CPR number, an empty agenda."""
        return [row for row in self.personal if row.level == BLOCKS]

    @property
    def unanswered(self) -> list[str]:
        """What somebody must have looked at, and has not, in Danish."""
        asked = [(row.key, row.told) for row in self.found if row.elsewhere]
        asked += [(row["key"], row["what"]) for row in self.unread]
        asked += [
            (row.key, row.name) for row in self.personal if row.level == ANSWER and not row.by_gate
        ]
        return [what for key, what in asked if key not in self.answers]

    @property
    def is_clear(self) -> bool:
        return not (self.leaks or self.blocking or self.unanswered)

    def told(self) -> list[dict[str, str]]:
        """The answers that count for this edition, as they are kept with it."""
        keys = {row.key for row in self.found} | {row.key for row in self.personal}
        keys |= {row["key"] for row in self.unread}
        return [answer.told() for key, answer in self.answers.items() if key in keys]


def answers_of(meeting: Meeting) -> dict[str, FindingAnswer]:
    """The standing answers of a meeting, by the key of what they answer."""
    rows = FindingAnswer.objects.standing().filter(meeting=meeting).select_related("answered_by")
    return {row.key: row for row in rows}


def examination_of(outgoing: Outgoing) -> Examination | None:
    """The newest finished examination of this very edition."""
    key = edition_key(outgoing.meeting, outgoing.snapshot)
    rows = Examination.objects.of_edition(key).filter(meeting=outgoing.meeting)
    return rows.order_by("-finished_at").first()


def standing_of(outgoing: Outgoing) -> Standing:
    """How the edition stands by its examination; without one, by what can be seen at once."""
    examination = examination_of(outgoing)
    if examination is not None:
        found = [Found(**row) for row in examination.found]
        unread: list[dict[str, Any]] = examination.results.get("unread", [])
    else:
        found, unread = at_once(outgoing), []
    return Standing(
        examination=examination,
        found=found,
        unread=unread,
        personal=personal_data(outgoing),
        answers=answers_of(outgoing.meeting),
    )


def of_examination(examination: Examination) -> Standing:
    """How the edition stood that this examination looked through; personal data is the sending
    page's to ask about."""
    return Standing(
        examination=examination,
        found=[Found(**row) for row in examination.found],
        unread=examination.results.get("unread", []),
        personal=[],
        answers=answers_of(examination.meeting),
    )


def personal_data(outgoing: Outgoing) -> list[Finding]:
    """What the readiness checks want answered, or will not let pass."""
    found = findings(draft_of(outgoing.meeting, outgoing.snapshot))
    return [row for row in found if row.level in (BLOCKS, ANSWER)]
