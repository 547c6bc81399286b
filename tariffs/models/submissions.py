"""What one party reports in a year: its yearly submission, and corrections of what was approved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from dasportal.accounts.models import Party, RoleKind, Unit
from dasportal.documents.models import StoredFile

from .years import TariffYear

if TYPE_CHECKING:
    from dasportal.accounts.models import Person

REPORTING_ROLES = (RoleKind.TARIFF_REPORTER, RoleKind.MEMBER, RoleKind.DEPUTY)


class SubmissionKind(models.TextChoices):
    ANNUAL = "annual", "Årets takster"
    CORRECTION = "correction", "Rettelse"


class SubmissionStatus(models.TextChoices):
    DRAFT = "draft", "Kladde"
    SUBMITTED = "submitted", "Indsendt"
    RETURNED = "returned", "Sendt retur"
    ACCEPTED = "accepted", "Taget imod"
    APPROVED = "approved", "Godkendt"


OPEN_FOR_PARTY = (SubmissionStatus.DRAFT, SubmissionStatus.RETURNED)


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def visible_to(self, person: Person) -> SubmissionQuerySet:
        """The secretariat sees all, a party's people their own. Another party's is not there."""
        if person.is_of_secretariat():
            return self
        parties = {r.party_id for r in person.current_roles() if r.kind in REPORTING_ROLES}
        return self.filter(party__in=parties)

    def annual(self) -> SubmissionQuerySet:
        return self.filter(kind=SubmissionKind.ANNUAL)


@pghistory.track(fields=["year", "party", "kind", "status", "on_behalf", "reason", "valid_from"])
class Submission(models.Model):
    """The lines one party reports: once a year, and again for each correction.

    A correction says why, from when, whether bills went out, and who buys there and is told.
    """

    year = models.ForeignKey(
        TariffYear, models.PROTECT, related_name="submissions", verbose_name="Takstår"
    )
    party = models.ForeignKey(
        Party, models.PROTECT, related_name="tariff_submissions", verbose_name="Driftsherre"
    )
    kind = models.CharField("Art", max_length=10, choices=SubmissionKind, default="annual")
    number = models.PositiveSmallIntegerField("Nummer", default=0)  # of a correction, from 1
    status = models.CharField("Status", max_length=9, choices=SubmissionStatus, default="draft")
    reason = models.CharField("Hvorfor der rettes", max_length=500, blank=True)
    valid_from = models.DateField("Gælder fra")
    bills_sent = models.BooleanField("Der er sendt regninger", null=True, blank=True)
    buyers = models.ManyToManyField(
        Party, blank=True, related_name="+", verbose_name="Køber pladser og skal have besked"
    )
    on_behalf = models.BooleanField("Skrevet af sekretariatet", default=False)
    return_reason = models.CharField("Hvad der skal rettes", max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    submitted_at = models.DateTimeField("Indsendt", null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    late = models.BooleanField("Efter fristen", default=False)
    edition = models.PositiveIntegerField(default=0, editable=False)  # grows with every writing
    progress: Any = models.JSONField(null=True, editable=False)  # tariffs/progress.py

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = "takstindberetning"
        verbose_name_plural = "takstindberetninger"
        ordering = ["-year__year", "party__name", "number"]
        constraints = [
            models.UniqueConstraint("year", "party", "number", name="submission_numbered_once"),
            models.UniqueConstraint(
                fields=["year", "party"], condition=Q(kind="annual"),
                name="one_annual_submission_a_party",
            ),
            models.UniqueConstraint(
                fields=["year", "party"],
                condition=Q(kind="correction", status__in=["draft", "returned"]),
                name="one_open_correction_a_party",
            ),
            models.CheckConstraint(
                condition=Q(kind="annual", number=0) | Q(kind="correction", number__gt=0),
                name="corrections_are_numbered",
            ),
            models.CheckConstraint(
                condition=Q(kind="annual") | Q(status="draft") | ~Q(reason=""),
                name="correction_handed_in_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(status="returned") | ~Q(return_reason=""),
                name="submission_returned_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["submitted", "returned", "accepted"])
                | Q(submitted_at__isnull=False),
                name="submission_handed_in_has_time",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        what = f"rettelse {self.number}" if self.kind == SubmissionKind.CORRECTION else "takster"
        return f"{self.party}, {what} {self.year.year}"

    @property
    def is_correction(self) -> bool:
        return self.kind == SubmissionKind.CORRECTION

    @property
    def is_open_for_party(self) -> bool:
        return self.status in OPEN_FOR_PARTY


class TariffModel(models.TextChoices):
    AVERAGE = "average", "Én gennemsnitstakst"
    LEVELS = "levels", "Boniveauer"
    ACTIVITY = "activity", "Grundtakst og aktivitetstakst"
    COURSE = "course", "Takst pr. forløb"
    MIXED = "mixed", "Flere modeller"


class UnitModel(models.Model):
    """How a party, or a unit of it, sets its tariffs in a year. What follows from it: under levels
    it is the levels that are billed, and the average only informs."""

    year = models.ForeignKey(TariffYear, models.CASCADE, related_name="models")
    party = models.ForeignKey(
        Party, models.PROTECT, related_name="tariff_models", verbose_name="Driftsherre"
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Enhed"
    )
    model = models.CharField("Takstmodel", max_length=8, choices=TariffModel)

    class Meta:
        verbose_name = "takstmodel"
        verbose_name_plural = "takstmodeller"
        ordering = ["year", "party__name", "unit__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "party", "unit"], nulls_distinct=False, name="one_model_a_unit"
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit or self.party}: {self.get_model_display()}"


class SubmissionVersionQuerySet(models.QuerySet["SubmissionVersion"]):
    def visible_to(self, person: Person) -> SubmissionVersionQuerySet:
        return self.filter(submission__in=Submission.objects.visible_to(person))


class SubmissionVersion(models.Model):
    """A submission as it was at a step, with who and when. Nothing overwrites it.

    `made_by` is empty for what was laid in at the command line. `receipt` is the PDF of what was
    handed in, made once out of the snapshot.
    """

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField("Version")
    step = models.CharField("Trin", max_length=20)
    snapshot: Any = models.JSONField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField("Lagt fast")
    on_behalf = models.BooleanField("Af sekretariatet for parten", default=False)
    receipt = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="Kvittering",
    )  # fmt: skip

    objects = SubmissionVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "version af en takstindberetning"
        verbose_name_plural = "versioner af takstindberetninger"
        ordering = ["submission", "number"]
        constraints = [
            models.UniqueConstraint("submission", "number", name="submission_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.submission}, version {self.number}"


class AuditorStatementQuerySet(models.QuerySet["AuditorStatement"]):
    def visible_to(self, person: Person) -> AuditorStatementQuerySet:
        return self.filter(submission__in=Submission.objects.visible_to(person))


class AuditorStatement(models.Model):
    """A revisorpåtegning, where the year asks for one. A party of several units may have several."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="statements")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="Fil")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField("Lagt ind", default=timezone.now)
    on_behalf = models.BooleanField("Af sekretariatet for parten", default=False)

    objects = AuditorStatementQuerySet.as_manager()

    class Meta:
        verbose_name = "revisorpåtegning"
        verbose_name_plural = "revisorpåtegninger"
        ordering = ["submission", "added_at", "pk"]
        constraints = [
            models.UniqueConstraint("submission", "file", name="statement_once_in_a_submission")
        ]

    def __str__(self) -> str:
        return self.file.name
