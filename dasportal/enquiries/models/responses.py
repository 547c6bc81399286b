"""Who is asked, and how far each of them is. One response for each of the circle."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import TYPE_CHECKING

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from dasportal.accounts.models import PARTY_ROLES, Party, Unit
from dasportal.danish.dates import end_of_day

from .enquiries import Enquiry, EnquiryStatus

if TYPE_CHECKING:
    from dasportal.accounts.models import Person


class ResponseStatus(models.TextChoices):
    WAITING = "waiting", "Ikke begyndt"
    DRAFT = "draft", "Kladde"
    SUBMITTED = "submitted", "Afleveret"
    RETURNED = "returned", "Spurgt igen"


ANSWERED = (ResponseStatus.SUBMITTED, ResponseStatus.RETURNED)  # a submission that counts


class ResponseQuerySet(models.QuerySet["Response"]):
    def visible_to(self, person: Person) -> ResponseQuerySet:
        """The secretariat sees every one; others those they may answer, once they are asked.

        A role without a unit answers for its party and all the units of it; a role in a unit for
        the party and that unit, never for another. Whoever is named for one response sees that.
        """
        if person.is_of_secretariat():
            return self
        return self.filter(enquiry__opened_at__isnull=False).filter(answered_by(person)).distinct()

    def for_person(self, person: Person) -> ResponseQuerySet:
        """Those the person may answer; also for the secretariat only its own."""
        return self.filter(enquiry__opened_at__isnull=False).filter(answered_by(person)).distinct()

    def unanswered(self) -> ResponseQuerySet:
        return self.exclude(status=ResponseStatus.SUBMITTED)


def answered_by(person: Person) -> Q:
    """The responses that the person's roles, name or nomination let them answer."""
    from .answers import Delegate

    roles = person.current_roles()
    if not roles:
        return Q(pk__in=[])
    named = Delegate.objects.filter(person=person).values("response")
    found = Q(person=person) | Q(pk__in=named)
    for role in roles:
        if role.kind in PARTY_ROLES and role.party_id is not None:
            whole = Q(party=role.party_id)
            units = Q() if role.unit_id is None else Q(unit__isnull=True) | Q(unit=role.unit_id)
            found |= whole & units
    return found


@pghistory.track(fields=["enquiry", "status", "lead", "due_on", "late", "on_behalf"])
class Response(models.Model):
    """What one party, unit or person of the circle answers; made when the circle is chosen."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    enquiry = models.ForeignKey(
        Enquiry, models.CASCADE, related_name="responses", verbose_name="Høring"
    )
    party = models.ForeignKey(
        Party, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Part"
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Enhed"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True,
        related_name="+", verbose_name="Person",
    )  # fmt: skip
    status = models.CharField(
        "Status", max_length=9, choices=ResponseStatus, default=ResponseStatus.WAITING
    )
    lead = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True,
        related_name="+", verbose_name="Samler svaret",
    )  # fmt: skip
    due_on = models.DateField("Egen frist", null=True, blank=True)
    late = models.BooleanField("Efter fristen", default=False)
    on_behalf = models.BooleanField("Skrevet af sekretariatet", default=False)
    submitted_at = models.DateTimeField("Afleveret", null=True, blank=True)
    return_reason = models.CharField("Hvorfor der spørges igen", max_length=500, blank=True)
    times_returned = models.PositiveSmallIntegerField("Gange spurgt igen", default=0)
    reminded_at = models.DateTimeField("Mindet", null=True, blank=True)

    objects = ResponseQuerySet.as_manager()

    class Meta:
        verbose_name = "svar"
        verbose_name_plural = "svar"
        ordering = ["enquiry", "party__name", "unit__name", "person__name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(party__isnull=False, person__isnull=True)
                | Q(party__isnull=True, unit__isnull=True, person__isnull=False),
                name="response_is_of_party_or_person",
            ),
            models.UniqueConstraint(
                fields=["enquiry", "party", "unit", "person"],
                nulls_distinct=False,
                name="asked_once_per_enquiry",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["submitted", "returned"]) | Q(submitted_at__isnull=False),
                name="response_submitted_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(status="returned") | (~Q(return_reason="") & Q(due_on__isnull=False)),
                name="response_returned_has_reason_and_date",
            ),
        ]

    def __str__(self) -> str:
        return str(self.person or self.unit or self.party)

    def get_absolute_url(self) -> str:
        return reverse("enquiries:response", args=[self.pk])

    @property
    def short_name(self) -> str:
        """As it heads a column: »Aalborg ÆH«."""
        if self.unit is not None:
            return f"{self.party} {self.unit.short_name or self.unit.name}"
        return str(self.person or self.party)

    @property
    def due(self) -> date | None:
        """The last day that is in time: its own, or the enquiry's."""
        return self.due_on or self.enquiry.closes_on

    @property
    def deadline(self) -> datetime | None:
        return end_of_day(self.due) if self.due else None

    @property
    def has_answered(self) -> bool:
        return self.status in ANSWERED

    @property
    def is_over(self) -> bool:
        return self.due is not None and timezone.localdate() > self.due

    def takes_answers(self, day: date) -> bool:
        """Whether an answer may come in on that day: in the window, late where the enquiry takes
        late ones, or when this one alone has been given longer."""
        in_time = self.due is not None and day <= self.due
        if self.enquiry.status == EnquiryStatus.OPEN:
            return in_time or self.enquiry.accepts_late
        if self.enquiry.status in (EnquiryStatus.CLOSED, EnquiryStatus.COMPILED):
            return self.due_on is not None and in_time
        return False
