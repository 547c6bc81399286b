"""Free places: what an operator has confirmed, each time as a row of its own."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Subquery

from dasportal.register.models import Offer


class VacancyQuerySet(models.QuerySet["Vacancy"]):
    def newest(self) -> VacancyQuerySet:
        """The last that was said of each offer."""
        last = Vacancy.objects.filter(offer=OuterRef("offer")).order_by("-pk").values("pk")[:1]
        return self.filter(pk=Subquery(last))


class Vacancy(models.Model):
    """So many free places at the offer, as its operator confirmed at that moment."""

    offer = models.ForeignKey(
        Offer, models.PROTECT, related_name="vacancies", verbose_name="Tilbud"
    )
    free = models.PositiveSmallIntegerField("Ledige pladser")
    note = models.CharField("Bemærkning", max_length=120, blank=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField("Bekræftet")
    on_behalf = models.BooleanField("Af sekretariatet", default=False)

    objects = VacancyQuerySet.as_manager()

    class Meta:
        verbose_name = "ledige pladser"
        verbose_name_plural = "ledige pladser"
        ordering = ["offer__name", "-pk"]
        indexes = [models.Index(fields=["offer", "-id"], name="vacancy_newest")]

    def __str__(self) -> str:
        return f"{self.offer}: {self.free}"
