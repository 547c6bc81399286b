"""A year's dialogue about the offers that are in: reports, buyers' answers, comments, and what came
of it. The rule is box 2 of the model of 27 February 2014."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse

from dasportal.accounts.models import Party
from dasportal.documents.models import StoredFile
from dasportal.enquiries.models import Enquiry
from dasportal.register.models import Offer
from offers.models import Covers

if TYPE_CHECKING:
    from dasportal.accounts.models import Person

MONTHS = ("januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september",
          "oktober", "november", "december")  # fmt: skip
TENTH = Decimal("0.1")


class YearStatus(models.TextChoices):
    OPEN = "open", "Indberetning"
    HEARD = "heard", "I høring"
    CLOSED = "closed", "Afsluttet"


class DialogueYearQuerySet(models.QuerySet["DialogueYear"]):
    def visible_to(self, person: Person) -> DialogueYearQuerySet:
        return self if person.current_roles() else self.none()


@pghistory.track(fields=["status", "reports_due", "answers_due", "recommendation"])
class DialogueYear(models.Model):
    """The dialogue that looks back on `year`. From the hearing on, reports and answers that are
    handed in are read by all parties. `recommendation` is FU's, in its own words."""

    year = models.PositiveSmallIntegerField("År", unique=True)
    status = models.CharField("Status", max_length=6, choices=YearStatus, default=YearStatus.OPEN)
    reports_due = models.DateField("Frist for årsrapporter")
    answers_due = models.DateField("Frist for købernes svar")
    guidance = models.TextField("Vejledning", blank=True)
    hearing = models.ForeignKey(
        Enquiry, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="Høring"
    )
    recommendation = models.TextField("FU's anbefaling", blank=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)

    objects = DialogueYearQuerySet.as_manager()

    class Meta:
        verbose_name = "dialogår"
        verbose_name_plural = "dialogår"
        ordering = ["-year"]

    def __str__(self) -> str:
        return f"Den årlige dialog {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("yearly:year", args=[self.year])

    @property
    def is_shared(self) -> bool:
        """Whether what is handed in is read by all parties."""
        return self.status != YearStatus.OPEN


# --- The operator's report ------------------------------------------------------------------------


class ReportStatus(models.TextChoices):
    DRAFT = "draft", "Kladde"
    SUBMITTED = "submitted", "Indsendt"
    RETURNED = "returned", "Sendt retur"
    ACCEPTED = "accepted", "Taget imod"


HANDED_IN = (ReportStatus.SUBMITTED, ReportStatus.ACCEPTED)
OPERATORS = ("offer_reporter", "member", "deputy")


def operated_by(person: Person) -> set[int]:
    """The parties whose offers the person reports on."""
    roles = person.current_roles()
    return {r.party_id for r in roles if r.kind in OPERATORS and r.party_id is not None}


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, person: Person) -> ReportQuerySet:
        """A report is its operator's own until it is handed in, and again while it is rewritten
        after a return; but the secretariat reads what it writes on the operator's behalf. Then the secretariat and the expert panel read it, and all
        parties from the hearing on."""
        roles = person.current_roles()
        if not roles:
            return self.none()
        own = Q(offer__operator__in=operated_by(person))
        given = Q(status__in=HANDED_IN)
        if person.is_of_secretariat():
            return self.filter(own | given | Q(on_behalf=True))
        if any(role.kind == "expert" for role in roles):
            return self.filter(own | given)
        return self.filter(own | given & ~Q(dialogue__status=YearStatus.OPEN))


def _words(label: str) -> Any:
    return models.TextField(label, blank=True)


def _number(label: str, digits: int = 7) -> Any:
    return models.DecimalField(label, max_digits=digits, decimal_places=2, null=True, blank=True)


@pghistory.track(fields=["dialogue", "offer", "status", "on_behalf", "return_reason"])
class Report(models.Model):
    """What the operator reports of an offer for the year. Unknown is null, never nought.

    Amounts are whole kroner; occupancy is in percent. `figures_cover` and `economy_covers` say what
    the figures are about: an offer's economy is often only known for the centre above it.
    """

    dialogue = models.ForeignKey(DialogueYear, models.PROTECT, related_name="reports")
    offer = models.ForeignKey(
        Offer, models.PROTECT, related_name="yearly_reports", verbose_name="Tilbud"
    )
    status = models.CharField(
        "Status", max_length=9, choices=ReportStatus, default=ReportStatus.DRAFT
    )
    places = _number("Pladser")
    used = _number("Pladser i brug, i gennemsnit over året")
    occupancy_pct = _number("Belægning, pct.")
    budgeted_pct = _number("Budgetteret belægning, pct.")
    months = ArrayField(
        models.DecimalField(max_digits=6, decimal_places=2, null=True), size=12, default=list,
        verbose_name="Belægning måned for måned, pct.",
    )  # fmt: skip
    figures_cover = models.CharField(
        "Pladser og belægning omfatter", max_length=6, choices=Covers, default=Covers.OFFER
    )
    figures_what = models.CharField("Hvilket", max_length=160, blank=True)
    waiting = models.PositiveIntegerField("På venteliste ved årets slutning", null=True, blank=True)
    income = _number("Indtægter, kr.", 14)
    cost = _number("Udgifter, kr.", 14)
    result = _number("Resultat, kr.", 14)
    budget = _number("Budget, kr.", 14)
    expected_result = _number("Forventet resultat næste år, kr.", 14)
    economy_covers = models.CharField(
        "Økonomien omfatter", max_length=6, choices=Covers, default=Covers.OFFER
    )
    economy_what = models.CharField("Hvilket", max_length=160, blank=True)
    staff = _number("Medarbejdere, årsværk")
    development = _words("Faglig udvikling")
    professional = _words("Faglig bæredygtighed")
    economic = _words("Økonomisk bæredygtighed")
    worries = _words("Bekymringer")
    explanation = _words("Forklaring på store udsving")
    on_behalf = models.BooleanField("Af sekretariatet på driftsherrens vegne", default=False)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    saved_at = models.DateTimeField(auto_now=True)
    revision = models.PositiveIntegerField(default=0)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    submitted_at = models.DateTimeField("Indsendt", null=True, blank=True)
    return_reason = models.TextField("Hvad der skal rettes", blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = "årsrapport"
        verbose_name_plural = "årsrapporter"
        ordering = ["dialogue", "offer__name"]
        constraints = [
            models.UniqueConstraint(fields=["dialogue", "offer"], name="report_once_a_year"),
            models.CheckConstraint(
                condition=Q(places__isnull=True) | Q(places__gte=0), name="report_places"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=("submitted", "accepted")) | Q(submitted_at__isnull=False),
                name="report_handed_in_at",
            ),
        ]

    def __str__(self) -> str:
        return f"Årsrapport {self.dialogue.year}: {self.offer}"

    def get_absolute_url(self) -> str:
        return reverse("yearly:report", args=[self.dialogue.year, self.offer_id])

    @property
    def is_handed_in(self) -> bool:
        return self.status in HANDED_IN

    @property
    def reckoned_pct(self) -> Decimal | None:
        """Occupancy out of places in use and places, in percent with one decimal."""
        if self.used is None or not self.places:
            return None
        return (self.used / self.places * 100).quantize(TENTH, ROUND_HALF_UP)

    @property
    def reckoned_result(self) -> Decimal | None:
        if self.income is None or self.cost is None:
            return None
        return self.income - self.cost


class Referral(models.Model):
    """How many a party has referred to the offer in the year. No names, and no small stories."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="referrals")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+", verbose_name="Part")
    count = models.PositiveIntegerField("Visitationer")

    class Meta:
        verbose_name = "visitation"
        verbose_name_plural = "visitationer"
        ordering = ["report", "party__name"]
        constraints = [
            models.UniqueConstraint(fields=["report", "party"], name="referral_once_a_party")
        ]

    def __str__(self) -> str:
        return f"{self.party}: {self.count}"


class ReportFileQuerySet(models.QuerySet["ReportFile"]):
    def visible_to(self, person: Person) -> ReportFileQuerySet:
        return self.filter(report__in=Report.objects.visible_to(person))


class ReportFile(models.Model):
    """A bilag to the report."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="files")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    title = models.CharField("Titel", max_length=200)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    objects = ReportFileQuerySet.as_manager()

    class Meta:
        verbose_name = "bilag til årsrapport"
        verbose_name_plural = "bilag til årsrapporter"
        ordering = ["added_at"]

    def __str__(self) -> str:
        return self.title


class Declaration(models.Model):
    """A version of an offer's ydelseskatalog and servicedeklaration. A new one is written beside the
    old ones, which stay; all with a role in the cooperation read them."""

    offer = models.ForeignKey(Offer, models.PROTECT, related_name="declarations")
    number = models.PositiveSmallIntegerField("Version")
    services = models.TextField("Ydelseskatalog")
    promise = models.TextField("Servicedeklaration", blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    on_behalf = models.BooleanField(default=False)

    class Meta:
        verbose_name = "ydelseskatalog"
        verbose_name_plural = "ydelseskataloger"
        ordering = ["offer", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["offer", "number"], name="declaration_numbered_once")
        ]

    def __str__(self) -> str:
        return f"{self.offer}, version {self.number}"


# --- The buyers -----------------------------------------------------------------------------------


class AnswerStatus(models.TextChoices):
    DRAFT = "draft", "Kladde"
    SUBMITTED = "submitted", "Indsendt"


class BuyerAnswerQuerySet(models.QuerySet["BuyerAnswer"]):
    def visible_to(self, person: Person) -> BuyerAnswerQuerySet:
        """A party's own; the secretariat reads what is handed in or written on a party's behalf; all
        parties and the panel read it from the hearing on."""
        roles = person.current_roles()
        if not roles:
            return self.none()
        own = Q(party__in=operated_by(person))
        given = Q(status=AnswerStatus.SUBMITTED)
        if person.is_of_secretariat():
            return self.filter(own | given | Q(on_behalf=True))
        return self.filter(own | given & ~Q(dialogue__status=YearStatus.OPEN))


@pghistory.track(fields=["dialogue", "party", "status", "on_behalf"])
class BuyerAnswer(models.Model):
    """How a party uses the offers, and expects to: one answer a year with all of them."""

    dialogue = models.ForeignKey(DialogueYear, models.PROTECT, related_name="answers")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+", verbose_name="Part")
    status = models.CharField(
        "Status", max_length=9, choices=AnswerStatus, default=AnswerStatus.DRAFT
    )
    on_behalf = models.BooleanField("Af sekretariatet på partens vegne", default=False)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(auto_now=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    submitted_at = models.DateTimeField("Indsendt", null=True, blank=True)

    objects = BuyerAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = "købers svar"
        verbose_name_plural = "købernes svar"
        ordering = ["dialogue", "party__name"]
        constraints = [
            models.UniqueConstraint(fields=["dialogue", "party"], name="buyer_answers_once"),
            models.CheckConstraint(
                condition=Q(status="draft") | Q(submitted_at__isnull=False),
                name="buyer_answer_handed_in_at",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party}: brug af tilbuddene {self.dialogue.year}"

    def get_absolute_url(self) -> str:
        return reverse("yearly:buyer", args=[self.dialogue.year, self.party.code])


class Intention(models.TextChoices):
    MORE = "more", "Vi regner med at bruge det mere"
    SAME = "same", "Vi regner med at bruge det som nu"
    LESS = "less", "Vi regner med at bruge det mindre"
    NONE = "none", "Vi bruger det ikke"


class OfferUse(models.Model):
    """What a party says of one offer."""

    answer = models.ForeignKey(BuyerAnswer, models.CASCADE, related_name="uses")
    offer = models.ForeignKey(Offer, models.PROTECT, related_name="+", verbose_name="Tilbud")
    now = _number("Pladser i brug nu")
    next_year = _number("Ventes næste år")
    year_after = _number("Ventes året efter")
    intention = models.CharField("Hensigt", max_length=4, choices=Intention, blank=True)
    wishes = _words("Ønsker til ændringer og faglig udvikling")
    why_not = _words("Hvorfor tilbuddet ikke bruges")

    class Meta:
        verbose_name = "brug af et tilbud"
        verbose_name_plural = "brug af tilbud"
        ordering = ["answer", "offer__name"]
        constraints = [models.UniqueConstraint(fields=["answer", "offer"], name="offer_use_once")]

    def __str__(self) -> str:
        return f"{self.answer.party} hos {self.offer}"


# --- The panel, and dialogue meetings -------------------------------------------------------------


class Comment(models.Model):
    """Ekspertpanelets comments on an offer in the year: one text, which the panel shares."""

    dialogue = models.ForeignKey(DialogueYear, models.PROTECT, related_name="comments")
    offer = models.ForeignKey(Offer, models.PROTECT, related_name="+", verbose_name="Tilbud")
    text = models.TextField("Ekspertpanelets bemærkninger")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "ekspertpanelets bemærkning"
        verbose_name_plural = "ekspertpanelets bemærkninger"
        ordering = ["dialogue", "offer__name"]
        constraints = [
            models.UniqueConstraint(fields=["dialogue", "offer"], name="panel_comments_once")
        ]

    def __str__(self) -> str:
        return f"Ekspertpanelet om {self.offer}, {self.dialogue.year}"


class MeetingStatus(models.TextChoices):
    ASKED = "asked", "Ønsket af driftsherren"
    APPROVED = "approved", "Modellen er godkendt af DAS"
    REJECTED = "rejected", "Ikke godkendt af DAS"
    HELD = "held", "Holdt"


@pghistory.track(fields=["dialogue", "offer", "status"])
class DialogueMeeting(models.Model):
    """A dialogue meeting between the operator and people who know the target group. It is the
    operator's choice; an aftager-udvalg needs DAS's approval of its model."""

    dialogue = models.ForeignKey(DialogueYear, models.PROTECT, related_name="meetings")
    offer = models.ForeignKey(Offer, models.PROTECT, related_name="+", verbose_name="Tilbud")
    status = models.CharField(
        "Status", max_length=8, choices=MeetingStatus, default=MeetingStatus.ASKED
    )
    model = models.TextField("Model: hvem, hvor tit og om hvad")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    held_on = models.DateField("Holdt", null=True, blank=True)
    outcome = models.TextField("Anbefalinger fra mødet", blank=True)

    class Meta:
        verbose_name = "dialogmøde"
        verbose_name_plural = "dialogmøder"
        ordering = ["dialogue", "offer__name"]
        constraints = [
            models.UniqueConstraint(fields=["dialogue", "offer"], name="dialogue_meeting_once"),
            models.CheckConstraint(
                condition=~Q(status="held") | Q(held_on__isnull=False),
                name="dialogue_meeting_held_on",
            ),
        ]

    def __str__(self) -> str:
        return f"Dialogmøde om {self.offer}, {self.dialogue.year}"
