"""What somebody writes beside the agenda for themselves. Nobody else ever reads a row of these."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from meetings.models import AgendaItem, Attachment, AttachmentVersion

if TYPE_CHECKING:
    from dasportal.accounts.models import Person


def on_readable_items(person: Person) -> Q:
    """Rows of an item that the person may read today.

    An item that was never sent can be deleted; the secretariat's own words about it stay with them.
    """
    readable = Q(item__in=AgendaItem.objects.visible_to(person))
    return readable | Q(item__isnull=True) if person.is_of_secretariat() else readable


class NoteQuerySet(models.QuerySet["Note"]):
    def visible_to(self, person: Person) -> NoteQuerySet:
        """One's own, and only while one may read the item: a closed one is lost with the role."""
        return self.filter(on_readable_items(person), person=person)

    def written(self) -> NoteQuerySet:
        """Those that say something."""
        return self.exclude(text="")


class Note(models.Model):
    """One person's note on one item. `revision` is what the next save must build on."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="Person"
    )
    item = models.ForeignKey(
        AgendaItem, models.SET_NULL, null=True, related_name="+", verbose_name="Punkt"
    )
    text = models.TextField("Note", blank=True)
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField("Gemt")

    objects = NoteQuerySet.as_manager()

    class Meta:
        verbose_name = "note"
        verbose_name_plural = "noter"
        ordering = ["-saved_at"]
        constraints = [models.UniqueConstraint("person", "item", name="one_note_an_item")]

    def __str__(self) -> str:
        return f"Note {self.pk}"  # never its words: this may end in a log


class Word(models.TextChoices):
    """What a highlight means to the one who made it. The colour follows the word."""

    IMPORTANT = "important", "Vigtigt"
    ASK = "ask", "Spørg"
    AGREE = "agree", "Enig"
    DISAGREE = "disagree", "Uenig"


class HighlightQuerySet(models.QuerySet["Highlight"]):
    def visible_to(self, person: Person) -> HighlightQuerySet:
        """One's own, and only while one may read what is marked: the item, or the bilag."""
        in_text = Q(version__isnull=True) & on_readable_items(person)
        in_bilag = Q(version__attachment__in=Attachment.objects.visible_to(person))
        return self.filter(in_text | in_bilag, person=person)

    def in_text(self) -> HighlightQuerySet:
        """Those in the item's own text."""
        return self.filter(page__isnull=True)

    def in_bilag(self, attachment: Attachment) -> HighlightQuerySet:
        return self.filter(version__attachment=attachment)


class Highlight(models.Model):
    """A quote that one has marked, in an item's text or on a page of a bilag, or a note to a page.

    It is found again by its words and by those around them, in whatever version there is now; it
    is never moved, changed or dropped by a new version (anchors.py). `version` and `page` say
    where it was made.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="Person"
    )
    item = models.ForeignKey(
        AgendaItem, models.SET_NULL, null=True, related_name="+", verbose_name="Punkt"
    )
    version = models.ForeignKey(
        AttachmentVersion, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name="Bilagets version",
    )  # fmt: skip
    page = models.PositiveIntegerField("Side", null=True, blank=True)
    quote = models.TextField("Tekst", blank=True)
    before = models.CharField(max_length=120, blank=True)
    after = models.CharField(max_length=120, blank=True)
    word = models.CharField("Betydning", max_length=9, choices=Word, default=Word.IMPORTANT)
    note = models.TextField("Note", blank=True)
    made_at = models.DateTimeField("Lavet", auto_now_add=True)

    objects = HighlightQuerySet.as_manager()

    class Meta:
        verbose_name = "markering"
        verbose_name_plural = "markeringer"
        ordering = [models.F("page").asc(nulls_first=True), "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(quote="") | (~Q(note="") & Q(page__isnull=False)),
                name="highlight_quotes_or_notes_a_page",
            ),
            models.CheckConstraint(
                condition=Q(page__isnull=True, version__isnull=True)
                | Q(page__isnull=False, page__gte=1),
                name="highlight_in_bilag_has_page",
            ),
        ]
        indexes = [models.Index(fields=["person", "item"], name="highlight_by_item")]

    def __str__(self) -> str:
        return f"Markering {self.pk}"
