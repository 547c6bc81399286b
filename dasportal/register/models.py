"""What tariffs, offers and meetings all refer to: legal bases, populations and the offers."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from dasportal.accounts.models import DANISH, Party, Unit

from .matching import name_key

if TYPE_CHECKING:
    from dasportal.accounts.models import Person


class LegalBasisQuerySet(models.QuerySet["LegalBasis"]):
    def in_year(self, year: int) -> LegalBasisQuerySet:
        """Those in force in a tariff year."""
        return self.filter(
            Q(valid_from_year__lte=year)
            & (Q(valid_to_year__isnull=True) | Q(valid_to_year__gte=year))
        )


class LegalBasis(models.Model):
    """A paragraph that an offer rests on, such as »SEL § 107«, in the years it was in force."""

    code = models.CharField("Betegnelse", max_length=40)
    law = models.CharField("Lov", max_length=20)
    paragraph = models.CharField("Paragraf", max_length=20)
    name = models.CharField("Hvad den handler om", max_length=120, blank=True)
    valid_from_year = models.PositiveSmallIntegerField("Gælder fra og med år")
    valid_to_year = models.PositiveSmallIntegerField("Gælder til og med år", null=True, blank=True)
    replaced_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaces",
        verbose_name="Afløst af",
    )  # fmt: skip
    position = models.PositiveSmallIntegerField("Rækkefølge", default=0)

    objects = LegalBasisQuerySet.as_manager()

    class Meta:
        verbose_name = "lovgrundlag"
        verbose_name_plural = "lovgrundlag"
        ordering = ["position", "valid_from_year"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "valid_from_year"], name="legal_basis_once_from_a_year"
            ),
            models.CheckConstraint(
                condition=Q(valid_to_year__isnull=True)
                | Q(valid_to_year__gte=F("valid_from_year")),
                name="legal_basis_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(replaced_by__isnull=True) | Q(valid_to_year__isnull=False),
                name="legal_basis_replaced_has_ended",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class AgeGroup(models.TextChoices):
    CHILDREN = "children", "0–17-årige"
    ALL = "all", "Alle indbyggere"


class Population(models.Model):
    """How many people of an age group lived in a party on a date, and who says so.

    Schemes use different dates (1 January; the second quarter), so several stand side by side.
    """

    party = models.ForeignKey(
        Party, models.PROTECT, related_name="populations", verbose_name="Part"
    )
    group = models.CharField("Aldersgruppe", max_length=8, choices=AgeGroup)
    counted_on = models.DateField("Opgjort pr.")
    people = models.PositiveIntegerField("Antal")
    source = models.CharField("Kilde", max_length=200)

    class Meta:
        verbose_name = "befolkningstal"
        verbose_name_plural = "befolkningstal"
        ordering = ["-counted_on", "group", "party__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["party", "group", "counted_on"], name="population_once_per_date"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party}, {self.get_group_display()}, {self.counted_on:%d.%m.%Y}"


# --- Offers ---------------------------------------------------------------------------------------


class Coverage(models.TextChoices):
    COVERED = "covered", "Omfattet af styringsaftalen"
    EXEMPT = "exempt", "Undtaget"
    UNSETTLED = "unsettled", "Ikke afklaret"


class OfferQuerySet(models.QuerySet["Offer"]):
    def visible_to(self, person: Person) -> OfferQuerySet:
        """The confirmed ones to all with a role. An unconfirmed one came out of a party's draft:
        it shows to that party and the secretariat alone."""
        if person.is_of_secretariat():
            return self
        roles = person.current_roles()
        if not roles:
            return self.none()
        parties = {role.party_id for role in roles if role.party_id is not None}
        return self.filter(Q(confirmed=True) | Q(operator__in=parties))

    def run_by(self, party: Party) -> OfferQuerySet:
        return self.filter(operator=party)

    def open_in(self, year: int) -> OfferQuerySet:
        """Those that are open on some day of the year, as far as their dates say."""
        first, last = date(year, 1, 1), date(year, 12, 31)
        return self.filter(
            Q(opened_on__isnull=True) | Q(opened_on__lte=last),
            Q(closed_on__isnull=True) | Q(closed_on__gte=first),
        )


@pghistory.track(fields=["name", "operator", "coverage", "confirmed", "opened_on", "closed_on"])
class Offer(models.Model):
    """A tilbud: what tariffs are set for and places are bought at.

    `name_key` is the name as `matching.name_key` writes it. One that an import made of a name it
    did not know is unconfirmed, with the offer it may be in `suggestion`: a person says which.
    """

    name = models.CharField("Navn", max_length=200, db_collation=DANISH)
    name_key = models.CharField(max_length=200, editable=False)
    operator = models.ForeignKey(
        Party, models.PROTECT, related_name="offers", verbose_name="Driftsherre"
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="offers", verbose_name="Enhed"
    )
    legal_bases = models.ManyToManyField(
        LegalBasis, blank=True, related_name="offers", verbose_name="Lovgrundlag"
    )
    target_groups = models.CharField("Målgrupper", max_length=300, blank=True)
    places = models.DecimalField("Pladser", max_digits=7, decimal_places=2, null=True, blank=True)
    p_number = models.CharField("P-nummer", max_length=10, blank=True)
    address = models.CharField("Adresse", max_length=200, blank=True)
    opened_on = models.DateField("Åbnet", null=True, blank=True)
    closed_on = models.DateField("Lukket", null=True, blank=True)
    coverage = models.CharField(
        "Styringsaftalen", max_length=9, choices=Coverage, default=Coverage.UNSETTLED
    )
    coverage_reason = models.CharField("Hvorfor", max_length=300, blank=True)
    is_nationwide = models.BooleanField("Lands- eller landsdelsdækkende", default=False)
    confirmed = models.BooleanField("Bekræftet", default=False)
    suggestion = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="suggested_by",
        verbose_name="Er måske",
    )  # fmt: skip
    suggestion_score = models.DecimalField(
        "Lighed", max_digits=3, decimal_places=2, null=True, blank=True
    )
    suggestion_reason = models.CharField("Hvorfor det foreslås", max_length=200, blank=True)
    source = models.CharField("Kilde", max_length=200, blank=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        verbose_name = "tilbud"
        verbose_name_plural = "tilbud"
        ordering = ["operator__name", "name"]
        constraints = [
            models.UniqueConstraint("operator", "name_key", name="offer_named_once_per_operator"),
            models.CheckConstraint(condition=~Q(name_key=""), name="offer_has_a_name"),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True)
                | Q(opened_on__isnull=True)
                | Q(closed_on__gte=F("opened_on")),
                name="offer_closes_after_opening",
            ),
            models.CheckConstraint(
                condition=~Q(coverage="exempt") | ~Q(coverage_reason=""),
                name="offer_exempt_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(p_number="") | Q(p_number__regex=r"^[0-9]{10}$"),
                name="offer_p_number_has_ten_digits",
            ),
            models.CheckConstraint(
                condition=Q(places__isnull=True) | Q(places__gte=0),
                name="offer_places_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(suggestion__isnull=True)
                | Q(confirmed=False, suggestion_score__gte=0, suggestion_score__lte=1)
                & ~Q(suggestion=F("id")),
                name="offer_suggestion_on_unconfirmed",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """The key always follows the name."""
        self.name_key = name_key(self.name)
        super().save(*args, **kwargs)


class NameKind(models.TextChoices):
    FORMER = "former", "Tidligere navn"
    ALIAS = "alias", "Skrives også"


class OfferName(models.Model):
    """Another name of an offer: what it was called before, or how it is also written.

    A confirmed alias is remembered: the next file that writes it so means this offer.
    """

    offer = models.ForeignKey(
        Offer, models.CASCADE, related_name="other_names", verbose_name="Tilbud"
    )
    name = models.CharField("Navn", max_length=200, db_collation=DANISH)
    name_key = models.CharField(max_length=200, editable=False)
    kind = models.CharField("Art", max_length=6, choices=NameKind)
    used_from = models.DateField("Brugt fra", null=True, blank=True)
    used_until = models.DateField("Brugt til", null=True, blank=True)
    source = models.CharField("Kilde", max_length=200)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="Bekræftet af",
    )  # fmt: skip
    noted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "andet navn på et tilbud"
        verbose_name_plural = "andre navne på tilbud"
        ordering = ["offer", "used_from", "name"]
        constraints = [
            models.UniqueConstraint("offer", "name_key", name="offer_other_name_once"),
            models.CheckConstraint(
                condition=Q(used_until__isnull=True)
                | Q(used_from__isnull=True)
                | Q(used_until__gte=F("used_from")),
                name="offer_name_ends_after_start",
            ),
            models.CheckConstraint(
                condition=~Q(kind="alias") | Q(confirmed_by__isnull=False),
                name="offer_alias_is_confirmed",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.name_key = name_key(self.name)
        super().save(*args, **kwargs)


class PurchaseQuerySet(models.QuerySet["Purchase"]):
    def visible_to(self, person: Person) -> PurchaseQuerySet:
        """The secretariat sees all; a party what it buys itself, and what is bought at its own
        offers. A few places at a small offer may tell of a single citizen."""
        if person.is_of_secretariat():
            return self
        parties = {role.party_id for role in person.current_roles() if role.party_id is not None}
        return self.filter(Q(buyer__in=parties) | Q(offer__operator__in=parties))


class Purchase(models.Model):
    """How many places a party uses at an offer in a year, as that party says. The operator's own
    use stands here too."""

    offer = models.ForeignKey(
        Offer, models.PROTECT, related_name="purchases", verbose_name="Tilbud"
    )
    buyer = models.ForeignKey(Party, models.PROTECT, related_name="purchases", verbose_name="Køber")
    year = models.PositiveSmallIntegerField("År")
    places = models.DecimalField("Pladser", max_digits=7, decimal_places=2)
    source = models.CharField("Kilde", max_length=200, blank=True)

    objects = PurchaseQuerySet.as_manager()

    class Meta:
        verbose_name = "køb af pladser"
        verbose_name_plural = "køb af pladser"
        ordering = ["-year", "offer__name", "buyer__name"]
        constraints = [
            models.UniqueConstraint("offer", "buyer", "year", name="purchase_once_a_year"),
            models.CheckConstraint(condition=Q(places__gt=0), name="purchase_of_some_places"),
        ]

    def __str__(self) -> str:
        return f"{self.buyer} hos {self.offer}, {self.year}"
