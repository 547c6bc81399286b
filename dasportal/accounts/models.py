"""Parties, their units, forums, people, and the roles people hold for a period."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pghistory
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

DANISH = "da-x-icu"


class PartyKind(models.TextChoices):
    MUNICIPALITY = "municipality", "Kommune"
    REGION = "region", "Region"
    OTHER = "other", "Deler kun udgifter"


class Party(models.Model):
    """A municipality, the region, or another that only shares costs. One vote each."""

    code = models.CharField("Kode", max_length=4, unique=True)
    name = models.CharField("Navn", max_length=80, unique=True, db_collation=DANISH)
    kind = models.CharField("Art", max_length=12, choices=PartyKind)
    also_known_as = models.JSONField("Andre navne i materialet", default=list, blank=True)

    class Meta:
        verbose_name = "part"
        verbose_name_plural = "parter"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def votes(self) -> bool:
        return self.kind != PartyKind.OTHER


class Unit(models.Model):
    """A reporting unit below a party, such as an administration. It has no vote of its own."""

    party = models.ForeignKey(Party, models.PROTECT, related_name="units", verbose_name="Part")
    name = models.CharField("Navn", max_length=80, db_collation=DANISH)
    short_name = models.CharField("Kort navn", max_length=12, blank=True)

    class Meta:
        verbose_name = "enhed"
        verbose_name_plural = "enheder"
        ordering = ["party__name", "name"]
        constraints = [models.UniqueConstraint("party", "name", name="unit_once_per_party")]

    def __str__(self) -> str:
        return f"{self.party}, {self.name}"


class Forum(models.Model):
    """A body that meets: DAS, FU, others."""

    slug = models.SlugField("Kortnavn i adresser", unique=True)
    name = models.CharField("Fulde navn", max_length=120, db_collation=DANISH)
    short_name = models.CharField("Kort navn", max_length=40, db_collation=DANISH)
    lead_text = models.CharField(
        "Indledning til indstillinger",
        max_length=200,
        help_text="Står før listen af indstillinger, fx »Det indstilles, at Den Administrative Styregruppe«.",
    )
    recommends_to = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="recommended_by",
        verbose_name="Indstiller til",
    )  # fmt: skip
    position = models.PositiveSmallIntegerField("Rækkefølge", default=0)

    class Meta:
        verbose_name = "forum"
        verbose_name_plural = "fora"
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.short_name


def _is_staff(person: Person) -> bool:
    return any(role.kind in STAFF_ROLES for role in person.current_roles())


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, person: Person) -> PersonQuerySet:
        """The people whose page this person may open: all for those who invite, else oneself."""
        return self if _is_staff(person) else self.filter(pk=person.pk)


class PersonManager(BaseUserManager.from_queryset(PersonQuerySet)):  # type: ignore[misc]
    def get_by_natural_key(self, email: str | None) -> Person:
        return self.get(email__iexact=email)

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Person:
        person = self.model(email=self.normalize_email(email).lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """Somebody who can sign in. What they may do comes from their roles alone."""

    email = models.EmailField("E-mail", unique=True)
    name = models.CharField("Navn", max_length=120, db_collation=DANISH)
    title = models.CharField("Stilling", max_length=120, blank=True)
    is_active = models.BooleanField("Kan logge ind", default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = PersonManager()

    class Meta:
        verbose_name = "person"
        verbose_name_plural = "personer"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("accounts:person", args=[self.pk])

    def current_roles(self) -> tuple[Role, ...]:
        """The roles in force now, with their forum, party and unit; asked once an instance.

        A request loads its person anew, so a role that is taken away is gone at the next one.
        """
        if not hasattr(self, "_current_roles"):
            roles = self.roles.current().select_related("forum", "party", "unit__party")
            self._current_roles = tuple(roles)
        return self._current_roles

    def is_of_secretariat(self) -> bool:
        return any(role.kind == RoleKind.SECRETARIAT for role in self.current_roles())

    def forum_ids(self) -> set[int]:
        """The keys of the forums the person has a role in now."""
        return {role.forum_id for role in self.current_roles() if role.forum_id is not None}

    def sitting_forum_ids(self) -> set[int]:
        """Those of them where the person sits: closed items are read there."""
        return {
            role.forum_id
            for role in self.current_roles()
            if role.forum_id is not None and role.kind in SITTING_ROLES
        }

    def forget_roles(self) -> None:
        """Ask the database again next time: called by every verb that changes roles."""
        self.__dict__.pop("_current_roles", None)


class RoleKind(models.TextChoices):
    SECRETARIAT = "secretariat", "Sekretariat"
    MEMBER = "member", "Medlem"
    DEPUTY = "deputy", "Stedfortræder"
    CHAIR = "chair", "Formand"
    TARIFF_REPORTER = "tariff_reporter", "Takstindberetter"
    OFFER_REPORTER = "offer_reporter", "Driftsherre-indberetter"
    EXPERT = "expert", "Ekspertpanel"
    READER = "reader", "Læser"
    ADMINISTRATOR = "administrator", "Administrator"


FORUM_ROLES = (RoleKind.MEMBER, RoleKind.DEPUTY, RoleKind.CHAIR, RoleKind.READER)
PARTY_ROLES = (
    RoleKind.MEMBER,
    RoleKind.DEPUTY,
    RoleKind.TARIFF_REPORTER,
    RoleKind.OFFER_REPORTER,
)
SITTING_ROLES = (RoleKind.MEMBER, RoleKind.DEPUTY, RoleKind.CHAIR)
STAFF_ROLES = (RoleKind.SECRETARIAT, RoleKind.ADMINISTRATOR)


class RoleQuerySet(models.QuerySet["Role"]):
    def visible_to(self, person: Person) -> RoleQuerySet:
        return self if _is_staff(person) else self.filter(person=person)

    def on(self, day: date) -> RoleQuerySet:
        return self.filter(Q(start__lte=day) & (Q(end__isnull=True) | Q(end__gte=day)))

    def current(self) -> RoleQuerySet:
        """Roles in force now. Ending a role sets ended_at, which works at once."""
        return self.on(timezone.localdate()).filter(ended_at__isnull=True)


class RoleState(models.TextChoices):
    PLANNED = "planned", "Kommende"
    CURRENT = "current", "Gældende"
    ENDED = "ended", "Afsluttet"


class RoleSource(models.TextChoices):
    INVITED = "invited", "Inviteret"
    CLAIM = "claim", "Fra organisationens login"
    DEMO = "demo", "Demo"


@pghistory.track()
class Role(models.Model):
    """What a person is, in which party or forum, from when to when (both days included)."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="roles", verbose_name="Person")
    kind = models.CharField("Rolle", max_length=16, choices=RoleKind)
    party = models.ForeignKey(
        Party, models.PROTECT, null=True, blank=True, related_name="roles", verbose_name="Part"
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="roles", verbose_name="Enhed"
    )
    forum = models.ForeignKey(
        Forum, models.PROTECT, null=True, blank=True, related_name="roles", verbose_name="Forum"
    )
    start = models.DateField("Fra", default=timezone.localdate)
    end = models.DateField("Til og med", null=True, blank=True)
    ended_at = models.DateTimeField("Afsluttet", null=True, blank=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    source = models.CharField(max_length=8, choices=RoleSource, default=RoleSource.INVITED)

    objects = RoleQuerySet.as_manager()

    class Meta:
        verbose_name = "rolle"
        verbose_name_plural = "roller"
        ordering = ["person__name", "kind", "start"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gte=F("start")), name="role_ends_after_start"
            ),
            models.CheckConstraint(
                condition=(Q(ended_at__isnull=True) & Q(ended_by__isnull=True))
                | (Q(ended_at__isnull=False) & Q(ended_by__isnull=False)),
                name="role_ended_at_and_by",
            ),
            ExclusionConstraint(
                name="role_held_once_at_a_time",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    (Coalesce("party", Value(0)), RangeOperators.EQUAL),
                    (Coalesce("unit", Value(0)), RangeOperators.EQUAL),
                    (Coalesce("forum", Value(0)), RangeOperators.EQUAL),
                    (
                        Func(F("start"), F("end"), Value("[]"), function="daterange",
                             output_field=DateRangeField()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(ended_at__isnull=True),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return name_of(self)

    @property
    def state(self) -> str:
        """Where the role is in its life today; computed, so that no job is needed to end it."""
        today = timezone.localdate()
        if self.ended_at is not None or (self.end is not None and self.end < today):
            return RoleState.ENDED
        return RoleState.PLANNED if self.start > today else RoleState.CURRENT


def name_of(role: Any) -> str:
    """A role, or an event of its history, in words: »Medlem (DAS Social, Aalborg)«."""
    where = ", ".join(str(place) for place in (role.forum, role.unit or role.party) if place)
    return f"{role.get_kind_display()} ({where})" if where else role.get_kind_display()


RoleEvent: Any = Role.events.rel.related_model  # type: ignore[attr-defined]


class InvitationState(models.TextChoices):
    SENT = "sent", "Sendt"
    ACCEPTED = "accepted", "Taget imod"
    REVOKED = "revoked", "Trukket tilbage"
    EXPIRED = "expired", "Udløbet"


INVITATION_LIFETIME = timedelta(days=14)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def visible_to(self, person: Person) -> InvitationQuerySet:
        return self if _is_staff(person) else self.none()

    def open(self) -> InvitationQuerySet:
        return self.filter(state=InvitationState.SENT)

    def overdue(self, now: datetime) -> InvitationQuerySet:
        return self.open().filter(expires_at__lte=now)


@pghistory.track(exclude=["token_hash"])
class Invitation(models.Model):
    """A personal link by which somebody chooses a password, once. Only its hash is kept."""

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="invitations", verbose_name="Person"
    )
    role = models.ForeignKey(
        Role, models.PROTECT, null=True, related_name="invitations", verbose_name="Rolle"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    state = models.CharField("Status", max_length=8, choices=InvitationState, default="sent")
    sent_at = models.DateTimeField("Sendt", default=timezone.now)
    sent_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="Sendt af")
    times_sent = models.PositiveSmallIntegerField("Gange sendt", default=1)
    expires_at = models.DateTimeField("Udløber")
    accepted_at = models.DateTimeField("Taget imod", null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "invitation"
        verbose_name_plural = "invitationer"
        ordering = ["-sent_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(state="sent"), name="one_open_invitation_a_person"
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=False, state="accepted")
                | (Q(accepted_at__isnull=True) & ~Q(state="accepted")),
                name="invitation_accepted_has_time",
            ),
        ]

    def __str__(self) -> str:
        return f"Invitation til {self.person}"

    @property
    def is_overdue(self) -> bool:
        """Whether the time has run out; the schedule marks it so a little later."""
        return self.expires_at <= timezone.now()


InvitationEvent: Any = Invitation.events.rel.related_model  # type: ignore[attr-defined]
