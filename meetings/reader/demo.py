"""What members have opened of a sent agenda, and what has changed in it since."""

from __future__ import annotations

from collections.abc import Mapping, Set

from dasportal.accounts.models import Person, RoleKind
from dasportal.documents.files import store
from meetings import workflow
from meetings.demo import files
from meetings.demo.content import AGREEMENT, DIALOGUE, TARIFF_MODEL
from meetings.models import AgendaItem, Attachment, Meeting
from meetings.reading import newest_agenda
from meetings.snapshot import flat_items

from .bilag import note_page
from .marking import note_opened

READ_TO = 2  # pages of the bilag
NEWER_BILAG = "Takstmodel Aalborg, rettet.pdf"
CHANGED = (
    "<p>Sekretariatet foreslår, at der vælges højst tre fokusområder, og at hvert får en ejer, et "
    "mål, en slutdato og et budget.</p>"
)


def build(made: Mapping[str, Meeting]) -> None:
    """`made` are the demo's meetings by what they show. Some read the first version; then a text
    and a bilag are changed, and the agenda is sent again."""
    meeting = made["agenda_sent"]
    everything = {item.title for item in meeting.items.all()}
    _read(meeting, "813", everything)
    _read(meeting, "846", {DIALOGUE.title})
    _read(meeting, "851", set())  # the agenda, and none of its items; the region has opened nothing
    _change(meeting)


def _read(meeting: Meeting, code: str, titles: Set[str]) -> None:
    member = Person.objects.filter(
        roles__kind=RoleKind.MEMBER, roles__party__code=code, roles__forum=meeting.forum
    ).order_by("pk")[0]
    edition = newest_agenda(meeting, member)
    assert edition is not None  # it was sent a moment ago
    opened = [row["id"] for row in flat_items(edition.snapshot) if row["title"] in titles]
    note_opened(member, meeting, edition, opened)
    if TARIFF_MODEL.title in titles:
        bilag = _bilag(meeting)
        note_page(member, bilag, bilag.versions.get().file, READ_TO)


def _bilag(meeting: Meeting) -> Attachment:
    return Attachment.objects.get(item__meeting=meeting, item__title=TARIFF_MODEL.title)


def _change(meeting: Meeting) -> None:
    office = Person.objects.filter(roles__kind=RoleKind.SECRETARIAT).order_by("pk")[0]
    item = AgendaItem.objects.select_related("meeting").get(meeting=meeting, title=AGREEMENT.title)
    base = workflow.revision_of(item, "presentation")
    workflow.save_text(item, field="presentation", value=CHANGED, base_revision=base, by=office)
    newer = store(files.make(NEWER_BILAG), name=f"{_bilag(meeting).title}.pdf", by=office)
    workflow.replace_attachment(_bilag(meeting), file=newer, by=office)
    workflow.send_changes(meeting, by=office)
