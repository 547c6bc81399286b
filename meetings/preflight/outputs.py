"""The channels by which the meetings themselves go out: texts, file names, mails, pages, bilag, PDFs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.urls import reverse
from django.utils import timezone

from dasportal.accounts.slots import Slot
from dasportal.documents import press, storage
from dasportal.documents.conversion import pages_of
from dasportal.documents.models import StoredFile
from dasportal.documents.richtext import to_text
from dasportal.mail.models import OutgoingMail
from meetings import calendar, slots
from meetings.changes import changes_for_reader
from meetings.editions import print_to
from meetings.emails import about
from meetings.gates import Outgoing
from meetings.gathering import following_texts, told_texts
from meetings.models import AgendaVersion, DocumentKind, MeetingDocument, MinutesVersion
from meetings.models import Audience as Copy
from meetings.preflight import files
from meetings.preflight.asking import (
    PUBLIC,
    READER,
    RECIPIENTS,
    SIGNED_IN,
    Audience,
)
from meetings.preflight.channels import Channel, NotHere, Rendered, When
from meetings.preflight.matching import words_of_page
from meetings.snapshot import Snapshot, flat_items, for_public, for_reader
from meetings.tasks import file_name
from meetings.views.places import IN_ITEM

FIELD_NAMES = {
    "title": "titlen",
    "summary": "resuméet",
    "background": "baggrunden",
    "presentation": "sagsfremstillingen",
}


def reduced(outgoing: Outgoing, audience: Audience) -> Snapshot:
    """What is left of the snapshot for the audience."""
    if audience.name == PUBLIC:
        return for_public(outgoing.snapshot)
    return for_reader(outgoing.snapshot, closed=False)


def mend(item_id: str, field: str = "") -> str:
    """Where the text of an item is mended."""
    if not item_id:
        return ""
    if field == "decision":
        return reverse("meetings:write", args=[item_id])
    return reverse("meetings:item_edit", args=[item_id]) + f"#{IN_ITEM.get(field, 'felter')}"


# --- Texts ----------------------------------------------------------------------------------------


def texts(outgoing: Outgoing, audience: Audience) -> Iterator[Rendered]:
    """Every text of the open items, each with the place where it is mended."""
    snapshot = reduced(outgoing, audience)
    head = snapshot["meeting"]
    frame = "\n".join(str(head[key]) for key in ("title", "place", "guests"))
    edit = reverse("meetings:edit", args=[outgoing.meeting.pk])
    yield Rendered("mødets ramme", frame, edit)
    for item in flat_items(snapshot):
        if not item["is_stub"]:
            yield from _texts_of(item)
    for row in changes_for_reader(getattr(outgoing.row, "changes", []), closed=False):
        yield Rendered(
            f"listen over ændringer, punkt {row['number']}", f"{row['title']} {row['what']}"
        )
    for note in snapshot.get("notes", []):
        yield Rendered("»Red.:« til referatet", note["text"])


def _texts_of(item: dict[str, Any]) -> Iterator[Rendered]:
    for field, text in fields_of(item):
        if field == "bilagets filnavn":
            continue  # a channel of its own
        name = FIELD_NAMES.get(field, field)
        where = f"punkt {item['number'] or 'uden nummer'}, {name}"
        yield Rendered(
            where, text, mend(item["id"], MENDED_AT.get(field, field)), f"{item['id']}:{name}"
        )


MENDED_AT = {
    "indstillingen": "recommendations",
    "bilagets titel": "attachments",
    "bilagets filnavn": "attachments",
    "bilagets tekst": "attachments",
    "beslutningen": "decision",
    "grunden": "late_reason",
    "det, der samles af sig selv": "gathered",
}


def fields_of(item: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Every text of an item, by its field, or by what it is called in Danish."""
    yield "title", item["title"]
    for name in ("summary", "background", "presentation"):
        yield name, to_text(item[name])
    for said in item["statements"]:
        yield (
            f"udtalelsen fra {said['body']}",
            f"{said['body']} {to_text(said['html'])} {said['source']}",
        )
    yield "indstillingen", "\n".join([item["lead"], *(r["text"] for r in item["recommendations"])])
    yield "grunden", f"{item['late_reason']} {item['withdrawn_reason']} {item['continues']}"
    yield "fremlæggeren", f"{item['presenter']} {item['concerns_label']}"
    yield "gæsterne", "\n".join(f"{g['name']} {g['organisation']}" for g in item["guests"])
    for text, is_html in told_texts(item):
        yield "det, der samles af sig selv", to_text(text) if is_html else text
    for bilag in item["attachments"]:
        yield "bilagets titel", bilag["title"]
        yield "bilagets filnavn", bilag["file_name"]
        yield "bilagets tekst", bilag["text"]
    for note in item["notes"]:
        yield "»Red.:«", note["text"]
    if decision := item["decision"]:
        said = [to_text(decision["html"]), decision["outcome_note"]]
        said += [position["words"] for position in decision["positions"]]
        said += [f"{step['what']} {step['owner']}" for step in decision["follow_ups"]]
        said += following_texts(decision)
        yield "beslutningen", "\n".join(said)


# --- File names and mails -------------------------------------------------------------------------


def file_names(outgoing: Outgoing, audience: Audience) -> Iterator[Rendered]:
    """What the files are called that the audience can fetch."""
    for item in flat_items(reduced(outgoing, audience)):
        for bilag in item["attachments"]:
            if bilag["file_name"]:
                yield Rendered(
                    f"bilag {bilag['number']}", bilag["file_name"], mend(item["id"], "attachments"),
                    f"{bilag['id']}:navn",
                )  # fmt: skip
    for copy in _copies(outgoing, Copy.OPEN):
        yield Rendered("PDF'ens filnavn", file_name(copy))


def mails(outgoing: Outgoing, audience: Audience) -> Iterator[Rendered]:
    """The mails that the step has queued: subject, text and what hangs on them."""
    since = getattr(outgoing.row, "sent_at", None) or getattr(outgoing.row, "created_at", None)
    if since is None:
        return
    rows = OutgoingMail.objects.filter(about=about(outgoing.meeting).key, queued_at__gte=since)
    said: dict[str, Rendered] = {}
    for mail in rows.prefetch_related("attachments").select_related("person"):
        text = f"{mail.subject}\n{mail.text}"
        said.setdefault(text, Rendered(f"mail til {mail.person or mail.to}", text, place=mail.kind))
        for part in mail.attachments.all():
            said.setdefault(
                part.content, Rendered(f"{part.name} i mail", part.content, place=part.name)
            )
    yield from said.values()


# --- Pages ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Pages:
    """Addresses where the meeting shows to somebody signed in: `addresses(outgoing)` yields
    (what the page is, its address). Those that must not be there for the audience are asked too."""

    name: str
    addresses: Callable[[Outgoing], Iterator[tuple[str, str]]]
    position: int = 50


PAGES: Slot[Pages] = Slot("meetings.preflight.pages")


def reading_pages(outgoing: Outgoing) -> Iterator[tuple[str, str]]:
    """The pages of the meetings themselves: lists, the meeting, its versions, every item, closed
    ones and closed bilag among them."""
    pk = outgoing.meeting.pk
    yield "Min side", reverse("accounts:home")
    yield "listen over møder", reverse("meetings:list")
    yield "mødets side", reverse("meetings:meeting", args=[pk])
    yield "opfølgning", reverse("meetings:follow_ups")
    if isinstance(outgoing.row, AgendaVersion):
        yield "den udsendte version", reverse("meetings:version", args=[pk, outgoing.row.number])
    if isinstance(outgoing.row, MinutesVersion):
        yield "referatet", reverse("meetings:minutes", args=[pk])
    for item in flat_items(outgoing.snapshot):
        yield f"punkt {item['number']}", reverse("meetings:item", args=[item["id"]])
        for bilag in item["attachments"]:
            address = reverse("meetings:attachment_download", args=[bilag["id"]])
            yield f"bilag {bilag['number']}", address


PAGES.add(Pages("meetings", reading_pages, 10))


def pages(outgoing: Outgoing, audience: Audience) -> Iterator[Rendered]:
    """Each page as the audience gets it; one that is not there for them says nothing."""
    for group in PAGES:
        for where, address in group.addresses(outgoing):
            page = audience.read(address)
            if page.text:
                yield Rendered(where, words_of_page(page.text), address, address)


def calendars(outgoing: Outgoing, audience: Audience) -> Iterator[Rendered]:
    """The personal calendar as the audience would fetch it."""
    if audience.person is not None:
        entries = (entry for source in slots.CALENDAR for entry in source.entries(audience.person))
        edit = reverse("meetings:edit", args=[outgoing.meeting.pk])
        yield Rendered("kalenderen", calendar.feed(entries, name="DAS-portalen"), edit)


# --- Bilag and PDFs -------------------------------------------------------------------------------


def bilag(outgoing: Outgoing, audience: Audience) -> Iterator[Rendered]:
    """Every open bilag's file: its pages, and what it says of itself."""
    rows = [(i, a) for i in flat_items(reduced(outgoing, audience)) for a in i["attachments"]]
    stored = StoredFile.objects.select_related("pdf").in_bulk(
        [a["file"] for _, a in rows if a["file"]]
    )
    known = {str(key): file for key, file in stored.items()}
    for item, row in rows:
        if file := known.get(row["file"]):
            for where, text in files.words_of(file):
                yield Rendered(
                    f"bilag {row['number']}, {where}", text, mend(item["id"], "attachments"),
                    f"{row['id']}:{where}",
                )  # fmt: skip


def printed(outgoing: Outgoing, audience: Audience) -> Iterator[Rendered]:
    """The PDFs as they will be: the words of every page, properties, XMP and bookmarks."""
    if not press.available():
        raise NotHere("PDF er slået fra på denne maskine, så der laves ingen.")
    for copy in _copies(outgoing, Copy.PUBLIC if audience.name == PUBLIC else Copy.OPEN):
        with storage.workspace() as folder:
            target = folder / "copy.pdf"
            print_to(copy, target)
            yield from words_of_copy(target, copy.get_kind_display())


def words_of_copy(path: Path, name: str) -> Iterator[Rendered]:
    """Every word of a finished PDF."""
    for number, text in enumerate(pages_of(path), start=1):
        yield Rendered(f"{name}, side {number}", text, place=name)
    yield Rendered(f"{name}, egenskaber og bogmærker", files.metadata(path))


def _copies(outgoing: Outgoing, audience: str) -> list[MeetingDocument]:
    """Unsaved rows for the PDFs that would be made for the audience; those without bilag hold
    nothing that the others do not."""
    minutes = outgoing.snapshot["kind"] == "minutes"
    now, number = timezone.now(), outgoing.snapshot["version"] or 1
    common = {"meeting": outgoing.meeting, "audience": audience, "with_attachments": True}
    if minutes:
        shown = MinutesVersion(
            meeting=outgoing.meeting, number=number, snapshot=outgoing.snapshot, created_at=now,
            kind=outgoing.row.kind if isinstance(outgoing.row, MinutesVersion) else "approved",
        )  # fmt: skip
        return [MeetingDocument(kind=DocumentKind.MINUTES, minutes_version=shown, **common)]
    version = AgendaVersion(
        meeting=outgoing.meeting, number=number, snapshot=outgoing.snapshot, sent_at=now,
        changes=getattr(outgoing.row, "changes", []),
    )  # fmt: skip
    kinds = [DocumentKind.AGENDA] + (
        [DocumentKind.DELTA] if version.changes and audience != Copy.PUBLIC else []
    )
    return [MeetingDocument(kind=kind, agenda_version=version, **common) for kind in kinds]


OWN = (
    Channel("texts", "Teksterne", texts, When.AT_ONCE, (READER,), 10),
    Channel("file_names", "Filnavne", file_names, When.AT_ONCE, (READER,), 20),
    Channel("mails", "Mails", mails, When.AT_ONCE, (RECIPIENTS,), 30),
    Channel("pages", "Siderne i portalen", pages, When.REHEARSED, SIGNED_IN, 40),
    Channel("calendar", "Kalender", calendars, When.REHEARSED, SIGNED_IN, 45),
    Channel("bilag", "Bilagenes indhold", bilag, When.MADE, (READER,), 50),
    Channel("pdf", "PDF", printed, When.MADE, (READER, PUBLIC), 60),
)
