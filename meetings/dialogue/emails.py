"""Mails about questions. They say that something came and where to read it; never what it says."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from dasportal.accounts.models import Person, Role, RoleKind
from dasportal.mail.models import MailKind
from dasportal.mail.outbox import queue
from meetings.emails import about
from meetings.models import AgendaItem

from .models import Answer, Question, Remark, Share
from .opening import begins


def office() -> list[Person]:
    """Those at the secretariat now, each once."""
    roles = Role.objects.current().filter(kind=RoleKind.SECRETARIAT)
    return list(Person.objects.filter(is_active=True, roles__in=roles).distinct())


def _send(
    person: Person,
    item: AgendaItem,
    template: str,
    *,
    key: str,
    subject: str,
    link: str,
    **more: Any,
) -> None:
    """Queue one mail about the item, told by its number and meeting."""
    meeting = item.meeting
    values = {"person": person, "item": item, "meeting": meeting, "link": link, **more}
    text = render_to_string(f"dialogue/mail/{template}.txt", values)
    queue(
        key=f"{key}:{person.pk}", person=person, subject=f"{subject} punkt {item.number}, {meeting}",
        text=text.strip() + "\n", kind=MailKind.QUESTION, about=about(meeting), link=link,
        until=meeting.begins,
    )  # fmt: skip


def _address(question: Question) -> str:
    path = reverse("dialogue:item", args=[question.item_id])
    return f"{settings.BASE_URL}{path}#spm-{question.pk}"


def asked(question: Question) -> None:
    """Tell the secretariat of a new question or comment."""
    subject = "Kommentar til" if question.is_comment else "Spørgsmål til"
    for person in office():
        if person.pk != question.author_id:
            _send(
                person, question.item, "asked", key=f"question:{question.pk}", subject=subject,
                link=_address(question), question=question,
            )  # fmt: skip


def asked_again(answer: Answer) -> None:
    """Tell the secretariat that the one who asked has asked on."""
    question = answer.question
    for person in office():
        _send(
            person, question.item, "asked_again", key=f"asked-again:{answer.pk}",
            subject="Nyt til spørgsmålet om", link=_address(question), question=question,
        )  # fmt: skip


def answered(answer: Answer) -> None:
    """Tell the one who asked."""
    question = answer.question
    _send(
        question.author, question.item, "answered", key=f"answer:{answer.pk}", subject="Svar til",
        link=_address(question),
    )  # fmt: skip


# --- Sharing --------------------------------------------------------------------------------------


def shared(share: Share, secret: str) -> None:
    """The personal link to somebody at home. The item is told by its number, not by its title."""
    meeting = share.item.meeting
    link = settings.BASE_URL + reverse("dialogue:shared", args=[secret])
    values = {"share": share, "item": share.item, "meeting": meeting, "link": link,
              "until": begins(meeting)}  # fmt: skip
    queue(
        key=f"share:{share.pk}:{share.token_hash[:16]}",
        to=share.email,
        subject=f"{share.shared_by.name} deler et punkt fra {meeting} med dig",
        text=render_to_string("dialogue/mail/shared.txt", values).strip() + "\n",
        kind=MailKind.SHARE,
        about=about(meeting),
    )


def remarked(remark: Remark) -> None:
    """Tell the one who shared that there is a remark."""
    share = remark.share
    link = settings.BASE_URL + reverse("dialogue:remarks", args=[share.item_id])
    _send(
        share.shared_by, share.item, "remarked", key=f"remark:{remark.pk}", subject="Bemærkning til",
        link=link, share=share,
    )  # fmt: skip
