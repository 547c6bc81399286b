"""What the meeting decided, and who held another view."""

from __future__ import annotations

import pghistory
from django.db import models

from dasportal.accounts.models import Party
from dasportal.documents.richtext import RichTextField

from .items import AgendaItem


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
