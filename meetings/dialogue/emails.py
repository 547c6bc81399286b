"""Mails about questions. They say that something came and where to read it; never what it says."""

from __future__ import annotations

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from dasportal.accounts.models import Person, Role, RoleKind
from dasportal.mail.models import MailKind
from dasportal.mail.outbox import queue

from .models import Answer, Question


def office() -> list[Person]:
    """Those at the secretariat now, each once."""
    roles = Role.objects.current().filter(kind=RoleKind.SECRETARIAT)
    return list(Person.objects.filter(is_active=True, roles__in=roles).distinct())


def _send(person: Person, question: Question, template: str, *, key: str, subject: str) -> None:
    item = question.item
    link = settings.BASE_URL + reverse("dialogue:item", args=[item.pk]) + f"#spm-{question.pk}"
    values = {"person": person, "question": question, "item": item, "meeting": item.meeting}
    text = render_to_string(f"dialogue/mail/{template}.txt", {**values, "link": link})
    queue(
        key=f"{key}:{person.pk}", person=person, subject=subject, text=text,
        kind=MailKind.QUESTION,
    )  # fmt: skip


def asked(question: Question) -> None:
    """Tell the secretariat of a new question or comment."""
    what = "Kommentar" if question.is_comment else "Spørgsmål"
    for person in office():
        if person.pk != question.author_id:
            _send(
                person, question, "asked", key=f"question:{question.pk}",
                subject=f"{what} til punkt {question.item.number}, {question.item.meeting}",
            )  # fmt: skip


def asked_again(answer: Answer) -> None:
    """Tell the secretariat that the one who asked has asked on."""
    question = answer.question
    for person in office():
        _send(
            person, question, "asked_again", key=f"asked-again:{answer.pk}",
            subject=f"Nyt til spørgsmålet om punkt {question.item.number}, {question.item.meeting}",
        )  # fmt: skip


def answered(answer: Answer) -> None:
    """Tell the one who asked."""
    question = answer.question
    _send(
        question.author, question, "answered", key=f"answer:{answer.pk}",
        subject=f"Svar til punkt {question.item.number}, {question.item.meeting}",
    )  # fmt: skip
