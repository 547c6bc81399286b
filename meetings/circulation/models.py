"""Decisions between meetings: the forum's rule, the ballot, its versions, and a vote per party."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from dasportal.accounts.models import DANISH, Forum, Party, RoleKind
from dasportal.documents.models import PrintedDocument
from meetings.models import AgendaItem

if TYPE_CHECKING:
    from dasportal.accounts.models import Person

SPEAKING = (RoleKind.MEMBER, RoleKind.DEPUTY)


class Rule(models.TextChoices):
    ALL = "all", "Alle parter skal svare"
    SILENCE = "silence", "Tavshed er samtykke"
    AT_LEAST = "at_least", "Mindst et antal parter skal tilslutte sig"


def _number_with_its_rule(prefix: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(rule="at_least", at_least__isnull=False, at_least__gte=1)
        | (~Q(rule="at_least") & Q(at_least__isnull=True)),
        name=f"{prefix}_number_goes_with_its_rule",
        violation_error_message="Skriv, hvor mange parter der mindst skal tilslutte sig.",
    )


@pghistory.track(exclude=["forum"])
class ForumRule(models.Model):
    """When a case sent out to the forum is adopted. It holds for what is sent from then on."""

    forum = models.OneToOneField(Forum, models.PROTECT, related_name="ballot_rule")
    rule = models.CharField("Regel", max_length=8, choices=Rule, default=Rule.ALL)
    at_least = models.PositiveSmallIntegerField("Mindst antal parter", null=True, blank=True)
    days = models.PositiveSmallIntegerField("Dage til at svare", default=10)

    class Meta:
        verbose_name = "regel for skriftlig behandling"
        verbose_name_plural = "regler for skriftlig behandling"
        constraints = [_number_with_its_rule("forum_rule")]

    def __str__(self) -> str:
        return f"{self.forum}: {self.get_rule_display()}"

    @property
    def in_short(self) -> str:
        """»Mindst et antal parter skal tilslutte sig (9), 7 dage«: what is set, and which it is."""
        number = f" ({self.at_least})" if self.at_least else ""
        return f"{self.get_rule_display()}{number}, {self.days} dage"


class BallotStatus(models.TextChoices):
    DRAFT = "draft", "Kladde"
    OUT = "out", "Ude til svar"
    ADOPTED = "adopted", "Vedtaget"
    REJECTED = "rejected", "Ikke vedtaget"
    TO_MEETING = "to_meeting", "Drøftes på møde"
    WITHDRAWN = "withdrawn", "Trukket tilbage"


DECIDED = (BallotStatus.ADOPTED, BallotStatus.REJECTED)
OVER = (*DECIDED, BallotStatus.TO_MEETING)
UNDER_WAY = (BallotStatus.DRAFT, BallotStatus.OUT, BallotStatus.WITHDRAWN)


class BallotQuerySet(models.QuerySet["Ballot"]):
    def visible_to(self, person: Person) -> BallotQuerySet:
        """All for the secretariat. What has been sent: to those who sit in the forum, and, when
        the case is open, to those who read along there."""
        if person.is_of_secretariat():
            return self
        sits, follows = person.sitting_forum_ids(), person.forum_ids()
        return self.exclude(status=BallotStatus.DRAFT).filter(
            Q(forum__in=sits) | Q(forum__in=follows, is_open=True)
        )

    def out(self) -> BallotQuerySet:
        return self.filter(status=BallotStatus.OUT)

    def due(self, now: datetime) -> BallotQuerySet:
        """Out, and past the last moment of the version that is out."""
        return self.out().filter(closes_at__lt=now)

    def waiting_for_agenda(self) -> BallotQuerySet:
        """Over, and not on any agenda yet, for want of one."""
        return self.filter(status__in=OVER, noted_on__isnull=True)


@pghistory.track(fields=["status", "closes_at", "outcome", "withdrawn_reason"])
class Ballot(models.Model):
    """A case that a forum decides between meetings (skriftlig behandling).

    It is written as an item on an agenda to come, and sent out as a frozen version; `title`,
    `is_open` and `closes_at` are of the newest. The item is then its home: there the outcome is
    noted, or the case is discussed.
    """

    forum = models.ForeignKey(Forum, models.PROTECT, related_name="ballots", verbose_name="Forum")
    item = models.ForeignKey(
        AgendaItem, models.SET_NULL, null=True, blank=True, related_name="ballots"
    )
    title = models.CharField("Titel", max_length=400, db_collation=DANISH)
    is_open = models.BooleanField("Åben sag")
    status = models.CharField(
        "Status", max_length=10, choices=BallotStatus, default=BallotStatus.DRAFT
    )
    closes_at = models.DateTimeField("Frist", null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    withdrawn_reason = models.CharField("Hvorfor trukket tilbage", max_length=300, blank=True)
    outcome = models.TextField("Udfald", blank=True)
    over_at = models.DateTimeField("Afsluttet", null=True, blank=True)
    noted_on = models.ForeignKey(
        AgendaItem, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name="Noteret på dagsordenen under",
    )  # fmt: skip
    record_entry = models.PositiveBigIntegerField(
        "Nummer i det forseglede arkiv", null=True, blank=True
    )

    objects = BallotQuerySet.as_manager()

    class Meta:
        verbose_name = "skriftlig behandling"
        verbose_name_plural = "skriftlige behandlinger"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item"],
                condition=Q(status__in=["draft", "out", "withdrawn"]),
                name="one_ballot_under_way_per_item",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "out", "withdrawn"], over_at=None, outcome="")
                | (
                    Q(status__in=["adopted", "rejected", "to_meeting"], over_at__isnull=False)
                    & ~Q(outcome="")
                ),
                name="ballot_is_never_over_without_an_outcome",
            ),
            models.CheckConstraint(
                condition=Q(status="draft") | Q(closes_at__isnull=False),
                name="ballot_out_has_deadline",
            ),
            models.CheckConstraint(
                condition=Q(record_entry__isnull=True) | Q(status__in=["adopted", "rejected"]),
                name="only_decided_ballots_are_sealed",
            ),
        ]
        indexes = [models.Index(fields=["forum", "status"], name="ballot_by_forum_and_status")]

    def __str__(self) -> str:
        return f"Skriftlig behandling nr. {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("circulation:ballot", args=[self.pk])

    @property
    def is_decided(self) -> bool:
        return self.status in DECIDED

    @property
    def is_sealed(self) -> bool:
        return self.record_entry is not None

    @property
    def named(self) -> str:
        """What it may be called in a mail or a list that others read: closed cases by number."""
        return self.title if self.is_open else f"lukket sag (nr. {self.pk})"


class BallotVersionQuerySet(models.QuerySet["BallotVersion"]):
    def visible_to(self, person: Person) -> BallotVersionQuerySet:
        """Versions of the ballots one may see; one that was closed stays so, whatever came after."""
        if person.is_of_secretariat():
            return self
        return self.filter(ballot__in=Ballot.objects.visible_to(person)).filter(
            Q(is_open=True) | Q(ballot__forum__in=person.sitting_forum_ids())
        )


class BallotVersion(models.Model):
    """The case exactly as it was sent out, and the rule that held. Nothing overwrites it."""

    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("Version")
    snapshot = models.JSONField()
    sha256 = models.CharField(max_length=64)
    is_open = models.BooleanField("Åben sag")
    rule = models.CharField("Regel", max_length=8, choices=Rule)
    at_least = models.PositiveSmallIntegerField(null=True, blank=True)
    closes_at = models.DateTimeField("Frist")
    sent_at = models.DateTimeField("Sendt", auto_now_add=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = BallotVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "udsendt sag"
        verbose_name_plural = "udsendte sager"
        ordering = ["ballot", "number"]
        constraints = [
            models.UniqueConstraint("ballot", "number", name="ballot_version_once"),
            _number_with_its_rule("ballot_version"),
        ]

    def __str__(self) -> str:
        return f"{self.ballot}, version {self.number}"


class Answer(models.TextChoices):
    FOR = "for", "Tilslutter sig"
    REMARK = "remark", "Tilslutter sig med bemærkning"
    AGAINST = "against", "Kan ikke tilslutte sig"
    MEETING = "meeting", "Beder om drøftelse på møde"


NEEDS_WORDS = (Answer.REMARK, Answer.AGAINST)


class VoteQuerySet(models.QuerySet["Vote"]):
    def visible_to(self, person: Person) -> VoteQuerySet:
        """The votes the person may give: those of the parties they speak for in the forum."""
        mine = Q(pk__in=[])
        for role in person.current_roles():
            if role.kind in SPEAKING and role.party_id and role.forum_id:
                mine |= Q(party=role.party_id, version__ballot__forum=role.forum_id)
        return self.filter(mine)

    def silent(self) -> VoteQuerySet:
        return self.filter(answer="")

    def in_order(self) -> VoteQuerySet:
        return self.select_related("party", "voted_by").order_by("party__name")


@pghistory.track(exclude=["version"])
class Vote(models.Model):
    """One party's vote on a version, by its member or deputy; laid empty when the case is sent."""

    version = models.ForeignKey(BallotVersion, models.PROTECT, related_name="votes")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+", verbose_name="Part")
    answer = models.CharField("Svar", max_length=8, choices=Answer, blank=True)
    words = models.TextField("Bemærkning eller begrundelse", blank=True)
    voted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    voted_at = models.DateTimeField("Svaret", null=True, blank=True)
    as_deputy = models.BooleanField("Ved stedfortræder", default=False)

    objects = VoteQuerySet.as_manager()

    class Meta:
        verbose_name = "parts svar"
        verbose_name_plural = "parters svar"
        ordering = ["version", "party__name"]
        constraints = [
            models.UniqueConstraint("version", "party", name="one_vote_per_party"),
            models.CheckConstraint(
                condition=Q(answer="", words="", voted_by=None, voted_at=None, as_deputy=False)
                | (~Q(answer="") & Q(voted_by__isnull=False, voted_at__isnull=False)),
                name="vote_says_who_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(answer__in=["remark", "against"]) | ~Q(words=""),
                name="vote_that_differs_says_why",
                violation_error_message="Skriv bemærkningen eller begrundelsen.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party}: {self.get_answer_display() or 'har ikke svaret'}"

    @property
    def stamp(self) -> str:
        """Which vote this is: when it was given; empty before the first."""
        return self.voted_at.isoformat() if self.voted_at else ""


VoteEvent: Any = Vote.events.rel.related_model  # type: ignore[attr-defined]


class SheetQuerySet(models.QuerySet["DecisionSheet"]):
    def visible_to(self, person: Person) -> SheetQuerySet:
        """The variant with closed bilag to those who may read them, the other to all who see the
        ballot."""
        if person.is_of_secretariat():
            return self
        return self.filter(version__in=BallotVersion.objects.visible_to(person)).filter(
            Q(closed=False) | Q(version__ballot__forum__in=person.sitting_forum_ids())
        )


class DecisionSheet(PrintedDocument):
    """The decision as a PDF: outcome, rule, every party's vote, and the case as it was sent.

    `closed` tells the variant that may name closed bilag, which is the one that is sealed. A closed
    case has that one alone.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(BallotVersion, models.PROTECT, related_name="sheets")
    closed = models.BooleanField("Med lukkede bilag")

    objects = SheetQuerySet.as_manager()

    class Meta(PrintedDocument.Meta):
        verbose_name = "afgørelse som PDF"
        verbose_name_plural = "afgørelser som PDF"
        constraints = [
            *PrintedDocument.Meta.constraints,
            models.UniqueConstraint("version", "closed", name="decision_sheet_once"),
        ]

    def __str__(self) -> str:
        return f"Afgørelse: {self.version.ballot}"
