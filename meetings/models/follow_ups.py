"""What was agreed and must be done: by whom, by when, how far it is, and what the parties answer."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from dasportal.accounts.models import DANISH, PARTY_ROLES, Forum, Party
from dasportal.documents.models import StoredFile

from .items import AgendaItem

if TYPE_CHECKING:
    from dasportal.accounts.models import Person


class OwnerKind(models.TextChoices):
    """Who has it to do. `EVERY_PARTY` is a request that each of the parties answers."""

    SECRETARIAT = "secretariat", "Sekretariatet"
    PARTY = "party", "En part"
    PERSON = "person", "En person"
    GROUP = "group", "En arbejdsgruppe"
    FORUM = "forum", "Et forum"
    EVERY_PARTY = "every_party", "Alle parter"
    OTHER = "other", "En anden"


class WorkingGroup(models.Model):
    """A working group by its name, so that it can be given something to do."""

    name = models.CharField("Navn", max_length=120, unique=True, db_collation=DANISH)

    class Meta:
        verbose_name = "arbejdsgruppe"
        verbose_name_plural = "arbejdsgrupper"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class FollowUpStatus(models.TextChoices):
    OPEN = "open", "Åben"
    STARTED = "started", "I gang"
    DONE = "done", "Udført"
    DROPPED = "dropped", "Bortfaldet"


STILL_OPEN = (FollowUpStatus.OPEN, FollowUpStatus.STARTED)


def acts_for(person: Person) -> set[int]:
    """The keys of the parties for which the person sits or reports today."""
    return {
        role.party_id
        for role in person.current_roles()
        if role.kind in PARTY_ROLES and role.party_id is not None
    }


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    def visible_to(self, person: Person) -> FollowUpQuerySet:
        """Follow-ups on items the person may read, and those they have to do themselves.

        What one's party or forum has to do shows also to those of it who do not follow the forum
        that asked; from a closed item, only to those who may read the item.
        """
        if person.is_of_secretariat():
            return self
        parties = acts_for(person)
        ours = Q(owner_party__in=parties) | Q(owner_forum__in=person.sitting_forum_ids())
        if parties:
            ours |= Q(owner_kind=OwnerKind.EVERY_PARTY)
        from_open = Q(item__is_open=True) & (
            Q(item__parent__isnull=True) | Q(item__parent__is_open=True)
        )
        return self.filter(
            Q(item__in=AgendaItem.objects.visible_to(person))
            | Q(owner_person=person)
            | (ours & from_open)
        )

    def open(self) -> FollowUpQuerySet:
        return self.filter(status__in=STILL_OPEN)

    def overdue(self) -> FollowUpQuerySet:
        return self.open().filter(due__lt=timezone.localdate())

    def due_until(self, day: date) -> FollowUpQuerySet:
        """Open, not late yet, and due by that day."""
        return self.open().filter(due__gte=timezone.localdate(), due__lte=day)

    def of_person(self, person: Person) -> FollowUpQuerySet:
        """What this very person has to do; the secretariat shares what is its own."""
        mine = Q(owner_person=person)
        if person.is_of_secretariat():
            mine |= Q(owner_kind=OwnerKind.SECRETARIAT)
        return self.filter(mine)

    def of_parties(self, parties: set[int]) -> FollowUpQuerySet:
        """What these parties have to do, and the requests that they have not answered."""
        asked = FollowUpAnswer.objects.filter(party__in=parties, answered_at__isnull=True)
        return self.filter(Q(owner_party__in=parties) | Q(pk__in=asked.values("follow_up")))


@pghistory.track()
class FollowUp(models.Model):
    """Something agreed at the meeting: what, who and by when.

    `what`, `agreed_owner` and `agreed_due` are what the minutes say; owner and date may be moved
    afterwards, which the minutes must not follow.
    """

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="follow_ups")
    what = models.TextField("Hvad")
    owner_kind = models.CharField(
        "Hvem (art)", max_length=12, choices=OwnerKind, default=OwnerKind.OTHER
    )
    owner_text = models.CharField(
        "Hvem",
        max_length=120,
        help_text="Sekretariatet, en part, en person eller en arbejdsgruppe.",
    )
    owner_party = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="+")
    owner_person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="follow_ups"
    )
    owner_group = models.ForeignKey(
        WorkingGroup, models.PROTECT, null=True, blank=True, related_name="follow_ups"
    )
    owner_forum = models.ForeignKey(Forum, models.PROTECT, null=True, blank=True, related_name="+")
    due = models.DateField("Senest", null=True, blank=True)
    agreed_owner = models.CharField("Hvem, som aftalt", max_length=120, blank=True)
    agreed_due = models.DateField("Senest, som aftalt", null=True, blank=True)
    status = models.CharField(
        "Status", max_length=8, choices=FollowUpStatus, default=FollowUpStatus.OPEN
    )
    answers_shown = models.BooleanField(
        "Parterne ser hinandens svar",
        default=False,
        help_text="Ellers ser en part kun sit eget svar; sekretariatet ser alle.",
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = "opfølgning"
        verbose_name_plural = "opfølgninger"
        ordering = [models.F("due").asc(nulls_last=True), "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(status__in=STILL_OPEN) & Q(closed_at__isnull=True))
                | (~Q(status__in=STILL_OPEN) & Q(closed_at__isnull=False)),
                name="follow_up_closed_has_time",
            ),
            models.CheckConstraint(
                condition=Q(owner_kind="party", owner_party__isnull=False)
                | (~Q(owner_kind="party") & Q(owner_party__isnull=True)),
                name="follow_up_party_is_named",
            ),
            models.CheckConstraint(
                condition=Q(owner_kind="person", owner_person__isnull=False)
                | (~Q(owner_kind="person") & Q(owner_person__isnull=True)),
                name="follow_up_person_is_named",
            ),
        ]

    def __str__(self) -> str:
        return self.what

    def get_absolute_url(self) -> str:
        return reverse("meetings:follow_up", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.status in STILL_OPEN

    @property
    def is_late(self) -> bool:
        """Open with its day past; the day itself is not late."""
        return self.is_open and self.due is not None and self.due < timezone.localdate()

    @property
    def asks_every_party(self) -> bool:
        return self.owner_kind == OwnerKind.EVERY_PARTY


class FollowUpNote(models.Model):
    """One line of what has happened: a step, a moved date, or a note. None is changed or removed."""

    follow_up = models.ForeignKey(FollowUp, models.CASCADE, related_name="notes")
    step = models.CharField("Hvad der skete", max_length=160, blank=True)
    text = models.TextField("Note", blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "note til opfølgning"
        verbose_name_plural = "noter til opfølgning"
        ordering = ["follow_up", "written_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(step="") | ~Q(text=""), name="follow_up_note_says_something"
            )
        ]

    def __str__(self) -> str:
        return self.text or self.step


class FollowUpAnswerQuerySet(models.QuerySet["FollowUpAnswer"]):
    def visible_to(self, person: Person) -> FollowUpAnswerQuerySet:
        """One's own party's answer; the others' for the secretariat, or when all are shown."""
        if person.is_of_secretariat():
            return self
        return self.filter(follow_up__in=FollowUp.objects.visible_to(person)).filter(
            Q(party__in=acts_for(person)) | Q(follow_up__answers_shown=True)
        )


@pghistory.track()
class FollowUpAnswer(models.Model):
    """What one party answers to a request to all: a cell of the matrix, empty until it answers."""

    follow_up = models.ForeignKey(FollowUp, models.CASCADE, related_name="answers")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+", verbose_name="Part")
    text = models.TextField("Svar", blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    revision = models.PositiveIntegerField(default=0)
    answered_at = models.DateTimeField("Svaret", null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = FollowUpAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = "svar fra en part"
        verbose_name_plural = "svar fra parterne"
        ordering = ["follow_up", "party__name"]
        constraints = [
            models.UniqueConstraint("follow_up", "party", name="one_answer_per_party"),
            models.CheckConstraint(
                condition=(Q(answered_at__isnull=True) & Q(answered_by__isnull=True))
                | (Q(answered_at__isnull=False) & Q(answered_by__isnull=False)),
                name="answered_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party}: {self.text[:60]}"

    @property
    def is_late(self) -> bool:
        """Answered after the day, or not yet though the day has passed."""
        due = self.follow_up.due
        if due is None:
            return False
        day = timezone.localdate(self.answered_at) if self.answered_at else timezone.localdate()
        return day > due
