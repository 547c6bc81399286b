"""What the parties are asked, looked through for closed text before it goes out.

Those who answer for a party are more than those who sit in the forum: what is closed there may not
stand in an enquiry, unless it is marked for a closed case, which its mails then do not name.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from dasportal.accounts.models import Person
from dasportal.accounts.transitions import NotAllowed
from dasportal.documents.richtext import to_text
from dasportal.enquiries.models import Enquiry, Question
from meetings.models import AgendaItem, Meeting
from meetings.preflight import closed, files
from meetings.preflight.matching import Matcher, Secret, text_secrets, title_secret

AROUND = timedelta(days=365)  # older cases are known, or asked about again on purpose
SHORTEST_TITLE = 12  # letters: »Økonomi« says nothing
STOPPED = (
    "Noget lukket ville komme ud. {what} står i: {where}. Ret det, eller sæt kryds ved »Skriv ikke "
    "titlen i mails«, hvis sagen er lukket, og kredsen må kende den."
)


def ask(enquiry: Enquiry, by: Person) -> None:
    """NotAllowed when a closed text stands in the enquiry; it says which and where, without a word
    of it."""
    if enquiry.is_confidential:
        return
    matcher = Matcher(secrets())
    if not matcher:
        return
    for where, text in texts_of(enquiry):
        for hit in matcher.find(text):
            raise NotAllowed(STOPPED.format(what=hit.secret.what, where=where))


def secrets() -> list[Secret]:
    """Titles and texts of what is closed, on any agenda from a year ago on."""
    since = timezone.localdate() - AROUND
    items = AgendaItem.objects.filter(
        Q(is_open=False) | Q(parent__is_open=False), withdrawn=False, meeting__date__gte=since
    )
    rows = items.select_related("meeting__forum").prefetch_related("attachments")
    by_right: dict[int, tuple[str, ...]] = {}
    found: list[Secret] = []
    for item in rows:
        forum = item.meeting.forum_id
        if forum not in by_right:
            by_right[forum] = _by_right(item.meeting)
        found += _of_item(item, by_right[forum])
    return list(dict.fromkeys(found))


def _by_right(meeting: Meeting) -> tuple[str, ...]:
    return closed.phrases_by_right(meeting, {"items": []})


def _of_item(item: AgendaItem, by_right: tuple[str, ...]) -> Iterator[Secret]:
    where = f"det lukkede punkt {item.number or 'uden nummer'} ({item.meeting})"
    named = [(f"Titlen på {where}", item.title)]
    named += [(f"Titlen på et bilag til {where}", row.title) for row in item.attachments.all()]
    for what, title in named:
        secret = title_secret(what, title) if title not in by_right else None
        if secret is not None and len(secret.stream) >= SHORTEST_TITLE:
            yield secret
    for html in (item.summary, item.background, item.presentation):
        yield from text_secrets(f"Teksten i {where}", to_text(html), by_right)


def texts_of(enquiry: Enquiry) -> Iterator[tuple[str, str]]:
    """Every text that the circle gets, by where it stands: (in Danish, text)."""
    yield "titlen", enquiry.title
    yield "indledningen", to_text(enquiry.intro)
    for question in enquiry.questions.all():
        yield "et spørgsmål", _of_question(question)
    for row in enquiry.files.select_related("file__pdf"):
        yield "navnet på en vedlagt fil", f"{row.title}\n{row.file.name}"
        for where, text in files.words_of(row.file):
            yield f"en vedlagt fil, {where}", text


def _of_question(question: Question) -> str:
    labels = [row["label"] for row in (*question.options, *question.columns)]
    return "\n".join([question.text, question.help, *labels, *map(str, question.rows)])
