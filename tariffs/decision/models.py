"""A year's tariffs, or a correction of them, before a meeting; what was decided, and the takstbilag
that came of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from dasportal.accounts.models import Forum, Party
from dasportal.documents.models import PrintedDocument, StoredFile
from dasportal.register.models import Offer
from meetings.models import AgendaItem, Attachment
from tariffs.models import Line, Submission, TariffYear
from tariffs.models.submissions import REPORTING_ROLES

if TYPE_CHECKING:
    from dasportal.accounts.models import Person


class CaseKind(models.TextChoices):
    ANNUAL = "annual", "Årets takster"
    CORRECTION = "correction", "Rettelse"


class CaseStatus(models.TextChoices):
    OPEN = "open", "Ikke besluttet"
    DECIDED = "decided", "Besluttet"


class CaseQuerySet(models.QuerySet["TariffCase"]):
    def visible_to(self, person: Person) -> CaseQuerySet:
        """The secretariat's tool; others read the item and its bilag, and what was decided."""
        return self if person.is_of_secretariat() else self.none()

    def open(self) -> CaseQuerySet:
        return self.filter(status=CaseStatus.OPEN)


@pghistory.track(fields=["year", "submission", "item", "status", "decided"])
class TariffCase(models.Model):
    """What stands undecided of a year, or of one correction, on its way over a meeting's item.

    Without an item it waits for a meeting of `forum`. `snapshot` is the takstbilag (of a correction
    old and new side by side) as it lies under the item, and `basis` the version of each
    submission it was made from, so that nothing is decided but what was read. `content_key` names it,
    `printed_key` what the bilag's file was printed from. `offered` is the text with live figures as
    it was last put in; `stamp` tells whether the year has moved since.
    """

    year = models.ForeignKey(TariffYear, models.PROTECT, related_name="cases")
    kind = models.CharField("Art", max_length=10, choices=CaseKind)
    submission = models.ForeignKey(
        Submission, models.PROTECT, null=True, blank=True, related_name="cases"
    )
    forum = models.ForeignKey(Forum, models.PROTECT, related_name="+", verbose_name="Forum")
    item = models.OneToOneField(
        AgendaItem, models.SET_NULL, null=True, blank=True, related_name="tariff_case"
    )
    follows = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="followed_by"
    )
    status = models.CharField("Status", max_length=7, choices=CaseStatus, default=CaseStatus.OPEN)
    bilag = models.ForeignKey(Attachment, models.SET_NULL, null=True, blank=True, related_name="+")
    snapshot: Any = models.JSONField(default=dict)
    content_key = models.CharField(max_length=64, blank=True)
    printed_key = models.CharField(max_length=64, blank=True)
    print_message = models.CharField(max_length=300, blank=True)
    basis: Any = models.JSONField(default=dict)
    stamp = models.CharField(max_length=200, blank=True)
    offered = models.TextField(blank=True)
    made_at = models.DateTimeField("Opgjort", null=True, blank=True)
    put_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    decided = models.CharField("Besluttet", max_length=300, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = "takstsag"
        verbose_name_plural = "takstsager"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "submission"], condition=Q(status="open"), nulls_distinct=False,
                name="one_open_tariff_case",
            ),
            models.CheckConstraint(
                condition=Q(kind="annual", submission__isnull=True)
                | Q(kind="correction", submission__isnull=False),
                name="tariff_case_of_a_correction_has_it",
            ),
            models.CheckConstraint(
                condition=Q(status="open", decided="", decided_at__isnull=True)
                | (Q(status="decided", decided_at__isnull=False) & ~Q(decided="")),
                name="tariff_case_decided_says_where",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        rest = ": det, der var undtaget" if self.follows_id else ""
        if self.submission is not None:
            return f"Rettelse af takster for {self.year.year}, {self.submission.party}{rest}"
        return f"Takster for {self.year.year}{rest}"

    def get_absolute_url(self) -> str:
        return reverse("decision:case", args=[self.pk])

    @property
    def is_correction(self) -> bool:
        return self.kind == CaseKind.CORRECTION

    @property
    def is_sent(self) -> bool:
        """Whether it lies as it was sent out: from then on nothing refreshes by itself."""
        return self.item is not None and self.item.sent and self.item.meeting.agenda_is_published

    @property
    def is_printed(self) -> bool:
        """Whether the bilag under the item says what the case says."""
        return self.bilag_id is not None and self.printed_key == self.content_key


class Ruled(models.TextChoices):
    """What is decided of that which is not approved. The first two come back as a case for FU."""

    EXCEPTED = "excepted", "Undtaget"
    POSTPONED = "postponed", "Udsat"
    REJECTED = "rejected", "Afvist"


COMES_BACK = (Ruled.EXCEPTED, Ruled.POSTPONED)


class CaseException(models.Model):
    """A party, an offer or a line that is not approved with the rest."""

    case = models.ForeignKey(TariffCase, models.CASCADE, related_name="exceptions")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+", verbose_name="Driftsherre")
    offer = models.ForeignKey(
        Offer, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Tilbud"
    )
    line = models.ForeignKey(
        Line, models.CASCADE, null=True, blank=True, related_name="+", verbose_name="Linje"
    )
    outcome = models.CharField("Udfald", max_length=9, choices=Ruled, default=Ruled.EXCEPTED)
    reason = models.CharField("Begrundelse", max_length=300, blank=True)

    class Meta:
        verbose_name = "undtagelse"
        verbose_name_plural = "undtagelser"
        ordering = ["case", "party__name", "offer__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "party", "offer", "line"], nulls_distinct=False,
                name="excepted_once_in_a_case",
            ),
            models.CheckConstraint(
                condition=Q(line__isnull=True) | Q(offer__isnull=False),
                name="excepted_line_has_its_offer",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        if self.line is not None:
            return f"{self.party}: {self.line} ({self.line.basis})"
        return f"{self.party}: {self.offer}" if self.offer else f"{self.party}: alle linjer"


class LineRuling(models.Model):
    """A line that was not approved when its case was decided. The newest one stands."""

    case = models.ForeignKey(TariffCase, models.PROTECT, related_name="rulings")
    line = models.ForeignKey(Line, models.PROTECT, related_name="rulings")
    outcome = models.CharField("Udfald", max_length=9, choices=Ruled)
    reason = models.CharField("Begrundelse", max_length=300, blank=True)

    class Meta:
        verbose_name = "udfald for en linje"
        verbose_name_plural = "udfald for linjer"
        ordering = ["case", "line"]
        constraints = [models.UniqueConstraint("case", "line", name="line_ruled_once_in_a_case")]

    def __str__(self) -> str:
        return f"{self.line}: {self.get_outcome_display()}"


# --- The takstbilag -------------------------------------------------------------------------------

SEALED_FIELDS = (
    "year", "number", "case", "snapshot", "changes", "decided", "decided_on", "valid_from",
    "content_key",
)  # fmt: skip


class VersionQuerySet(models.QuerySet["AppendixVersion"]):
    def visible_to(self, person: Person) -> VersionQuerySet:
        """What is decided is no secret to those in the cooperation."""
        return self if person.current_roles() else self.none()


class AppendixVersion(PrintedDocument):
    """The takstbilag of a year as it was decided: frozen, numbered, printed and sealed.

    `changes` is what is new since the version before, as `tariffs.decision.changes` says it. `file`
    is the takstbilag as PDF, `change_file` old and new side by side.
    """

    year = models.ForeignKey(TariffYear, models.PROTECT, related_name="appendix_versions")
    number = models.PositiveSmallIntegerField("Version")
    case = models.OneToOneField(TariffCase, models.PROTECT, related_name="version")
    snapshot: Any = models.JSONField()
    changes: Any = models.JSONField(default=list)
    decided = models.CharField("Besluttet", max_length=300)
    decided_on = models.DateField("Dato")
    valid_from = models.DateField("Gælder fra")
    change_file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+"
    )
    record_entry = models.PositiveBigIntegerField("Forseglet som", null=True, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    objects = VersionQuerySet.as_manager()

    class Meta(PrintedDocument.Meta):
        verbose_name = "version af takstbilaget"
        verbose_name_plural = "versioner af takstbilaget"
        ordering = ["-year__year", "-number"]
        constraints = [
            *PrintedDocument.Meta.constraints,
            models.UniqueConstraint("year", "number", name="appendix_version_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="appendix_version_from_one"),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="appendix_version_is_frozen", fields=list(SEALED_FIELDS)),
            pgtrigger.Protect(name="appendix_version_stays", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"Takstbilag {self.year.year}, version {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("decision:version", args=[self.pk])

    @property
    def is_sealed(self) -> bool:
        return self.record_entry is not None


# --- Leaving the agreement ------------------------------------------------------------------------


class Leaving(models.TextChoices):
    EXEMPT = "exempt", "Fortsætter uden for styringsaftalen"
    CLOSED = "closed", "Lukker"


class WithdrawalStatus(models.TextChoices):
    NOTIFIED = "notified", "Meldt"
    APPROVED = "approved", "Godkendt"
    REJECTED = "rejected", "Ikke godkendt"
    TAKEN_BACK = "taken_back", "Taget tilbage"


class WithdrawalQuerySet(models.QuerySet["Withdrawal"]):
    def visible_to(self, person: Person) -> WithdrawalQuerySet:
        """The secretariat all, a party its own; others once it is decided."""
        if person.is_of_secretariat():
            return self
        roles = person.current_roles()
        parties = {role.party_id for role in roles if role.kind in REPORTING_ROLES}
        decided = Q(status__in=[WithdrawalStatus.APPROVED, WithdrawalStatus.REJECTED])
        return self.filter(Q(offer__operator__in=parties) | decided) if roles else self.none()

    def waiting(self) -> WithdrawalQuerySet:
        return self.filter(status=WithdrawalStatus.NOTIFIED)


@pghistory.track(fields=["offer", "year", "how", "leaves_on", "reason", "status"])
class Withdrawal(models.Model):
    """An offer that is to leave styringsaftalen: notified by its operator, decided together with
    the takstbilag of the year."""

    offer = models.ForeignKey(
        Offer, models.PROTECT, related_name="withdrawals", verbose_name="Tilbud"
    )
    year = models.ForeignKey(TariffYear, models.PROTECT, related_name="withdrawals")
    how = models.CharField("Hvad der sker", max_length=6, choices=Leaving, default=Leaving.EXEMPT)
    leaves_on = models.DateField("Udtræder")
    reason = models.CharField("Begrundelse", max_length=300)
    status = models.CharField(
        "Status", max_length=10, choices=WithdrawalStatus, default=WithdrawalStatus.NOTIFIED
    )
    case = models.ForeignKey(
        TariffCase, models.PROTECT, null=True, blank=True, related_name="withdrawals"
    )
    notified_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    notified_at = models.DateTimeField(auto_now_add=True)

    objects = WithdrawalQuerySet.as_manager()

    class Meta:
        verbose_name = "udtræden af styringsaftalen"
        verbose_name_plural = "udtrædener af styringsaftalen"
        ordering = ["year", "offer__operator__name", "offer__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["offer"], condition=Q(status="notified"), name="one_notice_an_offer"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="withdrawal_says_why"),
            models.CheckConstraint(
                condition=Q(status__in=["notified", "taken_back"], case__isnull=True)
                | Q(status__in=["approved", "rejected"], case__isnull=False),
                name="withdrawal_decided_by_a_case",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.offer} ({self.offer.operator})"

    def register_changes(self, decided: str) -> dict[str, Any]:
        """What the register says of the offer once it is decided."""
        if self.how == Leaving.CLOSED:
            return {"closed_on": self.leaves_on}
        return {"coverage": "exempt", "coverage_reason": f"{self.reason} ({decided})"[:300]}


def first_day(year: TariffYear) -> date:
    return date(year.year, 1, 1)
