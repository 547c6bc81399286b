"""Who may ask, answer and hide. Whether it is still time is the workflow's to say."""

from __future__ import annotations

from dasportal.accounts.models import Party, Person
from dasportal.accounts.permissions import is_secretariat, sits_in
from meetings.models import AgendaItem

from .models import PARTY_SITS, Question, Share, Words


def can_ask(person: Person, item: AgendaItem) -> bool:
    """Those who sit in the item's forum, and the secretariat."""
    return is_secretariat(person) or sits_in(person, item.meeting.forum)


def can_answer(person: Person, question: Question) -> bool:
    return is_secretariat(person)


def can_reply(person: Person, question: Question) -> bool:
    """Add a word below it: those who may ask on its item, among those who may read it."""
    return can_ask(person, question.item) and _reads(person, question)


def _reads(person: Person, question: Question) -> bool:
    return Question.objects.visible_to(person).filter(pk=question.pk).exists()


def is_author(person: Person, words: Words) -> bool:
    return words.author_id == person.pk


def can_edit(person: Person, words: Words) -> bool:
    """Its writer, while it is not hidden."""
    return is_author(person, words) and words.hidden_at is None


def can_hide(person: Person, words: Words) -> bool:
    return is_secretariat(person)


def party_in(person: Person, item: AgendaItem) -> Party | None:
    """The party the person sits for in the item's forum, if any."""
    forum = item.meeting.forum_id
    return next(
        (
            role.party
            for role in person.current_roles()
            if role.kind in PARTY_SITS and role.forum_id == forum and role.party_id
        ),
        None,
    )


def can_share(person: Person, item: AgendaItem) -> bool:
    """Member and deputy: the item is theirs to prepare at home."""
    return party_in(person, item) is not None


def can_end_share(person: Person, share: Share) -> bool:
    """The one who shared, and the others who sit for the party in that forum."""
    return Share.objects.visible_to(person).filter(pk=share.pk).exists()
