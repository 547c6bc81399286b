"""Objective financing: schemes, a year's shares in one or more scenarios, and the takstblad."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from dasportal.accounts.models import DANISH, Party
from dasportal.register.models import AgeGroup

if TYPE_CHECKING:
    from dasportal.accounts.models import Person


def reads(person: Person) -> bool:
    """Somebody who today has a role in a party or a forum, or is of the secretariat."""
    return any(
        role.kind == "secretariat" or role.party_id is not None or role.forum_id is not None
        for role in person.current_roles()
    )


class KeyKind(models.TextChoices):
    CHILDREN = AgeGroup.CHILDREN.value, AgeGroup.CHILDREN.label
    ALL = AgeGroup.ALL.value, AgeGroup.ALL.label
    TYPED = "typed", "Indtastet nøgle"


class Method(models.TextChoices):
    PLAIN = "plain", "Almindelig afrunding"
    LARGEST = "largest", "Største rest"
    OPERATOR = "operator", "Driftsherren tager resten"


class SchemeQuerySet(models.QuerySet["Scheme"]):
    def visible_to(self, person: Person) -> SchemeQuerySet:
        """All for the secretariat; for others those of which something has been laid fast."""
        if person.is_of_secretariat():
            return self
        if not reads(person):
            return self.none()
        laid = Scenario.objects.filter(scheme=models.OuterRef("pk"), status__in=LAID_FAST)
        sheets = RateSheet.objects.filter(scheme=models.OuterRef("pk"), status="approved")
        return self.filter(models.Exists(laid) | models.Exists(sheets))


@pghistory.track()
class Scheme(models.Model):
    """What the parties pay for together by a key: Børnehus Nord, Socialtilsyn Nord, the deficit of
    a new offer. A table made from it keeps what held when it was made."""

    name = models.CharField("Navn", max_length=120, unique=True, db_collation=DANISH)
    slug = models.SlugField("Kortnavn i adresser", unique=True)
    about = models.TextField("Hvad ordningen dækker", blank=True)
    key_kind = models.CharField("Fordelingsnøgle", max_length=8, choices=KeyKind)
    key_label = models.CharField(
        "Hvad den indtastede nøgle tæller", max_length=60, blank=True,
        help_text="Fx »Pladser i brug«. Udfyldes kun, når nøglen indtastes.",
    )  # fmt: skip
    operator = models.ForeignKey(
        Party, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Driftsherre"
    )
    participants = models.ManyToManyField(
        Party, related_name="objective_schemes", verbose_name="Hvem er med?"
    )
    objective_pct = models.DecimalField(
        "Objektiv del af budgettet i pct.", max_digits=5, decimal_places=2, null=True, blank=True,
        help_text="Udfyldes, når resten af budgettet betales af takster.",
    )  # fmt: skip
    unit = models.CharField(
        "Hvad taksten betales for", max_length=40, blank=True,
        help_text="Fx »sag«. Udfyldes kun, når ordningen også har en takst.",
    )  # fmt: skip

    objects = SchemeQuerySet.as_manager()

    class Meta:
        verbose_name = "ordning"
        verbose_name_plural = "ordninger"
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(objective_pct__isnull=True)
                | Q(objective_pct__gt=0, objective_pct__lte=100),
                name="scheme_objective_part_is_a_part",
                violation_error_message="Den objektive del skal være over 0 og højst 100 pct.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("objective:scheme", args=[self.slug])


class ScenarioStatus(models.TextChoices):
    DRAFT = "draft", "Kladde"
    CHOSEN = "chosen", "Valgt forslag"
    APPROVED = "approved", "Lagt fast"
    REPLACED = "replaced", "Erstattet"


LAID_FAST = (ScenarioStatus.APPROVED, ScenarioStatus.REPLACED)
UNDER_WAY = (ScenarioStatus.DRAFT, ScenarioStatus.CHOSEN)


class ScenarioQuerySet(models.QuerySet["Scenario"]):
    def visible_to(self, person: Person) -> ScenarioQuerySet:
        """All for the secretariat; what has been laid fast for those with a role in a party or a
        forum; a draft for nobody else."""
        if person.is_of_secretariat():
            return self
        return self.filter(status__in=LAID_FAST) if reads(person) else self.none()

    def current(self) -> ScenarioQuerySet:
        """Those that hold: one a scheme and year."""
        return self.filter(status=ScenarioStatus.APPROVED)


@pghistory.track(exclude=["snapshot"])
class Scenario(models.Model):
    """One way to share a year's amount; several stand side by side until one is laid fast.

    The amount is typed, or is the objective part of a budget; less an earlier surplus (a deficit is
    negative), of which `earlier_pct` belongs to the objective part and the rest to the tariff. All
    amounts are whole kroner. When it is laid fast its table is frozen in `snapshot`.
    """

    scheme = models.ForeignKey(
        Scheme, models.PROTECT, related_name="scenarios", verbose_name="Ordning"
    )
    year = models.PositiveSmallIntegerField("År")
    name = models.CharField("Forslagets navn", max_length=80, default="Forslag")
    status = models.CharField(
        "Status", max_length=8, choices=ScenarioStatus, default=ScenarioStatus.DRAFT
    )
    total = models.BigIntegerField("Beløb til fordeling", null=True, blank=True)
    budget = models.PositiveBigIntegerField("Budget", null=True, blank=True)
    objective_pct = models.DecimalField(
        "Objektiv del i pct.", max_digits=5, decimal_places=2, null=True, blank=True
    )
    earlier_result = models.BigIntegerField("Tidligere overskud", default=0)
    earlier_year = models.PositiveSmallIntegerField("Fra hvilket år", null=True, blank=True)
    earlier_pct = models.DecimalField(
        "Heraf til den objektive del i pct.", max_digits=5, decimal_places=2, default=100
    )
    cases = models.PositiveIntegerField("Antal sager", null=True, blank=True)
    method = models.CharField("Afrunding", max_length=8, choices=Method)
    exact = models.BooleanField("Regn med øre", default=False)
    key_date = models.DateField("Nøglen er opgjort pr.")
    key_source = models.CharField("Kilde", max_length=200)
    price_level = models.PositiveSmallIntegerField("Prisniveau")
    pl_pct = models.DecimalField(
        "Fremskrivning af sidste år i pct.", max_digits=5, decimal_places=2, null=True, blank=True
    )
    stated = models.BooleanField("Beløbene er som i den gamle tabel", default=False)
    note = models.TextField("Bemærkning", blank=True)
    revision = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(auto_now=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    snapshot = models.JSONField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    decision = models.CharField("Hvor det er besluttet", max_length=200, blank=True)
    approved_at = models.DateTimeField("Lagt fast", null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ScenarioQuerySet.as_manager()

    class Meta:
        verbose_name = "fordeling"
        verbose_name_plural = "fordelinger"
        ordering = ["scheme__name", "-year", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "year"], condition=Q(status="approved"),
                name="one_scenario_laid_fast_a_year",
            ),
            models.UniqueConstraint(
                fields=["scheme", "year"], condition=Q(status="chosen"),
                name="one_scenario_chosen_a_year",
            ),
            models.CheckConstraint(
                condition=Q(total__isnull=False, budget=None, objective_pct=None)
                | Q(
                    total=None, budget__isnull=False, objective_pct__gt=0, objective_pct__lte=100
                ),
                name="scenario_has_one_amount",
                violation_error_message="Skriv enten et beløb eller et budget med sin objektive del.",
            ),
            models.CheckConstraint(
                condition=Q(earlier_pct__gte=0, earlier_pct__lte=100),
                name="scenario_earlier_part_is_a_part",
            ),
            models.CheckConstraint(
                condition=Q(cases__isnull=True) | Q(cases__gt=0, budget__isnull=False),
                name="scenario_tariff_has_budget_and_cases",
            ),
            models.CheckConstraint(
                condition=(
                    Q(status__in=["draft", "chosen"], snapshot=None, approved_at=None)
                    & Q(approved_by=None, sha256="")
                )
                | (
                    Q(status__in=["approved", "replaced"], snapshot__isnull=False)
                    & Q(approved_at__isnull=False, approved_by__isnull=False)
                    & ~Q(sha256="")
                ),
                name="scenario_laid_fast_is_frozen",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.scheme} {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("objective:scenario", args=[self.pk])

    @property
    def is_frozen(self) -> bool:
        return self.status in LAID_FAST


class Share(models.Model):
    """What one party takes: its key and whole kroner, computed or, in an old table, as printed."""

    scenario = models.ForeignKey(Scenario, models.CASCADE, related_name="shares")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+", verbose_name="Part")
    key = models.DecimalField("Nøgle", max_digits=16, decimal_places=4)
    amount = models.BigIntegerField("Andel")

    class Meta:
        verbose_name = "andel"
        verbose_name_plural = "andele"
        ordering = ["scenario", "party__name"]
        constraints = [
            models.UniqueConstraint("scenario", "party", name="one_share_per_party"),
            models.CheckConstraint(condition=Q(key__gte=0), name="share_key_is_never_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.party}: {self.amount}"


class SheetStatus(models.TextChoices):
    DRAFT = "draft", "Kladde"
    APPROVED = "approved", "Lagt fast"


class RateSheetQuerySet(models.QuerySet["RateSheet"]):
    def visible_to(self, person: Person) -> RateSheetQuerySet:
        if person.is_of_secretariat():
            return self
        return self.filter(status=SheetStatus.APPROVED) if reads(person) else self.none()


@pghistory.track()
class RateSheet(models.Model):
    """A year's takstblad of a scheme: what is billed beside what is shared."""

    scheme = models.ForeignKey(
        Scheme, models.PROTECT, related_name="sheets", verbose_name="Ordning"
    )
    year = models.PositiveSmallIntegerField("År")
    price_level = models.PositiveSmallIntegerField("Prisniveau")
    source = models.CharField("Kilde", max_length=200)
    status = models.CharField(
        "Status", max_length=8, choices=SheetStatus, default=SheetStatus.DRAFT
    )
    revision = models.PositiveIntegerField(default=1)

    objects = RateSheetQuerySet.as_manager()

    class Meta:
        verbose_name = "takstblad"
        verbose_name_plural = "takstblade"
        ordering = ["scheme__name", "-year"]
        constraints = [
            models.UniqueConstraint(
                "scheme", "year", name="one_rate_sheet_a_year",
                violation_error_message="Der er allerede et takstblad for det år.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Takstblad {self.year}, {self.scheme}"

    def get_absolute_url(self) -> str:
        return reverse("objective:sheet", args=[self.pk])


class Rate(models.Model):
    """A line of a takstblad in whole kroner. A line of a size group has its number, 1–4."""

    sheet = models.ForeignKey(RateSheet, models.CASCADE, related_name="rates")
    position = models.PositiveSmallIntegerField("Rækkefølge")
    area = models.CharField("Område", max_length=80)
    service = models.CharField("Ydelse", max_length=120, blank=True)
    name = models.CharField("Takst", max_length=160)
    group = models.PositiveSmallIntegerField("Takstgruppe", null=True, blank=True)
    places = models.CharField("Pladser", max_length=20, blank=True)
    amount = models.BigIntegerField("Takst i kr.")

    class Meta:
        verbose_name = "takst i et takstblad"
        verbose_name_plural = "takster i et takstblad"
        ordering = ["sheet", "position"]
        constraints = [
            models.UniqueConstraint(
                "sheet", "area", "service", "name", name="rate_once_in_a_sheet"
            ),
            models.CheckConstraint(
                condition=Q(group__isnull=True) | Q(group__gte=1, group__lte=4),
                name="rate_group_is_known",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return " · ".join(part for part in (self.area, self.service, self.name) if part)
