"""Looking through what everybody would get, channel by channel, for what is closed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from dasportal.documents.models import StoredFile
from meetings.gates import Outgoing, rehearsal
from meetings.models import Meeting, MinutesVersion
from meetings.preflight import closed, files
from meetings.preflight.asking import Audience, audiences, on_paper
from meetings.preflight.channels import CHANNELS, Channel, NotHere, Rendered, When
from meetings.preflight.matching import Matcher, Secret, hashed
from meetings.snapshot import Snapshot, fingerprint, flat_items


@dataclass(frozen=True)
class Found:
    """A closed text in something that those get who may not read it.

    `secret` names the text and `what` says which it is; `key` names this very finding: that text
    in that place of that channel. `elsewhere` is closed in another meeting: to be looked at.
    """

    secret: str
    what: str
    elsewhere: bool
    channel: str
    label: str
    audience: str
    where: str
    excerpt: str
    url: str
    key: str

    @property
    def told(self) -> str:
        """Which text and where, without a word of it."""
        return f"{self.what} står i: {self.label}, {self.where}"


@dataclass
class Results:
    """What an examination found, as plain values for its row."""

    channels: list[dict[str, Any]] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)
    unread: list[dict[str, str]] = field(default_factory=list)

    def as_values(self) -> dict[str, Any]:
        return {
            "channels": self.channels,
            "found": [asdict(row) for row in self.found],
            "unread": self.unread,
        }


Tell = Callable[[int, str], None]  # per cent, what is done now


def edition_key(meeting: Meeting, snapshot: Snapshot) -> str:
    """Names what would be sent: every word of it, and what its bilag have been made into. The
    version's number is not part of it."""
    ids = [a["file"] for row in flat_items(snapshot) for a in row["attachments"] if a["file"]]
    rows = StoredFile.objects.filter(pk__in=ids).values_list(
        "pk", "sha256", "conversion", "pdf__sha256"
    )
    earlier = {
        a["minutes_of"]
        for row in flat_items(snapshot)
        for a in row["attachments"]
        if a["minutes_of"]
    }
    versions = MinutesVersion.objects.filter(meeting__in=earlier).values_list("sha256", flat=True)
    return fingerprint(
        {
            "snapshot": fingerprint({**snapshot, "version": 0}),
            "files": sorted([str(value) for value in row] for row in rows),
            "minutes": sorted(versions),
        }
    )


def look(
    pieces: Iterable[Rendered], matcher: Matcher, channel: Channel, audience: Audience
) -> Iterator[Found]:
    """What of the secrets stands in these pieces."""
    for piece in pieces:
        for hit in matcher.find(piece.text):
            yield Found(
                secret=hit.secret.key,
                what=hit.secret.what,
                elsewhere=hit.secret.elsewhere,
                channel=channel.name,
                label=channel.label,
                audience=audience.label,
                where=piece.where,
                excerpt=hit.excerpt,
                url=piece.url,
                key=hashed((hit.secret.key, channel.name, piece.name)),
            )


def at_once(outgoing: Outgoing) -> list[Found]:
    """What the texts, file names and mails give away: in milliseconds, also inside the verb."""
    matcher = Matcher(secrets(outgoing))
    if not matcher:
        return []
    found = [
        row
        for channel in CHANNELS
        if channel.when == When.AT_ONCE
        for audience in on_paper()
        if audience.name in channel.audiences
        for row in look(channel.render(outgoing, audience), matcher, channel, audience)
    ]
    return unique(found)


def unique(found: Iterable[Found]) -> list[Found]:
    """Each finding once, however many audiences meet it."""
    return list({row.key: row for row in reversed(list(found))}.values())[::-1]


def secrets(outgoing: Outgoing, *, pages: bool = False) -> list[Secret]:
    """All to look for: what is closed here, and what is closed elsewhere. With `pages`, closed
    bilag whose text has not been read yet are read now."""
    texts = closed.file_texts(outgoing.snapshot)
    unread = [key for key, text in texts.items() if not text] if pages else []
    for row in StoredFile.objects.filter(pk__in=unread).select_related("pdf"):
        texts[str(row.pk)] = files.pages_of(row)
    own = closed.secrets_of(outgoing.meeting, outgoing.snapshot, texts)
    known = {secret.stream for secret in own}
    others = closed.secrets_elsewhere(outgoing.meeting, outgoing.snapshot)
    return own + [secret for secret in others if secret.stream not in known]


def everything(rehearse: Callable[[], Outgoing], tell: Tell) -> tuple[Outgoing, Results]:
    """Do the step in a transaction that is undone, gather what each audience would then get, and
    look through it; then make what takes its time, and look through that.

    `rehearse` takes the step and says what it would send; NotAllowed passes through.
    """
    tell(2, "Udsendelsen prøves af")
    results, gathered = Results(), []
    with rehearsal():
        outgoing = rehearse()
        matcher = Matcher(secrets(outgoing, pages=True))
        for channel in _channels(When.AT_ONCE):
            gathered.append((channel, _gather(channel, outgoing, on_paper())))
        with audiences(outgoing.meeting) as people:
            for channel in _channels(When.REHEARSED):
                gathered.append((channel, _gather(channel, outgoing, people)))
    made = _channels(When.MADE)
    steps = len(gathered) + len(made)
    for done, (channel, pieces) in enumerate(gathered):
        tell(10 + 90 * done // steps, channel.label)
        _take(results, channel, pieces, matcher)
    for done, channel in enumerate(made, start=len(gathered)):
        tell(10 + 90 * done // steps, channel.label)
        _take(results, channel, _gather(channel, outgoing, on_paper()), matcher)
    results.found = unique(results.found)
    results.unread = _unread(outgoing)
    return outgoing, results


def _channels(when: When) -> list[Channel]:
    return [channel for channel in CHANNELS if channel.when == when]


Gathered = tuple[list[tuple[Audience, Rendered]], str]  # the pieces, or why there are none


def _gather(channel: Channel, outgoing: Outgoing, people: list[Audience]) -> Gathered:
    pieces: list[tuple[Audience, Rendered]] = []
    try:
        for audience in people:
            if audience.name in channel.audiences:
                pieces += ((audience, piece) for piece in channel.render(outgoing, audience))
    except NotHere as reason:
        return [], str(reason)
    return pieces, ""


def _take(results: Results, channel: Channel, gathered: Gathered, matcher: Matcher) -> None:
    pieces, note = gathered
    results.channels.append(
        {"name": channel.name, "label": channel.label, "note": note, "pieces": len(pieces)}
    )
    for audience, piece in pieces:
        results.found += look([piece], matcher, channel, audience)


def _unread(outgoing: Outgoing) -> list[dict[str, str]]:
    """Open bilag whose pages hold no words, as pictures do: somebody must look at them. Nothing is
    asked where nothing is closed."""
    from meetings.preflight.outputs import mend

    if not closed.has_secrets(outgoing.snapshot):
        return []
    unread = []
    for item in flat_items(outgoing.snapshot):
        for bilag in item["attachments"]:
            if item["open"] is not True or bilag["closed"] or not bilag["file"]:
                continue
            stored = StoredFile.objects.select_related("pdf").get(pk=bilag["file"])
            if not files.pages_of(stored).strip():
                unread.append({
                    "key": hashed(("unread", stored.sha256)),
                    "what": f"Bilag {bilag['number']} kan ikke læses af portalen",
                    "url": mend(item["id"], "attachments"),
                })  # fmt: skip
    return unread
