"""An operator's early warning about an offer, and what is answered to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast
from django.urls import reverse

from dasportal.accounts.models import RoleKind
from dasportal.documents.models import StoredFile
from dasportal.register.models import Offer
from meetings.models import AgendaItem
from offers.models import OfferCase

if TYPE_CHECKING:
    from dasportal.accounts.models import Person

WARNING_CASE = "watching.warning"
OPERATORS = (RoleKind.OFFER_REPORTER, RoleKind.MEMBER, RoleKind.DEPUTY)


def offers_of(person: Person) -> set[int]:
    """The keys of the parties whose offers the person speaks for."""
    roles = person.current_roles()
    return {role.party_id for role in roles if role.kind in OPERATORS and role.party_id is not None}


def sees_at_once(person: Person) -> bool:
    """DAS's chair, FU, and the secretariat: told of every warning when it is sent."""
    if person.is_of_secretariat():
        return True
    return any(
        role.forum is not None
        and (
            (role.forum.slug == "das" and role.kind == RoleKind.CHAIR)
            or (role.forum.slug == "fu" and role.kind in (*OPERATORS, RoleKind.CHAIR))
        )
        for role in person.current_roles()
    )


class WarningKind(models.TextChoices):
    DEMAND = "demand", "Efterspørgslen afviger fra det forventede"
    QUALITY = "quality", "Bekymring for den faglige bæredygtighed"
    ECONOMY = "economy", "Bekymring for den økonomiske bæredygtighed"


class Seriousness(models.TextChoices):
    WATCH = "watch", "Vi holder øje: driften er ikke truet"
    WORRY = "worry", "Bekymrende: der skal gøres noget i år"
    ACUTE = "acute", "Akut: tilbuddet kan ikke fortsætte som nu"


SHORT = {"watch": "Vi holder øje", "worry": "Bekymrende", "acute": "Akut"}
TONES = {"watch": "info", "worry": "attention", "acute": "bad"}


class WarningStatus(models.TextChoices):
    SENT = "sent", "Sendt"
    ANSWERED = "answered", "Besvaret"
    CLOSED = "closed", "Afsluttet"


class WarningQuerySet(models.QuerySet["EarlyWarning"]):
    def visible_to(self, person: Person) -> WarningQuerySet:
        """The operator, the secretariat, DAS's chair and FU at once; the rest of DAS when the agenda
        with it has been sent to them. To all others it is not there."""
        if sees_at_once(person):
            return self
        items = AgendaItem.objects.visible_to(person).filter(
            sent=True, meeting__forum__in=person.sitting_forum_ids()
        )
        laid = OfferCase.objects.filter(kind=WARNING_CASE, item__in=items)
        return self.filter(
            Q(offer__operator__in=offers_of(person))
            | Q(pk__in=laid.annotate(of=Cast("key", models.BigIntegerField())).values("of"))
        )

    def open(self) -> WarningQuerySet:
        return self.exclude(status=WarningStatus.CLOSED)


@pghistory.track(fields=["status", "outcome", "kind", "seriousness"])
class EarlyWarning(models.Model):
    """A driftsherre's obligation by the model of 2014: to say early that something is not well."""

    offer = models.ForeignKey(Offer, models.PROTECT, related_name="warnings", verbose_name="Tilbud")
    kind = models.CharField("Hvad det handler om", max_length=8, choices=WarningKind)
    seriousness = models.CharField("Hvor alvorligt er det?", max_length=6, choices=Seriousness)
    since = models.DateField("Siden hvornår")
    what = models.TextField("Hvad ser I?")
    done = models.TextField("Hvad gør I?")
    asked = models.TextField("Hvad beder I DAS om?")
    figures = models.TextField("Tal", blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    status = models.CharField(
        "Status", max_length=8, choices=WarningStatus, default=WarningStatus.SENT
    )
    sent_at = models.DateTimeField("Sendt", auto_now_add=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on_behalf = models.BooleanField("Sendt af sekretariatet for driftsherren", default=False)
    closed_at = models.DateTimeField("Afsluttet", null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    outcome = models.TextField("Hvad der kom ud af det", blank=True)

    objects = WarningQuerySet.as_manager()

    class Meta:
        verbose_name = "tidlig varsling"
        verbose_name_plural = "tidlige varslinger"
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="closed", closed_at__isnull=False) & ~Q(outcome="")
                | (~Q(status="closed") & Q(closed_at__isnull=True, outcome="")),
                name="warning_closed_says_how",
            ),
            models.CheckConstraint(
                condition=~Q(what="") & ~Q(done="") & ~Q(asked=""), name="warning_says_what"
            ),
        ]

    def __str__(self) -> str:
        return f"Tidlig varsling: {self.offer}"

    def get_absolute_url(self) -> str:
        return reverse("watching:warning", args=[self.pk])

    @property
    def short(self) -> str:
        """How serious, in few words."""
        return SHORT[self.seriousness]

    @property
    def tone(self) -> str:
        return TONES[self.seriousness]


class WarningAnswer(models.Model):
    """What is said under a warning, in order; read by those who read the warning."""

    warning = models.ForeignKey(EarlyWarning, models.PROTECT, related_name="answers")
    text = models.TextField("Svar")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    of = models.CharField("På vegne af", max_length=60)  # »FU«, »Sekretariatet«, the operator
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "svar på en varsling"
        verbose_name_plural = "svar på varslinger"
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="warning_answer_says_something")
        ]

    def __str__(self) -> str:
        return f"{self.of}, {self.warning}"
