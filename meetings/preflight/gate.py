"""The gate that nothing leaves by unexamined, and the last look at a finished PDF."""

from __future__ import annotations

from pathlib import Path

from dasportal.accounts.transitions import NotAllowed
from meetings.gates import Answers, Outgoing
from meetings.models import AnswerKind, Meeting
from meetings.preflight import closed
from meetings.preflight.asking import on_paper
from meetings.preflight.channels import CHANNELS
from meetings.preflight.examining import look
from meetings.preflight.matching import Matcher
from meetings.preflight.outputs import words_of_copy
from meetings.preflight.standing import answers_of, standing_of
from meetings.snapshot import Snapshot

HELD_BACK = "PDF'en er holdt tilbage: {what}. Se fortrolighedskontrollen på mødets side, og lav PDF'en igen."


def ask(outgoing: Outgoing) -> Answers:
    """Inside the verb: an edition that has been examined passes by its examination; of one that has
    not, texts, file names and mails are looked through here and now, and its PDFs when they are
    made (`inspect`). NotAllowed says where it stands, without a word of it."""
    standing = standing_of(outgoing)
    if leaks := standing.leaks:
        more = f" og {len(leaks) - 1} andre steder" if len(leaks) > 1 else ""
        raise NotAllowed(
            f"Noget lukket ville komme ud. {leaks[0].told}{more}. "
            "Ret det, eller tilsidesæt fundet med en begrundelse i fortrolighedskontrollen."
        )
    if standing.blocking:
        raise NotAllowed(standing.blocking[0].name)
    if unanswered := standing.unanswered:
        raise NotAllowed(f"Der er noget, du skal have set på først: {unanswered[0]}.")
    return standing.told()


def is_open(outgoing: Outgoing) -> bool:
    """Whether the edition has been looked through in every channel, or nothing in it is closed and
    nothing closed elsewhere stands in it. What remains to be answered is asked on the page itself."""
    standing = standing_of(outgoing)
    if standing.examination is None:
        return not closed.has_secrets(outgoing.snapshot) and not standing.found
    return not standing.leaks


def inspect(meeting: Meeting, snapshot: Snapshot, path: Path, name: str) -> str:
    """Why a finished PDF must not be kept: a closed text stands in it that nobody has overruled."""
    matcher = Matcher(closed.secrets_of(meeting, snapshot, closed.file_texts(snapshot)))
    if not matcher:
        return ""
    answers = answers_of(meeting)
    channel = next(channel for channel in CHANNELS if channel.name == "pdf")
    for row in look(words_of_copy(path, name), matcher, channel, on_paper()[0]):
        answer = answers.get(row.key)
        if answer is None or answer.kind != AnswerKind.OVERRULED:
            return HELD_BACK.format(what=row.told)
    return ""
