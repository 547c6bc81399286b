"""What is closed in a meeting: every text that may not be read by all, as secrets to look for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from dasportal.documents.models import StoredFile
from dasportal.documents.richtext import to_text
from meetings.gathering import following_texts
from meetings.models import AgendaItem, Meeting, Recommendation, StandingItem
from meetings.preflight.matching import Secret, letters, text_secrets, title_secret
from meetings.queries.minutes import SENTENCES
from meetings.snapshot import Snapshot, flat_items

# File names such as »bilag 1.pdf« say nothing of what is in the file.
SHORTEST_NAME = 10  # letters and figures
EMPTY_WORDS = {
    "bilag", "notat", "referat", "dagsorden", "udkast", "endelig", "version", "kopi", "scan",
    "dokument", "oversigt", "takstbilag", "budget", "skema", "fil", "final", "til", "af", "og",
}  # fmt: skip


def secrets_of(
    meeting: Meeting, snapshot: Snapshot, files: Mapping[str, str] | None = None
) -> list[Secret]:
    """All that is closed in the snapshot. `files` gives the text of a stored file by its id."""
    closed = list(_closed_rows(snapshot))
    if not closed:
        return []
    by_right = phrases_by_right(meeting, snapshot)
    found: list[Secret] = []
    for row, bilag_only in closed:
        if not bilag_only:
            found += _of_item(row, by_right)
        for bilag in row["attachments"]:
            if not bilag_only or bilag["closed"]:
                found += _of_attachment(bilag, by_right, files or {})
    return list(dict.fromkeys(found))


def has_secrets(snapshot: Snapshot) -> bool:
    """Whether anything in it is closed."""
    return next(_closed_rows(snapshot), None) is not None


def _closed_rows(snapshot: Snapshot) -> Iterator[tuple[dict[str, Any], bool]]:
    """Each item that is closed, or holds a closed bilag: (item, only its closed bilag)."""
    for top in snapshot["items"]:
        for row in (top, *top["children"]):
            if top["open"] is not True or row["open"] is not True:
                yield row, False
            elif any(bilag["closed"] for bilag in row["attachments"]):
                yield row, True


def _of_item(row: dict[str, Any], by_right: tuple[str, ...]) -> Iterator[Secret]:
    number = row["number"] or "uden nummer"
    generic = {letters(phrase).stream for phrase in by_right}
    title = title_secret(f"Titlen på det lukkede punkt {number}", row["title"])
    if title and title.stream not in generic:
        yield title
    for text in texts_of(row):
        yield from text_secrets(f"Teksten i det lukkede punkt {number}", text, by_right)


def texts_of(row: dict[str, Any]) -> list[str]:
    """What an item says besides its title and its bilag, each text by itself."""
    texts = [to_text(row[name]) for name in ("summary", "background", "presentation")]
    texts += [to_text(said["html"]) for said in row["statements"]]
    texts += [point["text"] for point in row["recommendations"]]
    texts += [row["lead"], row["late_reason"], row["withdrawn_reason"]]
    texts += [note["text"] for note in row["notes"]]
    for told in row.get("committee", []):  # open decisions may be told of beside closed ones
        if not told["open"]:
            texts += [told["title"], to_text(told["html"]), told["reason"]]
    if decision := row["decision"]:
        texts += [to_text(decision["html"]), decision["outcome_note"]]
        texts += [said["words"] for said in decision["positions"]]
        texts += [step["what"] for step in decision["follow_ups"]]
        texts += following_texts(decision)
    return [text for text in texts if text]


def _of_attachment(
    bilag: dict[str, Any], by_right: tuple[str, ...], files: Mapping[str, str]
) -> Iterator[Secret]:
    number = bilag["number"]
    if telling(bilag["title"]) and (
        title := title_secret(f"Titlen på det lukkede bilag {number}", bilag["title"])
    ):
        yield title
    stem = PurePosixPath(bilag["file_name"]).stem
    if telling(stem) and (name := title_secret(f"Filnavnet på det lukkede bilag {number}", stem)):
        yield name
    for text in (bilag["text"], files.get(bilag["file"], "")):
        yield from text_secrets(f"Teksten i det lukkede bilag {number}", text, by_right)


def telling(name: str) -> bool:
    """Whether a bilag's title or file name says something: »bilag 1« and »notat« do not."""
    words = [word for word in letters_of_words(name) if word not in EMPTY_WORDS]
    return sum(map(len, words)) >= SHORTEST_NAME


def letters_of_words(name: str) -> list[str]:
    return [letters(word).stream for word in name.replace("_", " ").replace("-", " ").split()]


def phrases_by_right(meeting: Meeting, snapshot: Snapshot) -> tuple[str, ...]:
    """Phrases that a closed item may share with any open one: the forum's standing items and lead,
    the sentences that the portal itself proposes, and indstillinger that stand word for word in
    open items elsewhere."""
    standing = StandingItem.objects.filter(forum=meeting.forum)
    phrases = [meeting.forum.lead_text, meeting.forum.name, meeting.forum.short_name]
    for title, recommendation, summary in standing.values_list(
        "title", "recommendation", "summary"
    ):
        phrases += [title, recommendation, to_text(summary)]
    phrases += [sentence for group in SENTENCES.values() for sentence in group]
    said = {
        point["text"]
        for row in flat_items(snapshot)
        if row["open"] is not True
        for point in row["recommendations"]
    }
    elsewhere = Recommendation.objects.filter(
        text__in=said, item__is_open=True, item__sent=True
    ).exclude(item__meeting=meeting)
    phrases += elsewhere.values_list("text", flat=True).distinct()
    longest_first = sorted({phrase.strip() for phrase in phrases} - {""}, key=len, reverse=True)
    return tuple(longest_first)


def secrets_elsewhere(meeting: Meeting, snapshot: Snapshot) -> list[Secret]:
    """Closed items of other meetings around the same time: the case may have been copied from
    one. Those that this agenda says it continues, or is a copy of, are left out."""
    items = _closed_elsewhere(meeting)
    by_right = phrases_by_right(meeting, snapshot)
    found: list[Secret] = []
    for item in items:
        where = f"det lukkede punkt {item.number} ({item.meeting})"
        title = title_secret(f"Titlen på {where}", item.title)
        if title and len(title.stream) >= 20:
            found.append(Secret(title.what, title.stream, title=True, elsewhere=True))
        texts: Iterable[str] = (
            to_text(item.summary),
            to_text(item.background),
            to_text(item.presentation),
        )
        for text in texts:
            for secret in text_secrets(f"Teksten i {where}", text, by_right):
                if len(secret.stream) >= 40:
                    found.append(Secret(secret.what, secret.stream, elsewhere=True))
    return list(dict.fromkeys(found))


def _closed_elsewhere(meeting: Meeting) -> Iterable[AgendaItem]:
    from datetime import timedelta

    year = timedelta(days=365)
    own = AgendaItem.objects.filter(meeting=meeting)
    linked = [key for pair in own.values_list("continues", "copied_from") for key in pair if key]
    return (
        AgendaItem.objects.filter(
            is_open=False,
            sent=True,
            meeting__date__range=(meeting.date - year, meeting.date + year),
        )
        .exclude(meeting=meeting)
        .exclude(pk__in=linked)
        .select_related("meeting__forum")
    )


def file_texts(snapshot: Snapshot) -> dict[str, str]:
    """The text that has been read of each stored file of the snapshot, by id."""
    ids = [
        bilag["file"]
        for row in flat_items(snapshot)
        for bilag in row["attachments"]
        if bilag["file"]
    ]
    rows = StoredFile.objects.filter(pk__in=ids).values_list("pk", "text")
    return {str(pk): text for pk, text in rows}
