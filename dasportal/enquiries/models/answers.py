"""What is answered: the draft that is typed, and each submission as it was handed in."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from dasportal.accounts.models import DANISH
from dasportal.documents.models import StoredFile

from .questions import Question
from .responses import ANSWERED, Response

if TYPE_CHECKING:
    from dasportal.accounts.models import Person


class Answer(models.Model):
    """The draft answer to one question, as it was typed: also what cannot be read yet is kept.

    `revision` is what a save must build on.
    """

    response = models.ForeignKey(Response, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    value: Any = models.JSONField(default=str)
    revision = models.PositiveIntegerField(default=0)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "delsvar"
        verbose_name_plural = "delsvar"
        constraints = [models.UniqueConstraint("response", "question", name="answered_once")]

    def __str__(self) -> str:
        return f"{self.response}: {self.question}"


class AnswerRevision(models.Model):
    """What an answer was at a save, with who and when."""

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    value: Any = models.JSONField(default=str)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    saved_at = models.DateTimeField()

    class Meta:
        verbose_name = "svarversion"
        verbose_name_plural = "svarversioner"
        ordering = ["answer", "number"]
        constraints = [models.UniqueConstraint("answer", "number", name="answer_revision_once")]

    def __str__(self) -> str:
        return f"{self.answer} v{self.number}"


class AnswerFileQuerySet(models.QuerySet["AnswerFile"]):
    def visible_to(self, person: Person) -> AnswerFileQuerySet:
        """Those who may answer see their own; the secretariat what has been handed in, and what
        it has put in itself."""
        if person.is_of_secretariat():
            handed_in = Q(response__status__in=ANSWERED) & Q(submitted=True)
            return self.filter(handed_in | Q(response__on_behalf=True))
        return self.filter(response__in=Response.objects.visible_to(person))

    def kept(self) -> AnswerFileQuerySet:
        return self.filter(removed_at__isnull=True)


class AnswerFile(models.Model):
    """A file that answers a question of that kind."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    response = models.ForeignKey(Response, models.CASCADE, related_name="files")
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    submitted = models.BooleanField("Afleveret", default=False)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = AnswerFileQuerySet.as_manager()

    class Meta:
        verbose_name = "fil i et svar"
        verbose_name_plural = "filer i svar"
        ordering = ["added_at", "pk"]

    def __str__(self) -> str:
        return self.file.name


class Submission(models.Model):
    """The answers as they were handed in, by key of the question. Nothing overwrites them."""

    response = models.ForeignKey(Response, models.CASCADE, related_name="submissions")
    number = models.PositiveSmallIntegerField()
    answers: Any = models.JSONField()
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField("Afleveret")
    late = models.BooleanField("Efter fristen", default=False)
    on_behalf = models.BooleanField("Skrevet af sekretariatet", default=False)
    received_from = models.CharField("Modtaget fra", max_length=200, blank=True)

    class Meta:
        verbose_name = "aflevering"
        verbose_name_plural = "afleveringer"
        ordering = ["response", "number"]
        constraints = [
            models.UniqueConstraint("response", "number", name="submission_once"),
            models.CheckConstraint(
                condition=Q(on_behalf=False) | ~Q(received_from=""),
                name="on_behalf_says_of_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.response}, svar {self.number}"


class Delegate(models.Model):
    """Somebody with access to the portal whom the party has named to answer this once."""

    response = models.ForeignKey(Response, models.CASCADE, related_name="delegates")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    named_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "udpeget til at svare"
        verbose_name_plural = "udpegede til at svare"
        ordering = ["named_at"]
        constraints = [models.UniqueConstraint("response", "person", name="named_once")]

    def __str__(self) -> str:
        return str(self.person)


class PartAnswerQuerySet(models.QuerySet["PartAnswer"]):
    def visible_to(self, person: Person) -> PartAnswerQuerySet:
        """Whoever is asked for it, and those who answer for the party. Never the secretariat:
        what is gathered inside a party is the party's own until it is handed in."""
        if not person.current_roles():
            return self.none()
        mine = Response.objects.for_person(person)
        return self.filter(Q(person=person) | Q(response__in=mine)).filter(
            response__enquiry__opened_at__isnull=False
        )

    def open(self) -> PartAnswerQuerySet:
        return self.filter(withdrawn_at__isnull=True, taken_at__isnull=True)


class PartAnswer(models.Model):
    """A part of the answer that a colleague is asked for, by a page in the portal or by a link.

    `values` is what was typed, by the question's key. Only the hash of the link's token is kept.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    response = models.ForeignKey(Response, models.CASCADE, related_name="parts")
    questions = models.ManyToManyField(Question, related_name="+", verbose_name="Spørgsmål")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField("Navn", max_length=120, db_collation=DANISH)
    email = models.EmailField("E-mail")
    message = models.CharField("Besked", max_length=500, blank=True)
    due_on = models.DateField("Senest", null=True, blank=True)
    token_hash = models.CharField(max_length=64, unique=True, null=True, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    values: Any = models.JSONField(default=dict, blank=True)
    delivered_at = models.DateTimeField("Modtaget", null=True, blank=True)
    taken_at = models.DateTimeField("Svaret er afleveret", null=True, blank=True)
    withdrawn_at = models.DateTimeField("Trukket tilbage", null=True, blank=True)

    objects = PartAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = "bidrag fra en kollega"
        verbose_name_plural = "bidrag fra kolleger"
        ordering = ["asked_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(token_hash__isnull=False),
                name="part_answer_has_a_way_in",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} til {self.response}"
