"""What somebody writes beside the agenda for themselves. Nobody else ever reads a row of these."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from meetings.models import AgendaItem

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
