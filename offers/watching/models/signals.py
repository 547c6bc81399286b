"""When a signal is raised, and what was answered to one. The signals themselves are reckoned from the
figures each time, so none is ever stale."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from dasportal.register.models import Offer

if TYPE_CHECKING:
    from dasportal.accounts.models import Person


@pghistory.track()
class Thresholds(models.Model):
    """The limits of the rules, one row that the secretariat changes.

    `tariff_pct` is used in years that have no tariff year of their own with DAS's limit;
    `budgeted_pct` where nobody has said what was budgeted: empty, the rule says nothing then.
    """

    below_reports = models.PositiveSmallIntegerField("Rapporter i træk under budgettet", default=2)
    budgeted_pct = models.DecimalField(
        "Budgetteret belægning, hvor den ikke er oplyst, pct.", max_digits=5, decimal_places=2,
        null=True, blank=True,
    )  # fmt: skip
    falling_years = models.PositiveSmallIntegerField("År i træk med faldende belægning", default=3)
    fewer_buyers = models.PositiveSmallIntegerField("Færre købere end året før", default=1)
    deficit_pct = models.DecimalField(
        "Underskud, pct. af budgettet", max_digits=5, decimal_places=2, default=Decimal(5)
    )
    cut_places = models.DecimalField(
        "Færre pladser", max_digits=5, decimal_places=2, default=Decimal(1)
    )
    tariff_pct = models.DecimalField(
        "Stigning i takst, pct.", max_digits=5, decimal_places=2, default=Decimal(5)
    )

    class Meta:
        verbose_name = "grænser for signaler"
        verbose_name_plural = "grænser for signaler"
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="thresholds_are_one_row"),
            models.CheckConstraint(
                condition=Q(below_reports__gte=1, falling_years__gte=2, fewer_buyers__gte=1),
                name="thresholds_count_something",
            ),
            models.CheckConstraint(
                condition=Q(deficit_pct__gte=0, tariff_pct__gte=0, cut_places__gt=0),
                name="thresholds_are_not_below_zero",
            ),
        ]

    def __str__(self) -> str:
        return "Grænser for signaler"


class SignalAnswerQuerySet(models.QuerySet["SignalAnswer"]):
    def visible_to(self, person: Person) -> SignalAnswerQuerySet:
        """Signals come of figures that all parties see, and so do the answers."""
        return self if person.current_roles() else self.none()


@pghistory.track(fields=["text", "silent_until"])
class SignalAnswer(models.Model):
    """What the operator or the secretariat says to a signal. `key` names the figures it was raised
    by: with other figures it is another signal, and a silence is over. `why` is what it said then.
    """

    offer = models.ForeignKey(Offer, models.PROTECT, related_name="signal_answers")
    rule = models.CharField("Regel", max_length=30)
    key = models.CharField(max_length=64)
    why = models.TextField("Signalet sagde")
    text = models.TextField("Svar")
    silent_until = models.DateField("Vises ikke før", null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on_behalf = models.BooleanField("Sekretariatet", default=False)
    at = models.DateTimeField(auto_now_add=True)

    objects = SignalAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = "svar på et signal"
        verbose_name_plural = "svar på signaler"
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["offer", "rule", "key"], name="signal_answer_of")]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="signal_answer_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.offer}: {self.rule}"
