"""What the secretariat goes through: the lines as they were handed in, and comments on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from dasportal.accounts.models import DANISH
from dasportal.register.models import Offer
from tariffs.models import Line, Submission, TariffYear

if TYPE_CHECKING:
    from dasportal.accounts.models import Person


class Review(models.Model):
    """A submission as it was last handed in, judged once, so that a list of thousands of lines
    judges nothing.

    `fingerprint` stands for all that it was judged by (`judging.fingerprints`): where it is another
    now, the submission is judged anew while its lines lie fast. One that is sent back keeps what
    was handed in: what the party then writes is its own.
    """

    submission = models.OneToOneField(Submission, models.CASCADE, related_name="review")
    fingerprint = models.CharField(max_length=64)
    whole: Any = models.JSONField("Fund om det hele", default=list)
    judged_at = models.DateTimeField("Opgjort", default=timezone.now)

    class Meta:
        verbose_name = "gennemgang"
        verbose_name_plural = "gennemgange"

    def __str__(self) -> str:
        return f"Gennemgang af {self.submission}"


class ReviewLineQuerySet(models.QuerySet["ReviewLine"]):
    def visible_to(self, person: Person) -> ReviewLineQuerySet:
        return self.filter(review__submission__in=Submission.objects.visible_to(person))

    def of_year(self, year: TariffYear) -> ReviewLineQuerySet:
        return self.filter(review__submission__year=year)


class ReviewLine(models.Model):
    """A line as it was handed in, beside what was approved last year, and what was found.

    Amounts are in kroner, changes in percent. `change` is the one that thresholds speak of: the
    real, or the nominal while PL is not known. `line` is empty once the party has taken it out.
    """

    review = models.ForeignKey(Review, models.CASCADE, related_name="lines")
    line = models.OneToOneField(Line, models.SET_NULL, null=True, related_name="reviewed")
    position = models.PositiveIntegerField(default=0)
    offer = models.ForeignKey(Offer, models.PROTECT, related_name="+", verbose_name="Tilbud")
    offer_name = models.CharField("Tilbud", max_length=200, db_collation=DANISH)
    service = models.CharField("Ydelse", max_length=300, db_collation=DANISH)
    basis = models.CharField("Lovgrundlag", max_length=80, blank=True)
    unit = models.CharField("Takstenhed", max_length=6)
    kind = models.CharField(max_length=9)
    is_billed = models.BooleanField("Afregnes")
    places = models.DecimalField("Pladser", max_digits=7, decimal_places=2, null=True)
    occupancy_pct = models.DecimalField("Belægning", max_digits=6, decimal_places=3, null=True)
    budget = models.DecimalField("Budget, kr.", max_digits=14, decimal_places=2, null=True)
    tariff = models.DecimalField("Takst, kr.", max_digits=12, decimal_places=2, null=True)
    last_places = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    last_occupancy_pct = models.DecimalField(max_digits=6, decimal_places=3, null=True)
    last_budget = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    last_tariff = models.DecimalField("Sidste år", max_digits=12, decimal_places=2, null=True)
    real = models.DecimalField("Reel ændring, pct.", max_digits=14, decimal_places=4, null=True)
    nominal = models.DecimalField("Nominelt, pct.", max_digits=14, decimal_places=4, null=True)
    change = models.DecimalField("Ændring, pct.", max_digits=14, decimal_places=4, null=True)
    explanation = models.TextField("Forklaring", blank=True)
    findings: Any = models.JSONField("Fund", default=list)  # [{"code", "severity", "why"}]
    codes: Any = ArrayField(models.CharField(max_length=40), default=list)

    objects = ReviewLineQuerySet.as_manager()

    class Meta:
        verbose_name = "linje til gennemgang"
        verbose_name_plural = "linjer til gennemgang"
        ordering = ["review", "position", "pk"]
        indexes = [models.Index(fields=["review", "offer_name", "position"])]

    def __str__(self) -> str:
        return f"{self.offer_name}, {self.service}"

    @property
    def name(self) -> str:
        """»Botilbud Violen, Boniveau 7 (ABL § 105)«."""
        return f"{self}{f' ({self.basis})' if self.basis else ''}"


class CommentStatus(models.TextChoices):
    WRITTEN = "written", "Ikke sendt"
    SENT = "sent", "Sendt til parten"
    ANSWERED = "answered", "Besvaret"


class LineCommentQuerySet(models.QuerySet["LineComment"]):
    def visible_to(self, person: Person) -> LineCommentQuerySet:
        """The secretariat sees all; a party what has been sent to it."""
        if person.is_of_secretariat():
            return self
        own = Submission.objects.visible_to(person)
        return self.filter(submission__in=own).exclude(status=CommentStatus.WRITTEN)

    def unsent(self) -> LineCommentQuerySet:
        return self.filter(status=CommentStatus.WRITTEN)


@pghistory.track(fields=["status", "text", "answer"])
class LineComment(models.Model):
    """What the secretariat asks about a line. The party sees it when the whole is sent back, and
    answers beside the line. `about` names the line as it was, should it be taken out."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="line_comments")
    line = models.ForeignKey(
        Line, models.SET_NULL, null=True, blank=True, related_name="review_comments"
    )
    about = models.CharField("Linje", max_length=600)
    status = models.CharField("Status", max_length=8, choices=CommentStatus, default="written")
    text = models.CharField("Kommentar", max_length=1000)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField("Sendt", null=True, blank=True)
    answer = models.CharField("Svar", max_length=1000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField("Besvaret", null=True, blank=True)

    objects = LineCommentQuerySet.as_manager()

    class Meta:
        verbose_name = "kommentar til en takstlinje"
        verbose_name_plural = "kommentarer til takstlinjer"
        ordering = ["submission", "written_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="line_comment_says_something"),
            models.CheckConstraint(
                condition=Q(status="written") | Q(sent_at__isnull=False),
                name="line_comment_sent_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(status="answered")
                | (~Q(answer="") & Q(answered_at__isnull=False, answered_by__isnull=False)),
                name="line_comment_answered_has_answer",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | Q(answered_at__gte=F("written_at")),
                name="line_comment_answered_after",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.about}: {self.text}"[:120]
