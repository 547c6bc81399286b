"""What the meeting decided, who held another view, and what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from dasportal.accounts.models import Party
from dasportal.documents.richtext import RichTextField

from .items import AgendaItem

if TYPE_CHECKING:
    from dasportal.accounts.models import Person


class Outcome(models.TextChoices):
    APPROVED = "approved", "Godkendt"
    APPROVED_AMENDED = "approved_amended", "Godkendt med ændring"
    DISCUSSED = "discussed", "Drøftet"
    NOTED = "noted", "Taget til efterretning"
    POSTPONED = "postponed", "Udsat"
    REJECTED = "rejected", "Ikke godkendt"
    SENT_ONWARD = "sent_onward", "Sendt videre"


@pghistory.track(fields=["item", "text", "outcome", "outcome_note"])
class Decision(models.Model):
    """The beslutning on an item: one prose text, and an outcome where one is wanted."""

    item = models.OneToOneField(AgendaItem, models.CASCADE, related_name="decision")
    text = RichTextField("Beslutning", blank=True)
    outcome = models.CharField("Udfald", max_length=20, choices=Outcome, blank=True)
    outcome_note = models.CharField(
        "Sendt videre til, eller med hvilken ændring", max_length=200, blank=True
    )
    print_outcome = models.BooleanField("Udfaldet trykkes i referatet", default=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "beslutning"
        verbose_name_plural = "beslutninger"

    def __str__(self) -> str:
        return f"Beslutning til {self.item}"

    @property
    def is_taken(self) -> bool:
        return bool(self.text or self.outcome)


class Stance(models.TextChoices):
    FOR = "for", "For"
    RESERVATION = "reservation", "Forbehold"
    AGAINST = "against", "Imod"


class Position(models.Model):
    """A party's view where it differs from the rest, in its own words."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="positions")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+", verbose_name="Part")
    stance = models.CharField("Holdning", max_length=12, choices=Stance)
    words = models.TextField("Begrundelse", blank=True)

    class Meta:
        verbose_name = "afvigende holdning"
        verbose_name_plural = "afvigende holdninger"
        ordering = ["decision", "party__name"]
        constraints = [models.UniqueConstraint("decision", "party", name="one_position_per_party")]

    def __str__(self) -> str:
        return f"{self.party}: {self.get_stance_display()}"


class FollowUpStatus(models.TextChoices):
    OPEN = "open", "Åben"
    DONE = "done", "Udført"
    DROPPED = "dropped", "Bortfaldet"


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    def visible_to(self, person: Person) -> FollowUpQuerySet:
        """Follow-ups on items the person may read, plus those they own themselves."""
        if person.is_of_secretariat():
            return self
        return self.filter(
            Q(item__in=AgendaItem.objects.visible_to(person)) | Q(owner_person=person)
        )

    def open(self) -> FollowUpQuerySet:
        return self.filter(status=FollowUpStatus.OPEN)

    def overdue(self) -> FollowUpQuerySet:
        return self.open().filter(due__lt=timezone.localdate())


@pghistory.track()
class FollowUp(models.Model):
    """Something agreed at the meeting: what, who and by when."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="follow_ups")
    what = models.TextField("Hvad")
    owner_text = models.CharField(
        "Hvem",
        max_length=120,
        help_text="Sekretariatet, en part, en person eller en arbejdsgruppe.",
    )
    owner_party = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="+")
    owner_person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="follow_ups"
    )
    due = models.DateField("Senest", null=True, blank=True)
    status = models.CharField(
        "Status", max_length=8, choices=FollowUpStatus, default=FollowUpStatus.OPEN
    )
    note = models.TextField("Note", blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = "opfølgning"
        verbose_name_plural = "opfølgninger"
        ordering = [models.F("due").asc(nulls_last=True), "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(status="open") & Q(closed_at__isnull=True))
                | (~Q(status="open") & Q(closed_at__isnull=False)),
                name="follow_up_closed_has_time",
            )
        ]

    def __str__(self) -> str:
        return self.what
