"""Closed text in open items, as one of the things an agenda is checked for while it is written.

The gate decides on it when it is sent; here it is shown early, with a link to where it is mended.
"""

from __future__ import annotations

from collections.abc import Iterator

from meetings.models import Meeting
from meetings.preflight import closed
from meetings.preflight.matching import Matcher
from meetings.preflight.outputs import FIELD_NAMES, MENDED_AT, fields_of
from meetings.readiness import ANSWER, Draft, Finding
from meetings.snapshot import flat_items, for_reader


def closed_text(draft: Draft) -> Iterator[Finding]:
    """Titles and texts of closed items and closed bilag that an open item holds."""
    known = draft.snapshot["meeting"].get("id")
    if known is None or not closed.has_secrets(draft.snapshot):
        return
    meeting = Meeting.objects.select_related("forum").get(pk=known)
    texts = {key: file.text for key, file in draft.files.items()}
    matcher = Matcher(closed.secrets_of(meeting, draft.snapshot, texts))
    for item in flat_items(for_reader(draft.snapshot, closed=False)):
        if item["is_stub"]:
            continue
        for field, text in fields_of(item):
            for hit in matcher.find(text):
                yield Finding(
                    code="closed_text",
                    level=ANSWER,
                    message=f"{hit.secret.what} står i {FIELD_NAMES.get(field, field)}.",
                    item=item["id"],
                    number=item["number"],
                    title=item["title"],
                    field=MENDED_AT.get(field, field),
                    by_gate=True,
                )
