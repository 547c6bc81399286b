"""The emergency track: a catalogue of terms, proposals that combine them, and who is bound by them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from dasportal.accounts.models import DANISH, Party
from dasportal.accounts.permissions import parties_of
from dasportal.danish.dates import format_date
from dasportal.register.models import Offer
from offers.models import Course, OfferCase
from tariffs.objective.models import Method

if TYPE_CHECKING:
    from dasportal.accounts.models import Person


class Reckoning(models.TextChoices):
    """How a kind of terms becomes money."""

    NONE = "none", "Ikke penge"
    GUARANTEE = "guarantee", "Et underskud deles efter en nøgle"
    OBJECTIVE = "objective", "Et beløb deles efter en nøgle"
    PURCHASE = "purchase", "Et antal pladser købes, brugt eller ej"
    SUBSCRIPTION = "subscription", "Et abonnement for hver, der er med"
    MIX = "mix", "En del efter en nøgle, resten som takst"
    OCCUPANCY = "occupancy", "En højere takst ved lavere belægning"


SHARED_BY_KEY = (Reckoning.GUARANTEE, Reckoning.OBJECTIVE, Reckoning.MIX)
NEEDS_USE = (Reckoning.PURCHASE, Reckoning.MIX, Reckoning.OCCUPANCY)


@pghistory.track()
class Instrument(models.Model):
    """A kind of terms: box 4 of the model of 27 February 2014, and what the secretariat adds. The
    model says itself that its list is neither complete nor a guide."""

    name = models.CharField("Navn", max_length=120, unique=True, db_collation=DANISH)
    about = models.TextField("Hvad det indebærer", blank=True)
    reckoning = models.CharField(
        "Hvad det koster parterne", max_length=12, choices=Reckoning, default=Reckoning.NONE
    )
    position = models.PositiveSmallIntegerField("Rækkefølge", default=100)
    source = models.CharField("Kilde", max_length=200, blank=True)
    is_active = models.BooleanField("Kan vælges i nye forslag", default=True)

    class Meta:
        verbose_name = "vilkår i kataloget"
        verbose_name_plural = "vilkår i kataloget"
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_money(self) -> bool:
        return self.reckoning != Reckoning.NONE


class Status(models.TextChoices):
    DRAFT = "draft", "Kladde"
    PROPOSED = "proposed", "Fremlagt"
    AGREED = "agreed", "Besluttet, parterne tager stilling"
    IN_FORCE = "in_force", "I kraft"
    ENDED = "ended", "Ophørt"
    REJECTED = "rejected", "Ikke godkendt"
    WITHDRAWN = "withdrawn", "Trukket tilbage"


UNDER_WAY = (Status.DRAFT, Status.PROPOSED, Status.AGREED)


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def visible_to(self, person: Person) -> ProposalQuerySet:
        """A draft is the operator's own and the secretariat's; what has been laid before the
        parties is known to everybody with a role."""
        if person.is_of_secretariat():
            return self
        if not person.current_roles():
            return self.none()
        return self.filter(Q(proposed_on__isnull=False) | Q(offer__operator__in=parties_of(person)))

    def in_force(self, on: date) -> ProposalQuerySet:
        return self.filter(status=Status.IN_FORCE, starts_on__lte=on, ends_on__gte=on)


@pghistory.track(
    fields=["title", "status", "starts_on", "ends_on", "shows_use", "follow_up_on", "reason"]
)
class Proposal(models.Model):
    """Special terms for an offer that is in: why, from when to when, what is wanted of the parties.

    Nothing comes of itself: the parties have bound themselves to a dialogue alone. `snapshot` is
    the consequences as they were when the terms came into force. `shows_use` says that what each
    party uses may be laid before all of them.
    """

    offer = models.ForeignKey(
        Offer, models.PROTECT, related_name="special_terms", verbose_name="Tilbud"
    )
    course = models.OneToOneField(
        Course, models.PROTECT, null=True, blank=True, related_name="proposal"
    )
    title = models.CharField("Kort om forslaget", max_length=160)
    reason = models.TextField("Hvorfor")
    wanted = models.TextField("Hvad parterne bedes om", blank=True)
    starts_on = models.DateField("Fra")
    ends_on = models.DateField("Til og med")
    parties = models.ManyToManyField(Party, related_name="+", verbose_name="Hvem tager stilling?")
    shows_use = models.BooleanField(
        "Parternes forbrug må vises for alle parter", default=False,
        help_text="Ellers ser hver part kun sit eget tal, hvor vilkårene følger forbruget.",
    )  # fmt: skip
    status = models.CharField("Status", max_length=9, choices=Status, default=Status.DRAFT)
    proposed_on = models.DateField("Fremlagt", null=True, blank=True)
    case = models.ForeignKey(
        OfferCase, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="Besluttet i",
    )  # fmt: skip
    agreed_on = models.DateField("Besluttet", null=True, blank=True)
    in_force_on = models.DateField("I kraft siden", null=True, blank=True)
    follow_up_on = models.DateField("Følges op", null=True, blank=True)
    ended_on = models.DateField("Ophørt", null=True, blank=True)
    ended_because = models.CharField("Hvorfor det sluttede", max_length=300, blank=True)
    snapshot = models.JSONField(null=True, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = "særlige vilkår"
        verbose_name_plural = "særlige vilkår"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="terms_end_after_start",
                violation_error_message="Slutdatoen ligger før startdatoen.",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "withdrawn"]) | Q(proposed_on__isnull=False),
                name="terms_proposed_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["ended", "withdrawn", "rejected"])
                | (Q(ended_on__isnull=False) & ~Q(ended_because="")),
                name="terms_ended_say_why",
            ),
            models.CheckConstraint(
                condition=~Q(status="in_force")
                | Q(in_force_on__isnull=False, snapshot__isnull=False),
                name="terms_in_force_are_frozen",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.title}: {self.offer}"

    def get_absolute_url(self) -> str:
        return reverse("terms:proposal", args=[self.pk])


class Scenario(models.Model):
    """One way to do it; several stand side by side, and the chosen one is what is decided."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="scenarios")
    name = models.CharField("Navn", max_length=80)
    position = models.PositiveSmallIntegerField("Rækkefølge", default=0)
    is_chosen = models.BooleanField("Det, der indstilles", default=False)

    class Meta:
        verbose_name = "model"
        verbose_name_plural = "modeller"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint("proposal", "name", name="terms_scenario_named_once"),
            models.UniqueConstraint(
                fields=["proposal"], condition=Q(is_chosen=True), name="terms_one_scenario_chosen"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Key(models.TextChoices):
    CHILDREN = "children", "0–17-årige"
    ALL = "all", "Alle indbyggere"
    USE = "use", "Pladser i brug"
    TYPED = "typed", "Indtastet nøgle"


class Declined(models.TextChoices):
    SHARED = "shared", "De, der tiltræder, deler hele beløbet"
    OPERATOR = "operator", "Andelen bliver hos driftsherren"


# Plain rounding may miss the total by a krone or two, so it is not among these: what binds adds up.
METHODS = ((Method.LARGEST, "Største rest"), (Method.OPERATOR, "Driftsherren tager resten"))


@pghistory.track()
class Term(models.Model):
    """One of the terms in a scenario, with what its consequences are reckoned of. Kroner are whole;
    which fields count is said by the instrument's reckoning."""

    scenario = models.ForeignKey(Scenario, models.CASCADE, related_name="terms")
    instrument = models.ForeignKey(
        Instrument, models.PROTECT, related_name="+", verbose_name="Vilkår"
    )
    words = models.TextField("Hvad der aftales", blank=True)
    amount = models.BigIntegerField("Beløb", null=True, blank=True)
    key = models.CharField("Fordelingsnøgle", max_length=8, choices=Key, blank=True)
    counted_on = models.DateField("Befolkningstal opgjort pr.", null=True, blank=True)
    use_year = models.PositiveSmallIntegerField("Forbrug i året", null=True, blank=True)
    method = models.CharField(
        "Hvem tager resten?", max_length=8, choices=METHODS, default=Method.LARGEST
    )
    declined = models.CharField(
        "Når en part afslår", max_length=8, choices=Declined, default=Declined.SHARED
    )
    fee = models.BigIntegerField("Abonnement pr. part", null=True, blank=True)
    tariff = models.PositiveIntegerField("Takst pr. døgn", null=True, blank=True)
    days = models.PositiveSmallIntegerField("Dage om året", default=365)
    places = models.DecimalField("Pladser", max_digits=7, decimal_places=2, null=True, blank=True)
    occupancy = models.DecimalField(
        "Budgetteret belægning", max_digits=5, decimal_places=2, null=True, blank=True
    )
    occupancy_before = models.DecimalField(
        "Belægning i dag", max_digits=5, decimal_places=2, null=True, blank=True
    )
    pct = models.DecimalField("Objektiv del", max_digits=5, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = "vilkår"
        verbose_name_plural = "vilkår"
        ordering = ["scenario", "instrument__position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(pct__isnull=True) | Q(pct__gt=0, pct__lte=100),
                name="term_objective_part_is_a_part",
            ),
            models.CheckConstraint(
                condition=Q(fee__isnull=True) | Q(amount__isnull=True), name="term_fee_or_amount"
            ),
            models.CheckConstraint(
                condition=Q(days__gt=0, days__lte=366), name="term_days_of_a_year"
            ),
        ]

    def __str__(self) -> str:
        return str(self.instrument)

    @property
    def is_by_use(self) -> bool:
        """Whether a party's amount tells how many places it uses. What it is to buy does not: that
        is proposed openly, with its use beside it."""
        kind = self.instrument.reckoning
        return kind in (Reckoning.MIX, Reckoning.OCCUPANCY) or (
            kind in SHARED_BY_KEY and self.key == Key.USE
        )


class TermNumber(models.Model):
    """A figure of one party: its typed key, or the places it buys at least."""

    term = models.ForeignKey(Term, models.CASCADE, related_name="numbers")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+", verbose_name="Part")
    number = models.DecimalField("Tal", max_digits=16, decimal_places=4)

    class Meta:
        verbose_name = "parts tal"
        verbose_name_plural = "parters tal"
        ordering = ["term", "party__name"]
        constraints = [
            models.UniqueConstraint("term", "party", name="term_number_once_per_party"),
            models.CheckConstraint(condition=Q(number__gte=0), name="term_number_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.party}: {self.number}"


class AnswerStatus(models.TextChoices):
    WAITING = "waiting", "Har ikke svaret"
    JOINED = "joined", "Tiltræder"
    DECLINED = "declined", "Afslår"


class TermsAnswerQuerySet(models.QuerySet["Answer"]):
    def visible_to(self, person: Person) -> TermsAnswerQuerySet:
        return self.filter(proposal__in=Proposal.objects.visible_to(person))


@pghistory.track()
class Answer(models.Model):
    """Whether one party joins the terms. Only those who do are bound."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="answers")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+", verbose_name="Part")
    status = models.CharField(
        "Svar", max_length=8, choices=AnswerStatus, default=AnswerStatus.WAITING
    )
    on = models.DateField("Besluttet den", null=True, blank=True)
    source = models.CharField("Hvor det er besluttet", max_length=200, blank=True)
    note = models.TextField("Bemærkning", blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    on_behalf = models.BooleanField("Noteret af sekretariatet", default=False)

    objects = TermsAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = "parts svar på særlige vilkår"
        verbose_name_plural = "parters svar på særlige vilkår"
        ordering = ["proposal", "party__name"]
        constraints = [
            models.UniqueConstraint("proposal", "party", name="terms_answered_once_per_party"),
            models.CheckConstraint(
                condition=Q(status="waiting")
                | (Q(on__isnull=False, by__isnull=False) & ~Q(source="")),
                name="terms_answer_says_where",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party}: {self.get_status_display()}"


class NoteKind(models.TextChoices):
    FOLLOWED = "followed", "Fulgt op"
    PROLONGED = "prolonged", "Forlænget"


class TermsNote(models.Model):
    """What happened while the terms were in force."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="notes")
    kind = models.CharField(max_length=9, choices=NoteKind)
    on = models.DateField("Dato")
    text = models.TextField("Hvad")
    until = models.DateField("Til og med", null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "notat om særlige vilkår"
        verbose_name_plural = "notater om særlige vilkår"
        ordering = ["proposal", "on", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {format_date(self.on)}"


@pghistory.track()
class NoticeAnswer(models.Model):
    """A notice of competition that a person has looked at. It comes again when the two offers get
    more in common than `groups`."""

    offer = models.ForeignKey(
        Offer, models.CASCADE, related_name="+", verbose_name="Det nye tilbud"
    )
    protected = models.ForeignKey(
        Offer, models.CASCADE, related_name="+", verbose_name="Tilbuddet, der er med"
    )
    groups: models.JSONField = models.JSONField("Fælles målgrupper", default=list)
    reason = models.TextField("Svar")
    answered_on = models.DateField("Besvaret")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "svar om konkurrerende tilbud"
        verbose_name_plural = "svar om konkurrerende tilbud"
        ordering = ["-answered_on", "-pk"]
        constraints = [
            models.UniqueConstraint("offer", "protected", name="notice_answered_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="notice_answer_has_words"),
        ]

    def __str__(self) -> str:
        return f"{self.offer} og {self.protected}"
