"""What an examination's page shows: the channels, and each closed text with all its places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from meetings.models import FindingAnswer
from meetings.preflight.examining import Found
from meetings.preflight.standing import Standing


@dataclass(frozen=True)
class ChannelLine:
    """One channel: how many pieces were looked through, what remains, or why there was nothing."""

    label: str
    note: str
    pieces: int
    open: int
    answered: int

    @property
    def tone(self) -> str:
        if self.note:
            return "neutral"
        return "bad" if self.open else "good"


def overview(standing: Standing) -> list[ChannelLine]:
    """The channels in their order, each green or with how many findings."""
    if standing.examination is None:
        return []
    lines = []
    for row in standing.examination.results.get("channels", []):
        found = [one for one in standing.found if one.channel == row["name"]]
        answered = sum(one.key in standing.answers for one in found)
        lines.append(
            ChannelLine(row["label"], row["note"], row["pieces"], len(found) - answered, answered)
        )
    return lines


@dataclass(frozen=True)
class TextFound:
    """A closed text that others would get, wherever they would."""

    secret: str
    what: str
    elsewhere: bool
    places: list[Found]
    answer: FindingAnswer | None  # when all its places are answered

    @property
    def mend(self) -> str:
        """Where the text itself is mended: the source that the other places are made from."""
        return next((place.url for place in self.places if place.channel == "texts"), "") or next(
            (place.url for place in self.places if place.url), ""
        )

    @property
    def by_channel(self) -> dict[str, list[Found]]:
        groups: dict[str, list[Found]] = {}
        for place in self.places:
            groups.setdefault(place.label, []).append(place)
        return groups


def texts_found(standing: Standing) -> list[TextFound]:
    """Each closed text once, those that block first."""
    groups: dict[str, list[Found]] = {}
    for row in standing.found:
        groups.setdefault(row.secret, []).append(row)
    texts = []
    for secret, places in groups.items():
        answers = [standing.answers.get(place.key) for place in places]
        answer = answers[0] if all(answers) else None
        texts.append(TextFound(secret, places[0].what, places[0].elsewhere, places, answer))
    return sorted(texts, key=lambda text: (text.answer is not None, text.elsewhere))


def asked_to_look(standing: Standing) -> list[dict[str, Any]]:
    """Bilag that the portal cannot read, each with its answer when it has one."""
    return [{**row, "answer": standing.answers.get(row["key"])} for row in standing.unread]
