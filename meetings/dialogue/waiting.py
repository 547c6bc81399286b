"""What waits on Min side: questions to answer, and answers to read."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from dasportal.accounts.models import Person
from dasportal.accounts.permissions import is_secretariat
from dasportal.accounts.slots import Task

from .models import Question
from .queries import newly_answered, unseen_remarks

ONE_BY_ONE = 3


def tasks(person: Person) -> Iterator[Task]:
    """The secretariat's unanswered questions, and the answers one has not read."""
    if is_secretariat(person):
        yield from _to_answer(person)
    for question in newly_answered(person):
        item = question.item
        text = f"Læs svaret på dit spørgsmål til punkt {item.number}, {item.meeting}"
        if question.is_comment:
            text = f"Læs svaret på din kommentar til punkt {item.number}, {item.meeting}"
        yield Task(text, address(question), note="Nyt svar", tone="good")
    yield from _remarks_to_read(person)


def _remarks_to_read(person: Person) -> Iterator[Task]:
    """One task for each item that somebody at home has said something new of."""
    items = {share.item_id: share.item for share in unseen_remarks(person)}
    for item in items.values():
        text = f"Læs bemærkningerne til punkt {item.number}, {item.meeting}, som du har delt"
        url = reverse("dialogue:remarks", args=[item.pk])
        yield Task(text, url, item.meeting.begins, note="Ny bemærkning", tone="info")


def _to_answer(person: Person) -> Iterator[Task]:
    rows = Question.objects.visible_to(person).waiting().exclude(author=person)
    waiting = list(rows.select_related("party", "author", "item__meeting__forum"))
    if len(waiting) > ONE_BY_ONE:
        soonest = min(
            (q.item.meeting.begins for q in waiting if q.item.meeting.begins), default=None
        )
        url = reverse("dialogue:list")
        yield Task(f"Svar på {len(waiting)} spørgsmål til punkter", url, soonest)
        return
    for question in waiting:
        item = question.item
        who = question.party or question.author.name
        text = f"Svar på spørgsmålet fra {who} til punkt {item.number}, {item.meeting}"
        yield Task(text, address(question), item.meeting.begins)


def address(question: Question) -> str:
    return reverse("dialogue:item", args=[question.item_id]) + f"#spm-{question.pk}"
