"""The index: one row for each thing that can be found, and every word that stands in one.

Rows are made from snapshots, as all that people read is. `sent` rows are what the forum has been
sent; `draft` rows are what the secretariat is working on. Where the two are equal there is one row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from dasportal.accounts.models import Forum
from dasportal.enquiries.models import Enquiry, Response

from ..models import AgendaItem, Attachment, Meeting, Outcome

if TYPE_CHECKING:
    from dasportal.accounts.models import Person


class Kind(models.TextChoices):
    ITEM = "item", "Sagen"
    DECISION = "decision", "Beslutning"
    RECOMMENDATION = "recommendation", "Indstilling"
    ATTACHMENT = "attachment", "Bilag"
    FOLLOW_UP = "follow_up", "Opfølgning"


class EntryQuerySet(models.QuerySet["Entry"]):
    def visible_to(self, person: Person) -> EntryQuerySet:
        """What the person may find: the secretariat what stands, others what their forum was sent.

        Closed items and closed bilag are found only by those who sit in the forum.
        """
        if person.is_of_secretariat():
            return self.filter(draft=True)
        own = person.sitting_forum_ids()
        return self.filter(sent=True, forum__in=person.forum_ids()).filter(
            Q(closed=False) | Q(forum__in=own)
        )

    def settled(self) -> EntryQuerySet:
        """Without the meetings that have changed since they were indexed: they may be closed now."""
        return self.exclude(meeting__in=Touched.objects.values("meeting"))


class Entry(models.Model):
    """One thing that can be found: an item's text, its decision, a line of its indstilling …"""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="+")
    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="search_entries")
    attachment = models.ForeignKey(Attachment, models.CASCADE, null=True, related_name="+")
    kind = models.CharField("Type", max_length=14, choices=Kind)
    draft = models.BooleanField("Som det står for sekretariatet")
    sent = models.BooleanField("Som det er sendt til forummet")
    closed = models.BooleanField("Lukket")
    forum = models.ForeignKey(Forum, models.CASCADE, related_name="+")
    date = models.DateField("Mødets dato")
    number = models.CharField("Nummer", max_length=12)
    title = models.CharField("Punktets titel", max_length=400)
    heading = models.CharField("Overskrift", max_length=400, blank=True)
    outcome = models.CharField("Udfald", max_length=20, choices=Outcome, blank=True)
    parties = ArrayField(models.BigIntegerField(), default=list)
    text = models.TextField()
    title_words = SearchVectorField()
    words = SearchVectorField()

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = "søgbar tekst"
        verbose_name_plural = "søgbare tekster"
        indexes = [
            GinIndex(fields=["words"], name="search_entry_words"),
            GinIndex(fields=["title_words"], name="search_entry_title_words"),
            models.Index(fields=["-date", "-id"], name="search_entry_newest"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(draft=True) | Q(sent=True), name="search_entry_is_somebodys"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.title}"


class EnquiryEntryQuerySet(models.QuerySet["EnquiryEntry"]):
    def visible_to(self, person: Person) -> EnquiryEntryQuerySet:
        """What is asked, to those who are asked once it has been opened; what was answered, to
        those who answer for the same. The secretariat finds all of it."""
        if person.is_of_secretariat():
            return self
        own = Response.objects.visible_to(person)
        asked = Q(response__isnull=True, enquiry__in=own.values("enquiry"))
        return self.filter(asked | Q(response__in=own.values("pk")))

    def settled(self) -> EnquiryEntryQuerySet:
        """Without the enquiries that have changed since they were indexed."""
        return self.exclude(enquiry__in=TouchedEnquiry.objects.values("enquiry"))


class EnquiryEntry(models.Model):
    """An enquiry as it can be found: what is asked, or (`response`) what one of the circle has
    handed in. Drafts are never here."""

    enquiry = models.ForeignKey(Enquiry, models.CASCADE, related_name="+")
    response = models.ForeignKey(Response, models.CASCADE, null=True, related_name="+")
    text = models.TextField()
    title_words = SearchVectorField()
    words = SearchVectorField()

    objects = EnquiryEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "søgbar høring"
        verbose_name_plural = "søgbare høringer"
        indexes = [GinIndex(fields=["words"], name="search_enquiry_words")]

    def __str__(self) -> str:
        return f"{self.enquiry_id} {self.response_id or ''}".strip()


class Word(models.Model):
    """A word of the index, its Danish stem, and in how many rows it stood when last counted."""

    word = models.CharField(max_length=60, primary_key=True)
    stem = models.CharField(max_length=60, db_index=True)
    rows = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "ord i søgningen"
        verbose_name_plural = "ord i søgningen"
        indexes = [GinIndex(OpClass("word", name="gin_trgm_ops"), name="search_word_parts")]

    def __str__(self) -> str:
        return self.word


class Touched(models.Model):
    """A meeting changed. Triggers write a row in the changing transaction; indexing removes it.

    Rows are only added and removed, never shared, so that no save waits for the index.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="+", db_constraint=False)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = "ændret siden indekseringen"
        verbose_name_plural = "ændret siden indekseringen"

    def __str__(self) -> str:
        return f"{self.meeting_id}"


class TouchedEnquiry(models.Model):
    """An enquiry changed; the same for it as Touched is for a meeting."""

    enquiry = models.ForeignKey(Enquiry, models.CASCADE, related_name="+", db_constraint=False)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = "høring ændret siden indekseringen"
        verbose_name_plural = "høringer ændret siden indekseringen"

    def __str__(self) -> str:
        return f"{self.enquiry_id}"
