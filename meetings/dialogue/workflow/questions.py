"""Asking, answering, changing one's words, hiding them: one verb per step of the table."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from dasportal.accounts.models import Person
from dasportal.accounts.permissions import is_secretariat
from dasportal.accounts.transitions import NotAllowed
from meetings.models import AgendaItem
from meetings.reading import may_read_item

from .. import emails
from ..models import Answer, Audience, Question, QuestionStatus
from ..permissions import can_edit, can_hide, party_in
from .table import QUESTION, check_time, locked, take

LONGEST = 5_000  # characters
STANDS_AFTER = timedelta(minutes=10)  # what stood shorter was a slip, and leaves no trace
EMPTY = "Skriv en tekst."
TOO_LONG = "Teksten er for lang. Der er plads til 5.000 tegn."


def ask(item: AgendaItem, *, text: str, audience: str, by: Person) -> Question:
    """A question on the item, to the secretariat or to all of the forum, waiting for its answer."""
    return _begin(item, "ask", text, audience, by)


def comment(item: AgendaItem, *, text: str, audience: str, by: Person) -> Question:
    """A comment that wants no answer."""
    return _begin(item, "comment", text, audience, by)


@transaction.atomic
def _begin(item: AgendaItem, step: str, text: str, audience: str, by: Person) -> Question:
    fresh = AgendaItem.objects.select_related("meeting__forum", "parent").get(pk=item.pk)
    transition = QUESTION.check(fresh, step, by)
    if not may_read_item(fresh, by):
        raise NotAllowed("Du kan ikke længere læse punktet.")
    check_time(fresh)
    if audience not in Audience.values:
        raise NotAllowed("Vælg, hvem der skal se det.")
    made = Question.objects.create(
        item=fresh,
        author=by,
        party=party_in(by, fresh),
        text=clean_text(text),
        # The secretariat writes to the members: there is nobody else to write to.
        audience=Audience.FORUM if is_secretariat(by) else audience,
        status=transition.target or "",
    )
    emails.asked(made)
    return made


@transaction.atomic
def answer(question: Question, *, text: str, by: Person) -> Answer:
    """The secretariat's answer. The one who asked is told."""
    fresh = take(question, "answer", by, answer_seen_at=None)
    return _tell(_add(fresh, text, by))


@transaction.atomic
def ask_again(question: Question, *, text: str, by: Person) -> Answer:
    """The one who asked asks on below the answer: it waits anew, and the secretariat is told."""
    added = _add(take(question, "ask_again", by), text, by)
    emails.asked_again(added)
    return added


@transaction.atomic
def reply(question: Question, *, text: str, by: Person) -> Answer:
    """A word below it that changes nothing of its status."""
    fresh = locked(question)
    QUESTION.check(fresh, "reply", by)
    own = fresh.author_id == by.pk
    if not own:
        fresh.answer_seen_at = None
        fresh.save(update_fields=["answer_seen_at"])
    added = _add(fresh, text, by)
    return added if own else _tell(added)


@transaction.atomic
def settle(question: Question, *, by: Person) -> Question:
    """The one who asked needs no answer any more."""
    check_time(question.item)
    return take(question, "settle", by)


def respond(question: Question, *, text: str, by: Person) -> Answer:
    """What somebody writes in the field below it: the answer, the next question, or a word."""
    if is_secretariat(by) and question.author_id != by.pk and not question.is_comment:
        return answer(question, text=text, by=by)
    if question.author_id == by.pk and question.status == QuestionStatus.ANSWERED:
        return ask_again(question, text=text, by=by)
    return reply(question, text=text, by=by)


def _add(question: Question, text: str, by: Person) -> Answer:
    if not may_read_item(question.item, by):
        raise NotAllowed("Du kan ikke længere læse punktet.")
    check_time(question.item)
    if question.hidden_at is not None and not is_secretariat(by):
        raise NotAllowed("Det er skjult af sekretariatet, og der kan ikke skrives til det.")
    return Answer.objects.create(
        question=question, author=by, party=party_in(by, question.item), text=clean_text(text),
        from_office=is_secretariat(by),
    )  # fmt: skip


def _tell(added: Answer) -> Answer:
    if added.author_id != added.question.author_id:
        emails.answered(added)
    return added


def clean_text(text: str) -> str:
    """The words as they are stored; NotAllowed when there are none, or too many."""
    clean = text.replace("\r\n", "\n").replace("\x00", "").strip()
    if not clean:
        raise NotAllowed(EMPTY)
    if len(clean) > LONGEST:
        raise NotAllowed(TOO_LONG)
    return clean


@transaction.atomic
def edit(words: Question | Answer, *, text: str, by: Person) -> Question | Answer:
    """Change one's own words. What stood for ten minutes or more stays to be read as earlier."""
    fresh = _held(words)
    if not can_edit(by, fresh):
        raise NotAllowed("Det kan kun rettes af den, der skrev det, og ikke mens det er skjult.")
    check_time(_item_of(fresh))
    clean = clean_text(text)
    if clean == fresh.text:
        return fresh
    now = timezone.now()
    if now - (fresh.edited_at or fresh.written_at) >= STANDS_AFTER:
        fresh.earlier = [*fresh.earlier, {"text": fresh.text, "until": now.isoformat()}]
        fresh.edited_at = now
    fresh.text = clean
    fresh.save()
    return fresh


def _held(words: Question | Answer) -> Question | Answer:
    """The row read anew and held until the transaction ends."""
    if isinstance(words, Question):
        return locked(words)
    rows = Answer.objects.select_for_update(of=("self",))
    return rows.select_related("question__item__meeting__forum", "author").get(pk=words.pk)


def _item_of(words: Question | Answer) -> AgendaItem:
    return words.item if isinstance(words, Question) else words.question.item


@transaction.atomic
def hide(words: Question | Answer, *, reason: str, by: Person) -> Question | Answer:
    """Take words out of the others' sight; their writer still reads them, with the reason."""
    fresh = _held(words)
    _check_hiding(fresh, "hide", by)
    if not reason.strip():
        raise NotAllowed("Skriv, hvorfor det skjules. Grunden vises for den, der skrev det.")
    if fresh.hidden_at is None:
        fresh.hidden_at, fresh.hidden_by = timezone.now(), by
        fresh.hidden_reason = reason.strip()[:300]
        fresh.save()
    return fresh


@transaction.atomic
def show(words: Question | Answer, *, by: Person) -> Question | Answer:
    """Let hidden words be read again."""
    fresh = _held(words)
    _check_hiding(fresh, "show", by)
    fresh.hidden_at, fresh.hidden_by, fresh.hidden_reason = None, None, ""
    fresh.save()
    return fresh


def _check_hiding(words: Question | Answer, step: str, by: Person) -> None:
    if isinstance(words, Question):
        QUESTION.check(words, step, by)
    elif not can_hide(by, words):
        raise NotAllowed("Det kan kun sekretariatet skjule og vise.")


@transaction.atomic
def note_answers_seen(item: AgendaItem, *, by: Person) -> None:
    """Say that one has had the answers to one's own questions on the item before one's eyes."""
    unseen = Question.objects.filter(item=item, author=by, answer_seen_at__isnull=True)
    answered = Answer.objects.exclude(author=by).filter(question__in=unseen)
    unseen.filter(pk__in=answered.values("question")).update(answer_seen_at=timezone.now())
