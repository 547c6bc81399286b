"""The questions of an enquiry: a form made of simple parts."""

from __future__ import annotations

from typing import Any

from django.db import models

from .enquiries import Enquiry


class QuestionKind(models.TextChoices):
    TEXT = "text", "Kort tekst"
    LONG_TEXT = "long_text", "Lang tekst"
    CHOICE = "choice", "Ét valg"
    CHOICES = "choices", "Flere valg"
    NUMBER = "number", "Tal"
    TABLE = "table", "Tabel"
    FILE = "file", "Filer"
    HEADING = "heading", "Overskrift"


ANSWERABLE = tuple(kind for kind in QuestionKind if kind != QuestionKind.HEADING)


class ColumnKind(models.TextChoices):
    """What stands in a column of a table question."""

    TEXT = "text", "Tekst"
    NUMBER = "number", "Tal"
    CHOICE = "choice", "Valg"


class Unit(models.TextChoices):
    NONE = "", "Ingen enhed"
    KRONER = "kr.", "kr."
    PERCENT = "%", "pct."
    PLACES = "pladser", "pladser"
    PEOPLE = "personer", "personer"
    POSTS = "årsværk", "årsværk"
    HOURS = "timer", "timer"


class Question(models.Model):
    """One part of the form. `key` stays the same when the enquiry is copied to the next year.

    `options` is [{"key", "label"}]; `columns` [{"key", "label", "kind", "unit", "decimals",
    "options"}]; `rows` the fixed rows' labels, empty for as many free rows as `free_rows`.
    """

    enquiry = models.ForeignKey(Enquiry, models.CASCADE, related_name="questions")
    key = models.SlugField(max_length=40)
    position = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField("Slags", max_length=10, choices=QuestionKind)
    text = models.CharField("Spørgsmål", max_length=300)
    help = models.TextField("Vejledning", blank=True, max_length=1000)
    required = models.BooleanField("Skal besvares", default=True)
    unit = models.CharField("Enhed", max_length=10, choices=Unit, blank=True)
    decimals = models.PositiveSmallIntegerField("Højst så mange decimaler", default=0)
    options: Any = models.JSONField(default=list, blank=True)
    columns: Any = models.JSONField(default=list, blank=True)
    rows: Any = models.JSONField(default=list, blank=True)
    free_rows = models.PositiveSmallIntegerField("Tomme rækker", default=3)
    shows_previous = models.BooleanField("Vis sidste års svar", default=True)

    class Meta:
        verbose_name = "spørgsmål"
        verbose_name_plural = "spørgsmål"
        ordering = ["enquiry", "position", "pk"]
        constraints = [models.UniqueConstraint("enquiry", "key", name="question_key_once")]

    def __str__(self) -> str:
        return self.text

    @property
    def takes_an_answer(self) -> bool:
        return self.kind != QuestionKind.HEADING
