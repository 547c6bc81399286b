"""What is asked and said about an item before the meeting, and where it is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from dasportal.accounts.models import Party, RoleKind
from meetings.models import AgendaItem

if TYPE_CHECKING:
    from dasportal.accounts.models import Person

PARTY_SITS = (RoleKind.MEMBER, RoleKind.DEPUTY)


class Audience(models.TextChoices):
    OFFICE = "office", "Kun sekretariatet"
    FORUM = "forum", "Alle i forummet"


class QuestionStatus(models.TextChoices):
    WAITING = "waiting", "Venter på svar"
    ANSWERED = "answered", "Besvaret"
    COMMENT = "comment", "Kommentar"  # asks for nothing


class Words(models.Model):
    """What somebody wrote, when, and what it said before they changed it.

    `earlier` holds what stood long enough to be read: {"text", "until"} each, oldest first.
    Hidden words are read by their writer and the secretariat alone, with the reason.
    """

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="Skrevet af"
    )
    party = models.ForeignKey(
        Party, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Part"
    )
    text = models.TextField("Tekst")
    written_at = models.DateTimeField("Skrevet", default=timezone.now)
    edited_at = models.DateTimeField("Rettet", null=True, blank=True)
    earlier = models.JSONField(default=list, blank=True)
    hidden_at = models.DateTimeField("Skjult", null=True, blank=True)
    hidden_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    hidden_reason = models.CharField("Hvorfor den er skjult", max_length=300, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="%(class)s_says_something"),
            models.CheckConstraint(
                condition=Q(hidden_at__isnull=True, hidden_by__isnull=True, hidden_reason="")
                | (Q(hidden_at__isnull=False, hidden_by__isnull=False) & ~Q(hidden_reason="")),
                name="%(class)s_hidden_at_by_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


def sits_for(person: Person, forum: str) -> Q:
    """Rows of a `party` that the person is member or deputy for in the row's forum, which is
    reached by the path `forum`."""
    rows = Q(pk__in=[])
    for role in person.current_roles():
        if role.kind in PARTY_SITS and role.party_id:
            rows |= Q(**{"party": role.party_id, forum: role.forum_id})
    return rows


class QuestionQuerySet(models.QuerySet["Question"]):
    def visible_to(self, person: Person) -> QuestionQuerySet:
        """Questions on items the person may read: those to all of the forum, one's own, and those
        to the secretariat from the party one sits for there. Hidden ones only their writer's."""
        if person.is_of_secretariat():
            return self
        rows = self.filter(item__in=AgendaItem.objects.visible_to(person))
        own_party = sits_for(person, "item__meeting__forum")
        shown = Q(hidden_at__isnull=True)
        return rows.filter(
            Q(author=person) | shown & Q(audience=Audience.FORUM) | shown & own_party
        )

    def waiting(self) -> QuestionQuerySet:
        """Those that nobody has answered yet and that still are to be read."""
        return self.filter(status=QuestionStatus.WAITING, hidden_at__isnull=True)


class Question(Words):
    """A question or a comment on one item. Its status is set by the verbs alone."""

    item = models.ForeignKey(
        AgendaItem, models.PROTECT, related_name="questions", verbose_name="Punkt"
    )
    audience = models.CharField("Hvem ser det?", max_length=6, choices=Audience)
    status = models.CharField("Status", max_length=8, choices=QuestionStatus)
    answer_seen_at = models.DateTimeField("Svaret er set", null=True, blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta(Words.Meta):
        verbose_name = "spørgsmål"
        verbose_name_plural = "spørgsmål"
        ordering = ["written_at", "pk"]
        indexes = [models.Index(fields=["status"], name="question_by_status")]

    @property
    def is_comment(self) -> bool:
        return self.status == QuestionStatus.COMMENT


class AnswerQuerySet(models.QuerySet["Answer"]):
    def visible_to(self, person: Person) -> AnswerQuerySet:
        """Answers to questions the person may read; hidden ones their writer's alone."""
        if person.is_of_secretariat():
            return self
        rows = self.filter(question__in=Question.objects.visible_to(person))
        return rows.filter(Q(hidden_at__isnull=True) | Q(author=person))


class Answer(Words):
    """What is said to a question, below it. One level: an answer is not answered."""

    question = models.ForeignKey(
        Question, models.PROTECT, related_name="answers", verbose_name="Spørgsmål"
    )
    from_office = models.BooleanField("Fra sekretariatet", default=False)

    objects = AnswerQuerySet.as_manager()

    class Meta(Words.Meta):
        verbose_name = "svar"
        verbose_name_plural = "svar"
        ordering = ["written_at", "pk"]
