"""The parties' approval of draft minutes: the round, each party's answer, and the comments."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from dasportal.accounts.models import Party, RoleKind
from meetings.models import Meeting, MinutesVersion

if TYPE_CHECKING:
    from dasportal.accounts.models import Person

SPEAKING = (RoleKind.MEMBER, RoleKind.DEPUTY)


class RoundStatus(models.TextChoices):
    OPEN = "open", "Til godkendelse hos parterne"
    CLOSED = "closed", "Afsluttet"


class RoundQuerySet(models.QuerySet["ApprovalRound"]):
    def visible_to(self, person: Person) -> RoundQuerySet:
        """Rounds of the meetings the person may know of."""
        return self.filter(meeting__in=Meeting.objects.visible_to(person))

    def open(self) -> RoundQuerySet:
        return self.filter(status=RoundStatus.OPEN)

    def due(self, now: datetime) -> RoundQuerySet:
        """Open, and past their last moment."""
        return self.open().filter(closes_at__lt=now)


@pghistory.track(fields=["version", "status", "closes_at"])
class ApprovalRound(models.Model):
    """The approval of one meeting's draft minutes. `version` is what is out now; a new version
    takes its place, and answers to what it changed are asked for again.

    The two hashes are of what those read who may read closed items, and of what others read.
    """

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="approval_round")
    version = models.ForeignKey(MinutesVersion, models.PROTECT, related_name="+")
    full_sha256 = models.CharField(max_length=64)
    open_sha256 = models.CharField(max_length=64)
    status = models.CharField("Status", max_length=6, choices=RoundStatus, default=RoundStatus.OPEN)
    closes_at = models.DateTimeField("Frist")
    closed_at = models.DateTimeField("Afsluttet", null=True, blank=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = "godkendelsesrunde"
        verbose_name_plural = "godkendelsesrunder"
        ordering = ["closes_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="closed", closed_at__isnull=False)
                | Q(status="open", closed_at__isnull=True),
                name="approval_round_closed_has_time",
            )
        ]

    def __str__(self) -> str:
        return f"Godkendelse af referat af {self.meeting}"

    def get_absolute_url(self) -> str:
        return reverse("approval:round", args=[self.meeting_id])


class AnswerStatus(models.TextChoices):
    WAITING = "waiting", "Har ikke svaret"
    APPROVED = "approved", "Godkendt"
    STALE = "stale", "Godkendt før ændring"


class PartyApprovalQuerySet(models.QuerySet["PartyApproval"]):
    def visible_to(self, person: Person) -> PartyApprovalQuerySet:
        """The answers the person may give: those of the parties they speak for in the forum."""
        mine = Q(pk__in=[])
        for role in person.current_roles():
            if role.kind in SPEAKING and role.party_id and role.forum_id:
                mine |= Q(party=role.party_id, round__meeting__forum=role.forum_id)
        return self.filter(mine)

    def in_order(self) -> PartyApprovalQuerySet:
        return self.select_related("party", "approved_by", "version").order_by("party__name")


@pghistory.track(exclude=["round"])
class PartyApproval(models.Model):
    """One party's answer: approved exactly this, by its member or deputy; or nothing yet.

    The hashes are of what was approved. `full_sha256` is empty when the one who approved may not
    read closed items; then the answer covers the open part alone.
    """

    round = models.ForeignKey(ApprovalRound, models.CASCADE, related_name="answers")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+", verbose_name="Part")
    status = models.CharField(
        "Svar", max_length=8, choices=AnswerStatus, default=AnswerStatus.WAITING
    )
    version = models.ForeignKey(
        MinutesVersion, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="Godkendt version",
    )  # fmt: skip
    open_sha256 = models.CharField(max_length=64, blank=True)
    full_sha256 = models.CharField(max_length=64, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField("Godkendt", null=True, blank=True)
    as_deputy = models.BooleanField("Ved stedfortræder", default=False)

    objects = PartyApprovalQuerySet.as_manager()

    class Meta:
        verbose_name = "parts godkendelse"
        verbose_name_plural = "parters godkendelser"
        ordering = ["round", "party__name"]
        constraints = [
            models.UniqueConstraint("round", "party", name="one_approval_per_party"),
            models.CheckConstraint(
                condition=Q(
                    status="waiting", version=None, open_sha256="", full_sha256="",
                    approved_by=None, approved_at=None, as_deputy=False,
                )
                | (
                    ~Q(status="waiting") & ~Q(open_sha256="") & Q(
                        version__isnull=False, approved_by__isnull=False,
                        approved_at__isnull=False,
                    )
                ),
                name="approval_names_what_and_who",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.party}: {self.get_status_display()}"


PartyApprovalEvent: Any = PartyApproval.events.rel.related_model  # type: ignore[attr-defined]


class CommentStatus(models.TextChoices):
    OPEN = "open", "Ubesvaret"
    ANSWERED = "answered", "Besvaret"
    PROMISED = "promised", "Rettes i næste version"
    CORRECTED = "corrected", "Rettet"
    DECLINED = "declined", "Ikke fulgt"
    WITHDRAWN = "withdrawn", "Trukket tilbage"


class CommentQuerySet(models.QuerySet["Comment"]):
    def visible_to(self, person: Person) -> CommentQuerySet:
        """All that is said of open items to those who may know of the meeting; of closed items
        only to those who may read them."""
        if person.is_of_secretariat():
            return self
        own = Q(round__meeting__forum__in=person.sitting_forum_ids())
        known = Q(round__meeting__in=Meeting.objects.visible_to(person))
        return self.filter(known & (own | Q(is_open=True)))

    def unanswered(self) -> CommentQuerySet:
        return self.filter(status=CommentStatus.OPEN)

    def standing(self) -> CommentQuerySet:
        return self.exclude(status=CommentStatus.WITHDRAWN)


@pghistory.track(fields=["status", "reply", "corrected_in"])
class Comment(models.Model):
    """What a party says of a passage of an item, and what became of it.

    The item is named as in the snapshot that was read. `field`, `prefix` and `suffix` say where in
    it the quote stands; without a quote the comment is on the item as a whole. `is_open` follows
    the item: once it has been closed, the comment is.
    """

    round = models.ForeignKey(ApprovalRound, models.CASCADE, related_name="comments")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+", verbose_name="Part")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    version = models.ForeignKey(MinutesVersion, models.PROTECT, related_name="+")
    item = models.UUIDField("Punkt")
    item_number = models.CharField(max_length=12)
    is_open = models.BooleanField("Om et åbent punkt")
    field = models.CharField(max_length=20, blank=True)
    quote = models.TextField("Citat", blank=True)
    prefix = models.CharField(max_length=80, blank=True)
    suffix = models.CharField(max_length=80, blank=True)
    text = models.TextField("Kommentar")
    created_at = models.DateTimeField("Skrevet", auto_now_add=True)
    status = models.CharField(
        "Status", max_length=9, choices=CommentStatus, default=CommentStatus.OPEN
    )
    reply = models.TextField("Sekretariatets svar", blank=True)
    replied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    replied_at = models.DateTimeField("Besvaret", null=True, blank=True)
    corrected_in = models.ForeignKey(
        MinutesVersion, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="Rettet i",
    )  # fmt: skip

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = "kommentar til referat"
        verbose_name_plural = "kommentarer til referat"
        ordering = ["round", "created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status__in=["answered", "declined"]) | ~Q(reply=""),
                name="comment_answer_says_something",
                violation_error_message="Skriv svaret.",
            ),
            models.CheckConstraint(
                condition=Q(status="corrected", corrected_in__isnull=False)
                | (~Q(status="corrected") & Q(corrected_in__isnull=True)),
                name="comment_corrected_names_version",
            ),
            models.CheckConstraint(
                condition=Q(replied_by__isnull=True, replied_at__isnull=True)
                | Q(replied_by__isnull=False, replied_at__isnull=False),
                name="comment_replied_by_and_at",
            ),
        ]

    def __str__(self) -> str:
        return f"Kommentar fra {self.party} til punkt {self.item_number}"
