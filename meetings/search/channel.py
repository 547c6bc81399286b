"""The search as a channel of the preflight: what each role would find once the step is taken."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from ..gates import Outgoing
from ..preflight.asking import Audience
from ..preflight.channels import Rendered
from .indexing import index
from .models import Entry


def found(outgoing: Outgoing, audience: Audience) -> Iterator[Rendered]:
    """Every row of the meeting that the audience's searches could answer with."""
    if audience.person is None:
        return
    index(outgoing.meeting.pk)
    rows = Entry.objects.visible_to(audience.person).filter(meeting=outgoing.meeting)
    for row in rows.defer("words", "title_words"):
        yield Rendered(
            f"søgning, punkt {row.number}, {row.get_kind_display().lower()}",
            f"{row.title}\n{row.heading}\n{row.text}",
            reverse("meetings:item_edit", args=[row.item_id]),
            f"{row.item_id}:{row.kind}:{row.attachment_id}",
        )
