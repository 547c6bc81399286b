"""Enquiries in the search: what is asked and what was handed in, indexed as a whole, and found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from dasportal.accounts.models import Person
from dasportal.documents.richtext import to_text
from dasportal.enquiries import values
from dasportal.enquiries.models import Enquiry, Response
from dasportal.enquiries.slots import kind_of
from dasportal.enquiries.snapshot import Snapshot, questions_of, snapshot
from dasportal.worker.locks import lock_until_commit

from .indexing import AT_ONCE, Vector, learn
from .models import EnquiryEntry, TouchedEnquiry
from .queries import Matches, Widened, quoted
from .rows import MOST_TEXT
from .snippets import has_any, marked, snippet
from .words import Question, words_of

MOST = 20  # enquiries shown of one search
ROWS = 200  # looked at, newest first


def refresh_enquiries(most: int = AT_ONCE) -> None:
    """Index the enquiries that have changed, at most so many."""
    waiting = TouchedEnquiry.objects.order_by("enquiry").values_list("enquiry", flat=True)
    for pk in list(waiting.distinct()[:most]):
        index_enquiry(pk)


@transaction.atomic
def index_enquiry(pk: int) -> bool:
    """Index one enquiry anew. False when another process is doing it."""
    if not lock_until_commit(f"search-enquiry:{pk}"):
        return False
    TouchedEnquiry.objects.filter(enquiry=pk).delete()
    EnquiryEntry.objects.filter(enquiry=pk).delete()
    if found := Enquiry.objects.filter(pk=pk).select_related("contact").first():
        rows = list(_rows(found, snapshot(found, at=timezone.now())))
        words = [words_of(found.title, name, text) for _, name, text in rows]
        EnquiryEntry.objects.bulk_create(
            EnquiryEntry(
                enquiry=found, response_id=response, text=text, words=Vector(Value(said)),
                title_words=Vector(Value(words_of(found.title))),
            )
            for (response, _, text), said in zip(rows, words, strict=True)
        )  # fmt: skip
        learn(sorted({word for said in words for word in said}))
    return True


def _rows(enquiry: Enquiry, taken: Snapshot) -> Iterator[tuple[str | None, str, str]]:
    """What is asked; and what each has answered, with its response's id and its name."""
    questions = questions_of(taken)
    asked = [f"{question.text} {question.help}".strip() for question in questions]
    files = [
        f"{title}\n{text[:MOST_TEXT]}"
        for title, text in enquiry.files.values_list("title", "file__text")
    ]
    yield None, "", "\n".join([to_text(enquiry.intro), *asked, *files])
    for row in taken["responses"]:
        if row["answered"]:
            said = (values.text_of(q, row["answers"].get(q.key)) for q in questions)
            yield row["id"], row["name"], "\n".join(filter(None, said))


# --- Finding --------------------------------------------------------------------------------------


@dataclass
class EnquiryHit:
    """An enquiry that has what was asked for, and the places where it stands."""

    enquiry: Enquiry
    kind: str
    title: SafeString
    url: str
    places: list[tuple[str, SafeString]] = field(default_factory=list)


def find_enquiries(
    person: Person, question: Question, words: Sequence[Widened], marks: AbstractSet[str]
) -> list[EnquiryHit]:
    """The enquiries that the person may see with all the words, those named by them first."""
    if not words:
        return []
    wide = " & ".join(f"({quoted(word.all)})" for word in words)
    rows: QuerySet[Any] = EnquiryEntry.objects.visible_to(person).settled()
    rows = rows.filter(Matches(F("words"), Value(wide)))
    for phrase in question.phrases:
        rows = rows.filter(Q(text__icontains=phrase) | Q(enquiry__title__icontains=phrase))
    rows = rows.annotate(in_title=Matches(F("title_words"), Value(wide)))
    rows = rows.select_related(
        "enquiry", "response__party", "response__unit__party", "response__person"
    ).order_by("-in_title", "-enquiry__created_at", "-enquiry", F("response").asc(nulls_first=True))
    addresses = _addresses(person)
    hits: dict[int, EnquiryHit] = {}
    for row in rows.defer("words", "title_words")[:ROWS]:
        hit = hits.setdefault(row.enquiry_id, _hit(row.enquiry, addresses, marks))
        if has_any(row.text, marks):
            where = f"Svar fra {row.response}" if row.response else "Det, der spørges om"
            hit.places.append((where, snippet(row.text, marks)))
    return list(hits.values())[:MOST]


def _hit(enquiry: Enquiry, addresses: dict[int, str] | None, marks: AbstractSet[str]) -> EnquiryHit:
    own = enquiry.get_absolute_url() if addresses is None else addresses[enquiry.pk]
    return EnquiryHit(enquiry, kind_of(enquiry).label, marked(enquiry.title, marks), own)


def _addresses(person: Person) -> dict[int, str] | None:
    """Where a party meets each enquiry: its own answer. None for the secretariat."""
    if person.is_of_secretariat():
        return None
    rows = Response.objects.visible_to(person).order_by("-pk").values_list("enquiry", "pk")
    return {enquiry: reverse("enquiries:response", args=[pk]) for enquiry, pk in rows}
