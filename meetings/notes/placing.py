"""Where one's highlights are in what one reads now: found again, moved, or kept as they were."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dasportal.accounts.models import Person
from dasportal.documents.richtext import to_text
from meetings.models import RICH_TEXT_FIELDS, AgendaItem, Attachment, AttachmentVersion
from meetings.permissions import can_read_draft
from meetings.reading import Edition, as_agenda, newest

from .anchors import Anchor, best, compact, page_of, same_page
from .models import Highlight
from .queries import Marked

# --- An item's text -------------------------------------------------------------------------------


def text_of(item: AgendaItem, person: Person) -> str:
    """The words of the item as the person reads it; nothing when they can't."""
    if can_read_draft(person, item.meeting):
        children = item.children.prefetch_related("recommendations", "statements")
        return "\n".join(_live(row) for row in (item, *children))
    edition = newest(item.meeting, person)
    row = edition.item(item.pk) if edition else None
    return "\n".join(_sent(each) for each in (row, *row["children"])) if row else ""


def _live(item: AgendaItem) -> str:
    decision = getattr(item, "decision", None)
    prose = [getattr(item, name) for name in RICH_TEXT_FIELDS]
    prose += [statement.text for statement in item.statements.all()]
    lines = [item.lead_text, *(line.text for line in item.recommendations.all())]
    return _joined(prose, lines, decision.text if decision else "")


def _sent(item: dict[str, Any]) -> str:
    prose = [item[name] for name in RICH_TEXT_FIELDS]
    prose += [statement["html"] for statement in item["statements"]]
    lines = [item["lead"], *(line["text"] for line in item["recommendations"])]
    return _joined(prose, lines, item["decision"]["html"] if item["decision"] else "")


def _joined(prose: list[str], lines: list[str], decision: str) -> str:
    return "\n".join([*map(to_text, prose), *lines, to_text(decision)])


def marked_in(item: AgendaItem, person: Person) -> list[Marked]:
    """One's highlights in the item's text, each with whether its words are there still."""
    marks = list(Highlight.objects.visible_to(person).in_text().filter(item=item))
    if not marks:
        return []
    whole = compact(text_of(item, person))
    return [Marked(mark, there=best(whole, anchor_of(mark)) is not None) for mark in marks]


def anchor_of(mark: Highlight) -> Anchor:
    return Anchor(mark.quote, mark.before, mark.after)


# --- The pages of a bilag -------------------------------------------------------------------------


def version_for(attachment: Attachment, person: Person) -> AttachmentVersion | None:
    """The version that the person reads: the newest, for others than the secretariat the newest
    that was sent. None when there is none, or they can't read it."""
    rows = {row.number: row for row in attachment.versions.all()}
    if can_read_draft(person, attachment.item.meeting):
        return rows.get(max(rows, default=0))
    edition = newest(attachment.item.meeting, person)
    return rows.get(_number_in(edition, attachment) or 0)


def _number_in(edition: Edition | None, attachment: Attachment) -> int | None:
    row = edition.attachment(attachment.pk) if edition else None
    return row["version"] if row else None


def may_read_version(version: AttachmentVersion, person: Person) -> bool:
    """Whether the person has been sent this version of the bilag, and may still read it."""
    attachment = version.attachment
    if not Attachment.objects.visible_to(person).filter(pk=attachment.pk).exists():
        return False
    meeting = attachment.item.meeting
    if can_read_draft(person, meeting):
        return True
    sent = (as_agenda(row, person) for row in meeting.agenda_versions.order_by("-number"))
    editions: Iterable[Edition | None] = (newest(meeting, person), *sent)
    return any(_number_in(edition, attachment) == version.number for edition in editions)


def texts_of(version: AttachmentVersion) -> list[str]:
    """The text of each page; none while it is not read, or was read before pages were told apart."""
    stored = version.file
    texts = stored.text_by_page
    pages = stored.pages or (stored.pdf.pages if stored.pdf else None)
    return texts if stored.text and (len(texts) > 1 or pages == 1) else []


def marked_on(shown: AttachmentVersion, person: Person) -> list[Marked]:
    """One's highlights and page notes in the bilag, as they lie in the version that is shown.

    What was made in another version is found by its words; a note to a whole page follows where
    the page says the same. What is not found is kept, and says where it belongs.
    """
    marks = Highlight.objects.visible_to(person).in_bilag(shown.attachment)
    rows = list(marks.select_related("version__file__pdf"))
    texts = texts_of(shown) if any(row.version_id != shown.pk for row in rows) else []
    placed = [_placed(row, shown, texts) for row in rows]
    return sorted(placed, key=lambda row: (row.page is None, row.page or 0, row.mark.pk))


def _placed(mark: Highlight, shown: AttachmentVersion, texts: list[str]) -> Marked:
    assert mark.version is not None and mark.page is not None  # in_bilag has asked
    if mark.version_id == shown.pk:
        return Marked(mark, page=mark.page)
    if mark.quote:
        page = page_of(texts, anchor_of(mark), mark.page)
    else:
        page = same_page(texts_of(mark.version), texts, mark.page)
    home = f"version {mark.version.number}, side {mark.page}"
    if page is None:
        return Marked(mark, f"Hører til {home}", there=False)
    return Marked(mark, f"Overført fra {home}", page=page)
